"""The outbox as a secretary sees it: letters in a folder first, what waits, what failed, and what is said of each."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import open_database
from states.letters import LetterKind, Written
from tests.commands.conftest import Typed
from tests.workflow.letters import POSTING, letter
from tests.workflow.test_outbox_desk import FAILED
from workflow.outbox import queue

FIELDS = [
    "id", "state", "to", "name", "kind", "subject", "case", "message_id", "attempts", "queued_at", "next_at",
    "sent_at", "waits_for_approval", "answer",
]  # fmt: skip


@pytest.fixture
def folder(register: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Letters go into a folder."""
    folder = register.parent / "mail"
    monkeypatch.setenv("SAGSGANG_MAIL_FOLDER", str(folder))
    monkeypatch.setenv("SAGSGANG_MAIL_FROM", "Sekretariatet <kkr@example.dk>")
    return folder


def has(register: Path, now: Any, *letters: Written) -> list[int]:
    """The register has these letters; their numbers."""
    database = open_database(str(register))
    with database.writer.begin() as connection:
        numbers = queue(connection, letters, POSTING, by="bel", now=now)
    database.close()
    return list(numbers.values())


def listed(typed: Typed, *more: str) -> list[tuple[Any, ...]]:
    rows = json.loads(typed("outbox", "list", "--json", *more).out)
    return [(row["id"], row["state"], row["attempts"]) for row in rows]


def test_an_empty_outbox_has_nothing_to_send(typed: Typed, folder: Path) -> None:
    assert typed("outbox", "send").out == "Nothing is due.\n"
    assert (json.loads(typed("outbox", "list", "--json").out), folder.exists()) == ([], False)


def test_the_list_says_all_of_each_letter_and_the_latest_comes_first(typed: Typed, register: Path, now: Any) -> None:
    first, second = has(register, now, letter(1), letter(2, LetterKind.DISPATCH))
    rows = json.loads(typed("outbox", "list", "--json").out)
    assert [row["id"] for row in rows] == [second, first]
    assert list(rows[1]) == FIELDS
    assert {**rows[1], "message_id": ""} == {
        "id": first,
        "state": "queued",
        "to": "p1@example.dk",
        "name": "Åse Ø. Lærke 1",
        "kind": "reminders",
        "subject": "Frist nr. 1",
        "case": None,
        "message_id": "",
        "attempts": 0,
        "queued_at": "2026-11-21T10:30:00+01:00",
        "next_at": "2026-11-21T10:30:00+01:00",
        "sent_at": None,
        "waits_for_approval": False,
        "answer": None,
    }
    lines = typed("outbox", "list").out.splitlines()
    assert [line.split() for line in lines] == [
        ["id", "state", "to", "kind", "subject"],
        [str(second), "to", "approve", "p2@example.dk", "dispatch", "Frist", "nr.", "2"],
        [str(first), "queued", "p1@example.dk", "reminders", "Frist", "nr.", "1"],
    ]


def test_the_list_fits_a_terminal_and_says_first_why_a_letter_did_not_leave(
    typed: Typed, register: Path, now: Any
) -> None:
    long = letter(1)
    to, subject = replace(long.draft.to, email=f"{'bente' * 9}@example.dk"), "Frist " * 20
    wordy = Written(replace(long.draft, to=to), replace(long.wording, subject=subject))
    (number,) = has(register, now, wordy)
    database = open_database(str(register))
    with database.writer.begin() as connection:
        connection.execute(text("UPDATE delivery SET state = 'failed', answer = '550 nobody there'"))
    database.close()
    _, line = typed("outbox", "list").out.splitlines()
    assert (line.split()[:2], len(line)) == ([str(number), "failed"], 100)
    assert "550 nobody there | Frist Frist" in line


def test_what_is_due_is_sent_into_the_folder_once(typed: Typed, register: Path, folder: Path, now: Any) -> None:
    first, second = has(register, now, letter(1), letter(2, LetterKind.DISPATCH))
    said = typed("outbox", "send")
    assert (said.code, said.out.split(" (")[0]) == (0, f"Letter {first} to p1@example.dk: sent")
    assert typed("outbox", "approve", "--all").out == "1 letter approved.\n"
    assert typed("outbox", "send", "--limit", 1).out.startswith(f"Letter {second} to p2@example.dk: sent")
    assert typed("outbox", "send").out == "Nothing is due.\n"
    assert len(list(folder.glob("*.eml"))) == 2
    assert listed(typed, "--state", "sent") == [(second, "sent", 1), (first, "sent", 1)]


