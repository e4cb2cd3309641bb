"""Headings and outlines as values."""

from dataclasses import dataclass

from states.paper import Doubt


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found: the piece's index, its number and title; `sure` where what follows bears it out."""

    index: int
    number: tuple[int, ...]
    title: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The headings of groups and items, by piece index, and what was doubtful about them.

    `groups` is empty in a paper whose items stand in no groups. `start`: the index where the front page ends.
    """

    groups: tuple[Heading, ...]
    items: tuple[Heading, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def start(self) -> int:
        """The index of the first heading."""
        return min(heading.index for heading in (*self.groups, *self.items))
