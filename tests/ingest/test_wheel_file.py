"""Files of duties: what they may say, and every complaint with its line."""

from datetime import date
from pathlib import Path

import pytest

from ingest.wheel_file import DutyFileError, parse_duties
from states.duties import MonthDay
from states.outcomes import Purpose
from states.paper import DeadlineKind
from states.shift import Shift
from states.wheel import AfterElection, LawDate, MeetingsBefore, Recurrence, Rule, TermYears, YearlyDuty
from tests.house.tree import ROOT
from workflow.wheel_shelf import UnreadableDuties, read_duty_file, shipped_duties

HEAD = "schema: 1\nduties:\n"
DUTY = HEAD + "  - key: quotas\n    title: Kvoter {year+1}\n    route: short\n"


def refused(text: str) -> str:
    with pytest.raises(DutyFileError) as refusal:
        parse_duties(text, "own.yaml")
    return str(refusal.value)


def test_a_duty_may_say_all_that_there_is_to_say() -> None:
    text = (
        DUTY
        + """\
    on: 09-10
    before: true
    shift: previous
    every: 2
    first: 2026
    ask: true
    seen: [2023-06-20, 2025-09-01]
    kind: hearing
    words: Kvoterne for {year+1}
    host: Haderslev
    owners: [bel@example.dk]
    officers: [bel, snm]
    addressees: [post@example.dk]
    purpose: approve
    texts: {background: Baggrund., recommendation: Det indstilles.}
    attachments: ["Fordeling {year+1}"]
    source: Loven
    default: Staten gør det.
    margin: 15
    ready: 05-01
"""
    )
    assert parse_duties(text, "own.yaml") == (
        YearlyDuty(
            key="quotas",
            title="Kvoter {year+1}",
            route="short",
            recurrence=LawDate(MonthDay(9, 10)),
            before=True,
            shift=Shift.PREVIOUS,
            every=2,
            first=2026,
            ask=True,
            seen=(date(2023, 6, 20), date(2025, 9, 1)),
            kind=DeadlineKind.HEARING,
            words="Kvoterne for {year+1}",
            host="Haderslev",
            owners=("bel@example.dk",),
            officers=("bel", "snm"),
            addressees=("post@example.dk",),
            purpose=Purpose.APPROVE,
            texts={"background": "Baggrund.", "recommendation": "Det indstilles."},
            attachments=("Fordeling {year+1}",),
            source="Loven",
            default="Staten gør det.",
            margin=15,
            ready=MonthDay(5, 1),
        ),
    )


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("    on: 02-29\n", LawDate(MonthDay(2, 29))),
        (
            "    rule: FREQ=YEARLY;BYMONTH=6;BYDAY=-1FR\n    from: 2026-01-01\n",
            Rule("FREQ=YEARLY;BYMONTH=6;BYDAY=-1FR", date(2026, 1, 1)),
        ),
        ("    meetings_before: 2\n    forum: KKR\n", MeetingsBefore(2, "KKR", MonthDay(12, 31))),
        ("    meetings_before: 2\n    forum: KKR\n    by: 06-30\n", MeetingsBefore(2, "KKR", MonthDay(6, 30))),
        ("    term_years: [1, 3]\n    on: 10-01\n", TermYears((1, 3), MonthDay(10, 1))),
        ("    after_election: 100\n", AfterElection(100)),
    ],
)
def test_each_rule_that_a_duty_may_follow(said: str, rule: Recurrence) -> None:
    (duty,) = parse_duties(DUTY + said, "own.yaml")
    assert duty.recurrence == rule


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "own.yaml, line 1: the file is empty: it needs schema and duties."),
        ("- [", "own.yaml, line 1: this is not YAML"),
        ("a: &x 1\nb: *x\n", "own.yaml, line 1: it may not use YAML aliases"),
        ("schema: 2\nduties: []\n", "own.yaml, line 1: this program reads schema 1; the file says another."),
        ("schema: 1\nduties: []\n", "own.yaml, line 2: duties is a list with at least one entry."),
        (DUTY, "own.yaml, line 3: a duty says one rule: on, rule, meetings_before, term_years, after_election"),
        (DUTY + "    on: 05-01\n    after_election: 3\n", "own.yaml, line 3: a duty says one rule"),
        (DUTY + "    on: 05-32\n", "own.yaml, line 6: on is a day of every year, MM-DD."),
        (DUTY + "    on: 05-01\n    mrgin: 3\n", "own.yaml, line 7: a duty has no field 'mrgin'; it has"),
        (DUTY + "    on: 05-01\n    on: 06-01\n", "own.yaml, line 7: the field 'on' stands twice"),
        (DUTY + "    on: 05-01\n    ask: ja\n", "own.yaml, line 7: ask is true or false."),
        (DUTY + "    on: 05-01\n    every: to\n", "own.yaml, line 7: every is a whole number."),
        (DUTY + "    on: 05-01\n    every: 2\n", "own.yaml, line 3: The duty 'quotas' cannot be: say the first year"),
        (DUTY + "    on: 05-01\n    kind: frist\n", "own.yaml, line 7: kind is one of hearing, report"),
        (DUTY + "    on: 05-01\n    seen: [juni]\n", "own.yaml, line 7: seen is a day, YYYY-MM-DD."),
        (DUTY + "    on: 05-01\n    texts: {slut: x}\n", "own.yaml, line 7: texts has no field 'slut'"),
        (DUTY + "    rule: FREQ=YEARLY\n", "own.yaml, line 3: this rule needs the field 'from' too."),
        (DUTY + "    rule: hver juni\n    from: 2026-01-01\n", "own.yaml, line 3: 'hver juni' is no rule"),
        (DUTY + "    meetings_before: 1\n", "own.yaml, line 3: this rule needs the field 'forum' too."),
        (
            DUTY + "    on: 05-01\n  - key: quotas\n    title: T\n    route: r\n    on: 05-01\n",
            "own.yaml, line 7: the duty 'quotas' stands twice",
        ),
        (HEAD + "  - key: quotas\n", "own.yaml, line 3: a duty needs the field 'title'."),
        (HEAD + "  - quotas\n", "own.yaml, line 3: a duty is a mapping of fields"),
        (HEAD + "  " + "[" * 5000, "own.yaml, line"),
        ("x" * 600_000, "own.yaml, line 1: it has over 500,000 letters"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, told: str) -> None:
    assert told in refused(text)


def test_the_shipped_duties_can_be_read_and_their_keys_are_all_different() -> None:
    assert sorted(shipped_duties()) == [
        "accounts-health",
        "accounts-kkr",
        "accounts-social",
        "budget-health",
        "budget-kkr",
        "budget-social",
        "constitution",
        "contribution",
        "economic-negotiations",
        "eu-office",
        "hub-funen",
        "hub-southern-jutland",
        "meeting-calendar",
        "rammeaftale",
        "refugee-number",
        "refugee-quotas",
    ]


def test_a_file_that_cannot_be_opened_or_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_bytes(b"\xff\xfe\xff")
    for name, reason in (("none.yaml", "No such file"), ("odd.yaml", "it is not UTF-8 text")):
        with pytest.raises(UnreadableDuties, match=reason):
            read_duty_file(tmp_path / name)


def test_the_duty_in_the_documentation_can_be_read() -> None:
    told = (ROOT / "docs" / "wheel.md").read_text(encoding="utf-8")
    example = told.partition("```yaml\n")[2].partition("```")[0]
    assert [duty.key for duty in parse_duties(example, "wheel.md")] == ["quotas"]
