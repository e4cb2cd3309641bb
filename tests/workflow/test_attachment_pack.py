"""What goes into the attachment pack of a meeting."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.files import FileMissing, Files
from tests.workflow.office import Office
from workflow.attachment_pack import NothingToPack, Pack, contents, pack
from workflow.attachments import StoredFile, attach
from workflow.items import NoSuchItem


def attached(office: Office, files: Files, case: int, name: str) -> None:
    content = name.encode()
    stored = StoredFile(name, files.keep(content), len(content), "application/pdf")
    office.write(lambda connection: attach(connection, str(case), stored, by="bel", now=office.now))


def packed(office: Office, forum: str = "KKR", **asked: Any) -> Pack:
    return office.read(lambda connection: pack(connection, forum, **asked))


def names(found: Pack) -> list[tuple[str, int, str]]:
    return [(one.item, one.number, one.name) for one in found.files]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files")


@pytest.fixture
def kkr(office: Office, files: Files) -> Office:
    """KKR meets, with two open cases and a closed one, all with attachments."""
    office.meets("KKR", "2027-04-20")
    for title in ("Indkøb", "Kørsel", "Personsag"):
        office.opens(title, "kkr")
    office.edits(3, closed=True)
    for case, name in ((1, "Budget.pdf"), (1, "Notat.docx"), (2, "Kort.pdf"), (3, "Brev.pdf")):
        attached(office, files, case, name)
    return office


def test_the_files_of_the_open_items_in_their_order(kkr: Office) -> None:
    found = packed(kkr)
    assert (found.forum_code, found.forum, found.on, found.left_out) == (
        "KKR",
        "KKR Syddanmark",
        date(2027, 4, 20),
        1,
    )
    assert names(found) == [("2.1", 1, "Budget.pdf"), ("2.1", 2, "Notat.docx"), ("2.2", 1, "Kort.pdf")]


def test_a_closed_items_files_come_along_where_it_is_said_or_the_item_named(kkr: Office) -> None:
    assert [one.closed for one in packed(kkr, closed=True).files] == [False, False, False, True]
    assert names(packed(kkr, item="2.3")) == [("2.3", 1, "Brev.pdf")]


def test_one_item_alone(kkr: Office) -> None:
    assert names(packed(kkr, item="2.2")) == [("2.2", 1, "Kort.pdf")]
    with pytest.raises(NoSuchItem):
        packed(kkr, item="9.9")


def test_nothing_to_pack_is_said(kkr: Office) -> None:
    with pytest.raises(NothingToPack) as told:
        packed(kkr, item="1.1")
    assert str(told.value) == ("The agenda of KKR 2027-04-20 has no attachments. Attach one with sagsgang attach.")


def test_only_closed_files_are_nothing_to_pack_unless_it_is_said(office: Office, files: Files) -> None:
    office.meets("KKR", "2027-04-20")
    office.edits(office.opens("Personsag", "kkr"), closed=True)
    attached(office, files, 1, "Brev.pdf")
    with pytest.raises(NothingToPack) as told:
        packed(office)
    assert "beside 1 of closed items (say --closed, or name the item)" in str(told.value)


def test_each_content_is_read_once_and_a_lost_one_is_named(kkr: Office, files: Files) -> None:
    attached(kkr, files, 2, "Budget.pdf")
    found = packed(kkr)
    read = contents(found, files)
    assert sorted(read.values()) == [b"Budget.pdf", b"Kort.pdf", b"Notat.docx"]
    files.path(hashlib.sha256(b"Kort.pdf").hexdigest()).unlink()
    with pytest.raises(FileMissing):
        contents(found, files)
