"""Which pieces are the headings of groups and items: told by sequence and by what follows them."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.headings import Heading, Outline
from ingest.phrases import entry, pattern
from ingest.pieces import Piece
from ingest.refused import NotAPaper, TwoMeetings
from ingest.shapes import NumberedLine, Shape, numbered
from ingest.source import Style
from ingest.unnumbered import unnumbered
from states.paper import Doubt

_LOOK_AHEAD = 2
_LONGEST_TITLE = 200


def find_outline(pieces: Sequence[Piece]) -> Outline:
    """The outline of a paper. Raises NotAPaper, TwoMeetings."""
    found = _candidates(pieces)
    dotted = _chain([heading for heading in found if len(heading.number) == 2], pieces)
    single = [heading for heading in found if len(heading.number) == 1]
    sure_dotted = sum(heading.sure for heading in dotted)
    sure_single = len({heading.number for heading in single if heading.sure})
    if dotted and (sure_dotted * 2 >= sure_single or len(dotted) > 2 * sure_single):
        return _grouped(dotted, single, pieces)
    if any(_followed(pieces, heading.index) or (heading.sure and not is_standing(heading.title)) for heading in single):
        return _flat(_chain(_out_of_lists(single), pieces), pieces)
    if in_order := unnumbered(pieces):
        return in_order
    bare = _chain(_first_run(single), pieces)
    if len(bare) > 1 and _has_kind_word(pieces[: bare[0].index]):
        return _flat(bare, pieces)
    raise NotAPaper(sum(piece.last - piece.first + 1 for piece in pieces))


def is_standing(title: str) -> bool:
    """Whether a title is that of one of the standing items."""
    return any(pattern(f"kinds.{kind}").search(title) for kind in entry("kinds"))


def _candidates(pieces: Sequence[Piece]) -> list[Heading]:
    """Every piece that looks like a numbered heading. Where the format marks headings, only those marked count."""
    found: list[tuple[Style, Heading]] = []
    for index, piece in enumerate(pieces):
        if piece.style not in (Style.PLAIN, Style.PARAGRAPH, Style.HEADING):
            continue
        text = f"{piece.label} {piece.text}".strip() if piece.style is Style.HEADING else piece.text
        if heading := numbered(text):
            sure = piece.style is Style.HEADING or _borne_out(pieces, index, heading)
            found.append((piece.style, Heading(index, heading.number, heading.title, sure)))
    marked = [heading for style, heading in found if style is Style.HEADING]
    counted = marked if marked and _any_followed(pieces, marked) else _ends_no_list([heading for _, heading in found])
    return _without_contents(counted, pieces)


def _ends_no_list(found: Sequence[Heading]) -> list[Heading]:
    """Headings without the ends of numbered lists: what follows a list's last entry bears out no heading.

    A list counts from 1 in pieces next to each other, after the paper's own first number. Its end is told from the
    next item's heading by its small letter, or by the same number that comes borne out later.
    """
    at = {heading.index: heading.number for heading in found}
    last = {heading.number: heading.index for heading in found if heading.sure}
    first = min((heading.index for heading in found if heading.sure), default=0)

    def in_list(heading: Heading) -> bool:
        (*_, number), start = heading.number, heading.index
        while number > 1 and at.get(start - 1) == (number - 1,):
            start, number = start - 1, number - 1
        small = heading.title[:1].islower() or heading.index < last.get(heading.number, 0)
        return len(heading.number) == 1 and number == 1 and first < start < heading.index and small

    return [replace(heading, sure=False) if in_list(heading) else heading for heading in found]


def _without_contents(found: Sequence[Heading], pieces: Sequence[Piece]) -> list[Heading]:
    """Leave out a list of contents that prints no pages: headings next to each other that come again further on."""
    last = {(heading.number, heading.title.casefold()): heading.index for heading in found}
    places = {heading.index for heading in found}
    return [
        heading
        for heading in found
        if last[heading.number, heading.title.casefold()] == heading.index
        or _followed(pieces, heading.index)
        or not {heading.index - 1, heading.index + 1} & places
    ]


def _any_followed(pieces: Sequence[Piece], headings: Sequence[Heading]) -> bool:
    return any(_followed(pieces, heading.index) or is_standing(heading.title) for heading in headings)


def _borne_out(pieces: Sequence[Piece], index: int, heading: NumberedLine) -> bool:
    return heading.worded or is_standing(heading.title) or _followed(pieces, index)


def _followed(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a journal line or a section heading comes next, with at most a line of text between."""
    for piece in pieces[index + 1 : index + 1 + _LOOK_AHEAD]:
        if piece.shape in (Shape.JOURNAL, Shape.SECTION):
            return True
        if piece.shape is not Shape.TEXT or len(piece.text) > _LONGEST_TITLE:
            return False
    return False


def _chain(found: Sequence[Heading], pieces: Sequence[Piece]) -> list[Heading]:
    """The headings that go on in order. A number that is borne out somewhere counts only there.

    One that is not counts where it is the next in turn, at the last place where it stands.
    """
    sure = {heading.number for heading in found if heading.sure}
    last_place = {heading.number: heading.index for heading in found}
    chain: list[Heading] = []
    for heading in found:
        only = heading.number not in sure and heading.index == last_place[heading.number]
        if heading.sure or (only and _is_next(chain, heading)):
            chain.append(heading)
    _refuse_second_paper(chain, pieces)
    return chain


