from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from db.columns import canonical, instant_text
from states.outcomes import Outcome


def test_json_has_one_spelling() -> None:
    value = {"b": ("Ærø", None), "a": {"on": date(2023, 6, 20), "outcome": Outcome.TOOK_NOTE, "many": 1.5}}
    assert canonical(value) == '{"a":{"many":1.5,"on":"2023-06-20","outcome":"took_note"},"b":["Ærø",null]}'


def test_an_instant_is_told_in_utc_and_sorts_as_text() -> None:
    copenhagen = timezone(timedelta(hours=1))
    early, late = datetime(2026, 1, 1, 0, 30, tzinfo=copenhagen), datetime(2025, 12, 31, 23, 45, 0, 5, tzinfo=UTC)
    assert [instant_text(early), instant_text(late)] == [
        "2025-12-31T23:30:00.000000+00:00",
        "2025-12-31T23:45:00.000005+00:00",
    ]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        canonical({"at": datetime(2026, 1, 1)})


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, b"x"])
def test_what_json_cannot_say_is_refused(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        canonical(value)
