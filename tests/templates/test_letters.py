"""Letters are worded one by one: what fails for one is told in its place, and the others are written."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from states.addresses import Address
from states.letters import Draft, LetterKind, Wording, Written
from templates import shelf
from templates.letters import LONGEST_LINE, LONGEST_SUBJECT, write

BEL = Address("bel@example.dk", "Bente Lærke")


def draft(key: str, to: Address = BEL, **facts: Any) -> Draft:
    return Draft(key, LetterKind.TEST, to, facts)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    shelf.choose(tmp_path)
    yield tmp_path
    shelf.choose(None)


def put(
    folder: Path, *, subject: str = "Om {{ what }}", text: str = "{{ what }}", html: str = "<p>{{ what }}</p>"
) -> None:
    for ending, content in {"subject": subject, "txt": text, "html": html}.items():
        (folder / f"letter-test.{ending}.j2").write_text(content)


def test_a_letter_has_a_subject_a_text_and_a_page() -> None:
    (written,) = write([draft("a")])
    wording = written.wording
    assert (written.draft, wording.subject, wording.failure) == (draft("a"), "Prøvebrev fra Sagsgang", None)
    assert wording.text is not None
    assert wording.text.splitlines()[:2] == ["Kære Bente Lærke", ""]
    assert wording.text.splitlines()[-2:] == ["Venlig hilsen", "Sekretariatet"]
    assert wording.html is not None
    assert [part in wording.html for part in ('lang="da"', "Kære Bente Lærke", "<title>Prøvebrev")] == [True] * 3


def test_nobody_by_name_is_greeted_all_the_same() -> None:
    (written,) = write([draft("a", Address("post@example.dk"))])
    assert (written.wording.text or "").startswith("Hej\n\n")


def test_no_letters_are_no_letters() -> None:
    assert write([]) == []


def test_letters_of_several_kinds_keep_their_order(own: Path) -> None:
    put(own)
    drafts = [draft("a", what="et"), Draft("b", LetterKind.STANDSTILL, BEL, {}), draft("c", what="to")]
    written = write(drafts)
    assert [one.draft.key for one in written] == ["a", "b", "c"]
    assert [one.wording.subject for one in written][::2] == ["Om et", "Om to"]


def test_an_own_template_is_used_and_a_page_is_escaped(own: Path) -> None:
    put(own)
    assert write([draft("a", what="Børn & <unge>")]) == [
        Written(
            draft("a", what="Børn & <unge>"),
            Wording("Om Børn & <unge>", "Børn & <unge>\n", "<p>Børn &amp; &lt;unge&gt;</p>"),
        )
    ]


def test_a_template_that_fails_for_one_letter_leaves_the_others(own: Path) -> None:
    put(own, text="\n{{ 1 / number }}", html="")
    fine, broken, other = write([draft(str(number), what="x", number=number) for number in (1, 0, 2)])
    assert [one.wording.failure for one in (fine, other)] == [None, None]
    assert broken.wording == Wording(
        failure=f"The template letter-test.txt.j2, line 2: division by zero. Mend it in {own / 'letter-test.txt.j2'}."
    )


def test_a_fact_that_there_is_not_is_told_with_its_line() -> None:
    (written,) = write([Draft("a", LetterKind.STANDSTILL, BEL, {})])
    failure = written.wording.failure or ""
    assert failure.startswith("The template letter-standstill.subject.j2, line 1: ")


def test_a_template_that_works_for_ever_for_one_letter_leaves_the_others(own: Path) -> None:
    put(own, text="{% for a in range(long) %}{% for b in range(long) %}{% endfor %}{% endfor %}")
    short, endless, other = write([draft(str(long), what="x", long=long) for long in (1, 99_999, 2)])
    assert [one.wording.failure for one in (short, other)] == [None, None]
    assert "it takes too long" in (endless.wording.failure or "")


def test_a_subject_is_one_line_and_no_longer_than_can_be_shown(own: Path) -> None:
    put(own, subject="\n Om\t{{ what }}\r\n")
    words = [write([draft("a", what=what)])[0].wording.subject or "" for what in ("a\nBcc: x@example.dk", "ord " * 99)]
    assert words[0] == "Om a Bcc: x@example.dk"
    assert (len(words[1]) <= LONGEST_SUBJECT, words[1][-1]) == (True, "…")


def test_a_line_that_mail_does_not_carry_is_broken(own: Path) -> None:
    put(own)
    (written,) = write([draft("a", what="æøå " * 400)])
    lines = (written.wording.text or "").splitlines()
    assert max(len(line.encode()) for line in lines) <= LONGEST_LINE
    assert " ".join(lines).split() == ["æøå"] * 400


def test_copies_of_the_shipped_templates_write_the_same_letter_in_the_child(own: Path) -> None:
    shipped = write([draft("a")])
    for path in shelf.SHIPPED.glob("letter*"):
        shutil.copy(path, own)
    assert shelf.for_child()
    assert write([draft("a")]) == shipped
