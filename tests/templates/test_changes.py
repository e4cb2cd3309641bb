"""What changed in an agenda, as a board member reads it, against golden files."""

from dataclasses import replace
from datetime import date, time

import pytest

from states.attachments import Attachment
from states.changes import AgendaChanges, Version, changes
from states.forms import Form
from states.outcomes import Purpose
from states.paper import Block, BlockKind, Group, Item, Paper, PaperKind
from templates.changes import changes_view
from templates.press import press
from templates.view import Fact
from tests.templates.test_press import Elements, check

SENT, AGAIN = Version(1, date(2024, 5, 7)), Version(2, date(2024, 5, 10), "Kerteminde bad om det")
EMPTY, GROUP = Paper(PaperKind.AGENDA, None, None, date(2024, 5, 14)), Group("1", "Sager", ())
FILE = Attachment(1, 1, "Overslag <2>.pdf", "aa", 10, "application/pdf")


def edited(agenda: Paper) -> Paper:
    """The agenda with something of every sort changed."""
    approval, cases, *others = agenda.groups
    havne = cases.items[0]
    mended = replace(
        havne,
        title="Landstrøm i de syddanske havne – status & finansiering",
        background=(*(havne.background or ())[:1], Block(BlockKind.PARAGRAPH, "Arbejdsgruppen mødes igen i <juni>.")),
        purposes=(Purpose.APPROVE,),
        attachments=(FILE,),
        number="2.2",
        case_id=1,
    )
    late = Item("2.1", "Hastesag om færgen til Ærø", case_id=3)
    gone_before = replace(cases, items=(late, mended))
    return replace(agenda, at=time(9, 30), groups=(approval, gone_before, *others))


def sent(agenda: Paper) -> Paper:
    approval, cases, *others = agenda.groups
    havne, bibliotek = cases.items
    known = replace(cases, items=(replace(havne, case_id=1), replace(bibliotek, case_id=2, closed=True)))
    return replace(agenda, groups=(approval, known, *others))


@pytest.fixture
def changed(agenda: Paper) -> AgendaChanges:
    return changes(sent(agenda), edited(agenda), since=SENT, until=Version())


@pytest.mark.parametrize(("form", "suffix"), [(Form.HTML, "html"), (Form.TEXT, "txt"), (Form.JSON, "json")])
def test_changes_are_written_as_their_golden_file(changed: AgendaChanges, form: Form, suffix: str) -> None:
    check(f"changes.{suffix}", press(changed, form).content.decode())


def test_nothing_changed_says_so(agenda: Paper) -> None:
    same = changes(agenda, agenda, since=SENT, until=Version())
    assert press(same, Form.TEXT).content.decode() == (
        "KKR Syddanmark\n\nÆNDRET SIDEN UDSENDELSEN DEN 7. MAJ 2024\n\nMøde: tirsdag den 14. maj 2024\n\n"
        "Fra: udsendelse 1 den 7. maj 2024\n\nTil: dagsordenen, som den er nu\n\nDagsordenen er ikke ændret.\n"
    )
    assert "<p>Dagsordenen er ikke ændret.</p>" in press(same, Form.HTML).content.decode()


def test_two_versions_are_told_by_their_numbers_and_with_their_reasons(agenda: Paper) -> None:
    shown = changes_view(changes(sent(agenda), edited(agenda), since=SENT, until=AGAIN))
    assert (shown.title, shown.facts) == (
        "Ændret fra udsendelse 1 til udsendelse 2",
        (
            Fact("Møde", "tirsdag den 14. maj 2024"),
            Fact("Fra", "udsendelse 1 den 7. maj 2024"),
            Fact("Til", "udsendelse 2 den 10. maj 2024: Kerteminde bad om det"),
        ),
    )


def test_marks_are_heard_as_well_as_seen(changed: AgendaChanges) -> None:
    page = press(changed, Form.HTML).content.decode()
    added = '<ins><span class="unseen">[tilføjet: </span>havne<span class="unseen"> ]</span></ins>'
    assert added in page
    assert page.count("<ins>") == page.count("[tilføjet:")
    assert page.count("<del>") == page.count("[taget ud:")


@pytest.mark.parametrize("form", [Form.PDF, Form.DOCX])
def test_changes_are_written_in_the_forms_of_a_sheet(changed: AgendaChanges, form: Form) -> None:
    written = press(changed, form)
    assert written == press(changed, form)
    assert written.content.startswith(b"%PDF" if form is Form.PDF else b"PK")


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</del><b>"])
def test_no_changed_word_becomes_markup(payload: str) -> None:
    def page(word: str) -> Elements:
        item = Item("1.1", word, case_id=1, background=(Block(BlockKind.PARAGRAPH, f"før {word}"),))
        later = replace(item, title=f"{word} igen", background=(Block(BlockKind.PARAGRAPH, f"efter {word}"),))
        before, after = (replace(EMPTY, forum=word, groups=(replace(GROUP, items=(one,)),)) for one in (item, later))
        found = changes(before, after, since=replace(SENT, reason=word), until=Version())
        return Elements(press(found, Form.HTML).content.decode())

    assert page(payload).found == page("zqz").found
