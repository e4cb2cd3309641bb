"""The door to APScheduler: a ticker that remembers nothing. What is due stands in the register."""

import threading
from collections.abc import Callable
from time import monotonic

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler

JOB = "tick"

OVERDUE = 2
"""So many intervals without a tick, and the next one is laid anew. The scheduler waits for a time of day: on a machine
whose clock was set back an hour it would stand still for that hour."""


class Ticker:
    """Calls `job` every so many seconds, one call at a time, until `stop` is set.

    Source of the settings: the reliability rules, 4. The memory holds one job; late ones are run, and as one.
    """

    def __init__(self, job: Callable[[], None], *, every: float, stop: threading.Event) -> None:
        """`job` must not raise."""
        self._job, self._every, self._stop = job, every, stop
        self._ticked = monotonic()
        self.scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )

    def run(self) -> None:
        """Tick at once and then again and again; ends when `stop` is set, after the tick at hand."""
        self.scheduler.add_job(self._tick, "interval", seconds=self._every, id=JOB)
        self._tick()
        self.scheduler.start()
        try:
            while not self._stop.wait(self._every):
                self._see_that_it_ticks()
        finally:
            self.scheduler.shutdown(wait=True)

    def _tick(self) -> None:
        if not self._stop.is_set():
            self._job()
        self._ticked = monotonic()

    def _see_that_it_ticks(self) -> None:
        """A tick that still runs is not disturbed: a job whose turn is laid anew still runs once at a time."""
        if monotonic() - self._ticked > OVERDUE * self._every:
            self.scheduler.reschedule_job(JOB, trigger="interval", seconds=self._every)
            self._ticked = monotonic()
