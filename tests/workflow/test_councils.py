"""The councils' ledger: what is noted of each, and what is refused."""

from collections.abc import Callable
from datetime import date

import pytest

from states.council_ledger import CouncilState, NoCouncilStop
from states.errors import SagsgangError
from states.forums import UnknownForum
from tests.workflow.council_office import AUGUST, FOUR, JUNE, SEPTEMBER, Councils, asked, route
from tests.workflow.office import Office
from workflow.council_refusals import (
    LiesAhead,
    NobodyLeft,
    NotAskedThere,
    NotSentYet,
    NotThereYet,
    OutOfOrder,
    RemarksNeedApproval,
    WaitsNoMore,
)


def test_a_case_goes_out_comes_on_agendas_and_is_answered(office_in_both: Office) -> None:
    councils = asked(office_in_both)
    assert councils.states == {}
    assert councils.sends(on=JUNE).councils == ("Middelfart", "Assens", "Odense", "Ærø")
    councils.takes_up("Odense", SEPTEMBER)
    assert councils.answers("Assens", "approved", "Godkendt.", remarks="Evalueres i 2029.", on=AUGUST) == "councils"
    assert councils.asks_again().councils == ("Middelfart", "Odense", "Ærø")
    assert [(row.state, row.known.sent_on, row.since, row.remarks) for row in councils.ledger.rows] == [
        ("sent", JUNE, JUNE, None),
        ("approved_with_remarks", JUNE, AUGUST, "Evalueres i 2029."),
        ("on_agenda", JUNE, SEPTEMBER, None),
        ("sent", JUNE, JUNE, None),
    ]
    for name in ("Middelfart", "Ærø"):
        councils.answers(name, "approved")
    assert councils.answers("Odense", "approved") == "end"
    assert {row.state for row in councils.ledger.rows} == {CouncilState.APPROVED, CouncilState.APPROVED_WITH_REMARKS}


def test_a_council_is_named_by_municipality_number_code_or_any_of_its_names(office: Office) -> None:
    councils = asked(office)
    for name in ("odense", "461", "KB-461", "Odense Kommune", "Byrådet i Odense"):
        councils.sends(name, on=JUNE)
    assert councils.states == {"Odense": "sent"}


def test_sent_without_names_is_of_those_who_wait_and_were_not_sent_it(office: Office) -> None:
    councils = asked(office)
    councils.sends("Odense", on=JUNE)
    councils.answers("Ærø", "approved")
    assert councils.sends(on=AUGUST).councils == ("Middelfart", "Assens")
    assert [row.known.sent_on for row in councils.ledger.rows] == [AUGUST, AUGUST, JUNE, None]
    with pytest.raises(NobodyLeft, match="No council is left to be sent it for case 1"):
        councils.sends()


def test_a_wrong_day_is_mended_by_saying_the_right_one(office: Office) -> None:
    councils = asked(office)
    councils.sends("Odense", on=AUGUST)
    councils.sends("Odense", on=JUNE)
    assert councils.states == {"Odense": "sent"}
    assert councils.ledger.rows[2].known.sent_on == JUNE


def test_what_stands_already_is_not_written_again(office: Office) -> None:
    councils = asked(office)
    councils.sends("Odense", on=JUNE)
    before = office.counts()
    councils.sends("Odense", on=JUNE)
    assert office.counts() == before | {"command": before["command"] + 1}


def test_an_answer_may_come_before_the_case_was_sent(office: Office) -> None:
    councils = asked(office)
    councils.answers("Odense", "approved", on=JUNE)
    councils.sends("Odense", on=AUGUST)
    assert councils.ledger.rows[2].known.sent_on == AUGUST
    assert councils.states == {"Odense": "approved"}


def test_who_was_never_sent_the_case_is_not_reminded(office: Office) -> None:
    councils = asked(office)
    with pytest.raises(NobodyLeft, match="No council that was sent it is waited for"):
        councils.asks_again()
    councils.sends("Odense", on=JUNE)
    done = councils.asks_again(on=AUGUST)
    assert (done.councils, done.left_out) == (("Odense",), ("Middelfart", "Assens", "Ærø"))
    assert councils.ledger.rows[2].known.asked_again_on == AUGUST
    with pytest.raises(NotSentYet, match='sagsgang council sent 1 "Ærø" --on DATE'):
        councils.asks_again("Odense", "Ærø")


def test_who_has_answered_is_not_reminded(office: Office) -> None:
    councils = asked(office)
    councils.answers("Odense", "rejected", "Nej.", on=AUGUST)
    with pytest.raises(WaitsNoMore, match=r"Odense is not waited for any more \(rejected, 2027-08-25\)"):
        councils.asks_again("Odense")


def test_remarks_are_mended_and_taken_back(office: Office) -> None:
    councils = asked(office)
    councils.answers("Odense", "approved", remarks="Evaluers.")
    councils.remarks("Odense", "Evalueres.")
    assert councils.ledger.rows[2].remarks == "Evalueres."
    councils.remarks("Odense", " ")
    assert councils.states == {"Odense": "approved"}


def test_remarks_go_with_an_approval_alone(office: Office) -> None:
    councils = asked(office)
    before = office.counts()
    with pytest.raises(RemarksNeedApproval):
        councils.answers("Odense", "rejected", remarks="Evalueres.")
    with pytest.raises(RemarksNeedApproval):
        councils.remarks("Odense", "Evalueres.")
    assert office.counts() == before


