"""The clock as it is typed: one tick for cron, several at once, and the clock that runs as a process of its own."""

import json
import os
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from db.engine import open_database
from tests.commands.conftest import PROGRAM, Said
from tests.mail.faults import Fault, MailRoom, mail_room
from tests.workflow.office import Office
from tests.workflow.reminded import BEL, SNM, has_head, owes, sent

Typed = Callable[..., Any]
DAY = "2027-03-08"  # a Monday
OWNERS = (BEL, SNM, "kmo@example.dk", "tra@example.dk")
FROM = "Sekretariatet <kkr@example.dk>"
IN_TIME = 30
"""Seconds until a process must have done what it does at once."""


def seeded(url: str) -> None:
    """Four people with a deadline each, reminded of on DAY."""
    database = open_database(url)
    office = Office(database, date(2027, 3, 1))
    has_head(office)
    case = office.opens("Fælles havn", "kkr")
    for owner in OWNERS:
        owes(office, case, "2027-03-09", owner)
    database.close()


def reminded(url: str) -> Counter[tuple[str, str, str]]:
    """How often each step of each deadline was told to whom."""
    database = open_database(url)
    try:
        return Counter((subject, step, to) for subject, step, to, *_ in sent(Office(database, date(2027, 3, 8))))
    finally:
        database.close()


# One tick.


@pytest.mark.parametrize("words", ["i morgen", "2027-13-01", "1700-01-01T07:00", "9999-12-31T23:59-14:00"])
def test_a_moment_that_is_none_is_refused(typed: Callable[..., Said], words: str) -> None:
    said = typed("tick", "--now", words)
    assert (said.code, said.out, said.err) == (
        1,
        "",
        f"{words!r} is no moment; write it as 2027-06-20T07:00, in local time unless a zone is said.\n",
    )


def test_a_tick_tells_what_it_did(
    typed: Callable[..., Said], register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeded(str(register))
    folder = tmp_path / "mail"
    folder.mkdir()
    monkeypatch.setenv("SAGSGANG_MAIL_FOLDER", str(folder))
    monkeypatch.setenv("SAGSGANG_MAIL_FROM", FROM)
    said = typed("tick", "--now", f"{DAY}T07:00")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0] == "reminders: 5 letters queued"  # the head of secretariat is asked beside them
    assert len(list(folder.glob("*.eml"))) == 5
    assert typed("tick", "--now", f"{DAY}T07:05").out == ""


