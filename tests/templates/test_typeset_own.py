"""The office's own Typst files stand before the shipped ones; what is wrong with one is told with its place."""

import base64
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from states.forms import Form
from states.paper import Block, BlockKind, Group, Item, Paper, PaperKind
from states.sheet import Sheet, SheetKind
from templates import shelf
from templates.broken import TemplateBroken
from templates.press import press
from templates.printed import Printed
from tests.templates.pdf_facts import claims, faults, pages

PAPER = Paper(
    PaperKind.AGENDA,
    "K22",
    "K22",
    date(2027, 4, 20),
    groups=(Group("1", "Sager", (Item("1.1", "Vej", background=(Block(BlockKind.PARAGRAPH, "x", marks=1),)),)),),
)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
Own = Callable[[str, str | bytes], None]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Own]:
    """Writes a file of the office's own. We stand where the child stands: what the office wrote may be used here."""
    shelf.choose(tmp_path, in_child=True)

    def write(name: str, content: str | bytes) -> None:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)

    yield write
    shelf.choose(None)


def shipped(name: str, old: str, new: str) -> str:
    text = (shelf.SHIPPED / name).read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


def written(document: Paper | Sheet = PAPER) -> Printed:
    return press(document, Form.PDF)


def test_the_shipped_paper_is_written_with_the_offices_own_pieces(own: Own) -> None:
    own("pieces.typ", shipped("pieces.typ", "[./.]", "[bilag]"))
    content = written().content
    assert "bilag x" in pages(content)[2].words.replace("\n", " ")
    assert faults(content) == []


def test_the_offices_own_paper_is_written_with_the_shipped_pieces_and_with_a_picture(own: Own) -> None:
    picture = '#image("logo.png", alt: "Byvåben", width: 2cm)\n#v(22mm)'
    own("paper.typ", shipped("paper.typ", "#v(22mm)", picture))
    own("logo.png", PIXEL)
    content = written().content
    assert [element.alt for element in pages(content)[0].elements if element.alt] == ["Byvåben"]
    assert faults(content) == []


def test_an_own_template_that_misses_the_standards_is_used_and_the_note_says_so(own: Own, tmp_path: Path) -> None:
    own("paper.typ", shipped("paper.typ", "#v(22mm)", '#image("logo.png", width: 2cm)'))
    own("logo.png", PIXEL)
    line = 1 + (tmp_path / "paper.typ").read_text(encoding="utf-8").split("logo.png")[0].count("\n")
    printed = written()
    assert printed.notes == (f"The file claims neither PDF/UA nor PDF/A: missing alt text (paper.typ, line {line}).",)
    assert not claims(printed.content)
    assert len(pages(printed.content)) == 3


def broken(document: Paper | Sheet = PAPER) -> str:
    with pytest.raises(TemplateBroken) as told:
        written(document)
    return str(told.value)


def test_a_template_in_another_encoding_is_told_of(own: Own, tmp_path: Path) -> None:
    own("paper.typ", "// Møde".encode("latin-1"))
    assert broken() == f"The template paper.typ: it is not written in UTF-8. Mend it in {tmp_path / 'paper.typ'}."


def test_an_unknown_name_is_told_of_with_file_and_line(own: Own, tmp_path: Path) -> None:
    own("sheet.typ", '#let (paper, labels) = json("view.json")\n\n#paper.overskrift\n')
    assert broken(Sheet(SheetKind.EXTRACT, "Udskrift", date(2027, 4, 20))) == (
        'The template sheet.typ, line 3: dictionary does not contain key "overskrift". '
        f"Mend it in {tmp_path / 'sheet.typ'}."
    )


def test_a_fault_in_a_file_that_is_imported_is_told_of_at_its_own_place(own: Own, tmp_path: Path) -> None:
    own("pieces.typ", shipped("pieces.typ", "#let ink =", "#let ink"))
    assert broken().startswith("The template pieces.typ, line ")
    assert broken().endswith(f"Mend it in {tmp_path / 'pieces.typ'}.")


def test_a_font_that_does_not_come_with_the_program_is_a_fault(own: Own, tmp_path: Path) -> None:
    own("pieces.typ", shipped("pieces.typ", '("Carlito", "DejaVu Sans")', '("KL Sans", "Carlito", "DejaVu Sans")'))
    line = 1 + next(
        number for number, text in enumerate((tmp_path / "pieces.typ").read_text().splitlines()) if "KL Sans" in text
    )
    assert broken().startswith(f"The template pieces.typ, line {line}: unknown font family: kl sans.")


@pytest.mark.parametrize("said", ['#import "@preview/cetz:0.3.1"', '#import "@local/kl:1.0.0": *'])
def test_nothing_is_fetched_from_the_network(own: Own, tmp_path: Path, said: str) -> None:
    own("paper.typ", f"// Vores egen\n{said}\n")
    package = said.split('"')[1].split(":")[0]
    assert broken() == (
        f"The template paper.typ, line 2: it asks for {package}, and nothing is fetched from the network. "
        f"Mend it in {tmp_path / 'paper.typ'}."
    )


@pytest.mark.parametrize("path", ["/etc/hostname", "../secret.txt", "../../../../etc/hostname"])
def test_no_file_outside_the_templates_is_read(own: Own, tmp_path: Path, path: str) -> None:
    (tmp_path.parent / "secret.txt").write_text("hemmeligt")
    own("paper.typ", f'#read("{path}")')
    assert broken().startswith("The template paper.typ, line 1: ")
