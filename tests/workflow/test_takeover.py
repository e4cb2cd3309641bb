"""An archive is taken over whole and unchanged, or not at all."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from db.archive import RowsRefused, tables_there
from db.columns import canonical
from db.deliveries import claim
from db.engine import SCHEMA, Database, open_database, schema_version
from db.files import Files
from db.migrate import migrate
from db.verify import head
from states.archive import MANIFEST, NewerArchive, NotAnArchive
from states.errors import SagsgangError
from states.letters import Answer, LetterKind, Verdict
from tests.workflow.handed import Change, handed_over, retold, rewritten, taken_over
from tests.workflow.letters import Bag, PostRoom, letter, queued, standing
from tests.workflow.office import Office
from workflow.archive_folder import ArchiveChanged
from workflow.posting import LEASE
from workflow.takeover import ArchiveDisagrees, NotEmptyForTakeover, examine


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: (folder / "register/cases.jsonl").write_text("{}\n"), "register/cases.jsonl was changed"),
        (lambda folder: (folder / "register/cases.jsonl").unlink(), "register/cases.jsonl is missing"),
        (lambda folder: (folder / "register/more.jsonl").write_text(""), "register/more.jsonl is additional"),
        (lambda folder: (folder / "README.txt").write_text("x"), "README.txt was changed"),
        (lambda folder: next(folder.glob("files/*/*/*")).write_bytes(b"x"), "kort-[0-9a-f]{8}.pdf was changed"),
        (lambda folder: os.mkfifo(folder / "pipe"), "pipe is additional"),
        (lambda folder: (folder / "away").symlink_to("/etc"), "away is additional"),
    ],
)
def test_an_archive_that_was_changed_is_not_taken_over(
    archive: Path, empty: Database, files: Files, spoil: Callable[[Path], object], told: str
) -> None:
    spoil(archive)
    with pytest.raises(ArchiveChanged, match=told):
        taken_over(archive, empty, files)
    assert not Path(empty.place).exists()


def test_a_line_that_is_cut_is_named(archive: Path, target: Database, files: Files) -> None:
    lines = (archive / "register/forum.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    rewritten(archive, "register/forum.jsonl", "".join(lines[:2]) + lines[2][:40])
    with pytest.raises(NotAnArchive, match=r"register/forum\.jsonl line 3: "):
        taken_over(archive, target, files)
    assert schema_version(target) is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id":1}', "line 1: it has not the columns of the table"),
        ("[]", "line 1: it has not the columns of the table"),
        ("", "has 0 lines, and 1 were handed over"),
        ('{"hash":"x","id":"1","last_case":0,"last_id":0,"seq":1}', "line 1: '1' is not of kind number"),
        ('{"hash":"x","id":true,"last_case":0,"last_id":0,"seq":1}', "line 1: True is not of kind number"),
        ("[" * 100_000, "line 1: "),
    ],
)
def test_a_row_that_is_none_is_told_of(archive: Path, empty: Database, files: Files, line: str, told: str) -> None:
    rewritten(archive, "register/journal_head.jsonl", line and f"{line}\n")
    with pytest.raises(NotAnArchive, match=re.escape(told)):
        taken_over(archive, empty, files)
    assert not Path(empty.place).exists()


def test_rows_that_clash_are_refused(archive: Path, target: Database, files: Files) -> None:
    lines = (archive / "register/forum.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    rewritten(archive, "register/forum.jsonl", "".join([*lines[:-1], lines[0]]))
    with pytest.raises(RowsRefused, match="The rows of forum cannot be taken in"):
        taken_over(archive, target, files)
    assert schema_version(target) is None


def test_a_register_that_its_journal_does_not_explain_is_refused(archive: Path, target: Database, files: Files) -> None:
    text = (archive / "register/cases.jsonl").read_text(encoding="utf-8")
    rewritten(archive, "register/cases.jsonl", text.replace("havn", "bro"))
    with pytest.raises(ArchiveDisagrees, match="the journal says 'Fælles havn', and 'Fælles bro' stands there"):
        taken_over(archive, target, files)
    assert schema_version(target) is None


@pytest.mark.parametrize(
    ("change", "error", "told"),
    [
        (lambda told: told.update(schema="9999"), NewerArchive, f"schema 9999, and this program reads up to {SCHEMA}"),
        (lambda told: told.update(format_version=2), NewerArchive, "archive format 2, and this program reads up to 1"),
        (lambda told: told.update(format="zip"), NotAnArchive, "its format is 'zip'"),
        (lambda told: told.update(schema="x"), NotAnArchive, "its schema is 'x'"),
        (lambda told: told.pop("tables"), NotAnArchive, "it says nothing of 'tables'"),
        (lambda told: told["journal_head"].update(hash=7), NotAnArchive, "cannot be understood"),
        (lambda told: told["journal_head"].update(seq=1), NotAnArchive, "its journal ends elsewhere"),
        (lambda told: told["tables"].pop(), NotAnArchive, "it has other tables than schema"),
        (lambda told: told["tables"][0].update(name='x"; DROP TABLE event'), NotAnArchive, "does not list it"),
        (lambda told: told["tables"][0]["columns"].update(more="text"), NotAnArchive, "other tables than schema"),
        (lambda told: told["tables"][0]["columns"].update(id="blob"), NotAnArchive, "cannot be understood"),
        (lambda told: told["attachments"].update({"0" * 64: "README.txt"}), NotAnArchive, "for another file"),
    ],
)
def test_a_manifest_that_does_not_fit_is_told_of(
    archive: Path, empty: Database, files: Files, change: Change, error: type[SagsgangError], told: str
) -> None:
    retold(archive, change)
    with pytest.raises(error, match=re.escape(told)):
        taken_over(archive, empty, files)
    assert not Path(empty.place).exists()


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"format": 1}', "[" * 100_000, "\x00"])
def test_a_manifest_that_is_none_is_told_of(archive: Path, text: str) -> None:
    (archive / MANIFEST).write_text(text)
    with pytest.raises(NotAnArchive):
        examine(archive)


def test_a_folder_without_a_manifest_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive, match=r"it has no manifest\.json"):
        examine(tmp_path)
    with pytest.raises(NotAnArchive, match="it is no folder"):
        examine(tmp_path / "nowhere")


def test_only_an_empty_database_takes_an_archive(archive: Path, database: Database, files: Files) -> None:
    with pytest.raises(NotEmptyForTakeover, match="for one, a"):
        taken_over(archive, database, files)


def test_no_letter_leaves_twice_what_had_not_left_waits_for_a_person(
    office: Office, target: Database, files: Files, tmp_path: Path
) -> None:
    """The old register's clock may still run. What left, failed, or waits is carried over as it is."""
    queued(office, *map(letter, range(3)))
    put_off, refused = Answer(Verdict.LATER, "451 later"), Answer(Verdict.REFUSED, "550 unknown")
    bag = Bag({"p1@example.dk": [put_off], "p2@example.dk": [refused]})
    PostRoom(office, bag, office.now).sends()
    queued(office, letter(3), letter(4), letter(5, LetterKind.DISPATCH))
    in_hand = {"now": office.now, "lease_until": office.now + LEASE}
    office.write(lambda connection: claim(connection, 1, "another", **in_hand))
    assert standing(office) == ["sent", "retry", "failed", "sending", "queued", "queued"]
    handed_over(office, tmp_path / "archive", files)
    assert taken_over(tmp_path / "archive", target, None).held == 4
    other = Office(target, office.today)
    states = standing(other, "state", "waits_for_approval", "holder")
    waits = ("queued", True, None)
    assert states == [("sent", False, None), waits, ("failed", False, None), waits, waits, waits]
    later = PostRoom(other, Bag(), office.now)
    later.waits(days=1)
    assert later.sends() == []
    assert standing(office) == ["sent", "retry", "failed", "sending", "queued", "queued"]


