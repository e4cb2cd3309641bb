"""The register in the hands of one who works on it for a while: opened once, each piece of work its own transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import Connection

from commands.edge import AnswerLost
from db.engine import Database
from db.transaction import AlreadyDone, plainly, snapshot, transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hands:
    """An open register. `by`, `clock`: who works, and what tells him the time."""

    database: Database
    by: str
    clock: Callable[[], datetime]

    def now(self) -> datetime:
        """What the clock says."""
        return self.clock()

    def read(self, look: Callable[[Connection], T]) -> T:
        """What a look at the register gives."""
        with snapshot(self.database) as connection:
            return look(connection)

    def write(self, work: Callable[[Connection], T], name: str) -> T:
        """Do one piece of work in one transaction, once, however often the database makes us try."""
        command = str(uuid4())
        done = transaction(self.database, work, command_id=command, by=self.by, now=self.now(), name=name)
        if isinstance(done, AlreadyDone):
            raise AnswerLost
        return done

    def note(self, work: Callable[[Connection], None]) -> None:
        """Write what may be said again without harm; it needs no command id, and leaves none behind."""
        with plainly(self.database), self.database.writer.begin() as connection:
            work(connection)

    def pretend(self, work: Callable[[Connection], T]) -> T:
        """What a piece of work would give, in one transaction that is rolled back: nothing of it is kept."""
        with plainly(self.database), self.database.writer.connect() as connection:
            going = connection.begin()
            try:
                return work(connection)
            finally:
                going.rollback()
