"""Rules for meetings, and notices, as people type them in Danish and English."""

import pytest

from ingest.calendar_rule import NotANotice, NotARule, read_notice, read_rule
from states.calendar import Notice
from states.meeting_rule import MeetingRule

EVERY = frozenset(range(1, 13))
MON, TUE, WED, THU, FRI = range(5)


def rule(places: tuple[int, ...], weekday: int, months: frozenset[int] | set[int] = EVERY) -> MeetingRule:
    return MeetingRule(frozenset(places), frozenset({weekday}), frozenset(months))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("first friday of feb, apr, jun, sep, nov", rule((1,), FRI, {2, 4, 6, 9, 11})),
        ("første fredag i februar, april, juni", rule((1,), FRI, {2, 4, 6})),
        ("Første fredag i februar, april og juni.", rule((1,), FRI, {2, 4, 6})),
        ("last wednesday of every month but july", rule((-1,), WED, EVERY - {7})),
        ("sidste onsdag i hver måned undtagen juli og august", rule((-1,), WED, EVERY - {7, 8})),
        ("every 2. monday of the month", rule((2,), MON)),
        ("hver anden mandag i måneden", rule((2,), MON)),
        ("1st and 3rd Tuesdays of each month", rule((1, 3), TUE)),
        ("1. og 3. tirsdag i hver måned", rule((1, 3), TUE)),
        ("næstsidste torsdag i februar-juni", rule((-2,), THU, {2, 3, 4, 5, 6})),
        ("first Friday of november to february", rule((1,), FRI, {11, 12, 1, 2})),
        ("hver mandag", rule((), MON)),
        ("second friday", rule((2,), FRI)),
    ],
)
def test_a_rule_is_understood(words: str, meant: MeetingRule) -> None:
    assert read_rule(words) == meant


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "it names no weekday"),
        ("first day of june", "'day' is not understood"),
        ("friday", "it does not say which of a month's such days: the first, the last, or every one"),
        ("every second monday", "say of which months; every second week has no beginning that is known here"),
        ("monday the first of june", "the number comes before the weekday"),
        ("first monday of every month but", "it does not say which months are left out"),
        ("first monday of june to", "a range goes from one month to another"),
        ("first monday to june", "a range goes from one month to another"),
        ("first monday of june but not june", "no month is left"),
        ("17. mandag i juni", "'17' is not understood"),
    ],
)
def test_what_is_no_rule_is_told_with_its_reason(words: str, reason: str) -> None:
    with pytest.raises(NotARule) as told:
        read_rule(words)
    assert str(told.value) == (
        f"{words!r} is no rule for meetings: {reason}. Write it like “first friday of feb, apr and jun” or "
        "“last wednesday of every month but july”, in Danish or English."
    )


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("14 days", Notice(14)),
        ("14", Notice(14)),
        ("1 dag", Notice(1)),
        ("2 uger", Notice(14)),
        ("1 week", Notice(7)),
        ("5 working days", Notice(5, working=True)),
        (" 5 arbejdsdage ", Notice(5, working=True)),
        ("0 days", Notice(0)),
    ],
)
def test_a_notice_is_understood(words: str, meant: Notice) -> None:
    assert read_notice(words) == meant


@pytest.mark.parametrize("words", ["", "soon", "-3 days", "14 months", "400 days", "99 weeks", "1.5 days"])
def test_what_is_no_notice_is_told(words: str) -> None:
    with pytest.raises(NotANotice) as told:
        read_notice(words)
    assert str(told.value) == (
        f"{words!r} does not say how long before a meeting: write it as “14 days” or “5 working days”, "
        "at most 366 days."
    )
