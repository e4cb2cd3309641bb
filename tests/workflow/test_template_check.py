"""The office's templates tried on the register's meetings."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from states.paper import Paper, PaperKind
from templates import shelf
from templates.office import copy_template
from tests.workflow.office import Office
from workflow.errors import NoMeetingAhead
from workflow.template_check import Finding, check_templates, example, example_for, trial_of, trials

EXAMPLE = ["agenda of the example", "minutes of the example", "changes of the example", "list of the example"]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "own"
    folder.mkdir()
    shelf.choose(folder)
    yield folder
    shelf.choose(None)


def test_an_empty_register_is_helped_by_an_example(office: Office) -> None:
    assert [one.words for one in office.read(trials)] == EXAMPLE


def test_the_latest_fixed_meetings_of_each_forum_are_tried(office: Office) -> None:
    office.meets("K22", "2027-01-12", "2027-02-09", "2027-02-23", "2027-04-20")
    office.meets("KKR", "2027-06-20")
    for day in ("2027-01-12", "2027-02-09"):
        office.locks("K22", on=date.fromisoformat(day))
        office.holds("K22", on=date.fromisoformat(day))
    office.locks("K22", on=date(2027, 2, 23))
    assert [one.words for one in office.read(trials)] == [
        "agenda of K22 2027-02-09",
        "minutes of K22 2027-02-09",
        "agenda of K22 2027-02-23",
        *EXAMPLE,
    ]


def test_one_meeting_is_the_latest_fixed_one_or_the_one_asked_for(office: Office) -> None:
    office.meets("K22", "2027-01-12", "2027-04-20")

    def of(on: date | None, kind: PaperKind = PaperKind.AGENDA) -> str:
        return office.read(lambda connection: trial_of(connection, "K22", on, kind)).words

    assert of(None) == "agenda of K22 2027-01-12"
    office.locks("K22", on=date(2027, 1, 12))
    assert (of(None, PaperKind.MINUTES), of(date(2027, 4, 20))) == (
        "minutes of K22 2027-01-12",
        "agenda of K22 2027-04-20",
    )
    with pytest.raises(NoMeetingAhead):
        office.read(lambda connection: trial_of(connection, "SDF", None, PaperKind.AGENDA))


def test_a_sheets_template_is_shown_on_a_list() -> None:
    kinds = [
        example_for(name, PaperKind.MINUTES).document
        for name in ("sheet.typ", "changes.html.j2", "paper.typ", "paper.css")
    ]
    assert [isinstance(one, Paper) and one.kind for one in kinds] == [
        False, False, PaperKind.MINUTES, PaperKind.MINUTES,
    ]  # fmt: skip


def test_sound_templates_have_no_findings(own: Path) -> None:
    names = [copy_template(name).name for name in ("paper.html.j2", "sheet.docx", "pieces.typ", "words.yaml")]
    assert sorted(path.name for path in own.iterdir()) == sorted(names)
    assert check_templates(names, example()) == []


def put(own: Path, name: str, old: str, new: str) -> str:
    text = (shelf.SHIPPED / name).read_text(encoding="utf-8")
    assert old in text
    (own / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return name


def test_each_fault_is_found_once_with_file_line_and_name(own: Path) -> None:
    names = [
        put(own, "paper.html.j2", "{{ paper.forum }}", "{{ paper.forrum }}"),
        put(own, "sheet.txt.j2", "{% if paper.over %}", "{% if peper.over %}"),
        put(own, "changes.html.j2", "{{ paper.title }}", "{{ paper.titel }}"),
        put(own, "site.html.j2", "{{ title }}", "{{ titel }}"),
    ]
    found = check_templates(names, example())
    assert [(one.template, one.message, one.shown_by) for one in found] == [
        ("changes.html.j2", "'titel' is unknown here; did you mean 'title'?", "changes of the example"),
        ("paper.html.j2", "'forrum' is unknown here; did you mean 'forum'?", "agenda of the example"),
        ("sheet.txt.j2", "'peper' is unknown", ""),
        ("site.html.j2", "'titel' is unknown", ""),
    ]
    lines = [(own / one.template).read_text(encoding="utf-8").splitlines()[(one.line or 0) - 1] for one in found]
    assert [word in line for word, line in zip(("titel", "forrum", "peper", "titel"), lines, strict=True)] == [True] * 4


def test_broken_words_are_found_once(own: Path) -> None:
    name = put(own, "words.yaml", "{{ month }}", "{{ maaned }}")
    assert [one.message for one in check_templates([name], example())] == [
        "dates.day asks for 'maaned'; it may ask for day, month, year"
    ]


def test_a_template_that_ends_the_child_is_a_finding(own: Path) -> None:
    (own / "paper.typ").write_text("#let x = (1,)\n#for i in range(99) { x = x + x }")
    assert check_templates(["paper.typ"], example()) == [Finding("paper.typ", "it grows without end")]


def test_a_letters_template_is_tried_on_example_letters(own: Path) -> None:
    (own / "letter-call.txt.j2").write_text("{{ forum }}\n{{ cases[7].case }}")
    assert check_templates(["letter-call.txt.j2"], example()) == [
        Finding("letter-call.txt.j2", "'7' is unknown", line=2, shown_by="call letter of the example")
    ]


def test_a_part_of_letters_is_tried_on_them_all(own: Path) -> None:
    (own / "letter-parts.html.j2").write_text("{% macro paragraph(words) %}{{ words }}{% endmacro %}")
    found = check_templates(["letter-parts.html.j2"], example())
    assert {one.template for one in found} >= {"letter-call.html.j2", "letter-extract.html.j2"}
    (own / "letter-parts.html.j2").write_bytes((shelf.SHIPPED / "letter-parts.html.j2").read_bytes())
    assert check_templates(["letter-parts.html.j2"], example()) == []


@pytest.mark.parametrize(
    ("name", "words", "findings"),
    [
        ("letter-call.txt.j2", "{{ subject }}: {{ kind }} til {{ to_name or to_email }}, {{ next_meeting }}", []),
        ("letter-call.subject.j2", "{{ kind }}: {{ to_name }}, {{ cut_off }}", []),
        ("letter-call.html.j2", "{% if 0 %}{{ to_nam }}{% endif %}", ["'to_nam' is unknown"]),
        ("letter-call.subject.j2", "{% if 0 %}{{ subject }}{% endif %}", ["'subject' is unknown"]),
        ("letter-call.txt.j2", "{% if 0 %}{{ reservation }}{% endif %}", ["'reservation' is unknown"]),
        ("letter.txt.j2", "{{ subject }} til {{ to_email }}{% block content %}{% endblock %}", []),
    ],
)
def test_a_letters_template_may_ask_for_all_that_a_letter_is_given(
    own: Path, name: str, words: str, findings: list[str]
) -> None:
    (own / name).write_text(words)
    assert [one.message for one in check_templates([name], example())] == findings
