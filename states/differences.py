"""What differs between two readings of the same meeting's paper (the JSON form of states/paper_json.py)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

Json = dict[str, Any]

HEAD = ("time", "place", "participants", "apologies")
FIELDS = (
    "title",
    "closed",
    "journal_number",
    "officers",
    "background",
    "recommendation",
    "presentation",
    "decision",
    "purposes",
    "outcome",
    "attachment_marks",
)

SENT_FIELDS = (*FIELDS, "attachments")
"""What may have changed since an agenda was sent; a paper that is read has no files to compare."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same: on which item (None the head), which field, what stood and what stands."""

    item: str | None
    field: str
    old: Any
    new: Any

    def __str__(self) -> str:
        where = f"item {self.item}" if self.item else "the head"
        old, new = _one_line(self.old), _one_line(self.new)
        alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
        start = max(0, alike - 20)
        return f"{where}, {self.field}: {_shown(old, start)} → {_shown(new, start)}"


def _one_line(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_one_line(one) for one in value)
    if isinstance(value, dict):  # a person, an attachment
        return " ".join(str(part) for part in value.values() if part)
    return "" if value is None else " ".join(str(value).split())


def _shown(words: str, start: int) -> str:
    """Seventy letters from just before the place where two texts part."""
    if not words:
        return "nothing"
    before, after = "…" if start else "", "…" if len(words) > start + 70 else ""
    return f"“{before}{words[start : start + 70]}{after}”"


def differences(old: Json, new: Json, *, fields: tuple[str, ...] = FIELDS) -> list[Difference]:
    """What differs, the head first, then item by item. Items are told apart by their titles, then by their numbers."""
    return [*head_differences(old, new), *_of_items(_items(old), _items(new), fields)]


def head_differences(old: Json, new: Json) -> list[Difference]:
    """Where the two heads contradict each other; what only one of them tells is no difference."""
    both = ((field, old.get(field), new.get(field)) for field in HEAD)
    return [Difference(None, field, before, after) for field, before, after in both if _contradict(before, after)]


def _contradict(old: object, new: object) -> bool:
    return bool(old) and bool(new) and old != new


def _items(reading: Json) -> list[Json]:
    return [item for group in reading["groups"] for item in group["items"]]


def title_key(title: str) -> str:
    """A title as it is compared: blanks and letter case do not count, nor a full stop at its end."""
    return " ".join(title.split()).rstrip(". ").casefold()


def _of_items(old: list[Json], new: list[Json], fields: tuple[str, ...]) -> Iterator[Difference]:
    pairs = pair_items(old, new)
    matched = {id(before) for before, _ in pairs if before is not None}
    for before, after in pairs:
        if before is None:
            yield Difference(after["number"], "item", None, after["title"])
            continue
        for field in fields:
            if (before.get(field) or None) != (after.get(field) or None):
                yield Difference(after["number"], field, before.get(field), after.get(field))
    for before in old:
        if id(before) not in matched:
            yield Difference(before["number"], "item", before["title"], None)


def pair_items(old: list[Json], new: list[Json]) -> list[tuple[Json | None, Json]]:
    """Each new item with the old one that it continues: the same title, else the same number if it is left over."""
    left = {id(item): item for item in old}
    by_title: dict[int, Json] = {}
    for item in new:
        twin = next((one for one in left.values() if title_key(one["title"]) == title_key(item["title"])), None)
        if twin:
            by_title[id(item)] = left.pop(id(twin))
    pairs: list[tuple[Json | None, Json]] = []
    for item in new:
        twin = by_title.get(id(item)) or next((one for one in left.values() if one["number"] == item["number"]), None)
        if twin:
            left.pop(id(twin), None)
        pairs.append((twin, item))
    return pairs
