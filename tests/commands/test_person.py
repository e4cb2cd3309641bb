"""People, as the commands about them are typed."""

import json
from collections.abc import Callable
from typing import Any

Typed = Callable[..., Any]


def said(typed: Typed, *words: object) -> str:
    """What a command printed that must succeed."""
    done = typed(*words)
    assert (done.code, done.err) == (0, ""), done
    return str(done.out)


def test_a_person_is_set_listed_and_shown(typed: Typed) -> None:
    told = said(typed, "person", "set", "bel", "--name", "Bente Lund")
    number = int(told.split()[1])
    assert told == f"Person {number} Bente Lund (bel) is added.\n"
    said(typed, "person", "set", "Øjvind Ærø", "--initials", "øæ")
    assert [one["name"] for one in json.loads(said(typed, "person", "list", "--without-address", "--json"))] == [
        "Bente Lund",
        "Øjvind Ærø",
    ]
    assert said(typed, "person", "set", "BEL", "--email", "bel@Example.DK") == (
        f"Person {number} Bente Lund (bel, bel@example.dk).\n"
    )
    table = said(typed, "person", "list").splitlines()
    assert (table[0].split(), table[1].split()[1:]) == (
        ["id", "name", "initials", "email", "forums"],
        ["Bente", "Lund", "bel", "bel@example.dk", "-"],
    )
    said(typed, "case", "new", "Fælles havn")
    due = ("--due", "2027-07-01", "--owner", "bel")
    said(typed, "deadline", "add", "--case", 1, "--kind", "report", "--words", "Redegørelse", *due)
    shown = said(typed, "person", "show", "Bente Lund")
    assert shown.startswith(f"Person {number}: Bente Lund\nInitials: bel; address: bel@example.dk\n\nDue:\n")
    assert shown.endswith("Redegørelse\n")
    told = json.loads(said(typed, "person", "show", "bel@example.dk", "--json"))
    assert (told["id"], told["seats"], [one["words"] for one in told["deadlines"]]) == (number, [], ["Redegørelse"])
    assert said(typed, "person", "set", "bel", "--initials", "blu").endswith(
        "Deadlines that name the person in the new way: 1\n"
    )
    assert "agree" in said(typed, "verify")


def test_what_cannot_be_is_refused_in_a_sentence(typed: Typed) -> None:
    said(typed, "person", "set", "Anne Dorthe Holm")
    for words, told in (
        (("set", "Anne-Dorte Holm"), "nearly so"),
        (("set", "bel", "--email", "bel"), "it has no domain"),
        (("set", "bel", "--initials", "b l"), "are no initials"),
        (("set", "9999", "--email", "bel@example.dk"), "Nobody is registered as '9999'"),
        (("set", "ny@example.dk"), "say --name"),
        (("show", "nobody"), "sagsgang person set"),
    ):
        refused = typed("person", *words)
        assert (refused.code, refused.out) == (1, ""), words
        assert told in refused.err
    assert len(json.loads(said(typed, "person", "list", "--json"))) == 1
