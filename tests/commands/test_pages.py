"""The pages as `sagsgang run` serves them, in a process of its own."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from db.engine import open_database
from tests.commands.conftest import PROGRAM
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, letters, owes, reminds

LINK = "http://sag.example.dk"
IN_TIME = 30
"""Seconds until a process must have ended that was told to."""


@pytest.fixture
def tag(register: Path) -> str:
    """The path of the link in a letter about a deadline."""
    database = open_database(str(register))
    office = Office(database, date(2027, 3, 1))
    owes(office, office.opens("Fælles havn", "kkr"), "2027-03-09", BEL)
    reminds(office, "2027-03-08")
    (found,) = re.findall(r"https://sag.example.dk(/tag/\S+)", letters(office)[-1][2])
    database.close()
    return str(found)


@pytest.fixture
def address(register: Path) -> Iterator[str]:
    """Where the pages stand."""
    environment = os.environ | {"SAGSGANG_LINK": LINK, "SAGSGANG_DATABASE_URL": str(register)}
    process = subprocess.Popen(
        [PROGRAM, "run", "--port", "0"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    yield next(found[1] for line in process.stdout if (found := re.search(r"The pages stand at (\S+),", line)))
    process.send_signal(signal.SIGTERM)
    process.stdout.read()
    assert process.wait(IN_TIME) == 0


def test_the_link_is_pressed_on_the_register_of_this_office(tag: str, address: str) -> None:
    with httpx.Client(base_url=address, headers={"Origin": LINK}, trust_env=False) as client:
        answers = [client.get(tag), client.post(tag), client.get("/sund"), client.get("/nowhere")]
    assert [answer.status_code for answer in answers][:2] == [200, 200]
    assert f"Tak, {BEL}. Du har taget den." in answers[1].text
    assert (answers[2].json()["chain"], answers[3].status_code) == ("whole", 404)