def test_a_mended_answer_counts(office: Office) -> None:
    councils = asked(office)
    councils.answers("Odense", "approved", remarks="Evalueres.")
    councils.office.corrects(councils.case, "rejected", "Afvist.", reason="forkert referat", forum="Odense")
    assert (councils.states, councils.ledger.rows[2].remarks) == ({"Odense": "rejected"}, "Afvist.")


def test_a_council_that_postpones_is_still_waited_for(office: Office) -> None:
    councils = asked(office)
    councils.sends(on=JUNE)
    councils.takes_up("Odense", AUGUST)
    councils.answers("Odense", "postponed", on=AUGUST)
    councils.takes_up("Odense", SEPTEMBER)
    odense = councils.ledger.rows[2]
    assert (odense.state, odense.known.sent_on, odense.known.agenda_on) == ("on_agenda", JUNE, SEPTEMBER)


def test_who_is_silent_when_the_stop_ends_gave_no_answer(office: Office) -> None:
    councils = asked(office)
    councils.sends(on=JUNE)
    councils.answers("Odense", "approved")
    councils.office.decides(councils.case, "approved", then="forward")
    assert councils.states == dict.fromkeys(("Middelfart", "Assens", "Ærø"), "no_answer") | {"Odense": "approved"}
    councils.sends("Ærø", on=AUGUST)  # what has been may be put right
    assert councils.ledger.rows[3].known.sent_on == AUGUST
    for late in (councils.sends, councils.asks_again):
        with pytest.raises(NobodyLeft):
            late()
    with pytest.raises(WaitsNoMore, match=r"Ærø is not waited for any more \(no answer\)"):
        councils.asks_again("Ærø")


def test_a_reservation_is_lifted_council_by_council(office: Office) -> None:
    councils = asked(office, route(*FOUR, reservation=True))

    def told() -> list[tuple[str, int, int]]:
        account = office.account(councils.case)
        return [(one["stop"], one["lifted"], one["of"]) for one in account["reservations"]]

    assert told() == [("councils", 0, 4)]
    councils.answers("Odense", "approved", remarks="Evalueres.")
    councils.answers("Ærø", "took_note")
    assert (told(), councils.ledger.lifted) == ([("councils", 1, 4)], 1)
    councils.office.corrects(councils.case, "approved", reason="hørt forkert", forum="Ærø")
    for name in ("Assens", "Middelfart"):
        councils.answers(name, "approved")
    assert (told(), office.state(councils.case)) == ([("councils", 4, 4)], "end")
    assert office.account(office.opens("Andet", "kkr"))["reservations"] == []


def test_forums_beside_the_councils_stand_in_the_ledger_by_their_own_name(office: Office) -> None:
    councils = asked(office, route("KB-461", "RR"))
    councils.sends("Regionsrådet", on=JUNE)
    assert [(row.council.name, row.council.number, row.state) for row in councils.ledger.rows] == [
        ("Odense", "461", "not_sent"),
        ("Regionsrådet", None, "sent"),
    ]


def test_a_joined_case_answers_for_the_one_that_took_it_over(office: Office) -> None:
    councils = asked(office)
    councils.sends("Odense", on=JUNE)
    other = office.opens("Rapporten", "kkr", submit=False)
    office.joins(councils.case, other, stop_of=councils.case)
    assert Councils(councils.office, other).states == {"Odense": "sent"}


@pytest.mark.parametrize(
    ("what", "error"),
    [
        (lambda councils: councils.sends("Odnse"), UnknownForum),
        (lambda councils: councils.sends(""), UnknownForum),
        (lambda councils: councils.sends("999"), UnknownForum),
        (lambda councils: councils.sends("Vejle"), NotAskedThere),
        (lambda councils: councils.takes_up("K22", AUGUST), NotAskedThere),
        (lambda councils: councils.sends("Odense", "Vejle"), NotAskedThere),
        (lambda councils: councils.sends(on=date(2027, 9, 2)), LiesAhead),
        (lambda councils: councils.asks_again("Ærø", on=date(2027, 9, 2)), LiesAhead),
        (lambda councils: councils.takes_up("Ærø", date(2027, 6, 20)), OutOfOrder),
        (lambda councils: councils.takes_up("Assens", date(2027, 8, 26)), OutOfOrder),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    office: Office, what: Callable[[Councils], object], error: type[SagsgangError]
) -> None:
    councils = asked(office)
    councils.sends("Ærø", on=JUNE)
    councils.answers("Assens", "approved", on=AUGUST)
    before = office.counts()
    with pytest.raises(error):
        what(councils)
    assert office.counts() == before


def test_a_case_that_has_not_come_to_its_councils_has_nothing_to_note(office: Office) -> None:
    councils = Councils(office, office.opens("Rapport", "social-councils"))
    assert (councils.states, len(councils.ledger.rows)) == ({}, 22)
    with pytest.raises(NotThereYet, match="Case 1 has not come to its stop councils yet"):
        councils.sends()


def test_a_case_without_councils_has_no_ledger(office: Office) -> None:
    with pytest.raises(NoCouncilStop, match="Case 1 goes to no council; its stops: k22, kkr"):
        assert Councils(office, office.opens("Rapport", "short")).ledger
