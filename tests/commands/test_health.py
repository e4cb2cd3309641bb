"""How the machinery stands, and the backup, as they are typed."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from tests.commands.conftest import Said

Typed = Callable[..., Said]


def test_a_young_office_is_told_what_it_has_not_done(typed: Typed) -> None:
    said = typed("--today", "2026-11-22", "health")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "note: No clock has ever run here, and nobody is reminded: sagsgang run, or sagsgang tick from cron.",
        "note: There has been no backup yet: sagsgang backup FOLDER.",
        "note: Nobody is named as head of secretariat, who is asked when nobody answers: sagsgang ladder set --head "
        "ADDRESS.",
        "Nothing is wrong.",
    ]


def test_it_ends_in_one_when_something_must_be_done(typed: Typed) -> None:
    typed("tick", "--now", "2027-03-01T08:00")
    said = typed("health")
    assert (said.code, said.err) == (1, "")
    assert said.out.splitlines()[0] == (
        "WRONG: The clock has not ticked since 2027-03-01 08:00: start it with sagsgang run, or see why cron no longer "
        "runs sagsgang tick."
    )


def test_all_is_well(typed: Typed, tmp_path: Path) -> None:
    typed("ladder", "set", "--head", "leder@example.dk")
    typed("tick", "--now", "2027-03-01T11:59")
    typed("backup", tmp_path / "copy.db")
    said = typed("health", "--full")
    assert said == Said(0, "The clock, the letters, the journal and the backup are well.\n", "")
    assert json.loads(typed("health", "--json").out) | {"last_beat": ""} == {
        "ok": True,
        "red": [],
        "last_beat": "",
        "beat_age_seconds": 60,
        "due_unsent": 0,
        "waiting_for_approval": 0,
        "failed_letters": 0,
        "late_deadlines": 0,
        "unreachable": [],
        "chain": "whole",
        "backup_age_days": 0,
        "problems": [],
        "warnings": [],
    }


def test_a_backup_in_a_folder_is_named_by_the_moment(typed: Typed, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    folder.mkdir()
    told = json.loads(typed("backup", folder, "--json").out)
    copy = folder / "sagsgang-2027-03-01T120000.db"
    assert told == {
        "file": str(copy),
        "sha256": hashlib.sha256(copy.read_bytes()).hexdigest(),
        "size": copy.stat().st_size,
        "head": told["head"],
        "files": None,
    }
    assert typed("--db", copy, "verify").out == f"The journal and the register agree.\nHead: {told['head']}\n"


def test_attached_files_are_named_or_copied(typed: Typed, tmp_path: Path, register: Path) -> None:
    typed("case", "new", "Fælles havn", "--route", "kkr", "--submit")
    (tmp_path / "Kort.pdf").write_bytes(b"%PDF-1.7 kort")
    assert typed("attach", 1, tmp_path / "Kort.pdf").code == 0
    without = typed("backup", tmp_path / "one.db")
    assert without.out.splitlines()[1] == f"1 attached file not in it: copy {register}.files too, or say --files."
    within = typed("backup", tmp_path / "two.db", "--files")
    assert within.out.splitlines()[1] == f"1 attached file copied to {tmp_path / 'two.db.files'}."
    assert typed("--db", tmp_path / "two.db", "verify").code == 0


def test_a_file_that_is_there_is_refused(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("gammel", encoding="utf-8")
    said = typed("backup", tmp_path / "copy.db")
    assert said == Said(
        1,
        "",
        f"There is already a file {tmp_path / 'copy.db'}; give another name, or a folder. Nothing was overwritten.\n",
    )
