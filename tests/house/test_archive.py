"""The archive: everything of a collective, nothing of a running vote; and the commands that make and check it."""

import io
import json
import zipfile

import pytest

from house.scene import build
from samenspel.ground.foundation import collectives
from samenspel.ground.journal import book
from samenspel.kernels.statute.charter import from_json
from samenspel.site import archive
from samenspel.site.verification import check


@pytest.fixture
def opened(db):
    scene = build()
    file = io.BytesIO()
    archive.write(collectives.by_id(scene.cast.collective_id), file, scene.at)
    return scene, zipfile.ZipFile(file)


def lines(opened, name):
    return [json.loads(line) for line in opened[1].read(name).decode().splitlines()]


def test_the_book_in_the_archive_is_the_whole_chain(opened):
    scene, _ = opened
    deeds = lines(opened, "book.jsonl")
    sequence, head = book.head(scene.cast.collective_id)
    assert (len(deeds), deeds[-1]["hash"]) == (sequence, head)
    assert [deed["previous"] for deed in deeds[1:]] == [deed["hash"] for deed in deeds[:-1]]


def test_free_texts_stand_apart_and_match_their_digests(opened):
    by_number = {deed["sequence"]: deed for deed in lines(opened, "book.jsonl")}
    texts = lines(opened, "texts.jsonl")
    assert texts
    for text in texts:
        stored = by_number[text["deed"]]["payload"]["texts"][text["field"]]
        assert stored == book.text_digest(text["salt"], text["text"])


def test_the_rules_in_the_archive_can_be_read_again(opened):
    charter = from_json(json.loads(opened[1].read("statute/1.json")))
    assert charter.by_id["purpose"]


def test_of_a_running_vote_the_ballots_stay_in_the_box(opened):
    votes = lines(opened, "votes.jsonl")
    assert {vote["result"] is None for vote in votes} == {True, False}
    for vote in votes:
        assert (vote["ballots"] is None) == (vote["result"] is None)


def test_a_lively_house_adds_up(opened):
    assert list(check(opened[0].cast.collective_id)) == []
