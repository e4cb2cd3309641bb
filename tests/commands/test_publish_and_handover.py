"""Publishing, handing over and taking over, as they are typed."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import PROGRAM, Said
from tests.workflow.played import tree
from workflow.site_folder import STARTED

Typed = Callable[..., Said]


@pytest.fixture
def sent(typed: Typed, tmp_path: Path) -> Typed:
    """KKR's agenda was sent, with a file, and the meeting held."""
    typed("meeting", "add", "KKR", "2027-04-20")
    typed("meeting", "add", "KKR", "2027-06-20")
    typed("case", "new", "Fælles havn", "--route", "kkr", "--submit")
    (tmp_path / "kort.pdf").write_bytes(b"%PDF-1.7 kort")
    assert typed("attach", 1, tmp_path / "kort.pdf").code == 0
    typed("meeting", "lock", "KKR")
    typed("decide", 1, "--outcome", "approved", "--words", "Godkendt.")
    assert typed("meeting", "hold", "KKR").code == 0
    return typed


def test_a_site_is_published_and_brought_up_to_date(sent: Typed, tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = sent("publish", site)
    assert (first.code, first.out) == (
        0,
        f"Published 2 papers in {site}: 8 files, 8 written, 0 removed. Start at {site / 'index.html'}.\n",
    )
    again = sent("publish", site, "--json")
    told = json.loads(again.out)
    assert (again.code, told["written"], told["removed"], told["papers"]) == (0, 0, 0, 2)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("publish", "SITE", "--base-url", "example.dk"), "'example.dk' is no address of a site"),
        (("publish", "SITE", "--forum", "XYZ"), "XYZ"),
        (("publish", "FULL"), "holds other things (for one, letter.txt)"),
        (("handover", "FULL"), "is there already and is no empty folder"),
        (("takeover", "FULL"), "it has no manifest.json"),
        (("takeover", "SITE"), "it is no folder"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    sent: Typed, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/letter.txt").write_text("mine")
    said = sent(*({"SITE": tmp_path / "site", "FULL": tmp_path / "full"}.get(word, word) for word in words))
    assert (said.code, said.out, told in said.err, said.err.count("\n")) == (1, "", True, 1)
    assert not (tmp_path / "site").exists()


def test_an_archive_goes_from_one_office_to_another(sent: Typed, tmp_path: Path) -> None:
    archive, new = tmp_path / "archive", tmp_path / "new.db"
    gone = sent("handover", archive)
    head = sent("verify").out.splitlines()[-1]
    assert (gone.code, "closed (confidential) items too" in gone.out, head in gone.out) == (0, True, True)
    come = sent("--db", new, "takeover", archive)
    assert (come.code, head in come.out, come.err) == (0, True, "")
    assert sent("--db", new, "verify").out.splitlines() == ["The journal and the register agree.", head]
    for words in (("case", "show", 1), ("meeting", "list"), ("minutes", "KKR", "--meeting", "2027-04-20")):
        assert sent("--db", new, *words, "--json").out == sent(*words, "--json").out
    assert tree(Path(f"{new}.files")) == tree(tmp_path / "register.db.files")


def test_a_register_that_is_there_is_not_written_over(sent: Typed, tmp_path: Path) -> None:
    sent("handover", tmp_path / "archive")
    said = sent("takeover", tmp_path / "archive")
    assert (said.code, "an archive is taken over into an empty database only" in said.err) == (1, True)


def test_files_of_a_server_must_have_a_place(sent: Typed, tmp_path: Path) -> None:
    sent("handover", tmp_path / "archive")
    said = sent("--db", "postgresql://nobody@localhost:1/none", "takeover", tmp_path / "archive")
    assert (said.code, "SAGSGANG_FILES" in said.err) == (1, True)


def killed(words: list[str], began: Path) -> None:
    """Run a command and kill it as soon as it has begun to write."""
    process = subprocess.Popen([PROGRAM, *words], stdout=subprocess.DEVNULL)
    while process.poll() is None and not began.exists():
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no such signal here")
def test_a_site_whose_publishing_is_killed_is_finished_by_the_next(sent: Typed, tmp_path: Path) -> None:
    killed(["publish", str(tmp_path / "site")], tmp_path / "site" / STARTED)
    assert sent("publish", tmp_path / "site").code == 0
    sent("publish", tmp_path / "other")
    assert tree(tmp_path / "site") == tree(tmp_path / "other")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no such signal here")
def test_a_handover_that_is_killed_is_never_taken_for_a_whole_one(sent: Typed, tmp_path: Path) -> None:
    killed(["handover", str(tmp_path / "archive")], tmp_path / ".archive.half/register/event.jsonl")
    assert not (tmp_path / "archive").exists()
    said = sent("handover", tmp_path / "archive")
    assert (said.code, ".archive.half was left behind" in said.err) == (1, True)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no such signal here")
def test_a_takeover_that_is_killed_leaves_an_empty_register_that_can_take_it_again(sent: Typed, tmp_path: Path) -> None:
    archive, new = tmp_path / "archive", tmp_path / "new.db"
    sent("handover", archive)
    killed(["--db", str(new), "takeover", str(archive)], new)
    assert sent("--db", new, "case", "list").code == 1
    assert sent("--db", new, "takeover", archive).code == 0
    assert sent("--db", new, "case", "list").out == sent("case", "list").out


def test_the_office_has_a_site_of_its_own_look(sent: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/site.css").write_text("h1 { color: #123456; }")
    monkeypatch.setenv("SAGSGANG_TEMPLATES", str(tmp_path / "own"))
    assert sent("publish", tmp_path / "site").code == 0
    assert "#123456" in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_a_broken_template_of_the_office_leaves_no_half_archive(
    sent: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/archive.txt.j2").write_text("{{ nothing_of_the_kind }}")
    monkeypatch.setenv("SAGSGANG_TEMPLATES", str(tmp_path / "own"))
    said = sent("handover", tmp_path / "archive")
    assert (said.code, "nothing_of_the_kind" in said.err) == (1, True)
    assert [path.name for path in tmp_path.iterdir() if "archive" in path.name] == []
