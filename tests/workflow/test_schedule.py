"""The ticker: one tick at a time, again and again, whatever the machine's clock does."""

import threading
from datetime import UTC, datetime, timedelta

from workflow.schedule import JOB, Ticker

IN_TIME = 30
"""Seconds until what happens at once must have happened."""


class Ticks:
    """Counts ticks, and sets an event at the one that is waited for."""

    def __init__(self, wanted: int) -> None:
        self.count, self.at_once, self.most_at_once = 0, 0, 0
        self.wanted, self.there = wanted, threading.Event()

    def __call__(self) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.count += 1
        if self.count >= self.wanted:
            self.there.set()
        self.at_once -= 1


def started(ticks: Ticks) -> tuple[Ticker, threading.Thread, threading.Event]:
    stop = threading.Event()
    ticker = Ticker(ticks, every=0.05, stop=stop)
    thread = threading.Thread(target=ticker.run)
    thread.start()
    return ticker, thread, stop


def test_it_ticks_one_at_a_time_until_it_is_told_to_stop() -> None:
    ticks = Ticks(wanted=4)
    _, thread, stop = started(ticks)
    assert ticks.there.wait(IN_TIME)
    stop.set()
    thread.join(IN_TIME)
    assert (thread.is_alive(), ticks.most_at_once) == (False, 1)
    counted = ticks.count
    assert counted == ticks.count


def test_a_clock_that_was_set_back_does_not_hold_it_up() -> None:
    """To the scheduler a clock set back by a day is a next tick that lies a day ahead."""
    ticks = Ticks(wanted=1)
    ticker, thread, stop = started(ticks)
    assert ticks.there.wait(IN_TIME)
    while not ticker.scheduler.get_job(JOB):
        stop.wait(0.01)
    ticker.scheduler.modify_job(JOB, next_run_time=datetime(2027, 1, 1, tzinfo=UTC) + timedelta(days=30_000))
    ticks.there.clear()
    ticks.wanted = ticks.count + 3
    assert ticks.there.wait(IN_TIME)
    stop.set()
    thread.join(IN_TIME)


def test_told_to_stop_before_it_began_it_does_nothing() -> None:
    ticks, stop = Ticks(wanted=1), threading.Event()
    stop.set()
    Ticker(ticks, every=60, stop=stop).run()
    assert ticks.count == 0
