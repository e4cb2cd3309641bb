"""An office that has sent a reminder, and its pages on a real server."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import pytest

from db.engine import Database, open_database
from states.health import Health
from tests.web.browser import Browser, chromium
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, knows, letters, owes, reminds
from web.app import Office as Asked
from web.app import application
from web.server import serve
from workflow.acknowledge import TokenTold, by_token, told_token
from workflow.feed import calendar_part
from workflow.health import health

LINK = "https://sag.example.dk"
SECRETARIAT = "kkr@example.dk"
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "strict-transport-security": "max-age=31536000",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
}
"""What every answer says."""
TAG = re.compile(rf"{re.escape(LINK)}(/tag/[A-Za-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class Served:
    """An office whose pages are open at `address`, and that has reminded of a `deadline`."""

    office: Office
    address: str
    deadline: int = 0

    @property
    def tag(self) -> str:
        """The path of the link in the last letter."""
        found = TAG.findall(letters(self.office)[-1][2])
        return str(found[-1])

    @property
    def client(self) -> httpx.Client:
        """A client that stands where the pages are."""
        return httpx.Client(base_url=self.address, headers={"Origin": self.address}, trust_env=False)

    def events(self) -> list[str]:
        """What was written to the journal."""
        return self.office.read(
            lambda connection: [
                row[0] for row in connection.exec_driver_sql("SELECT kind FROM event ORDER BY seq").all()
            ]
        )


def nonce_of(answer: httpx.Response) -> str:
    """What a page of this answer must show to have a style."""
    return answer.headers["content-security-policy"].partition("'nonce-")[2].partition("'")[0]


def pages_of(office: Office, link: str = LINK, secretariat: str = SECRETARIAT) -> Asked:
    """What the pages ask of this office, on the office's own day."""

    def asked(token: str) -> TokenTold | None:
        return office.read(lambda connection: told_token(connection, token, today=office.today))

    def taken(token: str) -> TokenTold | None:
        return office.write(lambda connection: by_token(connection, token, by="link", now=office.now))

    def entry(token: str) -> str | None:
        told = asked(token)
        if told is None or told.watched is None:
            return None
        number = told.watched.number
        return office.read(lambda connection: calendar_part(connection, number, now=office.now))

    def sound() -> Health:
        return office.read(lambda connection: health(connection, now=office.now, backup_days=2))

    return Asked(asked, taken, entry, sound, link, secretariat)


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office on a day in March."""
    database: Database = open_database(str(shutil.copy(sqlite_template, tmp_path / "register.db")))
    yield Office(database, date(2027, 3, 1))
    database.close()


@pytest.fixture
def served(office: Office) -> Iterator[Served]:
    """A letter to Bente Lund is written, three working days before a report is due."""
    knows(office, "Bente Lund", "bel", BEL)
    case = office.opens("Fælles havn & <b>færger</b>", "kkr")
    deadline = owes(office, case, "2027-07-01", BEL)
    office.today = date(2027, 6, 28)
    assert reminds(office)
    with serve(application(pages_of(office)), port=0) as address:
        yield Served(office, address, deadline)
    assert office.findings() == []


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """A browser, where there is one."""
    program = chromium()
    if program is None:
        pytest.skip("there is no Chromium here")
    with Browser.opened(program, tmp_path / "profile") as one:
        yield one
