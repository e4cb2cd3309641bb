"""Promises, as the commands about them are typed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Typed = Callable[..., Any]

PAPER = """REFERAT

KKR Syddanmark

Dato: 19-02-2027

2. Regionalpolitiske sager

2.1. Takster for havne

Sagsfremstilling

KKR Syddanmark får en sag om fælles takster på et kommende møde.

Beslutning

KKR Syddanmark tog orienteringen til efterretning.
"""


@pytest.fixture
def done(typed: Typed) -> Callable[..., str]:
    """Types a command that must succeed, and gives what it printed."""

    def run(*words: object) -> str:
        said = typed(*words)
        assert (said.code, said.err) == (0, ""), said
        return str(said.out)

    return run


def ids(done: Callable[..., str], *words: object) -> list[int]:
    return [one["id"] for one in json.loads(done("promise", "list", "--json", *words))]


def test_a_promise_through_its_life(done: Callable[..., str]) -> None:
    for day in ("2027-04-16", "2027-06-11"):
        done("meeting", "add", "KKR", day)
    said = ("--words", "KKR får en sag i april.", "--subject", "Takster")
    (_, number, *_) = done("promise", "add", "--forum", "KKR", *said, "--meeting", "2027-04-16").split()
    assert done("promise", "list") == (
        f"id  forum  state  when        subject\n{number:2}  KKR    open   2027-04-16  Takster\n"
    )
    assert "missing" not in done("promise", "list", "--open", "--forum", "kkr")
    assert done("promise", "move", number, "--meeting", "2027-06-11", "--reason", "venter") == (
        f"Promise {number} is open, 2027-06-11: Takster\n"
    )
    between = ("--from", "2027-05-01", "--to", "2027-06-30", "--reason", "venter endnu")
    assert "2027-05-01..2027-06-30" in done("promise", "move", number, *between)
    assert done("promise", "keep", number, "--meeting", "2027-06-11") == (
        f"Promise {number} is kept at KKR 2027-06-11: Takster\n"
    )
    assert done("promise", "accept", number).startswith(f"Promise {number} is open")
    assert done("promise", "drop", number, "--reason", "løst").startswith(f"Promise {number} is dropped")
    assert (ids(done), ids(done, "--all")) == ([], [int(number)])
    (told,) = json.loads(done("promise", "list", "--all", "--json"))
    assert (told["reason"], [step["reason"] for step in told["course"]]) == ("løst", ["venter", "venter endnu"])
    assert "agree" in done("verify")


def test_what_an_import_proposes_is_shown_with_its_words(done: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "referat.txt").write_text(PAPER, encoding="utf-8")
    told = done("import", tmp_path / "referat.txt")
    assert "1 seem to be promised for later meetings: sagsgang promise list --forum KKR" in told
    (number,) = ids(done)
    assert ids(done, "--open") == []
    assert done("promise", "list").splitlines()[-1] == (
        f"{number} minutes of KKR/2027-02-19/2.1: “KKR Syddanmark får en sag om fælles takster på et kommende møde.”"
    )
    assert done("promise", "find", "KKR", "--meeting", "2027-02-19") == "Nothing new is promised there.\n"
    assert done("promise", "accept", number) == f"Promise {number} is open, a coming meeting: Fælles takster\n"
    assert ids(done, "--open") == [number]


def test_the_list_as_a_document(done: Callable[..., str], tmp_path: Path) -> None:
    done("promise", "add", "--forum", "KKR", "--words", "KKR får en sag.", "--subject", "Takster")
    printed = done("promise", "list", "--format", "text")
    assert "Lovede sager" in printed
    assert "Et kommende møde" in printed
    assert done("promise", "list", "-o", tmp_path / "loefter.pdf") == f"Wrote {tmp_path / 'loefter.pdf'}: 1 promises.\n"
    assert (tmp_path / "loefter.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("accept", 4), 1, "There is no promise 4. See them with sagsgang promise list --all."),
        (("list", "--forum", "XYZ"), 1, "There is no forum called 'XYZ'."),
        (("add", "--forum", "KKR", "--words", "Lovet", "--case", 9), 1, "There is no case 9"),
        (("add", "--forum", "KKR", "--words", "Lovet", "--to", "i morgen"), 1, "'i morgen' is no date"),
        (("add", "--forum", "KKR", "--words", " "), 2, "say how it was promised"),
        (("add", "--forum", "KKR", "--words", "x", "--meeting", "2027-06-11", "--to", "2027-06-11"), 2, "not both"),
        (("move", 4, "--reason", "venter"), 2, "say when instead"),
        (("drop", 4), 2, "Missing option '--reason'"),
    ],
)
def test_what_is_refused(typed: Typed, words: tuple[object, ...], code: int, told: str) -> None:
    said = typed("promise", *words)
    assert said.code == code
    assert told in " ".join(said.err.split())