def test_a_step_that_fails_ends_in_one(
    typed: Callable[..., Said], register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeded(str(register))
    monkeypatch.setenv("SAGSGANG_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SAGSGANG_SMTP_PASSWORD_FILE", str(tmp_path / "away"))
    monkeypatch.setenv("SAGSGANG_SMTP_USER", "kkr")
    monkeypatch.setenv("SAGSGANG_MAIL_FROM", FROM)
    said = typed("tick", "--now", f"{DAY}T12:00")
    assert (said.code, said.out) == (1, "reminders: 5 letters queued\n")
    assert said.err.startswith("sending: SAGSGANG_SMTP_PASSWORD_FILE names ")
    health = typed("--today", DAY, "health", "--json")
    assert health.code == 1
    problem = json.loads(health.out)["problems"][0]
    assert problem.startswith("The clock cannot do everything (sending: SAGSGANG_SMTP_PASSWORD_FILE names ")


# Several at once.


@pytest.mark.parametrize("many", [2, 4])
def test_several_ticks_at_once_remind_once(database_url: str, program: Typed, tmp_path: Path, many: int) -> None:
    seeded(database_url)
    folder = tmp_path / "mail"
    folder.mkdir()
    settings = {"SAGSGANG_MAIL_FOLDER": str(folder), "SAGSGANG_MAIL_FROM": FROM}

    def tick(_number: int) -> Said:
        said: Said = program("tick", "--now", f"{DAY}T07:00", database=database_url, **settings)
        return said

    with ThreadPoolExecutor(many) as pool:
        ends = list(pool.map(tick, range(many)))
    assert {(end.code, end.err) for end in ends} == {(0, "")}
    assert set(reminded(database_url).values()) == {1}
    listed = json.loads(program("outbox", "list", "--json", database=database_url).out)
    assert Counter((letter["to"], letter["state"], letter["attempts"]) for letter in listed) == {
        (to, "sent", 1): 1 for to in (*OWNERS, "leder@example.dk")
    }
    assert len(list(folder.glob("*.eml"))) == 5
    assert program("verify", database=database_url).code == 0


# The clock that runs.


@contextmanager
def running(url: str, room: MailRoom, *more: str) -> Iterator[subprocess.Popen[str]]:
    """`sagsgang run` on DAY, with a mail server on this machine; killed where the block leaves it alive."""
    settings = {
        "SAGSGANG_DATABASE_URL": url,
        "SAGSGANG_USER": "bel",
        "SAGSGANG_SMTP_HOST": "127.0.0.1",
        "SAGSGANG_SMTP_PORT": str(room.port),
        "SAGSGANG_SMTP_SECURITY": "none",
        "SAGSGANG_MAIL_FROM": FROM,
    }
    command = [str(PROGRAM), "--today", DAY, "run", "--every", "1", *more]
    process = subprocess.Popen(
        command, env=os.environ | settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def waits_for(there: Callable[[], bool]) -> None:
    """Until it is so."""
    until = time.monotonic() + IN_TIME
    while not there():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.05)


def runs(process: subprocess.Popen[str]) -> None:
    """Until it says that it runs: from then on it hears a signal."""
    assert process.stdout is not None
    assert process.stdout.readline().startswith("The clock runs")


def stopped(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Told to stop: how it ended, and what it said."""
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=IN_TIME)
    return process.returncode, out.splitlines()[-1], err


def test_the_clock_runs_until_it_is_told_to_stop(database_url: str) -> None:
    seeded(database_url)
    with mail_room() as room, running(database_url, room) as process:
        waits_for(lambda: len(room.kept) == 5)
        assert stopped(process) == (0, "The clock has stopped.", "")
    assert {letter.to for letter in room.kept} == {*OWNERS, "leder@example.dk"}


def test_it_stops_after_the_letter_in_hand(database_url: str, program: Typed) -> None:
    seeded(database_url)
    slow = MailRoom(faults=[Fault("DOT", waits=1)])
    with mail_room(slow) as room, running(database_url, room) as process:
        waits_for(lambda: "DOT" in room.heard)
        assert stopped(process)[:2] == (0, "The clock has stopped.")
    states = Counter(one["state"] for one in json.loads(program("outbox", "list", "--json", database=database_url).out))
    assert (states["sent"], states["sending"]) == (len(room.kept), 0)
    assert len(room.kept) < 5


def test_killed_and_started_again_it_sends_every_letter(database_url: str) -> None:
    """What was in hand when it was killed leaves again when its lease has run out, and not before."""
    seeded(database_url)
    slow = MailRoom(faults=[Fault("DOT", waits=60, times=1)])
    with mail_room(slow) as room:
        with running(database_url, room) as process:
            waits_for(lambda: "DOT" in room.heard)
            process.kill()
            process.wait()
        with running(database_url, room) as process:
            runs(process)
            assert stopped(process)[:2] == (0, "The clock has stopped.")
        assert set(reminded(database_url).values()) == {1}
        one_tick_later(database_url, room)
    assert Counter(letter.to for letter in room.kept if letter.to != BEL)[SNM] == 1
    assert {letter.to for letter in room.kept} == {*OWNERS, "leder@example.dk"}


def one_tick_later(url: str, room: MailRoom) -> None:
    """The lease of the killed process has run out."""
    settings = {
        "SAGSGANG_DATABASE_URL": url,
        "SAGSGANG_SMTP_HOST": "127.0.0.1",
        "SAGSGANG_SMTP_PORT": str(room.port),
        "SAGSGANG_SMTP_SECURITY": "none",
        "SAGSGANG_MAIL_FROM": FROM,
    }
    command = [str(PROGRAM), "tick", "--now", f"{DAY}T13:00"]
    assert subprocess.run(command, env=os.environ | settings, capture_output=True, check=False).returncode == 0


def test_the_pages_stand_beside_the_clock(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAGSGANG_LINK", "https://sag.example.dk")
    with mail_room() as room, running(str(register), room, "--port", "0") as process:
        runs(process)
        assert process.stdout is not None
        found = re.match(r"The pages stand at (http://127\.0\.0\.1:\d+), for https", process.stdout.readline())
        assert found
        answer = httpx.get(f"{found[1]}/sund", timeout=IN_TIME)
        assert answer.status_code in {200, 503}
        assert stopped(process)[:2] == (0, "The clock has stopped.")


def test_a_database_that_goes_away_is_said_and_the_clock_goes_on(register: Path, tmp_path: Path) -> None:
    away = tmp_path / "away.db"
    with mail_room() as room, running(str(register), room) as process:
        runs(process)
        register.rename(away)
        assert process.stderr is not None
        assert any(f"No register at {register}" in line for line in process.stderr)
        away.rename(register)
        seeded(str(register))
        waits_for(lambda: len(room.kept) == 5)
        assert stopped(process)[:2] == (0, "The clock has stopped.")


# A dead clock is noticed.


def test_whoever_looks_is_told_that_the_clock_has_stopped(register: Path, program: Typed) -> None:
    def look() -> Said:
        said: Said = program("case", "list", "--json", database=str(register))
        return said

    assert look() == Said(0, "[]\n", "")
    program("tick", "--now", "2026-01-05T07:00", database=str(register))
    assert look() == Said(
        0, "[]\n", "note: the clock has not ticked since 2026-01-05 07:00; start it with sagsgang run\n"
    )
    program("tick", database=str(register))
    assert look() == Said(0, "[]\n", "")


def test_in_a_rehearsal_of_another_day_nothing_is_said(typed: Callable[..., Said]) -> None:
    typed("tick", "--now", "2026-01-05T07:00")
    assert typed("case", "list", "--json") == Said(0, "[]\n", "")


# The coming days.


def test_a_rehearsal_lists_the_letters_and_keeps_nothing(typed: Callable[..., Said], register: Path) -> None:
    seeded(str(register))
    before = typed("verify").out
    said = typed("rehearse", "--until", "2027-03-12", "--json")
    letters = json.loads(said.out)
    assert (said.code, said.err) == (0, "")
    assert [(one["on"], one["to"], one["kind"]) for one in letters if one["to"] == BEL] == [
        ("2027-03-04", BEL, "reminders"),
        ("2027-03-08", BEL, "reminders"),
    ]
    assert typed("verify").out == before
    assert typed("outbox", "list", "--json").out == "[]\n"


def test_where_nobody_does_anything_it_goes_on(typed: Callable[..., Said], register: Path) -> None:
    seeded(str(register))
    said = typed("rehearse", "--until", "2027-03-12", "--silence", "--json")
    days = [one["on"] for one in json.loads(said.out) if one["to"] == BEL]
    assert days[-3:] == ["2027-03-10", "2027-03-11", "2027-03-12"]


def test_a_rehearsal_into_a_file(typed: Callable[..., Said], register: Path, tmp_path: Path) -> None:
    seeded(str(register))
    said = typed("rehearse", "--until", "2027-03-04", "-o", tmp_path / "post.txt")
    assert said.out == f"Wrote {tmp_path / 'post.txt'}: 4 letters.\n"
    lines = (tmp_path / "post.txt").read_text(encoding="utf-8").splitlines()
    assert (lines[0], lines[-1]) == ("2027-03-04 Thu", "4 letters to 4 people and offices up to 2027-03-04.")


def test_a_rehearsal_of_the_past_is_typed_wrongly(typed: Callable[..., Said]) -> None:
    assert typed("rehearse", "--until", "2027-02-28").code == 2
