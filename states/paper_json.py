"""Papers and texts as JSON: the reading that commands print, and the blocks that the register stores."""

from collections.abc import Iterable
from typing import Any

from states.paper import Attendee, Block, BlockKind, FoundDeadline, Group, Item, Link, NextMeeting, Paper, Text, plain
from states.sheet import Sheet

Json = dict[str, Any]


def reading(paper: Paper) -> Json:
    """The paper in the form that `import --dry-run --json` and `agenda --format json` print: plain text, ISO dates.

    Only a draft says "draft".
    """
    return {
        "kind": str(paper.kind),
        **({"draft": True} if paper.draft else {}),
        "forum": paper.forum,
        "forum_code": paper.forum_code,
        "date": paper.on.isoformat() if paper.on else None,
        "time": paper.at.strftime("%H:%M") if paper.at else None,
        "place": paper.place,
        "participants": [_attendee(person) for person in paper.participants],
        "apologies": [_attendee(person) for person in paper.apologies],
        "next_meeting": _next_meeting(paper.next_meeting),
        "groups": [_group(group) for group in paper.groups],
        "warnings": [str(doubt) for doubt in paper.doubts],
    }


def _attendee(person: Attendee) -> Json:
    return {"name": person.name, "party": person.party, "municipality": person.municipality}


def _next_meeting(coming: NextMeeting | None) -> Json | None:
    if coming is None:
        return None
    return {"date": coming.on.isoformat() if coming.on else None, "expected": list(coming.expected)}


def _group(group: Group) -> Json:
    return {"number": group.number, "title": group.title, "items": [_item(item) for item in group.items]}


def _section(text: Text | None) -> str | None:
    return None if text is None else plain(text)


def _item(item: Item) -> Json:
    return {
        "number": item.number,
        "title": item.title,
        "kind": str(item.kind),
        "closed": item.closed,
        "case_id": item.case_id,
        "journal_number": item.journal_number,
        "officers": list(item.officers),
        "background": _section(item.background),
        "recommendation": _section(item.recommendation),
        "presentation": _section(item.presentation),
        "decision": _section(item.decision),
        "purposes": [str(purpose) for purpose in item.purposes],
        "outcome": str(item.outcome) if item.outcome else None,
        "attachment_marks": item.attachment_marks,
        "attachments": [
            {"number": one.number, "name": one.name, "digest": one.digest, "size": one.size,
             "media_type": one.media_type}
            for one in item.attachments
        ],
        "deadlines": [_deadline(found) for found in item.deadlines],
        "prior_steps": [
            {"forum": step.forum, "outcome": str(step.outcome), "words": step.words,
             "date": step.on.isoformat() if step.on else None}
            for step in item.prior_steps
        ],
        "absent": [_attendee(person) for person in item.absent],
        "source_lines": list(item.source_lines) if item.source_lines else None,
    }  # fmt: skip


def _deadline(found: FoundDeadline) -> Json:
    return {
        "date": found.on.isoformat() if found.on else None,
        "text": found.words,
        "kind": str(found.kind),
        "before": found.before,
        "year_inferred": found.year_inferred,
        "earliest": found.earliest.isoformat() if found.earliest else None,
        "latest": found.latest.isoformat() if found.latest else None,
    }


def dump_text(text: Iterable[Block]) -> list[Json]:
    """A text as the list of objects that is stored; fields with their default value are left out."""
    return [_dumped(block) for block in text]


def _dumped(block: Block) -> Json:
    fields = {
        "text": block.text,
        "marks": block.marks,
        "label": block.label,
        "level": block.level,
        "rows": block.rows,
        "links": tuple({"text": link.text, "url": link.url} for link in block.links),
    }
    return {"kind": block.kind} | {name: value for name, value in fields.items() if value}


def load_text(blocks: Iterable[Json]) -> Text:
    """The inverse of `dump_text`."""
    return tuple(
        Block(
            kind=BlockKind(block["kind"]),
            text=block.get("text", ""),
            marks=block.get("marks", 0),
            label=block.get("label", ""),
            level=block.get("level", 0),
            rows=tuple(tuple(row) for row in block.get("rows", ())),
            links=tuple(Link(**link) for link in block.get("links", ())),
        )
        for block in blocks
    )


def sheet_reading(sheet: Sheet) -> Json:
    """A sheet in the form that `--format json` prints: plain text, ISO dates."""
    return {
        "kind": str(sheet.kind),
        "title": sheet.title,
        "over": sheet.over,
        "date": sheet.on.isoformat(),
        "facts": [{"label": fact.label, "value": fact.value} for fact in sheet.facts],
        "sections": [{"title": section.title, "text": plain(section.text)} for section in sheet.sections],
    }
