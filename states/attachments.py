"""Bilag: the files that go with an item, and which of a case's files a forum's treatment shows. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


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
    """An attachment as it was given: at which treatment and stop, and from which treatment on it is left out."""

    id: int
    position: int
    name: str
    digest: str
    size: int
    media_type: str
    treatment_id: int
    stop_id: int
    left_out_from: int | None = None


def shown_at(given: Iterable[GivenAttachment], treatment_id: int, stop_id: int) -> tuple[Attachment, ...]:
    """What a treatment shows of its case's attachments, numbered.

    An attachment goes with its case from the treatment that it was given at through every later stop, until one leaves
    it out. Forums that treat the case side by side at one stop do not see each other's. Treatment ids rise with time.
    """
    shown = [one for one in given if _reaches(one, treatment_id, stop_id)]
    shown.sort(key=lambda one: (one.position, one.id))
    return tuple(
        Attachment(one.id, number, one.name, one.digest, one.size, one.media_type)
        for number, one in enumerate(shown, start=1)
    )


def _reaches(one: GivenAttachment, treatment_id: int, stop_id: int) -> bool:
    if one.left_out_from is not None and one.left_out_from <= treatment_id:
        return False
    return one.treatment_id == treatment_id or (one.treatment_id < treatment_id and one.stop_id != stop_id)
