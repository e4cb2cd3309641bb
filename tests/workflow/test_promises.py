"""Promises in the register: noted, looked at, kept, moved, dropped, and missed by the check of an agenda."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from db.queries.facts import load_forums
from states.checking import Code
from states.paper import Block, BlockKind, Group, Item, Paper, PaperKind
from states.promises import Promised, PromiseState, TreatedItem
from tests.workflow.office import Office
from workflow import promises
from workflow.check import check_agenda
from workflow.errors import NoSuchMeeting
from workflow.promise_proposals import read_promises
from workflow.promises import Promise, PromiseIs, Span, UnknownPromise, WhichMeeting, WrongSpan
from workflow.reading import read_file

REAL = Path(__file__).parents[3] / "shared" / "real"
APRIL, JUNE, SEPTEMBER = date(2027, 4, 16), date(2027, 6, 11), date(2027, 9, 3)


def adds(office: Office, **more: Any) -> int:
    promise = Promise(**{"forum": "KKR", "words": "KKR får en sag.", "subject": "Fælles takster"} | more)
    return office.write(lambda connection: promises.add_promise(connection, promise, by="bel", now=office.now))


def does(office: Office, name: str, number: int, *more: Any, **named: Any) -> Promised:
    """One of the verbs: accept, dismiss, keep, move, drop."""

    def work(connection: Connection) -> Promised:
        done: Promised = getattr(promises, name)(connection, number, *more, **named, by="bel", now=office.now)
        return done

    return office.write(work)


def listed(office: Office, **how: Any) -> list[tuple[int, PromiseState, bool]]:
    found = office.read(lambda connection: promises.promises(connection, now=office.now, **how))
    return [(one.promise.id, one.promise.state, one.overdue) for one in found]


def missing(office: Office, on: date) -> list[tuple[str, Code]]:
    checked = office.read(lambda connection: check_agenda(connection, "KKR", on, now=office.now))
    codes = (Code.PROMISED_AND_MISSING, Code.PROMISE_NOT_LOOKED_AT)
    return [(one.title, one.code) for one in checked.findings if one.code in codes]


def minutes(*words: str, title: str = "Beredskab", number: str = "2.1", closed: bool = False) -> Paper:
    """Minutes of KKR's meeting in April with one item."""
    text = tuple(Block(BlockKind.PARAGRAPH, one) for one in words)
    decided = (Block(BlockKind.PARAGRAPH, "KKR tog orienteringen til efterretning."),)
    item = Item(number, title, presentation=text, decision=decided, closed=closed)
    return Paper(PaperKind.MINUTES, "KKR Syddanmark", "KKR", APRIL, groups=(Group("2", "Sager", (item,)),))


@pytest.fixture
def kkr(office: Office) -> Office:
    office.meets("KKR", "2027-04-16", "2027-06-11", "2027-09-03")
    return office


