"""Word templates: the shipped ones are what their parts make; an office's own are filled in, or told of by place."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from states.forms import Form
from states.paper import Paper, PaperKind
from templates import shelf
from templates.environment import TemplateBroken
from templates.press import press
from tests.templates.word_parts import BODY, W, body, document, lines, own_template, parts, run, words

ROOT = Path(__file__).parents[2]
RESAVED = ROOT / "tests" / "fixtures" / "paper-template-libreoffice.docx"
MAIN = f'xmlns:w="{W[1:-1]}"'


def builder() -> Any:
    """docs/word/build.py, which is a script and in no package."""
    spec = importlib.util.spec_from_file_location("build", ROOT / "docs" / "word" / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["paper", "sheet"])
def test_the_shipped_template_is_what_its_parts_make(name: str) -> None:
    assert parts((shelf.SHIPPED / f"{name}.docx").read_bytes()) == builder().parts(name)
    assert builder().package(name) == builder().package(name)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """The office's folder, used in this process as the child uses it."""
    shelf.choose(tmp_path, in_child=True)
    yield tmp_path
    shelf.choose(None)


def written(paper: Paper) -> bytes:
    return press(paper, Form.DOCX).content


def complaint(paper: Paper, own: Path) -> str:
    """What is said of the office's template, without where it stands."""
    with pytest.raises(TemplateBroken) as raised:
        written(paper)
    return str(raised.value).removesuffix(f" Mend it in {own / 'paper.docx'}.")


def test_a_template_that_another_program_saved_makes_the_same_words(own: Path, minutes: Paper) -> None:
    told = [line for _, line in lines(written(minutes))]
    (own / "paper.docx").write_bytes(RESAVED.read_bytes())
    again = written(minutes)
    assert [line for _, line in lines(again) if line] == [line for line in told if line]
    assert "List Bullet 2" in style_names(again, "netkapacitet og transformerstationer")


def style_names(content: bytes, line: str) -> set[str]:
    """The names of the styles of the paragraphs that say this."""
    used = {style for style, said in lines(content) if said == line}
    styles = ElementTree.fromstring(parts(content)["word/styles.xml"])
    return {
        name.attrib[f"{W}val"]
        for style in styles
        if style.get(f"{W}styleId") in used and (name := style.find(f"{W}name")) is not None
    }


def test_styles_are_found_by_the_name_that_every_word_stores(own: Path, agenda: Paper) -> None:
    """A Danish Word calls the style with the name "heading 4" Overskrift4."""
    shipped = parts((shelf.SHIPPED / "paper.docx").read_bytes())["word/styles.xml"].decode()
    danish = shipped.replace('w:styleId="Heading4"', 'w:styleId="Overskrift4"')
    own_template(own, "paper.docx", {"word/styles.xml": danish})
    assert ("Overskrift4", "Økonomi") in lines(written(agenda))


def test_a_style_that_the_office_took_out_leaves_ordinary_text(own: Path, agenda: Paper) -> None:
    own_template(own, "paper.docx", {"word/styles.xml": f"<w:styles {MAIN}/>"})
    assert ("", "Økonomi") in lines(written(agenda))


def test_a_tag_that_word_cut_into_runs_is_still_one(own: Path, agenda: Paper) -> None:
    cut = f"<w:p>{run('{')}<w:proofErr w:type='spellStart'/>{run('{ paper.')}{run('kind | upper }')}{run('}')}</w:p>"
    own_template(own, "paper.docx", {BODY: document(cut)})
    assert lines(written(agenda)) == [("", "DAGSORDEN 2024")]


def test_quotes_are_read_as_the_program_wrote_them(own: Path, agenda: Paper) -> None:
    told = "<w:p><w:r><w:t>{{ paper[&apos;kind&apos;] ~ ”!” }}{{ &quot;a &amp; b&quot; }}</w:t></w:r></w:p>"
    own_template(own, "paper.docx", {BODY: document(told)})
    assert lines(written(agenda)) == [("", "Dagsorden 2024!a & b")]


