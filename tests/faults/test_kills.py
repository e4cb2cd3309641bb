"""A process that is killed anywhere between a decision and its letters leaves nothing lost, nothing half."""

from collections import Counter
from random import Random

from states.crashpoint import POINTS
from tests.faults.house import House
from tests.faults.nursery import KILLED

LETTERS = 2
"""Of a decision, so that a process can end between two of them."""


def killed_at_each_point(house: House, points: tuple[str, ...], nth: int) -> dict[str, int]:
    """For each point a case whose process is killed there; how many second copies left, by the point."""
    cases, copies = house.opens(len(points)), {}
    for case, point in zip(cases, points, strict=True):
        before = len(house.mail.kept)
        killed = house.does("live", case=case, letters=LETTERS, kill_at=point, kill_nth=nth)
        house.waits()
        again = house.does("live", case=case, letters=LETTERS)
        assert (point, killed.code, again.code) == (point, KILLED, 0)
        copies[point] = len(house.mail.kept) - before - LETTERS
    house.is_whole(LETTERS)
    return {point: more for point, more in copies.items() if more}


def test_every_named_point_is_reached(house: House) -> None:
    (case,) = house.opens(1)
    done = house.does("live", case=case, letters=LETTERS)
    assert (done.code, sorted(set(done.points))) == (0, sorted(POINTS))
    assert done.told == ["sent"] * LETTERS


def test_a_process_killed_at_each_point_leaves_what_the_next_one_finishes(house: House) -> None:
    """A second copy leaves only where the server had answered and nobody had marked the letter."""
    assert killed_at_each_point(house, POINTS, nth=1) == {"send.answered": 1, "send.marking": 1}


def test_so_does_one_that_is_killed_where_it_comes_the_second_time(house: House) -> None:
    """Between two transactions, between two letters."""
    (case,) = house.opens(1)
    times = Counter(house.does("live", case=case, letters=LETTERS).points)
    points = tuple(point for point in POINTS if times[point] > 1)
    assert killed_at_each_point(house, points, nth=2) == {"send.answered": 1, "send.marking": 1}


def test_with_a_rollback_journal_it_is_the_same(stock_house: House) -> None:
    assert killed_at_each_point(stock_house, POINTS, nth=1) == {"send.answered": 1, "send.marking": 1}


def test_letters_survive_kills_at_random(house: House) -> None:
    """60 letters, and processes that are killed again and again, wherever they happen to be."""
    chance, kills = Random(20270301), 0
    cases = house.opens(6)
    for case in cases:
        code = KILLED
        while code == KILLED:
            code = house.does("live", case=case, letters=10, kill_nth=chance.randrange(1, 60)).code
            kills += code == KILLED
            house.waits()
        assert code == 0
    house.is_whole(10)
    assert kills >= 20