def test_a_letter_is_shown_whole_in_plain_text_and_as_it_is_sent(
    typed: Typed, register: Path, folder: Path, now: Any, tmp_path: Path
) -> None:
    (number,) = has(register, now, letter(1, closed=True))
    assert typed("outbox", "show", number).out.splitlines() == [
        f"Letter {number} to p1@example.dk (Åse Ø. Lærke 1), about a closed item",
        "State: queued",
        "Queued: 2026-11-21 10:30",
        "",
        "Subject: Frist nr. 1",
        "",
        "Kære Åse",
        "",
        "Frist 1.",
    ]
    told = json.loads(typed("outbox", "show", number, "--json").out)
    assert (told["text"], told["html"], told["enclosures"]) == ("Kære Åse\n\nFrist 1.\n", "<p>1</p>", [])
    file = tmp_path / "letter.eml"
    assert typed("outbox", "show", number, "-o", file).out == f"Wrote {file}: letter {number} as it is sent.\n"
    typed("outbox", "send")
    (sent,) = folder.glob("*.eml")
    assert sent.read_bytes() == file.read_bytes()


def test_a_letter_is_cancelled_with_a_reason_and_stays_so(typed: Typed, register: Path, folder: Path, now: Any) -> None:
    assert not folder.exists()
    (number,) = has(register, now, letter(1))
    assert typed("outbox", "cancel", number).code == 2
    assert typed("outbox", "cancel", number, "--reason", "ringet").out == "1 letter cancelled: ringet\n"
    assert typed("outbox", "send").out == "Nothing is due.\n"
    assert typed("outbox", "retry", number).err == (
        f"Letter {number} was cancelled (bel: ringet): it cannot be tried again. Nothing was changed.\n"
    )


def test_a_letter_whose_template_failed_is_worded_anew(typed: Typed, register: Path, folder: Path, now: Any) -> None:
    (number,) = has(register, now, letter(1, LetterKind.TEST, wording=FAILED))
    assert "It has no text yet" in typed("outbox", "show", number).out
    refused = typed("outbox", "show", number, "-o", folder / "x.eml")
    assert refused.err == f"Letter {number} has no text yet: see why with sagsgang outbox show {number}.\n"
    assert typed("outbox", "retry", "--all").out == "1 letter will be tried again.\n"
    assert "æ, ø, å, Æ, Ø, Å" in typed("outbox", "show", number).out
    assert typed("outbox", "send").code == 0
    assert listed(typed) == [(number, "sent", 1)]


def test_a_letter_that_still_cannot_be_worded_is_named(typed: Typed, register: Path, now: Any) -> None:
    (number,) = has(register, now, letter(1, LetterKind.EXTRACT, wording=FAILED, facts={}))
    said = typed("outbox", "retry", number)
    assert (said.code, said.out) == (1, "0 letters will be tried again.\n")
    assert said.err == (
        f"Still not worded: letter {number}. See why with sagsgang outbox show {number}, and mend the template.\n"
    )
    assert listed(typed) == [(number, "failed", 0)]


def test_letters_are_named_or_all_are_meant(typed: Typed) -> None:
    assert [typed("outbox", word).code for word in ("approve", "retry")] == [2, 2]
    assert typed("outbox", "approve", 3, "--all").code == 2
    assert typed("outbox", "show", 3).err == "There is no letter 3. See them with sagsgang outbox list.\n"


def test_without_a_way_out_nothing_is_taken_and_it_is_said_what_to_set(typed: Typed, register: Path, now: Any) -> None:
    (number,) = has(register, now, letter(1))
    said = typed("outbox", "send")
    assert (said.code, "SAGSGANG_SMTP_HOST" in said.err) == (1, True)
    assert listed(typed) == [(number, "queued", 0)]


def test_closing_a_case_tells_of_the_letters_that_name_it_and_the_letter_says_why_it_stays(
    typed: Typed, register: Path, now: Any, folder: Path
) -> None:
    typed("case", "new", "Papegøjens vinger", "--route", "kkr", "--submit")
    (case,) = [row["id"] for row in json.loads(typed("case", "list", "--json").out)]
    (number,) = has(register, now, letter(1, named=(case,)))
    why = f"case {case} is confidential now: what was written before is not sent; cancel it, and write anew what must"
    assert typed("case", "edit", str(case), "--closed").out == (
        f"Case {case} is changed.\n"
        "Not sent yet, and naming it: 1 letter. Nothing of the kind leaves now. "
        f"Cancel what is left (sagsgang outbox cancel {number} --reason WORDS), and write anew what must be told.\n"
    )
    assert f"Stays here: {why} be told: sagsgang outbox cancel {number}." in typed("outbox", "show", str(number)).out
    assert f"FAILED ({why} be told)" in typed("outbox", "send").out
    assert (listed(typed), folder.exists()) == ([(number, "failed", 0)], False)
