"""The standing items of a meeting, and the groups that an agenda is printed in. Numbering is done by the caller."""

from collections.abc import Sequence
from datetime import date

from states.outcomes import Purpose
from states.paper import Block, BlockKind, Item, ItemKind, Text
from templates.words import day, phrases, say, weekday_and_day

APPOINTMENTS = "appointments"
"""The group of appointments: it has no item kind of its own, since an appointment is a case."""

_OWN = "own"


def group_title(key: ItemKind | str, *, own: str = "") -> str:
    """The printed title of the group that an item belongs in: an ItemKind, or APPOINTMENTS.

    Cases stand under the forum's `own` title ("Regionalpolitiske sager"), or under a general one where it has none.
    """
    titles = phrases("groups")
    return (own or titles[_OWN]) if key == ItemKind.CASE else titles[str(key)]


def approval_of_minutes(*, forum: str, last: date | None) -> Item:
    """Godkendelse af referat: approval of the minutes of the meeting on `last`, None where none is registered."""
    suffix, dates = ("_unknown", {}) if last is None else ("", {"day": day(last), "full": weekday_and_day(last)})
    title, background, recommendation = (
        say("standing", f"approval_{part}{suffix}", forum=forum, **dates)
        for part in ("title", "background", "recommendation")
    )
    return Item(
        number="",
        title=title,
        kind=ItemKind.MINUTES_APPROVAL,
        background=_paragraphs(background),
        recommendation=_paragraphs(recommendation),
        purposes=(Purpose.APPROVE,),
    )


def since_last(*, forum: str) -> Item:
    """Siden sidst: news since the last meeting."""
    return Item(
        number="",
        title=say("standing", "since_last_title"),
        kind=ItemKind.SINCE_LAST,
        background=_paragraphs(say("standing", "since_last_background")),
        recommendation=_paragraphs(say("standing", "since_last_recommendation", forum=forum)),
        purposes=(Purpose.TAKE_NOTE,),
    )


def next_items(*, forum: str, on: date | None, expected: Sequence[str]) -> Item:
    """Punkter til næste møde: the meeting after (None where none is planned) and the titles expected there."""
    title = say("standing", "next_title", day=day(on)) if on else say("standing", "next_title_unknown")
    return Item(
        number="",
        title=title,
        kind=ItemKind.NEXT_ITEMS,
        background=_next_background(forum, on, expected),
        recommendation=_paragraphs(say("standing", "next_recommendation", forum=forum)),
        purposes=(Purpose.DISCUSS,),
    )


def any_other_business() -> Item:
    """Eventuelt: a title, and nothing to prepare."""
    return Item(number="", title=say("standing", "other_title"), kind=ItemKind.ANY_OTHER_BUSINESS)


def _next_background(forum: str, on: date | None, expected: Sequence[str]) -> Text:
    if on is None:
        when = say("standing", "next_background_unknown", forum=forum)
    else:
        when = say("standing", "next_background", forum=forum, full=weekday_and_day(on))
    if expected:
        bullets = tuple(Block(BlockKind.BULLET, title) for title in expected)
        return (*_paragraphs(when, say("standing", "next_expected")), *bullets)
    return _paragraphs(when, say("standing", "next_expected_none")) if on else _paragraphs(when)


def _paragraphs(*sentences: str) -> Text:
    return tuple(Block(BlockKind.PARAGRAPH, sentence) for sentence in sentences)
