"""A file in an attachment pack."""

from dataclasses import dataclass

from states.attachments import Attachment


@dataclass(frozen=True, slots=True)
class PackedFile:
    """Bilag i en bilagspakke: the attachment, and the number and title of the item it goes with."""

    item: str
    title: str
    closed: bool
    attachment: Attachment

    @property
    def number(self) -> int:
        """Its number at the item, from 1."""
        return self.attachment.number

    @property
    def name(self) -> str:
        """What the person called the file."""
        return self.attachment.name
