"""The whole archive leaves the house in open formats, and comes back without loss."""

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from db.archive import RowsRefused, shapes, tables_there
from db.chain import GENESIS
from db.columns import canonical
from db.engine import SCHEMA, Database, open_database, schema_version
from db.files import FileMissing, Files
from db.migrate import migrate
from db.verify import head, verify
from states.archive import MANIFEST, NewerArchive, NotAnArchive
from states.errors import SagsgangError
from states.forms import Form
from templates.press import press
from templates.words import phrases
from tests.conftest import KINDS, NewPostgres
from tests.workflow.office import Office
from tests.workflow.played import attaches, no_room, play, tree
from workflow.archive_folder import ArchiveChanged, CouldNotHandOver, FolderTaken, HalfLeft
from workflow.handover import HandedOver, hand_over
from workflow.sent_papers import meetings_with_papers
from workflow.takeover import ArchiveDisagrees, NotEmptyForTakeover, TakenOver, examine, take_over

NOW = datetime(2027, 6, 1, 9, 30, tzinfo=UTC)
Change = Callable[[dict[str, Any]], object]


def handed_over(office: Office, folder: Path, files: Files) -> HandedOver:
    return office.read(
        lambda connection: hand_over(connection, folder, content=files.content, program="0.1.0", now=NOW)
    )


