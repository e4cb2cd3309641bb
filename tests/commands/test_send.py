"""`sagsgang send …` as it is typed: letters by hand, which wait for approval where the office says so."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Typed = Callable[..., Any]


@pytest.fixture
def office(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """KKR and Odense have mailboxes; nobody has to look at letters first; there are pages."""
    monkeypatch.setenv("SAGSGANG_MAIL_FROM", "Sekretariatet <kkr@example.dk>")
    monkeypatch.setenv("SAGSGANG_LINK", "https://sag.example.dk")
    monkeypatch.setenv("SAGSGANG_APPROVE", "none")
    assert typed("forum", "set", "KKR", "--email", "kkr@example.dk").code == 0
    assert typed("forum", "set", "Odense", "--email", "post@odense.example.dk").code == 0
    return typed


def outbox(typed: Typed) -> list[tuple[int, str, str, str]]:
    """The letters, the first first: number, recipient, subject, state."""
    rows = json.loads(typed("outbox", "list", "--json").out)
    return [(row["id"], row["to"], row["subject"], row["state"]) for row in reversed(rows)]


def test_an_agenda_is_sent_before_its_day_once(office: Typed) -> None:
    office("meeting", "add", "KKR", "2027-04-20")
    refused = office("send", "agenda", "KKR")
    assert (refused.code, refused.err.split(",")[0]) == (
        1,
        "The agenda of KKR 2027-04-20 is not locked (the meeting is planned)",
    )
    office("meeting", "lock", "KKR")
    said = office("send", "agenda", "KKR", "--meeting", "2027-04-20")
    ((number, to, subject, state),) = outbox(office)
    assert (said.code, said.out) == (0, f"Letter {number} to medlemmer af KKR Syddanmark <kkr@example.dk> is queued.\n")
    assert (to, subject, state) == (
        "kkr@example.dk",
        "Dagsorden til møde i KKR Syddanmark den 20. april 2027",
        "queued",
    )
    told = json.loads(office("outbox", "show", number, "--json").out)
    assert [one["name"] for one in told["enclosures"]] == ["Dagsorden KKR 2027-04-20.pdf"]
    again = office("send", "agenda", "KKR")
    assert (again.code, again.out) == (0, "Nothing to send: whoever can be reached has it.\n")


@pytest.fixture
def decided(office: Typed) -> Typed:
    """K22 has recommended case 1, which waits at KKR."""
    office("case", "new", "Indkøb", "--route", "short", "--submit")
    assert office("decide", 1, "--outcome", "recommended", "--words", "K22 anbefalede købet.").code == 0
    return office


@pytest.mark.parametrize(
    ("to", "named", "why"),
    [
        ("KKR", "KKR Syddanmark <kkr@example.dk>", "er nu kommet til jer"),
        ("ministeriet@example.dk", "ministeriet@example.dk", "Her er det, der er besluttet i sagen herunder."),
    ],
)
def test_an_extract_goes_to_a_forum_or_to_anybody(decided: Typed, to: str, named: str, why: str) -> None:
    said = decided("send", "extract", 1, "--to", to)
    ((number, _, subject, _),) = outbox(decided)
    assert (said.out, subject) == (f"Letter {number} to {named} is queued.\n", "Uddrag af referat – Sag 1: Indkøb")
    assert why in json.loads(decided("outbox", "show", number, "--json").out)["text"]
    again = decided("send", "extract", 1, "--to", to)
    assert again.out == f"{named}: has it already; see sagsgang outbox list.\n"


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        ("K22", "Kommunaldirektørkredsen has no address."),
        ("nobody@", "'nobody@' is no e-mail address: it has no domain."),
        ("Kvinderådet", "There is no forum called 'Kvinderådet'."),
    ],
)
def test_an_extract_to_nobody_is_refused(decided: Typed, to: str, refusal: str) -> None:
    said = decided("send", "extract", 1, "--to", to)
    assert (said.code, said.err.startswith(refusal), outbox(decided)) == (1, True, [])


@pytest.fixture
def councils(office: Typed) -> Typed:
    """Case 1 has come to the councils; Odense and Assens have mailboxes."""
    office("forum", "set", "Assens", "--email", "post@assens.example.dk")
    office("case", "new", "Rapport", "--route", "social-reserved", "--submit")
    for forum in ("SDF", "K22", "KKR"):
        assert office("decide", 1, "--forum", forum, "--outcome", "recommended", "--words", forum).code == 0
    return office


def test_a_request_goes_to_the_councils_with_an_address_and_the_others_are_named(councils: Typed) -> None:
    said = councils("send", "request", 1)
    assert [line.split(" to ")[1] for line in said.out.splitlines()] == [
        "Kommunalbestyrelsen i Assens <post@assens.example.dk> is queued.",
        "Kommunalbestyrelsen i Odense <post@odense.example.dk> is queued.",
    ]
    assert said.err.startswith("note: without an address, and not written to: Middelfart, Faaborg-Midtfyn, ")
    rows = json.loads(councils("council", "list", 1, "--json").out)["councils"]
    assert [one["municipality"] for one in rows if one["state"] == "sent"] == ["Assens", "Odense"]


def test_a_reminder_is_noted_with_its_letter(councils: Typed) -> None:
    councils("send", "request", 1)
    said = councils("send", "request", 1, "Odense", "--again")
    number, to, subject, _ = outbox(councils)[-1]
    assert said.out == f"Letter {number} to Kommunalbestyrelsen i Odense <post@odense.example.dk> is queued.\n"
    assert (to, subject) == (
        "post@odense.example.dk",
        "Påmindelse: Anmodning om behandling – Sag 1: Rapport",
    )
    rows = json.loads(councils("council", "list", 1, "--json").out)["councils"]
    assert [one["municipality"] for one in rows if one["asked"] == "2027-03-01"] == ["Odense"]


def test_who_was_never_sent_it_is_not_reminded(councils: Typed) -> None:
    said = councils("send", "request", 1, "Odense", "--again")
    assert (said.code, "Odense" in said.err, outbox(councils)) == (1, True, [])


def test_what_a_person_must_look_at_first_waits(decided: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAGSGANG_APPROVE", "extract")
    said = decided("send", "extract", 1, "--to", "KKR")
    ((number, *_),) = outbox(decided)
    assert said.out == (
        f"Letter {number} to KKR Syddanmark <kkr@example.dk> waits for approval: sagsgang outbox show {number}, then "
        f"approve {number}.\n"
    )


def test_a_letter_that_cannot_be_worded_is_kept_with_its_reason(
    decided: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    own = tmp_path_factory.mktemp("own")
    (own / "letter-extract.txt.j2").write_text("{{ sgen }}")
    monkeypatch.setenv("SAGSGANG_TEMPLATES", str(own))
    said = decided("send", "extract", 1, "--to", "KKR")
    ((number, _, _, state),) = outbox(decided)
    assert state == "failed"
    assert said.out == (
        f"Letter {number} to KKR Syddanmark <kkr@example.dk> waits: The template letter-extract.txt.j2, line 1: 'sgen' "
        f"is unknown. Mend it in {own / 'letter-extract.txt.j2'}. Then: sagsgang outbox retry {number}.\n"
    )
