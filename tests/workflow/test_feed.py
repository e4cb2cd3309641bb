"""The calendar that people subscribe to: what stands in it, in whose, and how its entries count their changes."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from db.calendar_entries import register_name
from db.create import create
from db.engine import Database
from db.record import Insert, Update
from states.feed import Entry, EntryKind
from states.forums import UnknownForum
from tests.workflow.office import Office
from workflow.cancelling import cancel_meeting
from workflow.desk import open_desk
from workflow.feed import Feed, deadline_entries, entry_of, feed, tell, tell_and_note
from workflow.meeting_settings import MeetingChange, set_meeting
from workflow.promises import Promise, Span, add_promise

NUMBERS = iter(range(90_000, 100_000))


def due(office: Office, case: int | None, on: str | None = None, **columns: Any) -> int:
    """A deadline, as it stands in the register."""
    number = next(NUMBERS)
    row = {"id": number, "case_id": case, "kind": "report", "words": "senest den dag", **columns}
    if on:
        row["on"] = date.fromisoformat(on)
    writes(office, Insert("deadline", row))
    return number


def writes(office: Office, *rows: Insert | Update) -> None:
    def work(connection: Any) -> None:
        with open_desk(connection, by="bel", now=office.now) as desk:
            desk.note("test", None, {}, *rows)

    office.write(work)


def fed(office: Office, *forums: str) -> list[Entry]:
    return office.read(lambda connection: feed(connection, forums, today=office.today))


def told(office: Office, *forums: str) -> Feed:
    return office.write(lambda connection: tell_and_note(connection, forums, now=office.now))


def told_of(office: Office, kind: EntryKind) -> Entry:
    (entry,) = (entry for entry in told(office).entries if entry.kind is kind)
    return entry


def lines(entries: list[Entry]) -> list[tuple[str, str]]:
    return [(entry.on.isoformat(), entry.title) for entry in entries]


def test_a_meeting_stands_with_its_days_before_it(office: Office) -> None:
    office.meets("KKR", "2027-06-20")
    change = MeetingChange(at="10:00", place="Rådhuset i Ribe")
    office.write(lambda c: set_meeting(c, "KKR", date(2027, 6, 20), change, by="bel", now=office.now))
    cut_off, dispatch, meeting = fed(office)
    register = office.read(register_name)
    number = meeting.uid.partition("@")[0].removeprefix("meeting-")
    assert lines([cut_off, dispatch]) == [
        ("2027-06-06", "Frist for punkter til KKR Syddanmark den 20. juni 2027"),
        ("2027-06-13", "Dagsordenen til KKR Syddanmark den 20. juni 2027 sendes ud"),
    ]
    assert (cut_off.uid, dispatch.uid) == (
        f"cut-off-{number}@{register}.sagsgang",
        f"dispatch-{number}@{register}.sagsgang",
    )
    assert meeting == Entry(
        f"meeting-{number}@{register}.sagsgang",
        EntryKind.MEETING,
        "Møde i KKR Syddanmark",
        date(2027, 6, 20),
        at="10:00",
        place="Rådhuset i Ribe",
        words="Uge 24.\nSluttidspunktet er ikke registreret; der er sat to timer af.",
        forums=("KKR",),
    )


def test_a_cancelled_meeting_is_told_as_cancelled_with_its_reason(office: Office) -> None:
    office.meets("KKR", "2027-06-20")
    office.write(lambda c: cancel_meeting(c, "KKR", date(2027, 6, 20), reason="ingen sager", by="bel", now=office.now))
    (meeting,) = fed(office)
    assert (meeting.title, meeting.words, meeting.cancelled) == (
        "Aflyst: møde i KKR Syddanmark",
        "Uge 24.\nMødet er aflyst: ingen sager",
        True,
    )


def test_each_forum_has_a_calendar_of_its_own_and_all_have_one_together(office: Office) -> None:
    office.meets("KKR", "2027-06-20")
    office.meets("K22", "2027-05-07")
    assert {entry.forums for entry in fed(office, "Kommunekontaktrådet")} == {("KKR",)}
    assert {entry.forums for entry in fed(office, "KKR", "K22")} == {("KKR",), ("K22",)}
    assert fed(office) == fed(office, "KKR", "K22")
    with pytest.raises(UnknownForum, match="KKX"):
        fed(office, "KKX")


def test_a_deadline_stands_on_the_day_it_is_worked_to_in_the_calendars_where_its_case_was(office: Office) -> None:
    case = office.opens("Fælles havn", "short")
    due(office, case, "2027-08-07", before=True, legal_default="Staten fastsætter kvoterne")
    office.decides(case, "recommended", "Anbefales.")
    (entry,) = fed(office, "KKR")
    assert (entry.title, entry.on, entry.forums) == ("Frist for rapport: Fælles havn", date(2027, 8, 6), ("K22", "KKR"))
    assert entry.words.splitlines() == [
        f"Sag {case}: Fælles havn",
        "»senest den dag«",
        "Fristen er inden den 7. august 2027: dagen selv tæller ikke med, så den sidste dag er den 6. august 2027.",
        "Uge 31.",
        "Hvis fristen ikke holdes: Staten fastsætter kvoterne",
    ]
    assert fed(office, "SDF") == []


def test_a_deadline_on_a_holiday_stands_on_the_working_day_before(office: Office) -> None:
    due(office, office.opens("Fælles havn", "kkr"), "2027-12-26")
    (entry,) = fed(office)
    assert entry.on == date(2027, 12, 23)
    assert entry.words.splitlines()[-3:] == [
        "Fristen er søndag den 26. december 2027, og dagen tæller med.",
        "Det er ikke en arbejdsdag, så der arbejdes til torsdag den 23. december 2027.",
        "Uge 51.",
    ]


def test_what_two_papers_tell_of_a_case_stands_there_once_in_the_words_of_both(office: Office) -> None:
    case = office.opens("Fælles havn", "kkr")
    first = due(office, case, "2027-08-16", kind="hearing", words="fristen er den 16. august")
    due(office, case, "2027-08-16", kind="hearing", words="høringsfrist den 16. august")
    due(office, case, "2027-08-16", kind="report")
    due(office, None, "2027-08-16", kind="hearing")
    assert [(entry.uid.partition("@")[0], entry.title) for entry in fed(office)][:1] == [
        (f"deadline-{first}", "Høring: Fælles havn")
    ]
    assert sorted(entry.title for entry in fed(office)) == [
        "Frist for rapport: Fælles havn",
        "Høring: Fælles havn",
        "Høring: senest den dag",
    ]
    assert fed(office)[0].words.splitlines()[1:3] == ["»fristen er den 16. august«", "»høringsfrist den 16. august«"]


def test_vague_words_are_a_span_of_days(office: Office) -> None:
    case = office.opens("Fælles havn", "kkr")
    due(office, case, words="i efteråret", earliest=date(2027, 9, 1), latest=date(2027, 11, 30), kind="hearing")
    (entry,) = fed(office)
    assert (entry.title, entry.on, entry.last) == ("Høring: Fælles havn", date(2027, 9, 1), date(2027, 11, 30))
    assert entry.words.splitlines()[1:] == [
        "»i efteråret«",
        "Dagen er ikke fastsat (1. september 2027 – 30. november 2027).",
    ]


def test_a_deadline_that_is_over_and_one_without_any_day_stand_nowhere(office: Office) -> None:
    case = office.opens("Fælles havn", "kkr")
    due(office, case, "2027-08-07", state="met")
    due(office, case, "2027-08-07", kind="next_meeting")
    due(office, case)
    assert fed(office) == []


def test_a_closed_case_is_told_by_its_number_only(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("KKR", "2027-04-20", "2027-06-21")
    case = office.opens("Ansættelse af Åge", "kkr")
    office.edits(case, closed=True)
    due(office, case, "2027-07-01", words="Åge skal svare", legal_default="Åge bortfalder")
    promise = Promise("KKR", "KKR får Åge på", "Åge", case, Span(None, date(2027, 9, 1)))
    office.write(lambda c: add_promise(c, promise, by="bel", now=office.now))
    own = [entry for entry in fed(office) if entry.kind not in ("meeting", "cut_off", "dispatch")]
    assert [entry.title for entry in own] == [
        f"Sidste dag til KKR Syddanmark: sag {case}",
        f"Frist for rapport: sag {case}",
        f"Lovet til KKR Syddanmark: sag {case}",
    ]
    assert [entry for entry in own if "Åge" in f"{entry.title} {entry.words} {entry.place}"] == []


def test_a_promise_stands_between_its_days(office: Office) -> None:
    promise = Promise("KKR", "KKR får en sag om taksterne", "Takster", None, Span(date(2027, 9, 1), date(2027, 9, 30)))
    number = office.write(lambda c: add_promise(c, promise, by="bel", now=office.now))
    vague = Promise("KKR", "et kommende møde", "Noget")
    office.write(lambda c: add_promise(c, vague, by="bel", now=office.now))
    (entry,) = fed(office)
    assert entry == Entry(
        f"promise-{number}@{office.read(register_name)}.sagsgang",
        EntryKind.PROMISE,
        "Lovet til KKR Syddanmark: Takster",
        date(2027, 9, 1),
        last=date(2027, 9, 30),
        words="»KKR får en sag om taksterne«",
        forums=("KKR",),
    )


def test_the_day_after_which_it_is_too_late_stands_in_the_calendar_of_each_stop(office: Office) -> None:
    office.meets("K22", "2027-04-02", "2027-05-07")
    office.meets("KKR", "2027-04-20", "2027-06-21")
    case = office.opens("Fælles havn", "short")
    due(office, case, "2027-07-01")
    points = [entry for entry in fed(office) if entry.kind is EntryKind.TOO_LATE]
    assert [(entry.on.isoformat(), entry.title, entry.forums) for entry in points] == [
        ("2027-04-23", "Sidste dag til Kommunaldirektørkredsen: Fælles havn", ("K22",)),
        ("2027-06-07", "Sidste dag til KKR Syddanmark: Fælles havn", ("KKR",)),
    ]
    assert points[1].words.splitlines() == [
        f"Sag {case}: Fælles havn",
        "Efter i dag er det for sent til KKR Syddanmark den 21. juni 2027, hvis fristen den 1. juli 2027 skal holdes.",
    ]


def test_the_number_of_changes_rises_when_something_changes_and_only_then(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("KKR", "2027-06-20")
    first = told_of(office, EntryKind.MEETING)
    again = told_of(office.on("2027-03-02"), EntryKind.MEETING)
    assert (first, first.sequence, first.changed_at) == (again, 0, datetime(2027, 3, 1, 9, 30, tzinfo=UTC))
    later = office.on("2027-03-03")
    later.write(lambda c: set_meeting(c, "KKR", date(2027, 6, 20), MeetingChange(at="09:00"), by="bel", now=later.now))
    changed = told_of(later, EntryKind.MEETING)
    assert (changed.uid, changed.sequence, changed.changed_at) == (
        first.uid,
        1,
        datetime(2027, 3, 3, 9, 30, tzinfo=UTC),
    )


def test_only_news_has_to_be_written(office: Office) -> None:
    office.meets("KKR", "2027-06-20")
    before = office.read(lambda c: tell(c, ("KKR",), now=office.now))
    noted = told(office)
    after = office.read(lambda c: tell(c, ("KKR",), now=office.now))
    assert (before.is_news, noted.is_news, after.is_news) == (True, True, False)
    assert before.entries == after.entries == noted.entries


def test_what_is_gone_is_told_as_cancelled_for_a_year_and_without_its_title(office: Office) -> None:
    case = office.opens("Fælles havn", "kkr")
    number = due(office, case, "2028-06-20")
    first = told_of(office, EntryKind.DEADLINE)
    later = office.on("2027-04-01")
    writes(later, Update("deadline", {"id": number}, {"state": "waived"}))
    gone = told_of(later, EntryKind.DEADLINE)
    assert (gone.uid, gone.title, gone.words, gone.cancelled, gone.sequence, gone.on) == (
        first.uid,
        "Udgået: Frist",
        "",
        True,
        1,
        first.on,
    )
    assert gone.forums == ("KKR",)
    assert told_of(office.on("2028-03-30"), EntryKind.DEADLINE) == gone
    assert told(office.on("2028-07-01")).entries == ()


def test_what_comes_back_counts_on(office: Office) -> None:
    number = due(office, office.opens("Fælles havn", "kkr"), "2028-06-20")
    told(office)
    writes(office, Update("deadline", {"id": number}, {"state": "waived"}))
    told(office)
    writes(office, Update("deadline", {"id": number}, {"state": "open"}))
    back = told_of(office, EntryKind.DEADLINE)
    assert (back.title, back.cancelled, back.sequence) == ("Frist for rapport: Fælles havn", False, 2)


def test_a_day_that_is_over_is_not_cancelled_afterwards(office: Office) -> None:
    number = due(office, office.opens("Fælles havn", "kkr"), "2027-03-15")
    told(office)
    later = office.on("2027-04-01")
    writes(later, Update("deadline", {"id": number}, {"state": "met"}))
    assert told(later).entries == ()


def test_a_letter_takes_along_what_the_feed_says(office_in_both: Office) -> None:
    office = office_in_both
    office.meets("KKR", "2027-06-20")
    deadline = due(office, office.opens("Fælles havn", "kkr"), "2027-06-01")
    entries = {entry.kind: entry for entry in told(office).entries}
    meeting = int(entries[EntryKind.MEETING].uid.partition("@")[0].removeprefix("meeting-"))

    def taken(kind: EntryKind, number: int) -> Entry | None:
        return office.read(lambda c: entry_of(c, kind, number, now=office.now))

    assert taken(EntryKind.MEETING, meeting) == entries[EntryKind.MEETING]
    assert taken(EntryKind.DEADLINE, deadline) == entries[EntryKind.DEADLINE]
    several = office.read(lambda c: deadline_entries(c, [deadline, 4711], now=office.now))
    assert several == {deadline: entries[EntryKind.DEADLINE]}
    assert (taken(EntryKind.MEETING, 4711), taken(EntryKind.DEADLINE, 4711)) == (None, None)


@pytest.mark.parametrize("days", [{"on": "2027-06-01"}, {"earliest": date(2027, 6, 1), "latest": date(2027, 6, 9)}])
def test_what_several_papers_tell_has_the_entry_that_the_feed_has_for_them_all(
    office_in_both: Office, days: dict[str, Any]
) -> None:
    office = office_in_both
    case = office.opens("Fælles havn", "kkr")
    first, other = due(office, case, words="senest 1. juni", **days), due(office, case, words="til juni", **days)
    due(office, office.opens("Ny bro", "kkr"), **days)
    office.decides(case, "recommended", "Anbefales.")
    (entry,) = (entry for entry in told(office).entries if "Fælles havn" in entry.title)
    assert office.read(lambda c: deadline_entries(c, [other], now=office.now)) == {other: entry}
    assert office.read(lambda c: deadline_entries(c, [first, other], now=office.now)) == {first: entry, other: entry}


def test_two_registers_never_have_an_entry_of_the_same_name(office: Office, target: Database) -> None:
    create(target, by="bel", now=office.now)
    with target.reader.begin() as connection:
        assert register_name(connection) != office.read(register_name)
