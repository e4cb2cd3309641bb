"""The office's register and its mail server, as processes that come and go work on them."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from states.hours import is_quiet
from tests.faults.nursery import Ended, Nursery
from tests.mail.faults import MailRoom

LEASE_IS_OVER = timedelta(minutes=31)


@dataclass
class House:
    """One register, one mail server, and a clock that is moved by hand. `cases`: those that wait at KKR."""

    nursery: Nursery
    mail: MailRoom
    url: str
    now: datetime = datetime(2027, 3, 1, 9, tzinfo=UTC)
    cases: list[int] = field(default_factory=list)
    message_ids: set[str] = field(default_factory=set)

    def opens(self, cases: int) -> list[int]:
        new: list[int] = self.does("prepare", cases=cases).told
        self.cases += new
        return new

    def does(self, what: str, **job: Any) -> Ended:
        """A process does one job to its end, or to the point where it is killed."""
        return self.nursery.run(self.job(what, **job))

    def do_together(self, *jobs: dict[str, Any]) -> list[Ended]:
        return self.nursery.together(*jobs)

    def job(self, what: str, **more: Any) -> dict[str, Any]:
        return {"do": what, "now": self.now.isoformat(), "url": self.url, "port": self.mail.port, **more}

    def waits(self, how_long: timedelta = LEASE_IS_OVER) -> None:
        """Time passes; where it would be night, the whole of it."""
        self.now += how_long
        while is_quiet(self.now):
            self.now += timedelta(hours=1)

    def stands(self) -> dict[str, Any]:
        """What is in the register, less the Message-IDs; see work.tell."""
        told = dict(self.does("tell").told)
        self.message_ids = set(told.pop("message_ids"))
        return told

    def is_whole(self, letters: int) -> None:
        """Nothing is lost and nothing half; every copy of a letter is the same, under the one Message-ID."""
        assert self.stands() == self._whole(letters)
        assert set(self.copies()) == self.message_ids
        assert len({kept.message for kept in self.mail.kept}) == len(self.message_ids)

    def _whole(self, letters: int) -> dict[str, Any]:
        """What must be in the register when all is done: every decision once, every letter sent, nothing half."""
        keys = [f"{case}:{number}" for case in self.cases for number in range(letters)]
        return {
            "decisions": [[case, 1] for case in self.cases],
            "causes": [[case, 1] for case in self.cases],
            "letters": sorted([key, "sent"] for key in keys),
            "reminders": [len(keys), len(keys)],
            "findings": [],
        }

    def copies(self) -> Counter[str]:
        """How often each Message-ID came to the mail server."""
        return Counter(message_id(kept.message) for kept in self.mail.kept)


def message_id(message: bytes) -> str:
    return message.split(b"Message-ID: ")[1].split(b"\r\n")[0].decode()
