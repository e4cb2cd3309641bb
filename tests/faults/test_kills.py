"""A process that is killed anywhere between a decision and its letters leaves nothing lost, nothing half."""

from states.crashpoint import POINTS
from tests.faults.house import House
from tests.faults.trials import SECOND, killed_at_each_point, killed_at_random, killed_while_the_server_waits

LETTERS = 2
"""Of a decision, so that a process can end between two of them."""

ANSWERED_AND_NOT_MARKED = {"send.answered": 1, "send.marking": 1}
"""Where a second copy leaves, and nowhere else."""


def test_every_named_point_is_reached(house: House) -> None:
    (case,) = house.opens(1)
    done = house.does("live", case=case, letters=LETTERS)
    assert (done.code, sorted(set(done.points))) == (0, sorted(POINTS))
    assert done.told == ["sent"] * LETTERS


def test_a_process_killed_at_each_point_leaves_what_the_next_one_finishes(house: House) -> None:
    assert killed_at_each_point(house, LETTERS) == ANSWERED_AND_NOT_MARKED


def test_so_does_one_that_is_killed_where_it_comes_the_second_time(house: House) -> None:
    """Between two transactions, between two letters."""
    assert killed_at_each_point(house, LETTERS, SECOND) == ANSWERED_AND_NOT_MARKED


def test_with_a_rollback_journal_it_is_the_same(stock_house: House) -> None:
    assert killed_at_each_point(stock_house, LETTERS) == ANSWERED_AND_NOT_MARKED


def test_a_sender_killed_at_each_step_of_its_talk_with_the_server_costs_no_letter(house: House) -> None:
    """Twice comes only the letter that the server had, and of which it had not said so."""
    assert killed_while_the_server_waits(house, LETTERS) == {"DOT": 1}


def test_letters_survive_kills_at_random(house: House) -> None:
    """60 letters of 12 decisions, and 11 processes that are killed wherever they happen to be."""
    assert killed_at_random(house, cases=12, letters=5, seed=20270301) <= 11
