"""Who was at a meeting, entered by hand, and who was away under which item."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from db.queries.facts import load_forums
from db.queries.imports import seats
from states.paper import Attendee
from tests.workflow.office import Office
from tests.workflow.papers import case_item, minutes
from workflow.attendance import Attendance, Attended, ListedTwice, NotListed, NotPresent, record_attendance
from workflow.errors import WrongMeetingState
from workflow.minutes import minutes as minutes_of
from workflow.minuting import NeedsReason, NoSuchItem

ON = date(2027, 4, 20)
ANNA, BO, EVA = (
    Attendee("Anna Krag", "V", "Vejen"),
    Attendee("Bo Lind", "A", "Odense"),
    Attendee("Eva Holm", "C", "Ribe"),
)
Records = Callable[..., Attended]


@pytest.fixture
def locked(office_in_both: Office) -> Office:
    """KKR's agenda with one case is locked."""
    office_in_both.meets("KKR", "2027-04-20")
    office_in_both.opens("Fælles indkøb", "kkr", recommendation="Det indstilles, at KKR godkender købet.")
    office_in_both.locks("KKR")
    return office_in_both


@pytest.fixture
def records(locked: Office) -> Records:
    """Records attendance at that meeting."""

    def record(reason: str | None = None, **said: Any) -> Attended:
        attendance = Attendance(**said)
        return locked.write(
            lambda connection: record_attendance(
                connection, "KKR", ON, attendance, reason=reason, by="bel", now=locked.now
            )
        )

    return record


def people(attended: Attended) -> tuple[tuple[Attendee, ...], tuple[Attendee, ...]]:
    return attended.present, attended.apologies


def absent(office: Office) -> dict[str, tuple[Attendee, ...]]:
    paper = office.read(lambda connection: minutes_of(connection, "KKR", ON)).paper
    return {item.number: item.absent for item in paper.items if item.absent}


def test_the_minutes_say_who_was_there(locked: Office, records: Records) -> None:
    attended = records(present=(ANNA, BO), apologies=(EVA,), absent={"2.1": ("bo  lind",)})
    assert people(attended) == ((ANNA, BO), (EVA,))
    paper = locked.read(lambda connection: minutes_of(connection, "KKR", ON)).paper
    assert (paper.participants, paper.apologies, absent(locked)) == ((ANNA, BO), (EVA,), {"2.1": (BO,)})


def test_those_named_become_members_and_are_known_by_name_the_next_time(locked: Office, records: Records) -> None:
    records(present=(ANNA,))
    kkr = locked.read(load_forums)["KKR"].id
    assert locked.read(lambda connection: seats(connection, kkr)) == {("Anna Krag", "V", "Vejen")}
    records(off=("Anna Krag",))
    assert people(records(present=(Attendee("anna krag"), Attendee("Carl Du")))) == ((ANNA, Attendee("Carl Du")), ())


def test_a_person_changes_lists_and_leaves_them(records: Records) -> None:
    records(present=(ANNA, BO), apologies=(EVA,))
    assert people(records(present=(EVA,), apologies=(BO,))) == ((ANNA, EVA), (BO,))
    assert people(records(off=("anna krag", "Bo Lind"))) == ((EVA,), ())
    assert people(records(lists=((BO,), (ANNA,)))) == ((BO,), (ANNA,))


def test_who_was_not_at_the_meeting_was_away_under_no_item(locked: Office, records: Records) -> None:
    records(present=(ANNA, BO), absent={"2.1": ("Bo Lind",), "3.1": ("Bo Lind", "Anna Krag")})
    records(apologies=(BO,))
    assert absent(locked) == {"3.1": (ANNA,)}
    records(absent={"3.1": ()})
    assert absent(locked) == {}


def test_what_cannot_be_is_refused_and_nothing_is_written(records: Records) -> None:
    records(present=(ANNA,))
    refusals: dict[type[Exception], dict[str, Any]] = {
        ListedTwice: {"present": (BO,), "apologies": (BO,)},
        NotListed: {"present": (BO,), "off": ("Eva Holm",)},
        NotPresent: {"present": (BO,), "absent": {"2.1": ("Eva Holm",)}},
        NoSuchItem: {"present": (BO,), "absent": {"2.7": ("Bo Lind",)}},
    }
    said = {}
    for refusal, asked in refusals.items():
        with pytest.raises(refusal) as told:
            records(**asked)
        said[refusal] = str(told.value)
    assert said == {
        ListedTwice: "Bo Lind is named both as present and with apologies: say one of them. Nothing was written.",
        NotListed: "Eva Holm is not on the lists of KKR 2027-04-20. Nothing was written.",
        NotPresent: "Eva Holm is not among those present at KKR 2027-04-20: those present are Anna Krag, Bo Lind. "
        "Add the person with --present 'Eva Holm'. Nothing was written.",
        NoSuchItem: "KKR 2027-04-20 has no item '2.7'; its items are 1.1, 2.1, 3.1, 4.1, 5.1.",
    }
    assert people(records(absent={})) == ((ANNA,), ())


def test_after_the_meeting_a_list_is_entered_once_and_then_changed_for_a_reason(
    locked: Office, records: Records
) -> None:
    locked.decides(1, "approved", "Godkendt.")
    locked.holds("KKR")
    records(present=(ANNA, BO), absent={"2.1": ("Bo Lind",)})
    records(present=(ANNA,))  # says nothing new
    for asked in ({"present": (EVA,)}, {"absent": {"2.1": ("Anna Krag",)}}):
        with pytest.raises(NeedsReason):
            records(**asked)
    assert people(records(present=(EVA,), reason="Kom senere")) == ((ANNA, BO, EVA), ())
    records(absent={"2.1": ("Anna Krag",)}, reason="Forvekslet")
    assert absent(locked) == {"2.1": (ANNA,)}


def test_who_was_there_is_known_when_the_agenda_is_fixed(office: Office) -> None:
    office.meets("KKR", "2027-04-20")
    with pytest.raises(WrongMeetingState) as told:
        office.write(
            lambda connection: record_attendance(
                connection, "KKR", None, Attendance(present=(ANNA,)), by="bel", now=office.now
            )
        )
    assert str(told.value) == (
        "KKR's meeting of 2027-04-20 is planned: lock its agenda first "
        "(sagsgang meeting lock KKR --meeting 2027-04-20)."
    )


def test_what_minutes_brought_may_be_mended(office: Office) -> None:
    office.imports(minutes("KKR", ON, case_item("Budget", None, "Godkendt."), people=(ANNA, BO)))
    said = Attendance(apologies=(BO,))
    attended = office.write(
        lambda connection: record_attendance(connection, "KKR", ON, said, reason="Fejl", by="bel", now=office.now)
    )
    assert people(attended) == ((ANNA,), (BO,))
