"""Which treatment a decision is about, at which meeting, on which day; and the refusals when there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.errors import Conflict
from states.agenda import ahead, next_for
from states.facts import CaseFacts, MeetingFacts, TreatmentFacts
from states.machine import DONE_STATES, DRAFT, TreatmentState
from states.routes import JoinRule, Stop
from workflow.asked import Asked
from workflow.desk import PLANNED, Desk
from workflow.errors import (
    AlreadyDecided,
    AlreadyEnded,
    NoMeetingAhead,
    NoSuchMeeting,
    NotOnFixedAgenda,
    NotOnThatMeeting,
    NotSubmitted,
    NotThere,
    SameAgain,
    WhichForum,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a decision is taken. No treatment: the officer decides what came of a group that has answered."""

    forum: str
    on: date
    treatment: TreatmentFacts | None = None
    meeting: MeetingFacts | None = None


def find_place(case: CaseFacts, asked: Asked, desk: Desk) -> Place:
    """The treatment that waits for this decision. Raises the refusals of workflow/errors.py."""
    forum = desk.forum(asked.forum).forum.code if asked.forum else None
    meeting = _meeting_asked(case, asked, forum, desk)
    _refuse_done(case, asked, forum, meeting)
    here = case.here
    if here is None:
        raise NotSubmitted(case.id) if case.state == DRAFT else AlreadyEnded(case.id, case.state)
    if asked.stop_id not in (None, here.id):
        raise Conflict(f"case {case.id}")
    waiting = [one for one in case.at(here.id) if one.is_open and forum in (None, one.forum)]
    if not waiting or (forum is None and _for_all(here.stop, len(waiting), asked)):
        return _for_the_group(case, asked, forum, here.stop.forums, desk)
    if len(waiting) > 1:
        raise WhichForum(case.id, [one.forum for one in waiting])
    if asked.treatment_id not in (None, waiting[0].id):
        raise Conflict(f"case {case.id}")
    _refuse_same_again(case, waiting[0], asked)
    return _at_meeting(case, waiting[0], asked, desk)


def _for_all(stop: Stop, waiting: int, asked: Asked) -> bool:
    """Who names no forum and says what happens to the case speaks for the group, however few it still waits for.

    So does everyone under BY_DATE. A meeting that is named names the one forum that is left.
    """
    speaks = asked.then is not None or stop.join.rule is JoinRule.BY_DATE
    return stop.is_group and speaks and (waiting > 1 or asked.meeting is None)


def _meeting_asked(case: CaseFacts, asked: Asked, forum: str | None, desk: Desk) -> MeetingFacts | None:
    """The meeting named, at the forum named or any that the case's route passes."""
    if asked.meeting is None:
        return None
    codes = [forum] if forum else list(dict.fromkeys(code for stop in case.route for code in stop.forums))
    if not codes:  # every stop was left out: the case has ended, which is said next
        return None
    here = case.here.stop.forums if case.here else ()
    for code in sorted(codes, key=lambda code: code not in here):
        found = next((meeting for meeting in desk.meetings(code) if meeting.on == asked.meeting), None)
        if found:
            return found
    asked_of = forum or (here[0] if here else codes[0])
    raise NoSuchMeeting(asked_of, asked.meeting, [meeting.on for meeting in desk.meetings(asked_of)])


def _refuse_done(case: CaseFacts, asked: Asked, forum: str | None, meeting: MeetingFacts | None) -> None:
    for treatment in case.treatments:
        if treatment.state not in DONE_STATES:
            continue
        at_meeting = meeting is not None and treatment.meeting_id == meeting.id
        if treatment.id == asked.treatment_id or at_meeting or _last_word(case, treatment, forum):
            raise AlreadyDecided(case.id, treatment.forum, treatment.decided_on, treatment.words)
    if case.here is None and case.state != DRAFT and case.treatments:
        last = case.treatments[-1]
        if last.state in DONE_STATES:
            raise AlreadyDecided(case.id, last.forum, last.decided_on, last.words)


