"""Deadlines that papers tell, after a person has had a hand in them: what was done stands."""

from datetime import date
from typing import Any

import pytest

from db.models.decisions import AT_ONCE
from states.deadlines import Days
from states.paper import DeadlineKind, FoundDeadline
from tests.workflow.deadlines import does, knows, row
from tests.workflow.office import Office
from tests.workflow.papers import agenda, case_item, minutes
from workflow.deadlines import DeadlineEdit

JUNE, JULY, AUGUST = date(2027, 6, 21), date(2027, 7, 1), date(2027, 8, 2)


def due(day: date, words: str = "Svar senest den {day}.", kind: DeadlineKind = DeadlineKind.HEARING) -> FoundDeadline:
    return FoundDeadline(words.format(day=day), kind, day)


def tells(office: Office, name: str, *found: FoundDeadline, replacing: bool = False) -> None:
    """An agenda with one case, in which these dates stand."""
    item = case_item("Fælles indkøb", background=name, deadlines=found)
    office.imports(agenda("KKR", JUNE, item), name, replacing=replacing)


def standing(office: Office) -> list[tuple[int, date, str]]:
    return [(one["id"], one["date"], one["state"]) for one in office.account(1)["deadlines"]]


@pytest.fixture
def number(office: Office) -> int:
    """A case with a deadline that its agenda told."""
    tells(office, "agenda", due(JULY))
    ((number, _, _),) = standing(office)
    return number


def test_what_is_found_is_asked_about_from_the_day_it_was_read(office: Office, number: int) -> None:
    found = row(office, number)
    assert (found.since, found.remind_on, found.works_to, found.course) == (office.today, AT_ONCE, JULY, [])


def test_what_was_over_when_it_was_read_is_nobody_s_to_ask_about(office: Office) -> None:
    tells(office.on("2027-08-02"), "agenda", due(JULY))
    ((number, _, state),) = standing(office)
    assert (state, row(office, number).remind_on) == ("open", None)


@pytest.mark.parametrize(
    ("verb", "how", "state"),
    [
        ("meet", {}, "met"),
        ("waive", {"reason": "Trukket tilbage"}, "waived"),
        ("miss", {"reason": "For sent"}, "missed"),
    ],
)
def test_what_has_ended_does_not_come_back_to_life(
    office_in_both: Office, verb: str, how: dict[str, Any], state: str
) -> None:
    office = office_in_both
    tells(office, "agenda", due(JULY))
    ((number, _, _),) = standing(office)
    does(office, verb, number, **how)
    tells(office, "again", due(JULY), replacing=True)
    assert standing(office) == [(number, JULY, state)]
    office.imports(minutes("KKR", JUNE, case_item("Fælles indkøb", deadlines=(due(JULY),))), "minutes")
    assert standing(office) == [(number, JULY, state)]
    tells(office, "without", replacing=True)
    assert standing(office) == [(number, JULY, state)]


def test_what_was_moved_by_hand_is_known_by_what_it_once_said(office: Office, number: int) -> None:
    does(office, "move", number, Days(AUGUST), reason="Udsat")
    tells(office, "again", due(JULY), replacing=True)
    assert standing(office) == [(number, AUGUST, "open")]


def test_a_paper_that_catches_up_with_what_was_moved_by_hand_tells_nothing_new(office: Office, number: int) -> None:
    does(office, "move", number, Days(AUGUST), reason="Udsat")
    tells(office, "again", due(AUGUST), replacing=True)
    assert standing(office) == [(number, AUGUST, "open")]


def test_what_was_edited_is_known_by_its_old_words(office: Office, number: int) -> None:
    does(office, "edit", number, DeadlineEdit(words="Høringssvar", kind=DeadlineKind.NOTICE))
    tells(office, "again", due(JULY), replacing=True)
    assert standing(office) == [(number, JULY, "open")]
    assert row(office, number).words == "Høringssvar"


def test_what_a_person_took_up_again_stays_though_the_paper_tells_it_no_more(office: Office, number: int) -> None:
    does(office, "meet", number)
    does(office, "reopen", number, reason="Kom retur")
    tells(office, "without", replacing=True)
    assert standing(office) == [(number, JULY, "open")]


def test_a_paper_that_tells_another_day_moves_it_and_says_why(office: Office, number: int) -> None:
    tells(office.on("2027-04-05"), "again", due(AUGUST), replacing=True)
    (old, new) = standing(office)
    assert (old, new[1:]) == ((number, JULY, "moved"), (AUGUST, "open"))
    kept = row(office, number)
    assert (kept.ended_on, kept.reason, kept.remind_on) == (
        date(2027, 4, 5),
        "the paper that told it no longer does",
        None,
    )
    tells(office.on("2027-04-06"), "back", due(JULY), replacing=True)
    assert standing(office) == [(number, JULY, "open"), (new[0], AUGUST, "moved")]
    kept = row(office, number)
    assert (kept.ended_on, kept.reason, kept.remind_on, kept.since) == (None, None, AT_ONCE, date(2027, 4, 6))


def test_who_sees_to_it_goes_with_the_new_day_where_it_is_plain_to_which(office: Office, number: int) -> None:
    mine = DeadlineEdit(owners=("bel@example.dk",), addressees=("KL",), legal_default="Bøde")
    does(office, "edit", number, mine)
    tells(office, "again", due(AUGUST), due(AUGUST, "Rapport", DeadlineKind.REPORT), replacing=True)
    old, *new = standing(office)
    assert (old, len(new)) == ((number, JULY, "moved"), 2)
    taken = [(row(office, one).kind, row(office, one).owners, row(office, one).legal_default) for one, _, _ in new]
    assert taken == [("hearing", ["bel@example.dk"], "Bøde"), ("report", [], None)]


def test_of_two_new_days_neither_is_guessed(office: Office, number: int) -> None:
    does(office, "edit", number, DeadlineEdit(owners=("bel@example.dk",)))
    tells(office, "again", due(AUGUST), due(date(2027, 9, 1)), replacing=True)
    assert [(state, row(office, one).owners) for one, _, state in standing(office)] == [
        ("moved", ["bel@example.dk"]),
        ("open", []),
        ("open", []),
    ]


def test_a_person_s_own_deadline_is_no_paper_s_to_move(office: Office, number: int) -> None:
    knows(office, "bel", email="bel@example.dk")
    from_hand = does(office, "edit", number, DeadlineEdit(source="Brev af 1. juni", owners=("bel",)))
    tells(office, "without", replacing=True)
    assert (from_hand.source, standing(office)) == ("Brev af 1. juni", [(number, JULY, "open")])
