"""A meeting, a list and letters of our own invention: what a template is tried on where there is no register."""

from dataclasses import replace
from typing import Any

from states.addresses import Address
from states.changes import AgendaChanges, Version, changes
from states.document_json import load_document, load_paper
from states.letters import Draft, LetterKind
from states.paper import Group, Item, Paper, PaperKind
from states.sheet import Sheet
from templates import shelf
from templates.words import read_yaml

FILE = "example.yaml"


def example_papers() -> tuple[Paper, Paper]:
    """An agenda, and the minutes of the same meeting."""
    minutes = load_paper(_book()["paper"])
    groups = tuple(replace(group, items=_undecided(group)) for group in minutes.groups)
    agenda = replace(minutes, kind=PaperKind.AGENDA, groups=groups, participants=(), apologies=())
    return agenda, minutes


def example_changes() -> AgendaChanges:
    """What is not the same in two versions of the agenda: an item came, one went, and one says less."""
    agenda, minutes = example_papers()
    first, *others = agenda.groups
    shorter = replace(first.items[0], presentation=(first.items[0].presentation or ())[:2])
    before = replace(agenda, place=None, groups=(replace(first, items=(shorter,)), *others))
    after = replace(agenda, groups=(first,))
    return changes(before, after, since=Version(1, minutes.on), until=Version())


def example_sheet() -> Sheet:
    """A list."""
    sheet = load_document({"sort": Sheet.__name__, "document": _book()["sheet"]})
    assert isinstance(sheet, Sheet)
    return sheet


def example_letters() -> list[Draft]:
    """Letters of every kind, some of them in more than one guise."""
    return [
        Draft(f"example:{place}", LetterKind(one["kind"]), Address(**one["to"]), one["facts"])
        for place, one in enumerate(_book()["letters"])
    ]


def _book() -> dict[str, Any]:
    return read_yaml(shelf.SHIPPED / FILE)


def _undecided(group: Group) -> tuple[Item, ...]:
    return tuple(replace(item, decision=None, outcome=None, absent=()) for item in group.items)
