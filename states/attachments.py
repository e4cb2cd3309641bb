"""Bilag: the files that go with an item, and which of a case's files a forum's treatment shows. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Attachment:
    """Bilag (./.): a file that goes with an item.

    `number` counts within the item, from 1. `name` is what the person called the file; `digest` (SHA-256, hex) is where
    it is kept. `size` in bytes.
    """

    id: int
    number: int
    name: str
    digest: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class GivenAttachment:
    """An attachment as it was given: at which treatment, and from which treatment on it is left out.

    `position`: its place among all that the case, or the standing item, was ever given.
    """

    id: int
    position: int
    name: str
    digest: str
    size: int
    media_type: str
    given_at: int
    left_out_from: int | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """Behandling, as far as its attachments need it: one forum's treatment of a case at a stop.

    `forum`: anything that tells forums apart. `fixed`: decided, or on an agenda that was sent.
    """

    treatment_id: int
    stop_id: int
    forum: int | str
    open: bool = True
    decided_on: date | None = None
    fixed: bool = False


def shown_at(visits: Sequence[Visit], given: Iterable[GivenAttachment], treatment_id: int) -> tuple[Attachment, ...]:
    """What a treatment shows of its case's attachments, numbered. `visits`: all treatments of the case.

    An attachment goes with its case from the treatment that it was given at through every later one, until one leaves
    it out. Forums that have the case side by side do not see each other's before it has been elsewhere.
    """
    known = {visit.treatment_id: visit for visit in visits}
    here = known[treatment_id]

    def is_shown(one: GivenAttachment) -> bool:
        left_out = known.get(one.left_out_from) if one.left_out_from is not None else None
        return reaches(visits, known[one.given_at], here) and not (left_out and reaches(visits, left_out, here))

    return numbered(filter(is_shown, given))


def numbered(given: Iterable[GivenAttachment]) -> tuple[Attachment, ...]:
    """These attachments in the order in which they were given, counted from 1."""
    order = sorted(given, key=lambda one: (one.position, one.id))
    return tuple(
        Attachment(one.id, number, one.name, one.digest, one.size, one.media_type)
        for number, one in enumerate(order, start=1)
    )


def reaches(visits: Sequence[Visit], start: Visit, here: Visit) -> bool:
    """Whether what is given at `start` comes along to `here`."""
    if start.treatment_id == here.treatment_id:
        return True
    if not _before(start, here):
        return False
    if start.forum == here.forum or start.stop_id != here.stop_id:
        return True
    return any(one.stop_id != here.stop_id and _before(start, one) and _before(one, here) for one in visits)


def first_fixed_after(visits: Sequence[Visit], start: Visit) -> int | None:
    """The first treatment after `start` that is decided or was sent already: what is put in the archive of an earlier
    meeting was not before that one."""
    after = (one for one in visits if one.fixed and one != start and reaches(visits, start, one))
    return min((one.treatment_id for one in after), default=None)


def _before(one: Visit, other: Visit) -> bool:
    """By the days of their decisions, what is decided before what waits; else in the order in which they began.

    Cases that were joined, and papers that came late, have treatments whose numbers do not follow the days.
    """
    if one.decided_on and other.decided_on and one.decided_on != other.decided_on:
        return one.decided_on < other.decided_on
    if bool(one.decided_on) != bool(other.decided_on) and (one.open or other.open):
        return other.open
    return one.treatment_id < other.treatment_id
