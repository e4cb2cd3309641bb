"""People in the register: their addresses, initials and names, and the deadlines that name them."""

from datetime import date
from typing import Any

import pytest

from states.addresses import NotAnAddress
from states.paper import Attendee
from states.people import Person, Reached, SeveralPeople, UnknownPerson
from tests.workflow.deadlines import adds, does, knows, row
from tests.workflow.office import Office
from tests.workflow.papers import minutes
from workflow.people import (
    BadInitials,
    NoName,
    SpelledNearly,
    TakenByAnother,
    reach,
    reach_all,
    told_people,
    told_person,
)


def person(office: Office, words: str) -> dict[str, Any]:
    return office.read(lambda connection: told_person(connection, words))


def members(office: Office, *names: str) -> None:
    """People whom the minutes of a meeting name."""
    people = tuple(Attendee(name, "A", "Vejle") for name in names)
    office.imports(minutes("KKR", date(2027, 2, 1), people=people))


def test_somebody_new_is_added_and_then_changed(office_in_both: Office) -> None:
    office = office_in_both
    added = knows(office, "bel", name="Bente Lund")
    assert (added.person.name, added.person.initials, added.person.email, added.new) == (
        "Bente Lund",
        "bel",
        None,
        True,
    )
    changed = knows(office, "BEL", email="bel@Example.dk")
    assert (changed.person, changed.new) == (Person(added.person.id, "Bente Lund", "bel", "bel@example.dk"), False)
    assert knows(office, "bel@example.dk", initials="").person.initials is None
    assert knows(office, "bente lund", email="").person.email is None
    events = office.counts()["event"]
    knows(office, str(added.person.id), name="Bente Lund")  # so it is already
    assert office.counts()["event"] == events


@pytest.mark.parametrize(
    ("words", "change", "person"),
    [
        ("bel", {}, ("bel", "bel", None)),
        ("Bente  Lund", {"initials": "bel"}, ("Bente Lund", "bel", None)),
        ("bel@example.dk", {"name": "Bente Lund"}, ("Bente Lund", None, "bel@example.dk")),
        ("Åse", {"name": "Åse Ærø"}, ("Åse Ærø", "Åse", None)),
    ],
)
def test_what_is_typed_is_taken_for_what_it_looks_like(
    office: Office, words: str, change: dict[str, Any], person: tuple[str, str | None, str | None]
) -> None:
    done = knows(office, words, **change).person
    assert (done.name, done.initials, done.email) == person


def test_a_member_gets_an_address(office: Office) -> None:
    members(office, "Anna Ask", "Bo Birk")
    assert knows(office, "Anna Ask", email="anna@vejle.dk").new is False
    assert [(one["name"], one["email"], one["forums"]) for one in office.read(told_people)] == [
        ("Anna Ask", "anna@vejle.dk", ["KKR"]),
        ("Bo Birk", None, ["KKR"]),
    ]
    (left,) = office.read(lambda connection: told_people(connection, without_address=True))
    assert left["name"] == "Bo Birk"
    (seat,) = person(office, "Anna Ask")["seats"]
    assert (seat["forum"], seat["party"], seat["municipality"], seat["since"]) == (
        "KKR",
        "A",
        "Vejle",
        date(2027, 2, 1),
    )


def test_a_name_that_is_nearly_another_is_asked_about(office: Office) -> None:
    members(office, "Anne Dorthe Holm")
    with pytest.raises(SpelledNearly, match=r"Anne Dorthe Holm .*--new"):
        knows(office, "Anne-Dorte Holm", email="a@example.dk")
    assert knows(office, "Anne-Dorte Holm", email="a@example.dk", new=True).new


def test_two_people_of_one_name_are_told_apart(office: Office) -> None:
    members(office, "Jens Jensen")
    with pytest.raises(TakenByAnother):
        knows(office, "jj", name="Jens Jensen")
    second = knows(office, "Jens Jensen", initials="jj", new=True).person
    with pytest.raises(SeveralPeople, match=f"{second.id} Jens Jensen"):
        knows(office, "Jens Jensen", email="jens@example.dk")
    with pytest.raises(SeveralPeople):
        person(office, "jens jensen")
    assert knows(office, str(second.id), email="jens@example.dk").person.initials == "jj"
    assert person(office, "jj")["email"] == "jens@example.dk"


@pytest.mark.parametrize(
    ("words", "change", "refusal"),
    [
        ("bel", {"email": "bel@"}, NotAnAddress),
        ("bel", {"initials": "b.l"}, BadInitials),
        ("bel", {"initials": "SNM"}, TakenByAnother),
        ("bel", {"name": "søren møller"}, TakenByAnother),
        ("bel", {"name": " "}, NoName),
        ("ny@example.dk", {}, NoName),
        (" ", {}, NoName),
        ("99", {}, UnknownPerson),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(
    office: Office, words: str, change: dict[str, Any], refusal: type[Exception]
) -> None:
    knows(office, "Bente Lund", initials="bel")
    knows(office, "Søren Møller", initials="snm")
    before = office.counts()
    with pytest.raises(refusal):
        knows(office, words, **change)
    assert office.counts() == before
    with pytest.raises(UnknownPerson):
        person(office, "nobody")


def test_deadlines_follow_whoever_is_called_otherwise(office_in_both: Office) -> None:
    office = office_in_both
    knows(office, "Bente Lund", email="bel@example.dk")
    case = office.opens("Fælles havn", "kkr")
    owners = ("Bente Lund",), ("bel@example.dk", "snm@example.dk"), ("snm@example.dk",)
    numbers = [int(adds(office, case, owners=one).id) for one in owners]
    ended = int(adds(office, case, owners=("Bente Lund",)).id)
    does(office, "meet", ended)
    done = knows(office, "Bente Lund", name="Bente Holm", initials="beh", email="beh@example.dk")
    assert done.deadlines == 2
    assert [row(office, number).owners for number in (*numbers, ended)] == [
        ["beh"],
        ["beh@example.dk", "snm@example.dk"],
        ["snm@example.dk"],
        ["Bente Lund"],
    ]


def test_an_address_that_others_have_too_stays_where_it_stands(office: Office) -> None:
    for name in ("Bente Lund", "Søren Møller"):
        knows(office, name, email="kkr@example.dk")
    number = int(adds(office, office.opens("Fælles havn", "kkr"), owners=("kkr@example.dk",)).id)
    assert knows(office, "Bente Lund", email="bel@example.dk").deadlines == 0
    assert row(office, number).owners == ["kkr@example.dk"]


def test_who_is_reached_by_what(office_in_both: Office) -> None:
    office = office_in_both
    knows(office, "Bente Lund", initials="bel", email="bel@example.dk")
    words = ("BEL", "ny@example.dk", "xyz")
    found = office.read(lambda connection: reach_all(connection, words))
    assert found == {
        "BEL": Reached("BEL", "Bente Lund", "bel@example.dk"),
        "ny@example.dk": Reached("ny@example.dk", "", "ny@example.dk"),
        "xyz": Reached("xyz", "xyz", None, "nobody is registered so"),
    }
    assert office.read(lambda connection: reach(connection, "BEL")) == found["BEL"]
