"""A secretary's office over a real register: each use case in a transaction of its own, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Connection

from db.engine import Database
from db.findings import Finding
from db.queries.facts import load_case, load_forums
from db.transaction import AlreadyDone, snapshot, transaction
from db.verify import verify
from states.facts import CaseFacts, MeetingFacts
from states.outcomes import Outcome, Purpose
from states.paper import Paper
from states.paper_json import dump_text
from states.routes import Route, lay
from workflow.agenda import Agenda, next_agenda
from workflow.asked import Asked
from workflow.cases import Edit, edit_case, new_case, reopen_case, submit_case, withdraw_case
from workflow.correct import correct
from workflow.decide import Decided, decide
from workflow.import_paper import Imported, PaperFile, import_paper
from workflow.join import join_cases
from workflow.locking import Locked, lock_agenda
from workflow.meetings import add_meeting, hold_meeting, order_agenda
from workflow.opening import Contents
from workflow.route_shelf import RouteShelf, shelf
from workflow.routing import insert_stop, set_route, skip_stop
from workflow.show import account
from workflow.texts import text_of
from workflow.tick import tick

T = TypeVar("T")

Step = tuple[str, date | None, Outcome, str]
"""One line of a case's course: forum, day, outcome, words."""


@dataclass(slots=True)
class Office:
    """The office on one day; `today` may be moved."""

    database: Database
    today: date

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(9, 30), UTC)

    def write(self, work: Callable[[Connection], T]) -> T:
        done = transaction(self.database, work, command_id=str(uuid4()), by="bel", now=self.now, name="test")
        assert not isinstance(done, AlreadyDone)
        return done

    def read(self, look: Callable[[Connection], T]) -> T:
        with snapshot(self.database) as connection:
            return look(connection)

    # What a secretary does.

    def meets(self, forum: str, *days: str) -> None:
        """The forum's meetings are planned."""
        for day in days:
            on = date.fromisoformat(day)
            self.write(lambda connection, on=on: add_meeting(connection, forum, on, by="bel", now=self.now))  # type: ignore[misc]  # a default binds the loop's value

    def opens(
        self,
        title: str,
        route: str | Route,
        *,
        submit: bool = True,
        recommendation: str = "",
        purposes: tuple[Purpose, ...] = (Purpose.APPROVE,),
        **parameters: str,
    ) -> int:
        """A case with a text, sent to its first stop unless it is to stay a draft."""
        texts = {"recommendation": dump_text(text_of(recommendation))} if recommendation else {}
        contents = Contents(texts=texts, purposes=purposes, officers=("bel",))
        laid = self.laid(route, **parameters)
        return self.write(
            lambda connection: new_case(
                connection, title, laid, contents=contents, submit=submit, by="bel", now=self.now
            )
        )

    def decides(self, case: int, outcome: Outcome | str, words: str = "", **more: Any) -> Decided:
        """A forum's decision, on the day that is asked or today."""
        asked = Asked(case_id=case, outcome=Outcome(outcome), words=words, **more)
        return self.write(lambda connection: decide(connection, asked, by="bel", now=self.now))

    def corrects(self, case: int, outcome: Outcome | str, words: str = "", *, reason: str, **more: Any) -> Decided:
        asked = Asked(case_id=case, outcome=Outcome(outcome), words=words, **more)
        return self.write(lambda connection: correct(connection, asked, reason=reason, by="bel", now=self.now))

    def replies(self, case: int, council: str, outcome: Outcome | str, words: str = "", on: date | None = None) -> str:
        """A council's answer; where the case is then."""
        return self.decides(case, outcome, words, forum=council, answer=True, on=on).state

    def submits(self, case: int) -> str:
        return self.write(lambda connection: submit_case(connection, case, by="bel", now=self.now))

    def edits(self, case: int, **changes: Any) -> int:
        """Texts are given as plain words: background="…"."""
        sections = ("background", "recommendation", "presentation", "course")
        texts = {name: dump_text(text_of(changes.pop(name))) for name in sections if name in changes}
        how = {name: changes.pop(name) for name in ("forum", "reason") if name in changes}
        edit = Edit(texts=texts, **changes)
        return self.write(lambda connection: edit_case(connection, case, edit, **how, by="bel", now=self.now))

    def withdraws(self, case: int, reason: str) -> str:
        return self.write(lambda connection: withdraw_case(connection, case, reason=reason, by="bel", now=self.now))

    def reopens(self, case: int, reason: str, to: str | None = None) -> str:
        return self.write(
            lambda connection: reopen_case(connection, case, to=to, reason=reason, by="bel", now=self.now)
        )

    def routes(self, case: int, route: str | Route, **parameters: str) -> str:
        chosen = self.shelf.get(route) if isinstance(route, str) else route
        return self.write(lambda connection: set_route(connection, case, chosen, parameters, by="bel", now=self.now))

    def inserts(self, case: int, forum: str, *, before: str | None = None, reason: str = "nødvendigt") -> str:
        return self.write(
            lambda connection: insert_stop(
                connection, case, forum, before=before, reason=reason, by="bel", now=self.now
            )
        )

    def skips(self, case: int, stop: str, *, reason: str = "ikke nødvendigt") -> str:
        return self.write(lambda connection: skip_stop(connection, case, stop, reason=reason, by="bel", now=self.now))

    def joins(self, case: int, other: int, *, stop_of: int | None = None) -> str:
        return self.write(
            lambda connection: join_cases(connection, case, other, stop_of=stop_of, by="bel", now=self.now)
        )

    def locks(self, forum: str, *, on: date | None = None, reason: str | None = None) -> Locked:
        return self.write(lambda connection: lock_agenda(connection, forum, on, reason=reason, by="bel", now=self.now))

    def orders(self, forum: str, *cases: int, reason: str | None = None) -> None:
        self.write(
            lambda connection: order_agenda(connection, forum, None, cases, reason=reason, by="bel", now=self.now)
        )

    def holds(self, forum: str, *, on: date | None = None) -> MeetingFacts:
        return self.write(lambda connection: hold_meeting(connection, forum, on, by="bel", now=self.now))

    def ticks(self) -> list[str]:
        return self.write(lambda connection: tick(connection, by="clock", now=self.now))

    def imports(self, paper: Paper, name: str = "paper.txt", *, replacing: bool = False) -> Imported:
        """A paper as it was read; a name stands for the file's bytes."""
        file = PaperFile(name, name)
        return self.write(
            lambda connection: import_paper(
                connection, paper, file, self.shelf, replacing=replacing, by="bel", now=self.now
            )
        )

    # What a secretary sees.

    @property
    def shelf(self) -> RouteShelf:
        return shelf(self.read(load_forums))

    def laid(self, route: str | Route, **parameters: str) -> Route:
        return lay(self.shelf.get(route) if isinstance(route, str) else route, self.councils, **parameters)

    @property
    def councils(self) -> list[str]:
        return [code for code, entry in self.read(load_forums).items() if entry.forum.municipality]

    def case(self, number: int) -> CaseFacts:
        return self.read(lambda connection: load_case(connection, number))

    def state(self, number: int) -> str:
        return self.case(number).state

    def account(self, number: int) -> dict[str, Any]:
        """The case as `case show --json` tells it."""
        return self.read(lambda connection: account(connection, number))

    def course(self, number: int) -> list[Step]:
        """The case's history: forum, day, outcome, words."""
        return [
            (step["forum"], step["date"], step["outcome"], step["words"]) for step in self.account(number)["history"]
        ]

    def tasks(self, number: int) -> list[tuple[str, str | None, str]]:
        """What somebody must do: words, owner, state."""
        return [(task["words"], task["owner"], task["state"]) for task in self.account(number)["tasks"]]

    def agenda(self, forum: str, on: date | None = None) -> Agenda:
        return self.read(lambda connection: next_agenda(connection, forum, on, why=True))

    def on_agenda(self, forum: str, on: date | None = None) -> list[int]:
        """The cases on a forum's next agenda, in printed order."""
        return [item.case_id for item in self.agenda(forum, on).paper.items if item.case_id]

    def why(self, forum: str, on: date | None = None) -> dict[int, str]:
        """Each open case, and why it is on the forum's next agenda or off it."""
        return {reason.case_id: str(reason.why) for reason in self.agenda(forum, on).reasons}

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        names = "SELECT name FROM sqlite_master WHERE type = 'table'"
        if not self.database.is_sqlite:
            names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"

        def look(connection: Connection) -> dict[str, int]:
            tables = connection.exec_driver_sql(names).scalars().all()
            return {name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one() for name in tables}

        return self.read(look)

    def findings(self) -> list[Finding]:
        return self.read(verify)

    def on(self, day: str) -> "Office":
        """The same office on another day."""
        return replace(self, today=date.fromisoformat(day))
