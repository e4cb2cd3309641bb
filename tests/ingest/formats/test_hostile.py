"""Files that are damaged, mislabelled or meant to harm: each ends in one clear sentence or in harmless lines.

The limited child sees to time and memory: a file that breaks its limits would show here as another sentence.
"""

import io
import os
import random
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from ingest.file import CouldNotRead, open_source
from ingest.source import Source

FIXTURES = Path(__file__).parents[2] / "fixtures"
DOCX = (FIXTURES / "agenda-libreoffice.docx").read_bytes()
PDF = (FIXTURES / "agenda-libreoffice.pdf").read_bytes()
HTML = (FIXTURES / "agenda.html").read_bytes()
TEXT = "Dagsorden\n1. Godkendelse af referat\n1.1. Referat\nBaggrund\nÆrø, Åbenrå.\n".encode()

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DAMAGED_ZIP = "it is a damaged or incomplete archive (a Word document is one inside)"
SAVE_IT = "save it as DOCX, PDF or HTML first"
SPLIT_IT = "split it, or leave out the attachments"
ENTITIES = "it defines entities, which no Word document does"
MUTANTS = int(os.environ.get("TEST_MUTANTS", "30"))
"""A format. More by the environment: each of the three that are read in a child costs a process."""


def archive(**members: bytes) -> bytes:
    """A ZIP of these members; "__" in a name stands for a slash and "_dot_" for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


def docx_with(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The Word fixture with one member changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCX)) as whole, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for member in whole.namelist():
            content = whole.read(member)
            made.writestr(member, change(content) if member == name else content)
    return stream.getvalue()


def without(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCX)) as whole, zipfile.ZipFile(stream, "w") as made:
        for member in whole.namelist():
            if member != name:
                made.writestr(member, whole.read(member))
    return stream.getvalue()


def in_body(words: str) -> bytes:
    return docx_with(
        "word/document.xml", lambda _: f"<w:document {WORD}><w:body>{words}</w:body></w:document>".encode()
    )


def refusal(content: bytes) -> str:
    with pytest.raises(CouldNotRead) as error:
        open_source(content, "sag.dat")
    return str(error.value)


def lines(content: bytes) -> list[str]:
    return [line.text for line in open_source(content, "sag.dat").lines if line.text]


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "it is empty"),
    "only blanks": (b" \r\n\t" * 100, "it is empty"),
    "random bytes": (random.Random(1).randbytes(20_000), "it is not a text (too many of its bytes are no letters)"),
    "zero bytes": (b"\0" * 1000, "it is not a text (too many of its bytes are no letters)"),
    "50 MB of text": (b"Kommunerne. " * 4_200_000, f"it has over 50 MB and may have 50; {SPLIT_IT}"),
    "8 MB of text": (b"Kommunerne. " * 700_000, f"it has over 8 MB and may have 5; {SPLIT_IT}"),
    "a million line breaks": (
        b"\n" * 1_000_000 + b"x",
        "it has 1,000,001 lines, and no agenda or minutes has over 200,000",
    ),
    "RTF": (b"{\\rtf1\\ansi Dagsorden}", f"it is an RTF document; {SAVE_IT}"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", f"it is an old Office document (such as .doc); {SAVE_IT}"),
    "PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is a picture (PNG), not a text"),
    "JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF", "it is a picture (JPEG), not a text"),
    "GIF": (b"GIF89a\1\0", "it is a picture (GIF), not a text"),
    "TIFF": (b"II*\0\x08\0\0\0", "it is a picture (TIFF), not a text"),
    "gzip": (b"\x1f\x8b\x08\0", "it is packed (gzip); unpack it first"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4", "it is packed (7z); unpack it first"),
    "RAR": (b"Rar!\x1a\x07\x01\0", "it is packed (RAR); unpack it first"),
    "a program": (b"\x7fELF\2\1\1\0", "it is a program, not a text"),
    "PostScript": (b"%!PS-Adobe-3.0\n", "it is PostScript; make a PDF of it first"),
    "XML": (b"<?xml version='1.0'?><note/>", f"it is XML of a kind that is not read; {SAVE_IT}"),
    "billion laughs as XML": (LAUGHS + b"<l>&b;</l>", f"it is XML of a kind that is not read; {SAVE_IT}"),
    "HTML without words": (b"<html><body></body></html>", "there is no text in it"),
    "HTML that is only a script": (b"<script>alert(1)</script>", "there is no text in it"),
    "ZIP cut in the middle": (DOCX[: len(DOCX) // 2], DAMAGED_ZIP),
    "ZIP with only its first bytes": (b"PK\x03\x04", DAMAGED_ZIP),
    "empty ZIP": (archive(), "it is a ZIP archive without a Word document in it; unpack it first"),
    "spreadsheet": (archive(xl__workbook_dot_xml=b"<x/>"), "it is a spreadsheet, not a text"),
    "slide show": (archive(ppt__presentation_dot_xml=b"<x/>"), "it is a slide show, not a text"),
    "OpenDocument": (archive(mimetype=b"x", content_dot_xml=b"<x/>"), f"it is an OpenDocument file; {SAVE_IT}"),
    "e-book": (archive(**{"META-INF__container_dot_xml": b"<x/>"}), f"it is an e-book; {SAVE_IT}"),
    "paths that climb out": (
        archive(**{"..__..__etc__passwd": b"root", "__etc__shadow": b"x"}),
        "it is a ZIP archive without a Word document in it; unpack it first",
    ),
    "ZIP bomb": (
        archive(word__document_dot_xml=b"<w>" + b" " * 20_000_000),
        "it unpacks to far more than it holds, as a bomb does",
    ),
    "ten thousand parts": (
        archive(**{f"word__part{number}_dot_xml": b"" for number in range(10_000)}),
        "it holds 10,000 parts, more than any Word document",
    ),
    "Word without its text": (without("word/document.xml"), "it is a damaged or incomplete Word document"),
    "Word without its list of parts": (without("[Content_Types].xml"), "it is a damaged or incomplete Word document"),
    "Word with a broken text": (
        docx_with("word/document.xml", lambda xml: xml[: len(xml) // 2]), "it is damaged (XMLSyntaxError)",
    ),
    "Word with billion laughs": (
        docx_with("word/document.xml", lambda _: LAUGHS + b"<l>&b;</l>"),
        ENTITIES,
    ),
    "Word that fetches": (
        docx_with("word/document.xml", lambda xml: b'<!DOCTYPE d SYSTEM "file:///etc/hosts">' + xml[xml.find(b"<w") :]),
        ENTITIES,
    ),
    "Word with laughs in UTF-16": (
        docx_with("word/styles.xml", lambda _: (LAUGHS + b"<l>&b;</l>").decode().encode("utf-16")),
        ENTITIES,
    ),
    "Word with macros": (
        docx_with("[Content_Types].xml", lambda xml: xml.replace(
            b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
        )),
        "it is a Word template or holds macros; save it as an ordinary DOCX first",
    ),
    "Word of deep tables": (
        in_body("<w:tbl><w:tr><w:tc>" * 70 + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 70),
        "its tables are nested too deep",
    ),
    "Word without words": (in_body("<w:p/>"), "there is no text in it"),
    "PDF of only a header": (b"%PDF-1.7\n", "it is damaged or incomplete"),
    "PDF cut at a tenth": (PDF[: len(PDF) // 10], "it is damaged or incomplete"),
    "PDF with junk for pages": (b"%PDF-1.4\n" + random.Random(2).randbytes(5_000), "it is damaged or incomplete"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_each_ends_in_one_sentence(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    content, reason = REFUSED[name]
    assert refusal(content) == f"Could not read sag.dat: {reason}."
    assert capfd.readouterr() == ("", "")


def test_an_encrypted_pdf_says_so(draw: Any) -> None:
    encryption = "<</Filter/Standard/V 1/R 2/P -4/O<{}>/U<{}>>>".format("61" * 32, "62" * 32)
    whole = draw.pdf([draw.text(70, 700, "hemmeligt")])
    locked = whole.replace(b"trailer<<", f"trailer<</Encrypt {encryption}/ID[<00><00>]".encode())
    assert refusal(locked) == "Could not read sag.dat: it is locked with a password; save it without one."


def test_a_photo_as_pdf_says_so(draw: Any) -> None:
    pixels = zlib.compress(b"\x80" * 10_000)
    photo = draw.assembled([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im0 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length 31>>\nstream\nq 500 0 0 700 40 40 cm /Im0 Do Q\nendstream",
        b"<</Type/XObject/Subtype/Image/Width 100/Height 100/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(pixels), pixels),
    ])  # fmt: skip
    reason = "there is no text in it, only a picture of one; have its text recognised first (OCR)"
    assert refusal(photo) == f"Could not read sag.dat: {reason}."


def test_pdf_that_calls_itself_ends(draw: Any) -> None:
    """A form that draws itself, and a page tree that is its own child."""
    form = draw.assembled([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length 5>>\nstream\n/F Do\nendstream",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 5>>\n"
        b"stream\n/F Do\nendstream",
    ])  # fmt: skip
    tree = draw.assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"])
    assert refusal(form).startswith("Could not read sag.dat: there is no text in it")
    assert refusal(tree).startswith("Could not read sag.dat: ")


def test_a_stream_that_unpacks_without_end_is_stopped(draw: Any) -> None:
    packer = zlib.compressobj()
    head = packer.compress(b" ") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b"BT /F1 9 Tf (x) Tj ET " * 50_000) + packer.flush(zlib.Z_FULL_FLUSH)
    bomb = head + block * 1_000 + packer.flush()
    whole = draw.assembled([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(bomb), bomb),
    ])  # fmt: skip
    assert refusal(whole).startswith("Could not read sag.dat: ")


def test_deep_html_is_read_as_far_as_it_goes() -> None:
    assert lines(b"<html><body><p>Dagsorden</p>" + b"<div>" * 100_000 + b"bund")[0] == "Dagsorden"
    assert lines(b"<p>a" + b"<b>" * 50_000 + b"b")[0].startswith("a")
    assert lines(b"<ul><li>x" * 5_000)[0] == "x"


def test_attributes_that_claim_too_much() -> None:
    page = b"<table><tr><td colspan=99999 rowspan=9>a<td>b</table><ol start=99999999999999><li>c</ol>"
    row, item = open_source(page, "x").lines
    assert (row.cells, item.label) == (("a", *[""] * 99, "b"), "1.")


def test_harmless_oddities_are_read() -> None:
    assert lines(TEXT.decode().encode("utf-16-le"))[0] == "Dagsorden"
    assert lines(b"\xed\xa0\x80Dagsorden")[0].endswith("Dagsorden")
    assert lines(b"Dags\0orden" + b" og meget mere tekst" * 20)[0].startswith("Dagsorden")
    assert lines(b"<p>a &#0;&#xD800;&#xFFFE; b" + b" og meget mere tekst" * 10 + b"\0</p>")[0].startswith("a ")
    assert lines(b"<html><head><base href='file:///etc/'><link rel=stylesheet href=x></head><p>a</p>") == ["a"]
    assert lines(TEXT * 3)[0] == "Dagsorden"


def test_a_name_is_only_shown() -> None:
    with pytest.raises(CouldNotRead) as error:
        open_source(b"", "../" * 60 + "\x1b[31m\u202esag.pdf")
    assert str(error.value) == f"Could not read …{('../' * 60)[-107:]}�[31m�sag.pdf: it is empty."


@pytest.mark.parametrize(("name", "whole"), [("docx", DOCX), ("pdf", PDF), ("html", HTML), ("text", TEXT)])
def test_mutants_never_break_out(name: str, whole: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    """Seeded damage: bytes turned, stretches cut out, doubled, moved and zeroed."""
    chance = random.Random(name)
    for _ in range(MUTANTS):
        with suppress(CouldNotRead):
            assert isinstance(open_source(mutant(whole, chance), name), Source)
    assert capfd.readouterr() == ("", "")


def mutant(whole: bytes, chance: random.Random) -> bytes:
    content = bytearray(whole)
    for _ in range(chance.choice((1, 3, 10))):
        start = chance.randrange(len(content))
        end = min(len(content), start + chance.choice((1, 8, 200, 5_000)))
        match chance.randrange(5):
            case 0:
                content[start] ^= 1 << chance.randrange(8)
            case 1:
                del content[start : max(start + 1, end - 1)]
            case 2:
                content[start:start] = content[start:end]
            case 3:
                content[start:end] = bytes(end - start)
            case _:
                content[start:end] = chance.randbytes(end - start)
        if not content:
            return bytes(content)
    return bytes(content)
