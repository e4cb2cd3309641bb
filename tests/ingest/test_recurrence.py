"""Rules in the words of RFC 5545, and what is refused."""

from datetime import date

import pytest

from ingest.recurrence import BadRule, checked_rule, rule_days
from states.wheel import Rule

FIRST = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("FREQ=YEARLY;BYMONTH=6;BYDAY=-1FR", ["2027-06-25"]),
        ("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=3TU", ["2027-11-16"]),
        ("freq=yearly;bymonth=2;bymonthday=-1", ["2027-02-28"]),
        ("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=15", ["2027-01-15", "2027-07-15"]),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=1", []),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", []),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", ["2027-05-17"]),
    ],
)
def test_the_days_of_a_rule_in_a_year(words: str, days: list[str]) -> None:
    assert rule_days(Rule(words, FIRST), 2027) == list(map(date.fromisoformat, days))


def test_nothing_comes_before_the_first_day() -> None:
    rule = Rule("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", date(2027, 6, 2))
    assert [len(rule_days(rule, year)) for year in (2025, 2026, 2027, 2028)] == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("hver juni", "its FREQ is one of YEARLY, MONTHLY, WEEKLY"),
        ("FREQ=DAILY", "its FREQ is one of YEARLY, MONTHLY, WEEKLY"),
        ("FREQ=SECONDLY;COUNT=99999999", "its FREQ is one of"),
        ("FREQ=YEARLY;BYHOUR=9", "a duty has days and no hours"),
        ("FREQ=YEARLY;UNTIL=20300101", "ends when it is stopped"),
        ("FREQ=YEARLY;BYMONTH=13", "is no rule"),
        ("FREQ=YEARLY;BYMONTH=juni", "is no rule"),
        ("FREQ=YEARLY;PER=2", "is no rule"),
        ("FREQ=YEARLY;INTERVAL=0", "its INTERVAL is a whole number"),
        ("FREQ=YEARLY;INTERVAL=-1", "its INTERVAL is a whole number"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "it never comes"),
        ("FREQ=YEARLY;" + "BYMONTH=1;" * 40, "longer than one line"),
        ("", "its FREQ is one of"),
        ("FREQ=YEARLY\nRRULE:FREQ=YEARLY", "is no rule"),
    ],
)
def test_what_is_no_rule_is_refused_with_the_reason(words: str, reason: str) -> None:
    with pytest.raises(BadRule) as refusal:
        checked_rule(Rule(words, FIRST))
    assert reason in str(refusal.value)
