"""The whole archive leaves the house in open formats, and comes back without loss."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from db.archive import shapes
from db.chain import GENESIS
from db.engine import Database
from db.files import FileMissing, Files
from db.verify import head, verify
from states.archive import MANIFEST
from states.forms import Form
from templates.press import press
from templates.words import phrases
from tests.workflow.handed import handed_over, taken_over
from tests.workflow.office import Office
from tests.workflow.played import no_room, play, tree
from workflow.archive_folder import CouldNotHandOver, FolderTaken, HalfLeft
from workflow.sent_papers import meetings_with_papers
from workflow.takeover import examine


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
