"""A collective in one archive: its rules in every version, its book, its register, its decisions.

Plain files that other programs read: JSON, JSON lines, and a page of explanation. Secret ballots are in it as they
are stored: aggregated, without names. Who exports gets personal data; the archive says so on its first page.
"""

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from samenspel.ground.foundation.canonical import canonical
from samenspel.ground.foundation.collectives import CollectiveCard
from samenspel.ground.journal import book
from samenspel.ground.journal import queries as journal
from samenspel.rooms.deciding import archive as deciding
from samenspel.rooms.membership import queries as membership
from samenspel.rooms.statute import queries as statute
from samenspel.rooms.statute.params import to_json

FORMAT = "samenspel-archive/1"
_EXPLANATION = """{name}

Dit archief bevat alles van dit collectief. Er staan persoonlijke gegevens in: bewaar het veilig.
This archive holds everything of this collective. It holds personal data: keep it safe.

collective.json   naam, plaats, rechtsvorm / name, place, legal form
statute/N.json    versie N van de spelregels / version N of the rules
book.jsonl        het boek, één akte per regel / the book, one deed per line
texts.jsonl       vrije teksten bij de akten / free texts beside the deeds
register.json     wie doet mee, en als wat / who takes part, and as what
proposals.jsonl   alle voorstellen / all proposals
votes.jsonl       alle stemmingen met hun uitslag / all votes with their outcome
decisions.json    alle besluiten / all decisions

Laatste akte / last deed: {sequence}  {hash}
"""


def write(collective: CollectiveCard, file: BinaryIO, at: datetime) -> None:
    """Write the archive of a collective to a binary file, streaming the long parts."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        sequence, head = book.head(collective.id)
        archive.writestr(
            "README.txt", _EXPLANATION.format(name=collective.name, sequence=sequence, hash=head)
        )
        archive.writestr("collective.json", _pretty({"format": FORMAT, "made_at": at, **_card(collective)}))
        for version in statute.versions(collective.id):
            archive.writestr(f"statute/{version.number}.json", _pretty(version.charter.to_json()))
        archive.writestr("register.json", _pretty(membership.register_of(collective.id, at, at)))
        archive.writestr("decisions.json", _pretty(deciding.all_decisions(collective.id)))
        _stream(
            archive, "book.jsonl", (book.canonical_deed(deed) for deed in journal.everything(collective.id))
        )
        _stream(archive, "texts.jsonl", map(canonical, journal.texts(collective.id)))
        _stream(archive, "proposals.jsonl", map(canonical, deciding.all_proposals(collective.id)))
        _stream(archive, "votes.jsonl", map(canonical, deciding.all_votes(collective.id)))


def _card(collective: CollectiveCard) -> dict[str, object]:
    return {
        "id": collective.id,
        "slug": collective.slug,
        "name": collective.name,
        "place": collective.place,
        "form": collective.form,
        "since": collective.since,
    }


def _pretty(value: object) -> str:
    return json.dumps(to_json(value), ensure_ascii=False, indent=2, sort_keys=True)


def _stream(archive: zipfile.ZipFile, name: str, lines: Iterator[str]) -> None:
    with archive.open(name, "w", force_zip64=True) as file:
        for line in lines:
            file.write(f"{line}\n".encode())
