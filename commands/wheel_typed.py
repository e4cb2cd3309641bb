"""A duty of the wheel from what is typed, or from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands import edge

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from states.duties import MonthDay
    from states.wheel import Recurrence, Rule, YearlyDuty

ONE_RULE = (
    "say one rule: --on MM-DD, --rule WORDS, --meetings-before N FORUM, --term-years 1,3 --on MM-DD, "
    "or --after-election DAYS."
)

RULES = (("on",), ("rule",), ("meetings_before",), ("on", "term_years"), ("after_election",))


@dataclass(frozen=True, slots=True)
class TypedRule:
    """The options that say by which rule a duty comes, and on which day (`ready`) its case opens."""

    on: str | None = None
    rule: str | None = None
    from_: str | None = None
    meetings_before: tuple[int, str] | None = None
    by: str | None = None
    term_years: str | None = None
    after_election: int | None = None
    ready: str | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """Which of the rules are said."""
        names = ("on", "rule", "meetings_before", "term_years", "after_election")
        return tuple(name for name in names if getattr(self, name) is not None)


def duties_of(
    file: Path | None, key: str | None, title: str | None, typed: TypedRule, rest: Mapping[str, Any]
) -> Sequence[YearlyDuty]:
    """The duties of the file, or the one that is typed. Raises DutyFileError, BadDuty, BadRule."""
    from states.wheel import YearlyDuty, checked
    from workflow.wheel_shelf import read_duty_file

    if file is not None:
        if key or typed.said:
            edge.misused("say either --file, or a key and a rule.")
        return read_duty_file(file)
    if not key or not title:
        edge.misused("say a key and a --title, or --file FILE.yaml.")
    ready = _month_day(typed.ready) if typed.ready else None
    return [checked(YearlyDuty(key=key, title=title, recurrence=_recurrence(typed), ready=ready, **rest))]


def _recurrence(typed: TypedRule) -> Recurrence:
    from states.wheel import LAST_DAY, AfterElection, LawDate, MeetingsBefore, TermYears

    if typed.said not in RULES:
        edge.misused(ONE_RULE)
    if typed.meetings_before:
        count, forum = typed.meetings_before
        return MeetingsBefore(count, forum, _month_day(typed.by) if typed.by else LAST_DAY)
    if typed.after_election is not None:
        return AfterElection(typed.after_election)
    if typed.rule is not None:
        return _rule(typed)
    on = _month_day(typed.on)
    return TermYears(_years(typed.term_years), on) if typed.term_years else LawDate(on)


def _rule(typed: TypedRule) -> Rule:
    from ingest.recurrence import checked_rule
    from states.wheel import Rule

    first = edge.day(typed.from_) if typed.from_ else edge.today().replace(month=1, day=1)
    return checked_rule(Rule(typed.rule or "", first))


def _month_day(word: str | None) -> MonthDay:
    from states.wheel import month_day

    try:
        return month_day(word or "")
    except ValueError:
        edge.misused(f"{word!r} is no day of every year; write it as MM-DD, such as 05-01.")


def _years(word: str | None) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in (word or "").split(","))
    except ValueError:
        edge.misused(f"{word!r} are no years of a term; write them as 1,3.")
