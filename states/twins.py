"""Twins: the same duty told by several sentences of papers is asked for once. Pure."""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from states.reminding import LineTold, Role
from states.watched import Source, Watched


def duty_of(watched: Watched) -> Hashable:
    """What two sentences must share to tell of one duty: case, kind, day, and whether the day itself counts.

    What is no deadline, of no case, or vague stands for itself.
    """
    if watched.source is not Source.DEADLINE or watched.case_id is None or watched.on is None:
        return watched.subject
    return watched.case_id, watched.kind, watched.on, watched.before


def as_one(told: Sequence[LineTold]) -> list[LineTold]:
    """The lines of one letter, each duty once, in their order; the words of the others stand beside the first's.

    The reader is asked as they are asked first: as an owner before as anything else.
    """
    found: dict[Hashable, list[LineTold]] = {}
    for one in told:
        found.setdefault(duty_of(one.line.watched), []).append(one)
    return [_merged(own) if len(own) > 1 else own[0] for own in found.values()]


def _merged(twins: Sequence[LineTold]) -> LineTold:
    roles = list(Role)
    first, *others = sorted(twins, key=lambda one: roles.index(one.line.role))
    all_watched = [one.line.watched for one in (first, *others)]
    watched = replace(
        first.line.watched,
        addressees=tuple(dict.fromkeys(name for one in all_watched for name in one.addressees)),
        legal_default=next((one.legal_default for one in all_watched if one.legal_default), ""),
        closed=any(one.closed for one in all_watched),
    )
    also = tuple(dict.fromkeys(one.words for one in all_watched if one.words != watched.words))
    chance = next((one.chance for one in (first, *others) if one.chance), None)
    late = all(one.line.late for one in twins)
    return replace(first, line=replace(first.line, watched=watched, late=late), chance=chance, also=also)
