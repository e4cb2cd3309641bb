"""One item of a paper: its sections, and what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.blocks import table_doubts, text_of
from ingest.deadlines import deadlines_in
from ingest.handed import handed_to
from ingest.meaning import heaviest, is_advice, outcome_of, purposes_of
from ingest.people import absent_in, places
from ingest.phrases import entry, pattern
from ingest.pieces import Piece
from ingest.prior import printed_decision, prior_steps, weightiest
from ingest.sections import Manner, Sections, sort_sections
from ingest.shapes import Shape
from states.forums import Forum
from states.outcomes import Outcome
from states.paper import Block, BlockKind, Doubt, Item, ItemKind, PaperKind, PriorStep, Text


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reader of an item knows of the paper: kind, forum code, date, and the forums of the register."""

    kind: PaperKind
    forum: str | None
    on: date | None
    forums: tuple[Forum, ...]
    manner: Manner


def kind_of(title: str) -> ItemKind:
    """The kind of an item, told by its title."""
    for kind in entry("kinds"):
        if pattern(f"kinds.{kind}").search(title):
            return ItemKind(kind)
    return ItemKind.CASE


def read_item(
    number: str, heading: Piece, title: str, pieces: Sequence[Piece], setting: Setting
) -> tuple[Item, list[Doubt]]:
    """Read one item from its heading and the pieces under it; the doubts that it left."""
    pieces = [piece for place, piece in enumerate(pieces) if not _is_again(piece, pieces[place + 1 :][:1], title)]
    sections = sort_sections(pieces, setting.forums, setting.forum, setting.manner)
    kind = kind_of(title)
    doubts = list(table_doubts(pieces))
    texts = _texts(sections, kind, setting, heading, doubts)
    recommendation, decision = texts.get("recommendation"), texts.get("decision")
    every = [block for text in texts.values() for block in text]
    outcome = None
    if setting.kind is PaperKind.MINUTES and decision is not None:
        outcome = _outcome(decision, recommendation or (), kind)
        doubts += _outcome_doubts(outcome, decision, kind, number, heading)
    item = Item(
        number=number, title=title, kind=kind, journal_number=sections.journal, officers=sections.officers,
        background=texts.get("background"), recommendation=recommendation,
        presentation=texts.get("presentation"), decision=decision,
        purposes=purposes_of(recommendation or ()), outcome=outcome,
        attachment_marks=sum(block.marks for block in every),
        deadlines=tuple(deadlines_in([*every, *_dated(title, kind)], setting.on)),
        prior_steps=_prior_steps(sections, texts, setting),
        absent=(*sections.absent, *absent_in(every, places(setting.forums))),
        handed_to=handed_to(decision or (), recommendation or (), outcome, setting.forums, setting.forum),
        source_lines=(heading.first, max([heading.last, *(piece.last for piece in pieces)])),
    )  # fmt: skip
    return item, doubts


def _dated(title: str, kind: ItemKind) -> list[Block]:
    """The title of the item about the next meeting, which may be where its date stands."""
    return [Block(BlockKind.PARAGRAPH, title)] if kind is ItemKind.NEXT_ITEMS else []


def _is_again(piece: Piece, following: Sequence[Piece], title: str) -> bool:
    """Whether a piece only says the item's title once more before its sections, as papers from web pages do."""
    again = piece.shape is Shape.TEXT and piece.text.strip().casefold() == title.casefold()
    return again and any(after.shape is Shape.SECTION for after in following)


def _texts(
    sections: Sections, kind: ItemKind, setting: Setting, heading: Piece, doubts: list[Doubt]
) -> dict[str, Text]:
    """The sections' texts. What stands before the first section heading goes to the background, or, where there is no
    heading at all, to the presentation (of a standing item in minutes: to the decision)."""
    texts = sections.texts()
    if not sections.leading:
        if not texts and kind is ItemKind.CASE:
            doubts.append(Doubt("an item without sections", heading.first))
        return texts
    leading, line = text_of(sections.leading), sections.leading[0].first
    if texts:
        doubts.append(Doubt("text before the first section heading is taken as background", line))
        return {**texts, "background": leading + texts.get("background", ())}
    if setting.kind is PaperKind.MINUTES and kind is not ItemKind.CASE:
        return {"decision": leading}
    if setting.kind is PaperKind.MINUTES and not setting.manner.headed:
        doubts.append(Doubt("minutes without section headings: the text is taken as the decision", line))
        return {"decision": leading}
    doubts.append(Doubt("an item without section headings is taken as presentation", line))
    return {"presentation": leading}


def _outcome(decision: Text, recommendation: Text, kind: ItemKind) -> Outcome | None:
    """What the decision means. What is only told under "Siden sidst" or "Eventuelt" decides nothing."""
    said = _said(decision)
    outcome = outcome_of(said, purposes_of(recommendation), advises=is_advice(recommendation))
    told = kind in (ItemKind.SINCE_LAST, ItemKind.ANY_OTHER_BUSINESS)
    return Outcome.NO_DECISION if outcome is None and said and told else outcome


def _said(decision: Text) -> list[str]:
    """The paragraphs of a decision; parts in a list below words that decide nothing make one sentence with them."""
    said: list[str] = []
    open_ended = bool(decision) and heaviest(decision[0].text) is None
    for block in decision:
        if block.kind in (BlockKind.BULLET, BlockKind.NUMBERED) and said and open_ended:
            said[-1] = f"{said[-1].rstrip(':')} {block.text}"
        elif block.text:
            said.append(block.text)
    return said


def _outcome_doubts(
    outcome: Outcome | None, decision: Text, kind: ItemKind, number: str, heading: Piece
) -> list[Doubt]:
    if outcome or (not decision and kind is not ItemKind.CASE):
        return []
    what = "the meaning of its decision is not clear" if decision else "its decision is empty"
    return [Doubt(f"item {number}: {what}", heading.first)]


def _prior_steps(sections: Sections, texts: dict[str, Text], setting: Setting) -> tuple[PriorStep, ...]:
    printed = [
        step
        for where, pieces in sections.others
        if (step := printed_decision(where, text_of(pieces[1:]), setting.forums, setting.on))
    ]
    told = prior_steps(texts.get("background", ()), setting.forums, setting.forum, setting.on)
    known = {step.forum for step in printed}
    return weightiest([*printed, *(step for step in told if step.forum not in known)])
