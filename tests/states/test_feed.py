"""How the entries of the feed are named, and how they count their changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from states.feed import Entry, EntryKind, Told, as_told, for_forums, gone, in_turn, kind_in, numbered, own_kind, uid_of

NOW = datetime(2027, 3, 1, 8, tzinfo=UTC)
TODAY = NOW.date()
ENTRY = Entry("deadline-12@3f2a.sagsgang", EntryKind.DEADLINE, "Høring", date(2027, 6, 20), forums=("KKR",))
TITLES = {kind: f"Udgået {kind}" for kind in EntryKind}


@pytest.mark.parametrize("kind", EntryKind)
def test_a_name_says_what_it_names(kind: EntryKind) -> None:
    assert kind_in(uid_of(kind, 7, "3f2a")) is kind


@pytest.mark.parametrize("kind", EntryKind)
def test_a_name_of_any_register_is_known_for_one_of_ours(kind: EntryKind) -> None:
    names = (uid_of(kind, "7-k22", "3f2a"), f"{kind}-7@example.dk", f"x{uid_of(kind, 7, '3f2a')}", "3f2a.sagsgang", "")
    assert [own_kind(name) for name in names] == [kind, None, None, None, None]


def test_a_name_is_made_of_the_register_and_the_row() -> None:
    assert uid_of(EntryKind.CUT_OFF, 7, "3f2a") == "cut-off-7@3f2a.sagsgang"


@pytest.mark.parametrize(
    "other",
    [
        replace(ENTRY, title="Rapport"),
        replace(ENTRY, on=date(2027, 6, 21)),
        replace(ENTRY, last=date(2027, 6, 21)),
        replace(ENTRY, at="10:00"),
        replace(ENTRY, minutes=60),
        replace(ENTRY, place="Ribe"),
        replace(ENTRY, words="Uge 24."),
        replace(ENTRY, cancelled=True),
    ],
)
def test_whatever_a_subscriber_sees_makes_another_fingerprint(other: Entry) -> None:
    assert other.fingerprint != ENTRY.fingerprint


def test_what_no_subscriber_sees_changes_nothing() -> None:
    other = replace(ENTRY, sequence=3, changed_at=NOW, forums=("KKR", "K22"))
    assert other.fingerprint == ENTRY.fingerprint


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.integers(0, 3)), min_size=1, max_size=20))
def test_the_count_rises_by_one_with_each_change_and_stands_still_between(steps: list[tuple[str, int]]) -> None:
    told: dict[str, Told] = {}
    now, changes, before = NOW, -1, ""
    for title, days in steps:
        now += timedelta(days=days)
        (entry,) = numbered([replace(ENTRY, title=title)], told, now=now)
        changes += title != before
        before = title
        assert entry.sequence == changes
        told = {entry.uid: as_told(entry)}


def test_a_clock_that_went_back_never_makes_a_change_older_than_the_one_before() -> None:
    told = {ENTRY.uid: as_told(replace(ENTRY, changed_at=NOW))}
    (entry,) = numbered([replace(ENTRY, title="Rapport")], told, now=NOW - timedelta(hours=1))
    assert (entry.sequence, entry.changed_at) == (1, NOW)


def test_what_is_gone_stands_there_as_cancelled_where_it_stood() -> None:
    told = {ENTRY.uid: as_told(ENTRY)}
    cancelled = Entry(
        *(ENTRY.uid, EntryKind.DEADLINE, "Udgået deadline", ENTRY.on),
        forums=("KKR",),
        cancelled=True,
        sequence=1,
        changed_at=NOW,
    )
    assert gone([], told, TITLES, today=TODAY, now=NOW) == [cancelled]
    assert gone([ENTRY], told, TITLES, today=TODAY, now=NOW) == []


def test_the_calendar_of_some_forums_and_the_order_of_its_days() -> None:
    first = Entry("meeting-1@x", EntryKind.MEETING, "Møde", date(2027, 6, 20), forums=("K22",))
    early = Entry("meeting-2@x", EntryKind.MEETING, "Møde", date(2027, 5, 7), forums=("SDF",))
    entries = in_turn([ENTRY, first, early])
    assert entries == [early, first, ENTRY]
    assert (for_forums(entries, ["KKR", "K22"]), for_forums(entries, [])) == ([first, ENTRY], entries)
