"""Verbs, their options and their failures."""

import pytest

from samenspel.site.cli import main
from samenspel.site.cli.serve import require_free
from samenspel.site.cli.verb import CommandError


def test_help_lists_every_verb(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    for name in ("demo", "test", "serve", "worker", "migrate", "messages", "manage", "check", "lock"):
        assert f"\n    {name} " in shown


@pytest.mark.parametrize("words", [[], ["fly"], ["migrate", "--sideways"], ["serve", "--port", "many"]])
def test_what_is_not_understood_is_said(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage: samenspel" in capsys.readouterr().err


def test_a_port_in_use_is_said_in_one_line(unused_port_holder):
    with pytest.raises(CommandError, match=f"Port {unused_port_holder} on 127.0.0.1 cannot be used"):
        require_free("127.0.0.1", unused_port_holder)


def test_a_failure_is_one_line_and_status_one(unused_port_holder, capsys):
    assert main(["serve", "--port", str(unused_port_holder)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
