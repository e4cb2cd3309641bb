"""Forums and municipalities as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from states.calendar import Notice
from states.errors import SagsgangError


@dataclass(frozen=True, slots=True)
class Forum:
    """Forum: a body that treats cases.

    `code` is the short key that people type (KKR, K22, SDF); `name` the full Danish name as it is printed;
    `aliases` are the other names in use. A council (kommunalbestyrelse) carries its municipality's number.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    municipality: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the forum goes by, the longest first, so that a reader meets "KKR Syddanmark" before "KKR"."""
        return tuple(sorted({self.name, self.code, *self.aliases}, key=len, reverse=True))


class UnknownForum(SagsgangError):
    """No forum goes by the name that was given."""

    def __init__(self, name: str, known: Iterable[str], near: Iterable[str] = ()) -> None:
        meant = get_close_matches(name, list(near), n=1)
        hint = f" Did you mean {meant[0]}?" if meant else ""
        super().__init__(
            f"There is no forum called {name!r}.{hint} Known forums: {', '.join(sorted(known))}, "
            "and the councils by the names of their municipalities."
        )


def genitive(name: str) -> str:
    """A Danish name in the genitive: Odense → Odenses; a name that ends in s, x or z takes an apostrophe.

    Source: Retskrivningsordbogen § 20 (genitiv) and § 6 (apostrof).
    """
    return f"{name}'" if name[-1:].lower() in {"s", "x", "z"} else f"{name}s"


def find_forum(name: str, forums: Iterable[Forum]) -> Forum:
    """The forum that goes by this code, name or alias, whatever the case of the letters.

    Raises UnknownForum.
    """
    forums = tuple(forums)
    wanted = " ".join(name.split()).casefold()
    for forum in forums:
        if wanted in {known.casefold() for known in forum.names}:
            return forum
    names = [known for forum in forums for known in forum.names]
    raise UnknownForum(name, (forum.code for forum in forums if not forum.municipality), names)


@dataclass(frozen=True, slots=True)
class RegisteredForum:
    """A forum in the register. `cut_off`, `dispatch`: how long before a meeting; `group_title` heads its cases."""

    id: int
    forum: Forum
    cut_off: Notice
    dispatch: Notice
    group_title: str
