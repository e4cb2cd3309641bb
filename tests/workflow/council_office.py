"""An office with a case before its councils, and what a secretary does with their ledger."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from states.council_ledger import CouncilLedger
from states.council_lines import CouncilLine
from states.outcomes import Outcome
from states.routes import Join, Route, Stop
from tests.workflow.office import Office
from workflow.asked import Asked
from workflow.council_load import Loaded, load_answers
from workflow.councils import Noted, ledger_of, note_agenda, note_asked_again, note_remarks, note_sent, reply

FOUR = ("KB-410", "KB-420", "KB-461", "KB-492")
"""Middelfart, Assens, Odense, Ærø."""
JUNE, AUGUST, SEPTEMBER = date(2027, 6, 21), date(2027, 8, 25), date(2027, 9, 15)


def route(*forums: str, join: Join | None = None, reservation: bool = False) -> Route:
    """A route that asks these councils and goes on to one more forum."""
    return Route(
        "test", 1, "Test", (Stop("councils", forums, join or Join(), reservation=reservation), Stop("end", ("KKR",)))
    )


@dataclass(slots=True)
class Councils:
    """The ledger of one case."""

    office: Office
    case: int

    @property
    def ledger(self) -> CouncilLedger:
        return self.office.read(lambda connection: ledger_of(connection, self.case))

    @property
    def states(self) -> dict[str, str]:
        """Where each council stands, without those that were not sent the case."""
        return {row.council.name: str(row.state) for row in self.ledger.rows if row.state != "not_sent"}

    def sends(self, *names: str, on: date | None = None) -> Noted:
        return self.office.write(lambda c: note_sent(c, self.case, names, on, None, by="bel", now=self.office.now))

    def takes_up(self, name: str, on: date) -> Noted:
        return self.office.write(lambda c: note_agenda(c, self.case, name, on, None, by="bel", now=self.office.now))

    def asks_again(self, *names: str, on: date | None = None) -> Noted:
        return self.office.write(
            lambda c: note_asked_again(c, self.case, names, on, None, by="bel", now=self.office.now)
        )

    def remarks(self, name: str, words: str) -> Noted:
        return self.office.write(lambda c: note_remarks(c, self.case, name, words, None, by="bel", now=self.office.now))

    def answers(self, name: str, outcome: Outcome | str, words: str = "", **more: Any) -> str:
        remarks = more.pop("remarks", None)
        asked = Asked(case_id=self.case, outcome=Outcome(outcome), words=words, forum=name, answer=True, **more)
        return self.office.write(lambda c: reply(c, asked, remarks=remarks, by="bel", now=self.office.now)).state

    def loads(self, *lines: CouncilLine) -> Loaded:
        return self.office.write(
            lambda c: load_answers(c, self.case, lines, "svar.csv", None, by="bel", now=self.office.now)
        )


def asked(office: Office, way: Route | None = None) -> Councils:
    """A case before four councils, in September 2027."""
    later = office.on("2027-09-01")
    return Councils(later, later.opens("Rapport", way or route(*FOUR)))
