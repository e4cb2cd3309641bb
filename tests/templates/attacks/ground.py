"""The ground that attacks are made on: a folder of own templates beside a secret, and what shows that one worked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from states.document_json import Document
from states.errors import SagsgangError
from states.forms import Form
from templates import shelf
from templates.child import room_for
from templates.example import example_papers, example_sheet
from templates.press import press
from templates.words import phrases
from tests.templates.attacks.word import texts

SECRET = "Kanariefuglen synger"
VARIABLE = "KANARIEFUGL"
LEAKS = (SECRET, "<class '", "root:x:", "<module ", "/usr/bin")
"""What stands in a document only where something reached into the program or the machine."""


@dataclass(frozen=True, slots=True)
class Ground:
    """`own`: the office's folder. `secret`: a file beside it. `made`: a file that must not come to be."""

    own: Path
    secret: Path
    made: Path

    @classmethod
    def at(cls, folder: Path) -> "Ground":
        (folder / "own").mkdir()
        ground = cls(folder / "own", folder / "secret.txt", folder / "made")
        ground.secret.write_text(SECRET)
        os.environ[VARIABLE] = SECRET
        return ground

    def aimed(self, payload: str) -> str:
        return payload.replace("CANARY", str(self.secret)).replace("MADE", str(self.made))

    def put(self, name: str, content: str | bytes) -> None:
        for path in self.own.iterdir():
            path.unlink()
        (self.own / "link.txt").symlink_to(self.secret)
        (self.own / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def harmed(self, shown: str) -> list[str]:
        """What shows that an attack worked; [] where it did nothing."""
        found = [sign for sign in LEAKS if sign in shown]
        if self.made.exists():
            found.append("made")
        if phrases("labels")["date"] != "Dato":
            found.append("our words")
        return found


@contextmanager
def as_in_child(own: Path) -> Iterator[None]:
    """Own templates are used in this process, as the child does it, so that the sandbox alone has to hold."""
    with room_for(own) as inside:
        shelf.choose(inside, in_child=True)
        try:
            yield
        finally:
            shelf.choose(None)


def shown(document: Document, form: Form) -> str:
    """Everything that the document says, or the refusal."""
    try:
        content = press(document, form).content
    except SagsgangError as refusal:
        return str(refusal)
    return texts(content) if form is Form.DOCX else content.decode("utf-8", "replace")


AGENDA, MINUTES = example_papers()
SHEET = example_sheet()