def taken_over(folder: Path, database: Database, files: Files | None) -> TakenOver:
    return take_over(database, examine(folder), files)


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database, once of each kind, beside the one that is handed over."""
    if request.param == "sqlite":
        url = str(tmp_path / "taken.db")
    else:
        make: NewPostgres = request.getfixturevalue("new_postgres")
        url = make("template1")
    database = open_database(url, new=True)
    yield database
    database.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """A register that is not there yet, in a file."""
    database = open_database(str(tmp_path / "taken.db"), new=True)
    yield database
    database.close()


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files")


@pytest.fixture
def archive(office: Office, files: Files, tmp_path: Path) -> Path:
    """An archive of a small register with one attached file."""
    office.meets("KKR", "2027-04-20")
    case = office.opens("Fælles havn", "kkr", recommendation="Det indstilles, at havnen drøftes.")
    attaches(office, files, f"{case}", "Kort.pdf", b"%PDF-1.7 kort")
    office.locks("KKR")
    handed_over(office, tmp_path / "archive", files)
    return tmp_path / "archive"


def documents(office: Office) -> dict[tuple[str, str, str, Form], bytes]:
    """Every paper of the register in every form."""
    return office.read(
        lambda connection: {
            (one.meeting.forum, str(one.meeting.on), str(sent.paper.kind), form): press(sent.paper, form).content
            for one in meetings_with_papers(connection)
            for sent in one.papers
            for form in Form
        }
    )


def rewritten(archive: Path, path: str, content: str) -> None:
    """A file of the archive is written anew, and the manifest made to fit: what only a look inside can find."""
    (archive / path).write_text(content, encoding="utf-8")
    digest, size = sha256(content.encode()).hexdigest(), len(content.encode())
    retold(archive, lambda told: told["files"][path].update(sha256=digest, size=size))


def retold(archive: Path, change: Change) -> None:
    told = json.loads((archive / MANIFEST).read_text(encoding="utf-8"))
    change(told)
    (archive / MANIFEST).write_text(json.dumps(told), encoding="utf-8")


def test_what_is_handed_over_comes_back_the_same(
    office_in_both: Office, target: Database, files: Files, tmp_path: Path
) -> None:
    office, stored = office_in_both, Files(tmp_path / "stored")
    play(office, files)
    done = handed_over(office, tmp_path / "archive", files)
    taken = taken_over(tmp_path / "archive", target, stored)
    other = Office(target, office.today)
    assert (other.findings(), other.read(head), other.counts()) == ([], office.read(head), office.counts())
    assert (taken.rows, taken.files) == (done.rows, done.files)
    assert tree(stored.folder) == tree(files.folder)
    assert documents(other) == documents(office)
    handed_over(other, tmp_path / "again", stored)
    assert tree(tmp_path / "again") == tree(tmp_path / "archive")


def test_work_goes_on_in_what_was_taken_over(office: Office, target: Database, files: Files, tmp_path: Path) -> None:
    play(office, files)
    handed_over(office, tmp_path / "archive", files)
    taken_over(tmp_path / "archive", target, Files(tmp_path / "stored"))
    other = Office(target, office.today)
    number = other.opens("Ny sag", "kkr")
    assert (number, other.findings()) == (office.opens("Ny sag", "kkr"), [])


def test_an_archive_is_read_without_the_program(archive: Path) -> None:
    """As its README says: the lines are JSON, and the journal's chain is checked with SHA-256 alone."""
    lines = (archive / "register/event.jsonl").read_text(encoding="utf-8").splitlines()
    previous = GENESIS
    for event in map(json.loads, lines):
        assert event["commitment"] == sha256((event["salt"] + event["payload"]).encode()).hexdigest()
        chained = [*(event[name] for name in ("seq", "kind", "case_id", "at", "by", "commitment")), previous]
        previous = sha256(json.dumps(chained, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
        assert event["hash"] == previous
    manifest = json.loads((archive / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["journal_head"] == {"seq": len(lines), "hash": previous}


def test_the_manifest_tells_every_file(archive: Path) -> None:
    told = json.loads((archive / MANIFEST).read_text(encoding="utf-8"))
    there = tree(archive)
    del there[MANIFEST]
    assert {path: one["sha256"] for path, one in told["files"].items()} == there


def test_the_readme_says_what_each_table_holds() -> None:
    assert {table.name for table in shapes()} - phrases("archive_tables").keys() == set()


def test_people_are_led_to_every_paper_and_warned(office: Office, files: Files, tmp_path: Path) -> None:
    play(office, files)
    handed_over(office, tmp_path / "archive", files)
    index = (tmp_path / "archive/index.html").read_text(encoding="utf-8")
    readme = (tmp_path / "archive/README.txt").read_text(encoding="utf-8")
    papers = {path for path in tree(tmp_path / "archive") if path.startswith("papers/")}
    assert papers - set(re.findall(r'href="([^"]+)"', index)) == set()
    assert ("lukkede (fortrolige) punkter" in index, "LUKKEDE (fortrolige)" in readme) == (True, True)
    minutes = (tmp_path / "archive/papers/k22/2027-03-10/referat.html").read_text(encoding="utf-8")
    assert "Papegøjeanlæg" in minutes
    link = re.search(r'href="(\.\./[^"]+kakaduens[^"]+)"', minutes)
    assert link
    assert (tmp_path / "archive/papers/k22/2027-03-10" / link[1]).read_bytes() == b"%PDF-1.7 Kakaduen"


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
    with pytest.raises(NotEmptyForTakeover, match="agenda_item"):
        taken_over(archive, database, files)


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


def test_nothing_that_is_there_is_written_over(office: Office, files: Files, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/letter.txt").write_text("mine")
    with pytest.raises(FolderTaken):
        handed_over(office, tmp_path / "archive", files)
    assert tree(tmp_path / "archive").keys() == {"letter.txt"}


def test_an_empty_folder_takes_an_archive(office: Office, files: Files, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    handed_over(office, tmp_path / "archive", files)
    assert examine(tmp_path / "archive").manifest.stored == {}


def test_a_handover_that_was_broken_off_is_pointed_out(office: Office, files: Files, tmp_path: Path) -> None:
    (tmp_path / ".archive.half").mkdir()
    with pytest.raises(HalfLeft, match=r"\.archive\.half"):
        handed_over(office, tmp_path / "archive", files)


def test_where_a_file_is_lost_there_is_no_archive(office: Office, files: Files, tmp_path: Path) -> None:
    play(office, files)
    files.path(files.keep(b"%PDF-1.7 tegning")).unlink()
    with pytest.raises(FileMissing, match="Tegning"):
        handed_over(office, tmp_path / "archive", files)
    assert [path.name for path in tmp_path.iterdir() if "archive" in path.name] == []


def test_where_the_folder_cannot_be_written_there_is_no_archive(office: Office, files: Files, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("no folder")
    with pytest.raises(CouldNotHandOver, match="file exists"):
        handed_over(office, tmp_path / "letter.txt/archive", files)


def test_where_there_is_no_room_there_is_no_archive(office: Office, files: Files, tmp_path: Path) -> None:
    play(office, files)
    with no_room(), pytest.raises(CouldNotHandOver, match="file too large"):
        handed_over(office, tmp_path / "archive", files)
    assert [path.name for path in tmp_path.iterdir() if "archive" in path.name] == []


def test_a_register_that_disagrees_with_its_journal_says_so(office: Office, files: Files, tmp_path: Path) -> None:
    office.opens("Fælles havn", "kkr")
    with office.database.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET title = 'Fælles bro'")
    assert handed_over(office, tmp_path / "archive", files).findings == 1
    with office.database.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET title = 'Fælles havn'")
    assert office.read(verify) == []