def test_a_table_of_the_office_has_a_row_for_each_fact_and_a_column_for_each_group(own: Path, agenda: Paper) -> None:
    def cell(*paragraphs: str) -> str:
        return f"<w:tc>{''.join(f'<w:p>{run(one)}</w:p>' for one in paragraphs)}</w:tc>"

    rows = (
        cell("{%tr for fact in paper.facts %}"),
        cell("{{ fact.label }}") + cell("{{ fact.value }}"),
        cell("{%tr endfor %}"),
        cell("{%tc for group in paper.groups %}") + cell("{{ group.title }}") + cell("{%tc endfor %}"),
    )
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    table = f"<w:tbl><w:tblPr/>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    own_template(own, "paper.docx", {BODY: document(table)})
    found = body(written(agenda))
    assert [[words(each) for each in row.iter(f"{W}tc")] for row in found.iter(f"{W}tr")] == [
        ["Dato", "tirsdag den 14. maj 2024"],
        ["Tid", "kl. 10.00"],
        ["Sted", "Rådhuset i Kerteminde, Hans Schacksvej 4"],
        [f"{group.number}. {group.title}" for group in agenda.groups],
    ]
    assert len(list(found.iter(f"{W}gridCol"))) == 5


def test_braces_in_a_value_are_run_nowhere(own: Path) -> None:
    payload = "{{ 7 * 7 }} {_{ 7 }_}"
    places = {
        BODY: document("{{ paper.forum }}"),
        "word/header1.xml": f"<w:hdr {MAIN}><w:p>{run('{{ paper.forum }}')}</w:p></w:hdr>",
    }
    notes = f"<w:footnotes {MAIN}><w:footnote><w:p>{run('{{ paper.forum }}')}</w:p></w:footnote></w:footnotes>"
    own_template(own, "paper.docx", places, {"word/footnotes.xml": notes})
    made = parts(written(Paper(PaperKind.AGENDA, payload, None, None)))
    for part in (*places, "word/footnotes.xml", "docProps/core.xml"):
        assert payload in made[part].decode()


def test_what_is_not_filled_in_stays_byte_for_byte(own: Path, agenda: Paper) -> None:
    picture = "not really a picture {{ 7 }}"
    own_template(own, "paper.docx", {}, {"word/media/image1.png": picture})
    made, shipped = parts(written(agenda)), parts((shelf.SHIPPED / "paper.docx").read_bytes())
    assert made["word/media/image1.png"].decode() == picture
    same = [part for part, content in shipped.items() if made[part] == content]
    assert set(shipped) - set(same) == {BODY, "word/header1.xml", "word/footer1.xml", "docProps/core.xml", RELATIONS}


RELATIONS = "word/_rels/document.xml.rels"

TABLE = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p>{run('{%p if not paper.facts %}')}</w:p></w:tc></w:tr></w:tbl>"

FAULTS = {
    "an unknown name in the text": (
        {BODY: document("Hej", "{{ paper.forun }} møde")},
        "word/document.xml: 'forun' is unknown here; did you mean 'forum'?, in '{{ paper.forun }} møde'",
    ),
    "an unknown name in the page header": (
        {"word/header1.xml": f"<w:hdr {MAIN}><w:p>{run('{{ kind }}')}</w:p></w:hdr>"},
        "word/header1.xml: 'kind' is unknown, in '{{ kind }}'",
    ),
    "a tag without its end": (
        {BODY: document("Hej", "{%p for group in paper.groups %}", "{{ group.title }}")},
        "word/document.xml: Unexpected end of template. Jinja was looking for the following tags: 'endfor' or 'else'. "
        "The innermost block that needs to be closed is 'for', in '{{ group.title }}'",
    ),
    "paragraphs inside a paragraph": (
        {BODY: document("{% for item in paper.groups[0].items %}{{ item.sections[0].text }}{% endfor %}")},
        "word/document.xml: 'Punktet gælder referatet fra mødet i KKR Syddanmark tirsdag den 5. marts 2024.' "
        "needs {{p … }}, or {{r … }} for a heading",
    ),
    "words outside a paragraph": (
        {BODY: document("{{p paper.kind }}")},
        "word/document.xml: 'Dagsorden 2024' needs {{ … }} without p or r",
    ),
    "tags that cross": (
        {BODY: document(TABLE, "Under tabellen", "{%p endif %}")},
        "word/document.xml: its tags do not fit together",
    ),
    "an unknown name in the properties": (
        {"docProps/core.xml": "<p xmlns:dc='x'><dc:title>{{ titel }}</dc:title></p>"},
        "docProps/core.xml: 'titel' is unknown, in '{{ titel }}'",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_of_by_its_place(own: Path, agenda: Paper, fault: str) -> None:
    changed, told = FAULTS[fault]
    own_template(own, "paper.docx", changed)
    assert complaint(agenda, own) == f"The template paper.docx, {told}."


def test_what_is_no_word_file_is_told_of(own: Path, agenda: Paper) -> None:
    (own / "paper.docx").write_bytes(b"PK no archive")
    assert (
        complaint(agenda, own)
        == "The template paper.docx: it is no Word file that can be used (File is not a zip file)."
    )