def test_a_promise_is_noted_moved_dropped_and_taken_up_again(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("KKR", "2027-06-11", "2027-09-03")
    case = office.opens("Takster", "kkr")
    number = adds(office, case_id=case, meeting=JUNE)
    assert listed(office) == [(number, PromiseState.OPEN, False)]
    moved = does(office, "move", number, meeting=SEPTEMBER, reason="afventer en aftale")
    step: dict[str, str | None] = {
        "on": "2027-03-01",
        "by": "bel",
        "earliest": "2027-06-11",
        "latest": "2027-06-11",
        "to_earliest": "2027-09-03",
        "to_latest": "2027-09-03",
        "reason": "afventer en aftale",
    }
    assert moved == Promised(
        number,
        "KKR",
        "Fælles takster",
        "KKR får en sag.",
        PromiseState.OPEN,
        made_on=date(2027, 3, 1),
        case_id=case,
        earliest=SEPTEMBER,
        latest=SEPTEMBER,
        course=(step,),
    )
    dropped = does(office, "drop", number, reason="løst på anden vis")
    assert (dropped.state, dropped.reason) == (PromiseState.DROPPED, "løst på anden vis")
    assert (listed(office), listed(office, ended=True)) == ([], [(number, PromiseState.DROPPED, False)])
    assert does(office, "accept", number) == moved


def test_a_promise_for_a_coming_meeting_is_missed_until_it_is_kept(kkr: Office) -> None:
    number = adds(kkr)
    assert missing(kkr, JUNE) == [("Fælles takster", Code.PROMISED_AND_MISSING)]
    assert does(kkr, "keep", number, JUNE).kept_on == JUNE
    assert missing(kkr, SEPTEMBER) == []


def test_a_promise_for_other_days_is_missed_at_the_last_meeting_that_can_keep_it(kkr: Office) -> None:
    number = adds(kkr, span=Span(date(2027, 6, 1), date(2027, 9, 30)))
    assert (missing(kkr, JUNE), missing(kkr, SEPTEMBER)) == ([], [("Fælles takster", Code.PROMISED_AND_MISSING)])
    assert listed(kkr.on("2027-10-01")) == [(number, PromiseState.OPEN, True)]


def test_the_case_on_the_agenda_keeps_it_and_is_shown_when_the_meeting_is_held(kkr: Office) -> None:
    case = kkr.opens("Noget andet", "kkr", recommendation="Det indstilles, at KKR godkender det.")
    number = adds(kkr, case_id=case, meeting=APRIL)
    assert missing(kkr, APRIL) == []
    with pytest.raises(WhichMeeting, match="say where the promise was kept"):
        does(kkr, "keep", number)
    kkr.on("2027-04-16").decides(case, "approved", "Godkendt.", on=APRIL)
    kkr.on("2027-04-16").holds("KKR", on=APRIL)
    (followed,) = kkr.read(lambda connection: promises.promises(connection, "KKR", now=kkr.now))
    assert followed.kept_by == TreatedItem("KKR", APRIL, "2.1", "Noget andet", case)
    assert does(kkr, "keep", number).kept_on == APRIL


def test_a_case_that_was_joined_into_another_is_promised_still(kkr: Office) -> None:
    promised, other = kkr.opens("Takster", "kkr"), kkr.opens("Andre takster", "kkr")
    adds(kkr, case_id=promised, subject="Noget helt andet", meeting=APRIL)
    kkr.joins(other, promised)
    assert missing(kkr, APRIL) == []


def test_what_does_not_fit_is_refused_and_changes_nothing(kkr: Office) -> None:
    number = adds(kkr, meeting=JUNE)
    for problem, work in (
        (NoSuchMeeting, lambda: adds(kkr, meeting=date(2027, 6, 12))),
        (WrongSpan, lambda: adds(kkr, span=Span(date(2027, 9, 1), date(2027, 8, 1)))),
        (WrongSpan, lambda: does(kkr, "move", number, Span(JUNE, JUNE), reason="igen")),
        (WrongSpan, lambda: does(kkr, "move", number, Span(None, date(2027, 1, 1)), reason="igen")),
        (PromiseIs, lambda: does(kkr, "accept", number)),
        (PromiseIs, lambda: does(kkr, "dismiss", number)),
        (UnknownPromise, lambda: does(kkr, "drop", 4711, reason="væk")),
        (NoSuchMeeting, lambda: does(kkr, "keep", number, date(2027, 6, 12))),
    ):
        with pytest.raises(problem):
            work()
    assert listed(kkr, ended=True) == [(number, PromiseState.OPEN, False)]


def test_an_imported_paper_proposes_what_it_promises_once(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("KKR", "2027-06-11")
    paper = minutes("KKR får en sag om fælles indkøb på et kommende møde.", "Sagen forelægges igen på næste møde.")
    assert office.imports(paper).promises == 2
    (bought, again) = office.read(lambda connection: promises.promises(connection, ended=True, now=office.now))[::-1]
    case = office.read(lambda connection: check_agenda(connection, "KKR", APRIL, now=office.now)).paper
    assert (bought.promise.subject, bought.promise.source) == ("Fælles indkøb", "minutes of KKR/2027-04-16/2.1")
    assert (bought.promise.earliest, bought.promise.latest) == (None, None)
    assert (again.promise.subject, again.promise.earliest, again.promise.latest) == ("Beredskab", JUNE, JUNE)
    assert again.promise.case_id == next(case.items).case_id
    assert office.imports(paper, "the same in another file.txt").promises == 0


def test_a_proposed_promise_is_asked_about_until_somebody_looks_at_it(kkr: Office) -> None:
    kkr.imports(minutes("KKR får en sag om fælles indkøb på et kommende møde."))
    ((number, state, _),) = listed(kkr)
    assert state is PromiseState.PROPOSED
    assert missing(kkr, JUNE) == [("Fælles indkøb", Code.PROMISE_NOT_LOOKED_AT)]
    does(kkr, "accept", number)
    assert missing(kkr, JUNE) == [("Fælles indkøb", Code.PROMISED_AND_MISSING)]
    kkr.opens("Indkøb af stole", "kkr", recommendation="Det indstilles, at KKR drøfter indkøb.")
    assert missing(kkr, JUNE) == [("Fælles indkøb", Code.PROMISED_AND_MISSING)]
    kkr.opens("Fælles indkøb af el", "kkr", recommendation="Det indstilles, at KKR drøfter indkøb.")
    assert missing(kkr, JUNE) == []


def test_a_dismissed_proposal_is_not_proposed_again(kkr: Office) -> None:
    paper = minutes("KKR får en sag om fælles indkøb på et kommende møde.")
    kkr.imports(paper)
    ((number, _, _),) = listed(kkr)
    does(kkr, "dismiss", number)
    assert kkr.imports(paper, "again.txt").promises == 0
    assert (missing(kkr, JUNE), listed(kkr)) == ([], [])


def test_what_is_promised_to_a_forum_whose_meetings_nobody_keeps_here_is_not_ours(kkr: Office) -> None:
    said = "En redegørelse om trafik forelægges K22 på mødet i september."
    assert kkr.imports(minutes(said)).promises == 0
    kkr.meets("K22", "2027-09-01")
    assert kkr.imports(minutes(said, "Der var ros."), "second.txt", replacing=True).promises == 1


def test_what_a_confidential_item_promises_is_marked_so(kkr: Office) -> None:
    kkr.imports(minutes("KKR får en sag om en opsigelse på et kommende møde.", closed=True))
    shown = kkr.read(lambda connection: promises.promises(connection, now=kkr.now))
    assert [one.promise.closed for one in shown] == [True]
    assert listed(kkr, closed=False) == []


def test_our_own_paper_is_read_when_it_is_asked_for(kkr: Office) -> None:
    case = kkr.opens("Beredskab", "kkr", recommendation="Det indstilles, at KKR drøfter beredskabet.")
    kkr.edits(case, presentation="Sagen forelægges igen på næste møde.")
    kkr.locks("KKR", on=APRIL)

    def read() -> int:
        return kkr.write(lambda connection: read_promises(connection, "KKR", APRIL, by="bel", now=kkr.now))

    assert (read(), read()) == (1, 0)
    (followed,) = kkr.read(lambda connection: promises.promises(connection, now=kkr.now))
    assert (followed.promise.source, followed.promise.case_id) == ("agenda of KKR/2027-04-16/2.1", case)


def test_the_two_broken_promises_of_2023_are_found(office_in_both: Office) -> None:
    """The minutes of 21 November promise them; their own list for 5 February 2024 names neither."""
    office, february = office_in_both.on("2024-01-10"), date(2024, 2, 5)
    names = ("agenda-2023-06-20.txt", "minutes-2023-11-21.txt")
    if not all((REAL / name).exists() for name in names):
        pytest.skip("the real papers are not here")
    forums = [entry.forum for entry in office.read(load_forums).values()]
    for name in names:
        office.imports(read_file(REAL / name, forums).paper, name)
    broken = {
        one.promise.id: one.promise.subject
        for one in office.read(lambda connection: promises.promises(connection, "KKR", now=office.now))
        if "Underskudsmodel" in one.promise.subject or "Forbeholdt virksomhedsområde" in one.promise.subject
    }
    assert len(broken) == 2
    for number in broken:
        does(office, "accept", number)
    found = missing(office, february)
    assert [title for title, code in found if code is Code.PROMISED_AND_MISSING] == list(broken.values())[::-1]
