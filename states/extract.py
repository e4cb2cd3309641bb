"""Uddrag af referat: what one forum decided on one case."""

from dataclasses import dataclass
from datetime import date

from states.forums import Forum
from states.outcomes import Outcome
from states.paper import Item


@dataclass(frozen=True, slots=True)
class Extract:
    """Protokoludskrift: one item of a forum's minutes, by itself.

    `item`: as printed, its number "" where it stood on no agenda of ours. `parts`: the parts of a recommendation that
    had outcomes of their own, with their words. `additions`: what the forum added, "" for nothing.
    """

    forum: Forum
    on: date
    item: Item
    parts: tuple[tuple[str, Outcome], ...] = ()
    additions: str = ""
