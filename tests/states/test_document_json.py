"""A document as JSON and back."""

import json
from datetime import date, time

from states.attachments import Attachment
from states.document_json import dump_document, dump_paper, load_document, load_paper
from states.outcomes import Outcome, Purpose
from states.paper import (
    Attendee,
    Block,
    BlockKind,
    DeadlineKind,
    FoundDeadline,
    Group,
    Item,
    ItemKind,
    Link,
    NextMeeting,
    Paper,
    PaperKind,
)
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection

ANNA = Attendee("Anna Krag", "V", "Vejen")
TEXT = (
    Block(BlockKind.PARAGRAPH, "Se notatet.", marks=1, links=(Link("notatet", "https://kommune.example/n"),)),
    Block(BlockKind.NUMBERED, "godkender", label="a)", level=1),
    Block(BlockKind.TABLE, rows=(("Havn", "Kr."), ("Rømø", "1"))),
)
FULL = Item(
    number="2.1",
    title="Budget",
    kind=ItemKind.CASE,
    journal_number="SAG-2027-1",
    officers=("bel",),
    background=TEXT,
    recommendation=(),
    presentation=None,
    decision=TEXT[:1],
    purposes=(Purpose.APPROVE,),
    outcome=Outcome.APPROVED,
    attachment_marks=1,
    attachments=(Attachment(9, 1, "Notat & bilag.pdf", "ab" * 32, 1234, "application/pdf"),),
    deadlines=(FoundDeadline("inden den 10.", DeadlineKind.NOTICE, date(2027, 9, 10), before=True),),
    absent=(ANNA,),
    source_lines=(3, 9),
    case_id=7,
    closed=True,
)
PAPER = Paper(
    kind=PaperKind.MINUTES,
    forum="KKR Syddanmark",
    forum_code="KKR",
    on=date(2027, 6, 20),
    at=time(9, 30),
    participants=(ANNA,),
    next_meeting=NextMeeting(date(2027, 9, 5), ("Kvoter",)),
    groups=(Group("2", "Sager", (FULL, Item("2.2", "Tom"))),),
)


def test_a_paper_comes_back_whole() -> None:
    assert load_paper(json.loads(json.dumps(dump_paper(PAPER)))) == PAPER


def test_what_a_later_program_added_is_left_out() -> None:
    assert load_paper({**dump_paper(PAPER), "added_later": 1}) == PAPER


def test_every_document_tells_its_sort() -> None:
    sheet = Sheet(
        SheetKind.PIPELINE,
        "Sager på vej",
        date(2027, 6, 1),
        "KKR",
        (SheetFact("Antal", "2"),),
        (SheetSection("A", TEXT),),
    )
    for document in (PAPER, sheet):
        assert load_document(json.loads(json.dumps(dump_document(document)))) == document
