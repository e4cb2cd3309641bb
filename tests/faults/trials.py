"""The trials that the tests make small and `make faults` makes large."""

import os
import signal
import time
from collections import Counter
from random import Random

from states.crashpoint import POINTS
from tests.faults.house import House
from tests.faults.nursery import KILLED
from tests.mail.faults import Fault

FIRST, SECOND = 1, 2
STEPS = ("GREETING", "EHLO", "MAIL", "RCPT", "DATA", "BODY", "DOT", "QUIT")


def killed_at_each_point(house: House, letters: int, nth: int = FIRST) -> dict[str, int]:
    """For each point a case whose process is killed there, the nth time it comes by; another finishes the work.

    Nothing may be lost or half. Returns how many second copies left, by the point.
    """
    points = POINTS if nth == FIRST else _often(house, letters, nth)
    copies: dict[str, int] = {}
    for case, point in zip(house.opens(len(points)), points, strict=True):
        before = len(house.mail.kept)
        killed = house.does("live", case=case, letters=letters, kill_at=point, kill_nth=nth)
        house.waits()
        again = house.does("live", case=case, letters=letters)
        assert (point, killed.code, again.code) == (point, KILLED, 0)
        copies[point] = len(house.mail.kept) - before - letters
    house.is_whole(letters)
    return {point: more for point, more in copies.items() if more}


def _often(house: House, letters: int, nth: int) -> tuple[str, ...]:
    """The points that the work comes by so often."""
    (case,) = house.opens(1)
    times = Counter(house.does("live", case=case, letters=letters).points)
    return tuple(point for point in POINTS if times[point] >= nth)


def killed_at_random(house: House, cases: int, letters: int, seed: int) -> int:
    """For each case a process that is killed somewhere on its way, and one that finishes the work.

    Nothing may be lost or half. Returns how many second copies left.
    """
    chance = Random(seed)
    (first,) = house.opens(1)
    longest = len(house.does("live", case=first, letters=letters).points)
    for case in house.opens(cases - 1):
        killed = house.does("live", case=case, letters=letters, kill_nth=chance.randrange(1, longest + 1))
        house.waits()
        again = house.does("live", case=case, letters=letters)
        assert (killed.code, again.code) == (KILLED, 0)
    house.is_whole(letters)
    return len(house.mail.kept) - cases * letters


def killed_while_the_server_waits(house: House, letters: int) -> dict[str, int]:
    """At each step of the conversation the server falls silent, and the sender is killed; another sends the rest.

    Returns how many second copies left, by the step.
    """
    copies: dict[str, int] = {}
    for case, step in zip(house.opens(len(STEPS)), STEPS, strict=True):
        before = len(house.mail.kept)
        house.mail.faults.append(Fault(step, waits=600, times=1))
        (child,) = house.nursery.begin(house.job("live", case=case, letters=letters))
        while house.mail.faults:  # it is gone once it is met
            time.sleep(0.01)
        os.kill(child, signal.SIGKILL)
        (killed,) = house.nursery.end()
        house.waits()
        again = house.does("live", case=case, letters=letters)
        assert (step, killed.code, again.code) == (step, KILLED, 0)
        copies[step] = len(house.mail.kept) - before - letters
    house.is_whole(letters)
    return {step: more for step, more in copies.items() if more}


def sent_side_by_side(house: House, senders: int, letters: int) -> None:
    """Several senders on one outbox: each letter leaves once."""
    (case,) = house.opens(1)
    house.does("live", case=case, letters=0)
    assert house.does("queue_letters", case=case, letters=letters).told == letters
    ended = house.do_together(*[house.job("send")] * senders)
    house.is_whole(letters)
    assert [one.code for one in ended] == [0] * senders
    assert Counter(state for one in ended for state in one.told) == {"sent": letters}
    assert set(house.copies().values()) == {1}


def queued_side_by_side(house: House, processes: int, letters: int) -> None:
    """Several processes that queue the same letters: each is queued once."""
    (case,) = house.opens(1)
    house.does("live", case=case, letters=0)
    ended = house.do_together(*[house.job("queue_letters", case=case, letters=letters)] * processes)
    assert sorted(one.told for one in ended) == [*[0] * (processes - 1), letters]
    house.does("send")
    house.is_whole(letters)
    assert set(house.copies().values()) == {1}
