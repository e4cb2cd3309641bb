"""SAGSGANG_CLOSING_DAYS: the office's own closing days, in whatever counts working days."""

from collections.abc import Iterator

import pytest

from states import closing
from tests.commands.conftest import Typed

FRIDAYS = ("meeting", "plan", "KKR", "--rule", "first friday of may", "--from", "2027", "--dry-run")


@pytest.fixture(autouse=True)
def as_usual() -> Iterator[None]:
    """These commands run in this process: others count with the usual days afterwards."""
    yield
    closing.choose()


def test_a_meeting_is_moved_off_a_closing_day_of_the_office(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed(*FRIDAYS).out == "2027-05-07 Friday\n1 meeting; nothing was saved.\n"
    monkeypatch.setenv("SAGSGANG_CLOSING_DAYS", "06-05 12-24 12-31 2027-05-07")
    assert typed(*FRIDAYS).out == (
        "2027-05-10 Monday; Friday 2027-05-07 is a closing day\n"
        "1 moved to the next working day (--shift next).\n"
        "1 meeting; nothing was saved.\n"
    )


def test_a_plan_works_to_the_day_before(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    typed("meeting", "add", "KKR", "2027-04-20")
    plan = ("plan", "--route", "kkr", "--deadline", "2027-05-07")
    before = typed(*plan).out
    monkeypatch.setenv("SAGSGANG_CLOSING_DAYS", "2027-05-07")
    after = typed(*plan).out
    assert ("2027-05-05" in before, "2027-05-05" in after) == (False, True)


def test_a_closing_day_that_is_none_is_refused_before_anything_is_done(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAGSGANG_CLOSING_DAYS", "31-12")
    said = typed("meeting", "add", "KKR", "2027-06-20")
    assert (said.code, said.err.partition(" Write")[0]) == (1, "SAGSGANG_CLOSING_DAYS: '31-12' is no day.")


def test_deadlines_are_counted_anew_when_it_is_asked_for(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    typed("case", "new", "Fælles havn", "--officer", "bel", "--submit")
    typed("deadline", "add", "--case", "1", "--kind", "report", "--words", "Redegørelse", "--due", "2027-05-14")
    right = "Every open deadline is worked to the right day already. Nothing was written.\n"
    assert typed("deadline", "recount").out == right
    monkeypatch.setenv("SAGSGANG_CLOSING_DAYS", "2027-05-14")
    moved = typed("deadline", "recount").out
    assert moved.partition(": ")[2] == "Redegørelse, worked to 2027-05-13 (was 2027-05-14)\n"
    assert typed("deadline", "recount").out == right
