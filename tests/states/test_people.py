"""People by what they are called, and nobody by a guess."""

import pytest

from states.addresses import NotAnAddress
from states.people import People, Person, Reached, SeveralPeople, UnknownPerson

BENTE = Person(1, "Bente Lund", "bel", "bel@example.dk")
SOEREN = Person(2, "Søren Nørgård Møller", "snm")
ANNE = Person(3, "Anne Dorthe Holm")
JENS, OTHER_JENS = Person(4, "Jens Jensen", email="jens@odense.dk"), Person(5, "Jens Jensen", "jj", "jens@vejle.dk")
OFFICE = tuple(Person(number, name, email="kkr@example.dk") for number, name in ((6, "Åse Ærø"), (7, "Øjvind Bech")))
PEOPLE = People((BENTE, SOEREN, ANNE, JENS, OTHER_JENS, *OFFICE))


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        ("bel", Reached("bel", "Bente Lund", "bel@example.dk")),
        ("BEL", Reached("BEL", "Bente Lund", "bel@example.dk")),
        ("bente  lund", Reached("bente  lund", "Bente Lund", "bel@example.dk")),
        ("bel@example.dk", Reached("bel@example.dk", "Bente Lund", "bel@example.dk")),
        ("ny@example.dk", Reached("ny@example.dk", "", "ny@example.dk")),
        ("bel@", Reached("bel@", "", None, "it has no domain")),
        ("kkr@example.dk", Reached("kkr@example.dk", "", "kkr@example.dk")),  # two share it: no name is guessed
        ("SNM", Reached("SNM", "Søren Nørgård Møller", None, "no address is registered")),
        ("Jens Jensen", Reached("Jens Jensen", "Jens Jensen", None, "2 people are called so (persons 4, 5)")),
        ("jj", Reached("jj", "Jens Jensen", "jens@vejle.dk")),
        ("xyz", Reached("xyz", "xyz", None, "nobody is registered so")),
    ],
)
def test_a_letter_reaches_whom_the_words_name(words: str, reached: Reached) -> None:
    assert PEOPLE.reach(words) == reached


@pytest.mark.parametrize(
    ("words", "handle"),
    [("Bente Lund", "bel"), ("BEL", "bel"), ("anne dorthe holm", "Anne Dorthe Holm"), (" a@B.dk ", "a@b.dk")],
)
def test_an_owner_is_kept_by_the_shortest_sure_word(words: str, handle: str) -> None:
    assert PEOPLE.handle(words) == handle


def test_who_is_not_known_is_refused_with_who_may_be_meant() -> None:
    with pytest.raises(UnknownPerson, match=r"Did you mean 3 Anne Dorthe Holm .*sagsgang person set"):
        PEOPLE.handle("Anne-Dorte Holm")
    with pytest.raises(UnknownPerson, match="Nobody is registered as 'xyz'"):
        PEOPLE.handle("xyz")
    with pytest.raises(SeveralPeople, match=r"4 Jens Jensen \(jens@odense.dk\); 5 Jens Jensen \(jj, jens@vejle.dk\)"):
        PEOPLE.handle("Jens Jensen")
    with pytest.raises(NotAnAddress, match="no domain"):
        PEOPLE.handle("bel@")


def test_the_words_that_mean_the_same() -> None:
    same = frozenset({"bel", "bente lund", "bel@example.dk"})
    assert PEOPLE.handles("Bel") == PEOPLE.handles("bel@example.dk") == same
    assert PEOPLE.handles("Jens Jensen") == frozenset({"jens jensen"})
