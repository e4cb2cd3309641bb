"""What is set for the ladder: for the office, a forum, a kind or a person; refused where it makes none; taken back."""

from datetime import date
from typing import Any

import pytest

from states.addresses import NotAnAddress
from states.errors import SagsgangError
from states.forums import UnknownForum
from states.ladder_settings import BadLadder, LadderSetting
from states.people import UnknownPerson
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, HEAD, has_head, knows, next_look, owes, reminds, sets
from workflow.ladders import LadderChange, NothingSet, UnknownKind, Where, clear_ladder, set_ladder, told_ladder

AT_ONCE = date(1970, 1, 1)


def shown(office: Office, where: Where) -> dict[str, Any]:
    return office.read(lambda connection: told_ladder(connection, where))


def clears(office: Office, where: Where, *names: str) -> str:
    return office.write(lambda connection: clear_ladder(connection, where, names, by="bel", now=office.now))


def test_what_is_set_is_shown_where_it_counts(office_in_both: Office) -> None:
    office = office_in_both
    knows(office, "Bente Lund", "bel", BEL)
    has_head(office)
    sets(office, forum="kkr", kind="hearing", before="20,5,1", head_from=5)
    sets(office, person="bel", until=date(2027, 8, 2), before="3")
    names = ("before", "head_from", "head", "until")
    asked = (Where("KKR", "hearing"), Where("KKR"), Where(person="bel"))
    assert [tuple(shown(office, where)[name] for name in names) for where in asked] == [
        ([20, 5, 1], 5, HEAD, None),
        ([30, 14, 7, 3, 1], 7, HEAD, None),
        ([3], 7, HEAD, date(2027, 8, 2)),
    ]
    scopes = [one["scope"] for one in shown(office, Where())["settings"]]
    assert scopes == ["office", "forum:KKR/kind:hearing", f"person:{BEL}"]


def test_what_is_not_said_stays_as_it_is(office: Office) -> None:
    has_head(office)
    change = LadderChange(before=(5, 1), chair_from=3)
    said = office.write(lambda connection: set_ladder(connection, Where(), change, by="bel", now=office.now))
    assert said == (LadderSetting("office", (5, 1), chair_from=3, head=HEAD), 0)


def test_other_days_lay_open_deadlines_anew_and_other_people_do_not(office: Office) -> None:
    deadline = owes(office, office.opens("Fælles havn", "kkr"), "2027-04-15", BEL)
    reminds(office)
    waits = next_look(office, deadline)
    has_head(office)
    assert next_look(office, deadline) == waits
    sets(office, kind="report", before="20,5")
    assert next_look(office, deadline) == AT_ONCE
    reminds(office, "2027-03-02")
    clears(office, Where(kind="report"))
    assert next_look(office, deadline) == AT_ONCE


def test_what_was_set_is_taken_back_one_by_one_or_whole(office: Office) -> None:
    sets(office, head=HEAD, before="5,1", head_from=3)
    assert clears(office, Where(), "before", "chair") == "office"
    assert (shown(office, Where())["before"], shown(office, Where())["head"]) == ([30, 14, 7, 3, 1], HEAD)
    clears(office, Where())
    assert shown(office, Where())["settings"] == []
    with pytest.raises(NothingSet):
        clears(office, Where())
    sets(office, head=HEAD)
    assert shown(office, Where())["head"] == HEAD


@pytest.mark.parametrize(
    ("where", "change", "error"),
    [
        (Where(), LadderChange(), BadLadder),
        (Where(), LadderChange(until=date(2027, 8, 2)), BadLadder),
        (Where(), LadderChange(head="leder"), UnknownPerson),
        (Where(), LadderChange(head="leder@"), NotAnAddress),
        (Where(), LadderChange(head_from=-1), BadLadder),
        (Where(), LadderChange(chair_from=251), BadLadder),
        (Where(kind="next_meeting"), LadderChange(before=(5,)), UnknownKind),
        (Where(kind="nope"), LadderChange(before=(5,)), UnknownKind),
        (Where(forum="Byrådet"), LadderChange(before=(5,)), UnknownForum),
        (Where(person="xyz"), LadderChange(before=(5,)), UnknownPerson),
        (Where(person=BEL, forum="KKR"), LadderChange(before=(5,)), BadLadder),
        (Where(person=BEL), LadderChange(head=HEAD), BadLadder),
    ],
)
def test_what_cannot_be_set_is_said_and_nothing_is_written(
    office: Office, where: Where, change: LadderChange, error: type[SagsgangError]
) -> None:
    with pytest.raises(error):
        office.write(lambda connection: set_ladder(connection, where, change, by="bel", now=office.now))
    assert shown(office, Where())["settings"] == []


def test_a_head_may_be_named_as_a_person_who_has_an_address(office: Office) -> None:
    knows(office, "Lene Holm", "lho", HEAD)
    knows(office, "Jens Juul", "jju")
    sets(office, head="lho")
    assert shown(office, Where())["head"] == HEAD
    with pytest.raises(BadLadder) as refused:
        sets(office, head="jju")
    assert str(refused.value) == (
        "Jens Juul has no address: sagsgang person set jju --email ADDRESS. Nothing was written."
    )