def _is_next(chain: Sequence[Heading], heading: Heading) -> bool:
    if not chain:
        return set(heading.number) == {1}
    last, number = chain[-1].number, heading.number
    return number in {(*last[:-1], last[-1] + 1), (last[0] + 1, 1) if len(last) == 2 else ()}


def _refuse_second_paper(chain: Sequence[Heading], pieces: Sequence[Piece]) -> None:
    """Raise TwoMeetings where the numbering starts over and at least two numbers come twice."""
    seen: dict[tuple[int, ...], Heading] = {}
    again: list[Heading] = []
    for heading in chain:
        if heading.number in seen and pieces[seen[heading.number].index].last < pieces[heading.index].first - 1:
            again.append(heading)
        seen.setdefault(heading.number, heading)
    # Not always the first of them: a line of the second paper's contents may stand before its first item.
    start = next((heading for heading in again if heading.number == chain[0].number), None)
    if start and len({heading.number for heading in again}) > 1:
        first = pieces[seen[start.number].index].first
        raise TwoMeetings(_name(start.number), first, pieces[start.index].first)


def _name(number: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in number)


def _grouped(items: Sequence[Heading], single: Sequence[Heading], pieces: Sequence[Piece]) -> Outline:
    """Groups with items: a group's heading is the nearest one of its number before its first item."""
    groups: list[Heading] = []
    standing: list[Heading] = []
    doubts: list[Doubt] = []
    for place, item in enumerate(items):
        before = items[place - 1] if place else None
        if before is None or before.number[0] != item.number[0]:
            after = before.index if before else -1
            near = [heading for heading in single if after < heading.index < item.index]
            lone = _lone_groups(near, before, item)
            groups += lone
            standing += [heading for heading in lone if heading.sure]
            groups.append(_own_group(near, item, pieces, doubts))
    lone = _lone_groups([heading for heading in single if heading.index > items[-1].index], items[-1], None)
    every = sorted([*items, *standing, *lone], key=lambda heading: heading.index)
    return Outline((*groups, *lone), tuple(every), (*doubts, *_sequence_doubts(every, pieces)))


def _own_group(near: Sequence[Heading], item: Heading, pieces: Sequence[Piece], doubts: list[Doubt]) -> Heading:
    own = [heading for heading in near if heading.number == item.number[:1]]
    if found := own[-1] if own else _undotted(item, pieces):
        return found
    doubts.append(Doubt(f"item {_name(item.number)} stands under no group heading", pieces[item.index].first))
    return Heading(item.index, item.number[:1], "", sure=False)


def _undotted(item: Heading, pieces: Sequence[Piece]) -> Heading | None:
    """A group's heading without a stop after its number ("2 Sager"): it stands right before the group's first item."""
    found = pattern("outline.undotted").match(pieces[item.index - 1].text) if item.index else None
    if found is None or (int(found["group"]),) != item.number[:1]:
        return None
    return Heading(item.index - 1, item.number[:1], found["title"], sure=True)


def _lone_groups(near: Sequence[Heading], before: Heading | None, item: Heading | None) -> list[Heading]:
    """Groups between two others that hold no numbered item: they are borne out, or their title is a standing one."""
    low = before.number[0] if before else 0
    high = item.number[0] if item else low + 20
    found: list[Heading] = []
    for heading in near:
        if heading.sure and low < heading.number[0] < high:
            found.append(heading)
            low = heading.number[0]
    return found


def _out_of_lists(single: Sequence[Heading]) -> list[Heading]:
    """Leave out what stands in a numbered list: its neighbour piece carries the neighbouring number."""
    at = {heading.index: heading.number[0] for heading in single}
    return [
        heading
        for heading in single
        if heading.sure
        or not (
            at.get(heading.index - 1) == heading.number[0] - 1 or at.get(heading.index + 1) == heading.number[0] + 1
        )
    ]


def _first_run(single: Sequence[Heading]) -> list[Heading]:
    """The first unbroken count from 1 (a bare list of titles)."""
    run: list[Heading] = []
    for heading in single:
        if heading.number[0] == len(run) + 1:
            run.append(heading)
    return run


def _flat(chain: Sequence[Heading], pieces: Sequence[Piece]) -> Outline:
    return Outline((), tuple(chain), tuple(_sequence_doubts(chain, pieces)))


def _sequence_doubts(chain: Sequence[Heading], pieces: Sequence[Piece]) -> list[Doubt]:
    doubts: list[Doubt] = []
    for place, heading in enumerate(chain):
        last = chain[place - 1].number if place else tuple(0 for _ in heading.number)
        if not _follows(last, heading.number):
            before = f"after {_name(last)}" if place else "first"
            doubts.append(
                Doubt(
                    f"item {_name(heading.number)} comes {before}: an item may be missing", pieces[heading.index].first
                )
            )
    return doubts


def _follows(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    if last[0] == number[0]:
        return len(last) == len(number) and number[-1] == last[-1] + 1
    return number[0] == last[0] + 1 and number[1:] in ((), (1,))


def _has_kind_word(front: Sequence[Piece]) -> bool:
    return any(pattern(f"head.{kind}").search(piece.text) for piece in front for kind in ("agenda", "minutes"))
