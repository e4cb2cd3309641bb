"""A file that a person attaches: its name is only words, its sort is what is in it."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from docx import Document

from ingest.attached import LARGEST, LONGEST_NAME, CannotAttach, GivenFile, plain_name, read_attached
from ingest.media import media_type, misnamed

FIXTURES = Path(__file__).parents[1] / "fixtures"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def packed(*names: str, mimetype: str = "") -> bytes:
    """A ZIP of empty members; `mimetype` first and unpacked, as OpenDocument has it."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "")
    return whole.getvalue()


def word() -> bytes:
    whole = io.BytesIO()
    Document().save(whole)
    return whole.getvalue()


def test_a_file_is_taken_in_whole_under_its_own_name() -> None:
    path = FIXTURES / "agenda-chromium.pdf"
    assert read_attached(path) == GivenFile("agenda-chromium.pdf", path.read_bytes(), "application/pdf")


def test_a_name_that_promises_another_sort_is_told(tmp_path: Path) -> None:
    path = tmp_path / "budget.pdf"
    path.write_bytes(word())
    assert read_attached(path, "Budget 2028.xlsx") == GivenFile("Budget 2028.xlsx", path.read_bytes(), WORD, ".xlsx")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Regnskab 2026", "Regnskab 2026.pdf"),
        ("Budget v1.2", "Budget v1.2.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("Kort.PNG", "Kort.PNG"),
        ("arkiv.7z", "arkiv.7z"),
    ],
)
def test_a_name_without_an_ending_gets_the_files_own(tmp_path: Path, said: str, kept: str) -> None:
    path = tmp_path / "regnskab.pdf"
    path.write_bytes(b"%PDF-1.7 ...")
    assert read_attached(path, said).name == kept


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"junk\n%PDF-1.4 ...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0...", "image/jpeg"),
        (b"{\\rtf1 hej}", "application/rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "application/x-ole-storage"),
        (packed("[Content_Types].xml", "word/document.xml"), WORD),
        (packed("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (packed("ppt/presentation.xml"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        (packed(mimetype="application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
        (packed(mimetype="application/epub+zip"), "application/zip"),
        (packed("regnskab.pdf"), "application/zip"),
        (packed("word/document.xml")[:-12], "application/zip"),
        ("Børn & unge\r\n".encode(), "text/plain"),
        ("Børn & unge".encode("latin-1"), "text/plain"),
        (b"<!DOCTYPE html><p>hej", "text/html"),
        (bytes(range(32)), "application/octet-stream"),
    ],
)
def test_the_sort_is_seen_from_the_content(content: bytes, kind: str) -> None:
    assert media_type(content) == kind


def test_a_real_word_file_is_one() -> None:
    assert media_type(word()) == WORD


def test_a_list_of_members_that_is_far_too_long_is_not_read() -> None:
    whole = bytearray(packed("word/document.xml"))
    end = whole.rfind(b"PK\x05\x06")
    whole[end + 12 : end + 16] = b"\xff\xff\xff\x7f"
    assert media_type(bytes(whole)) == "application/zip"


@pytest.mark.parametrize(
    ("name", "kind", "promised"),
    [
        ("a.pdf", "application/pdf", None),
        ("a.PDF", "text/plain", ".pdf"),
        ("a.doc", "application/rtf", None),
        ("a.jpeg", "image/jpeg", None),
        ("kort.dwg", "application/octet-stream", None),
        ("Regnskab 2026", "application/pdf", None),
    ],
)
def test_a_name_is_wrong_only_where_it_says_another_sort(name: str, kind: str, promised: str | None) -> None:
    assert misnamed(name, kind) == promised


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/Budget.pdf", "Budget.pdf"),
        ("C:\\Users\\bel\\Budget.pdf", "Budget.pdf"),
        ("Budget\x00\x1b[31m\u202e.pdf", "Budget[31m.pdf"),
        ("  Budget \n 2028\t.pdf ", "Budget 2028 .pdf"),
        ("Udka\u030ast.pdf", "Udk\u00e5st.pdf"),
        ("..", ""),
        ("\u202e", ""),
    ],
)
def test_a_name_keeps_its_letters_and_nothing_else(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_long_name_keeps_its_ending() -> None:
    assert plain_name(f"{'æ' * 300}.docx") == f"{'æ' * (LONGEST_NAME - 5)}.docx"
    assert plain_name("æ" * 300) == "æ" * LONGEST_NAME


def refusal(path: Path, name: str | None = None) -> str:
    with pytest.raises(CannotAttach) as refused:
        read_attached(path, name)
    return str(refused.value).removeprefix(f"Could not attach {path}: ").removesuffix(" Nothing was attached.")


def test_what_cannot_be_attached_is_told_in_a_sentence(tmp_path: Path) -> None:
    empty, pipe, large = tmp_path / "empty.pdf", tmp_path / "pipe", tmp_path / "large.pdf"
    empty.touch()
    os.mkfifo(pipe)
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert refusal(tmp_path / "none.pdf") == "there is no such file."
    assert refusal(tmp_path) == "it is a folder; attach its files one by one, or pack them first."
    assert refusal(empty) == "it is empty."
    assert refusal(pipe) == "it is no ordinary file."
    assert refusal(large) == "it has over 100 MB; attach a smaller version, or a link to it."
    assert refusal(empty, "..") == "it has no name that can be printed; say one with --name."


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "secret.pdf"
    path.write_bytes(b"%PDF-")
    path.chmod(0)
    assert refusal(path) == "permission denied."