def test_an_older_archive_is_brought_up_to_date(office: Office, target: Database, files: Files, tmp_path: Path) -> None:
    case = office.opens("Fælles havn", "kkr", recommendation="Det indstilles, at havnen drøftes.")
    handed_over(office, tmp_path / "archive", files)
    as_of_schema("0002", tmp_path / "archive", tmp_path / "older.db")
    taken_over(tmp_path / "archive", target, None)
    other = Office(target, office.today)
    assert (schema_version(target), other.read(head), other.findings()) == (SCHEMA, office.read(head), [])
    assert other.account(case) == office.account(case)


def as_of_schema(schema: str, archive: Path, place: Path) -> None:
    """The archive as a program of an older schema would have made it; what it has no column for is left out."""
    older = open_database(str(place), new=True)
    migrate(older, schema)
    with older.reader.connect() as connection:
        there = tables_there(connection)
    older.close()
    told = json.loads((archive / MANIFEST).read_text(encoding="utf-8"))
    kinds = {table["name"]: table["columns"] for table in told["tables"]}
    for name in kinds.keys() - there.keys():
        (archive / f"register/{name}.jsonl").unlink()
        del told["files"][f"register/{name}.jsonl"]
    told["schema"] = schema
    told["tables"] = [
        {**table, "columns": {column: kinds[name].get(column, "json") for column in sorted(there[name])}}
        for table in told["tables"]
        if (name := table["name"]) in there
    ]
    (archive / MANIFEST).write_text(json.dumps(told), encoding="utf-8")
    for name, columns in there.items():
        path = archive / f"register/{name}.jsonl"
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        lines = [canonical({column: row.get(column) for column in columns}) for row in rows]
        rewritten(archive, f"register/{name}.jsonl", "".join(f"{line}\n" for line in lines))