def _refuse_same_again(case: CaseFacts, waiting: TreatmentFacts, asked: Asked) -> None:
    """The same words once more, without a forum or meeting named, are a slip: they would count for the next forum."""
    done = [one for one in case.treatments if one.state in DONE_STATES]
    if not done or asked.forum or asked.meeting or waiting.state is TreatmentState.ON_AGENDA:
        return
    if asked.words.strip() and (done[-1].outcome, done[-1].words) == (asked.outcome, asked.words):
        raise SameAgain(case.id, done[-1].forum, waiting.forum)


def _last_word(case: CaseFacts, treatment: TreatmentFacts, forum: str | None) -> bool:
    """The forum that was named has answered, and is not asked again."""
    return forum == treatment.forum and not any(one.forum == forum for one in case.open_treatments)


def _for_the_group(case: CaseFacts, asked: Asked, forum: str | None, asked_forums: Sequence[str], desk: Desk) -> Place:
    if forum is not None:
        raise NotThere(case.id, forum, [one.forum for one in case.open_treatments])
    return Place(asked_forums[0], asked.on or desk.today)


def _at_meeting(case: CaseFacts, treatment: TreatmentFacts, asked: Asked, desk: Desk) -> Place:
    meetings = desk.meetings(treatment.forum)
    placed = next((meeting for meeting in meetings if meeting.id == treatment.meeting_id), None)
    without = asked.corrects is not None or not meetings  # a mended entry keeps its day: it had no meeting before
    if asked.answer or (without and asked.meeting is None):
        return Place(treatment.forum, asked.on or desk.today, treatment, placed)
    meeting = _choose(case, treatment, placed, asked, meetings)
    return Place(treatment.forum, meeting.on, treatment, meeting)


def _choose(
    case: CaseFacts,
    treatment: TreatmentFacts,
    placed: MeetingFacts | None,
    asked: Asked,
    meetings: Sequence[MeetingFacts],
) -> MeetingFacts:
    if asked.meeting:
        named = next((meeting for meeting in meetings if meeting.on == asked.meeting), None)
        if named is None:
            raise NoSuchMeeting(treatment.forum, asked.meeting, [meeting.on for meeting in meetings])
        _check_on_it(case, treatment, placed, named, meetings)
        return named
    if placed:
        return placed
    coming = next_for(meetings, treated_at(case, treatment))
    if coming is None:
        raise NoMeetingAhead(treatment.forum)
    return coming


def _check_on_it(
    case: CaseFacts,
    treatment: TreatmentFacts,
    placed: MeetingFacts | None,
    named: MeetingFacts,
    meetings: Sequence[MeetingFacts],
) -> None:
    """The case must stand on the agenda of the meeting that is named, or be free to come on it."""
    if placed and placed.id == named.id:
        return
    fixed = treatment.state is TreatmentState.ON_AGENDA or (placed is not None and placed.on > named.on)
    if placed in ahead(meetings) and placed is not None and fixed:
        raise NotOnThatMeeting(case.id, treatment.forum, named.on, placed.on)
    if named.state != PLANNED:
        raise NotOnFixedAgenda(case.id, treatment.forum, named.on, named.state)


def treated_at(case: CaseFacts, treatment: TreatmentFacts) -> set[int | None]:
    """The meetings of the treatment's forum that have treated the case before."""
    return {one.meeting_id for one in case.treatments if one.forum == treatment.forum and one.state in DONE_STATES}


def waiting_for(case: CaseFacts, forum: str | None) -> int | None:
    """The one open treatment that a decision now would be about; None where there is none, or more than one."""
    here = case.here
    if here is None:
        return None
    waiting = [one.id for one in case.at(here.id) if one.is_open and forum in (None, one.forum)]
    return waiting[0] if len(waiting) == 1 else None
