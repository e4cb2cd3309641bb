"""The follow-up list as a sheet: open tasks, ended ones, and the decisions that nobody was given a task by."""

from collections.abc import Iterator, Sequence
from datetime import date

from states.follow_up import OPEN, Decided, DecidedCase, FollowedTask
from states.forums import Forum
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection
from templates.list_words import Forums, paragraphs, short_day, table, titled
from templates.words import day, say, weekday_and_day


def follow_up_sheet(
    tasks: Sequence[FollowedTask],
    decisions: Sequence[DecidedCase],
    forums: Forums,
    *,
    on: date,
    since: date,
    of: Forum | None = None,
) -> Sheet:
    """The list as it stands `on` that day. `since`: from when on decisions are told; `of`: the forum asked for."""
    sections = tuple(_sections(tasks, decisions, forums, on))
    return Sheet(
        kind=SheetKind.FOLLOW_UP,
        title=say("follow_up", "title"),
        on=on,
        over=of.name if of else "",
        facts=(
            SheetFact(say("follow_up", "made"), weekday_and_day(on)),
            SheetFact(say("follow_up", "covers"), say("follow_up", "since", day=day(since))),
        ),
        sections=sections or (SheetSection("", paragraphs(say("follow_up", "none"))),),
    )


def _sections(
    tasks: Sequence[FollowedTask], decisions: Sequence[DecidedCase], forums: Forums, today: date
) -> Iterator[SheetSection]:
    waiting = [_open_row(one, forums, today) for one in tasks if one.state == OPEN]
    ended = [_ended_row(one, forums) for one in tasks if one.state != OPEN]
    decided = [_decided_row(one, forums) for one in decisions]
    for name, head, rows in (
        ("open", ("task", "owner", "due", "decision"), waiting),
        ("ended", ("task", "owner", "state", "decision"), ended),
        ("decisions", ("decision", "outcome", "words"), decided),
    ):
        if rows:
            yield SheetSection(say("follow_up", name), (table([say("follow_up", key) for key in head], rows),))


def _open_row(one: FollowedTask, forums: Forums, today: date) -> tuple[str, ...]:
    due = short_day(one.due) if one.due else say("follow_up", "no_day")
    if one.overdue(today):
        due = say("follow_up", "overdue", due=due)
    return (one.words, _owner(one), due, _came_from(one, forums))


def _ended_row(one: FollowedTask, forums: Forums) -> tuple[str, ...]:
    return (one.words, _owner(one), say("task_states", one.state), _came_from(one, forums))


def _decided_row(one: DecidedCase, forums: Forums) -> tuple[str, ...]:
    return (_item(one.decision, one, forums), say("outcomes", one.decision.outcome), one.decision.words)


def _owner(one: FollowedTask) -> str:
    return one.owner or say("follow_up", "nobody")


def _came_from(one: FollowedTask, forums: Forums) -> str:
    return _item(one.decision, one, forums)


def _item(decision: Decided | None, of: FollowedTask | DecidedCase, forums: Forums) -> str:
    title = titled(of.title, closed=of.closed)
    if decision is None:
        return say("follow_up", "of_calendar", case=of.case_id, title=title)
    entry = "of_item" if decision.number else "of_case"
    forum, on = forums[decision.forum].name, short_day(decision.on)
    return say("follow_up", entry, forum=forum, day=on, number=decision.number, case=of.case_id, title=title)
