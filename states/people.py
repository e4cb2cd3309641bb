"""People by what they are called: an e-mail address, initials or a name. Nobody is guessed. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from states.addresses import NotAnAddress, email_address
from states.errors import SagsgangError

ALIKE = 0.85
"""How alike two names must be to be taken for spellings of one: "Anne Dorthe Holm" and "Anne-Dorte Holm" are."""


@dataclass(frozen=True, slots=True)
class Person:
    """Person: a member of a forum or an officer (sagsbehandler)."""

    id: int
    name: str
    initials: str | None = None
    email: str | None = None

    def __str__(self) -> str:
        known = ", ".join(word for word in (self.initials, self.email) if word and word != self.name)
        return f"{self.id} {self.name} ({known or 'no initials, no address'})"

    @property
    def handle(self) -> str:
        """What the register writes where this person is meant: the initials, else the name."""
        return self.initials or self.name


@dataclass(frozen=True, slots=True)
class Reached:
    """Hvem der menes: who stands behind `words`, and where a letter reaches them; without `email`, why not."""

    words: str
    name: str
    email: str | None = None
    reason: str = ""


class UnknownPerson(SagsgangError):
    """Nobody is registered under these initials or this name."""

    def __init__(self, words: str, near: Sequence[Person] = ()) -> None:
        meant = f" Did you mean {'; '.join(map(str, near))}?" if near else ""
        super().__init__(
            f"Nobody is registered as {words!r}.{meant} Give an e-mail address, or say who it is first: "
            f'sagsgang person set "{words}" --email ADDRESS.'
        )


class SeveralPeople(SagsgangError):
    """More than one person goes by these words."""

    def __init__(self, words: str, people: Sequence[Person]) -> None:
        super().__init__(
            f"{words!r} is what {len(people)} people are called: {'; '.join(map(str, people))}. "
            "Say which by an e-mail address or initials; sagsgang person set takes the number too."
        )


class People:
    """Everybody who is registered, to be found by what they are called."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._all = tuple(people)
        self._by: dict[str, list[Person]] = defaultdict(list)
        self._names: dict[str, list[Person]] = defaultdict(list)
        for person in self._all:
            for word in {key(word) for word in (person.email, person.initials) if word}:
                self._by[word].append(person)
            self._names[key(person.name)].append(person)

    def called(self, words: str) -> tuple[Person, ...]:
        """Who goes by an address or initials, else by a full name, whatever the case of the letters."""
        wanted = key(words)
        return tuple(self._by.get(wanted) or self._names.get(wanted) or ())

    def alike(self, name: str) -> tuple[Person, ...]:
        """Those whose names are spelled nearly so, but not so."""
        near = get_close_matches(key(name), [known for known in self._names if known != key(name)], cutoff=ALIKE)
        return tuple(person for known in near for person in self._names[known])

    def one(self, words: str) -> Person:
        """The one person who goes by these words. Raises UnknownPerson, SeveralPeople."""
        found = self.called(words)
        if not found:
            raise UnknownPerson(words, self.alike(words))
        if len(found) > 1:
            raise SeveralPeople(words, found)
        return found[0]

    def handle(self, words: str) -> str:
        """The words under which somebody is kept who must see to something: an address as such, initials or a name.

        Raises NotAnAddress, UnknownPerson, SeveralPeople.
        """
        return email_address(words) if "@" in words else self.one(words).handle

    def handles(self, words: str) -> frozenset[str]:
        """Every word that means the same as these (see `key`): somebody's address, initials and name."""
        found = self.called(words)
        if len(found) != 1:
            return frozenset({key(words)})
        (person,) = found
        return frozenset({key(words), *(key(word) for word in (person.email, person.initials, person.name) if word)})

    def reach(self, words: str) -> Reached:
        """Who is meant, and where a letter reaches them; who cannot be reached is shown with the reason."""
        found = self.called(words)
        if "@" in words:
            return _addressed(words, found[0].name if len(found) == 1 else "")
        if len(found) > 1:
            numbers = ", ".join(str(person.id) for person in found)
            return Reached(words, words.strip(), None, f"{len(found)} people are called so (persons {numbers})")
        if not found:
            return Reached(words, words.strip(), None, "nobody is registered so")
        (person,) = found
        return Reached(words, person.name, person.email, "" if person.email else "no address is registered")


def _addressed(words: str, name: str) -> Reached:
    """Words that are to be an address; those that came from elsewhere than a person's typing may be none."""
    try:
        return Reached(words, name, email_address(words))
    except NotAnAddress as refusal:
        return Reached(words, name, None, refusal.reason)


def key(words: str) -> str:
    """Words as they are compared: the case of the letters and the blanks do not count."""
    return " ".join(words.split()).casefold()
