"""Texts that a person hands in: from a file, from standard input, or from the editor."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import click
from sqlalchemy import Connection

from commands import edge
from commands.tables import counted
from commands.typed import kept_words
from db.queries.facts import load_case, load_forums
from states.errors import SagsgangError
from states.facts import TreatmentFacts
from states.outcomes import Purpose
from states.paper_json import dump_text, load_text
from workflow.cases import Edit, draft_of, edit_case
from workflow.desk import registered
from workflow.moves import SECTIONS
from workflow.texts import as_typed, text_of
from workflow.withheld import naming

MARK = "=== "


class UnreadableText(SagsgangError):
    """A text file that cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Could not read the text {path}: {reason}.")


class NoEditor(SagsgangError):
    """No editor could be used."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"The editor did not work ({problem.rstrip('.')}): name one in EDITOR, or hand in files, such as "
            "--background FILE. Nothing was changed."
        )


class EditorSaidNothing(SagsgangError):
    """The editor was closed without saving, or a heading was lost."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Nothing was changed: {why}.")


class Kept(SagsgangError):
    """What came back from the editor could not be written into the case."""

    def __init__(self, refusal: SagsgangError, path: Path) -> None:
        super().__init__(f"{refusal} What you wrote is kept in {path}.")


def stored_text(path: Path) -> list[dict[str, Any]]:
    """A section as it is stored, from a text file (- is standard input). Raises UnreadableText."""
    return dump_text(text_of(kept_words(plain_words(path), str(path))))


def plain_words(path: Path) -> str:
    """What stands in a text file (- is standard input). Raises UnreadableText."""
    if str(path) == "-":
        return sys.stdin.read()
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableText(path, "it is not UTF-8 text") from error
    except OSError as error:
        raise UnreadableText(path, (error.strerror or str(error)).lower()) from error


@dataclass(frozen=True, slots=True)
class Written:
    """What came back from the editor: the sections that were changed, the file's words, and the version written on."""

    texts: dict[str, Any]
    words: str
    seen: int


def in_editor(case_id: int, forum: str | None) -> Written:
    """The draft's three sections, as they come back from the person's editor.

    Raises NoEditor, EditorSaidNothing, and what finding the draft raises.
    """

    def look(connection: Connection) -> tuple[int, TreatmentFacts]:
        code = registered(load_forums(connection), forum).forum.code if forum else None
        case = load_case(connection, case_id)
        return case.version, draft_of(case, code)

    seen, draft = edge.read(look)
    stored = {name: load_text(draft.texts.get(name) or ()) for name in SECTIONS}
    before = {name: as_typed(text) for name, text in stored.items()}
    shown = "\n".join(f"{MARK}{name}\n{text}\n" for name, text in before.items())
    try:
        saved = click.edit(shown, extension=".txt", require_save=True)
    except click.ClickException as problem:
        raise NoEditor(problem.format_message()) from problem
    if saved is None:
        raise EditorSaidNothing("the editor was closed without saving")
    after = _sections(saved)
    if set(after) != set(SECTIONS):
        raise EditorSaidNothing(f"the headings {', '.join(MARK + name for name in SECTIONS)} must all stay")
    changed = {name: kept_words(text, name) for name, text in after.items() if text != before[name]}
    texts = {name: dump_text(text_of(text, stored[name])) for name, text in changed.items()}
    return Written(texts, saved, seen)


def _sections(saved: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in saved.splitlines():
        if line.startswith(MARK):
            lines = found.setdefault(line.removeprefix(MARK).strip(), [])
        else:
            lines.append(line)
    return {name: "\n".join(text).strip("\n") for name, text in found.items()}


def change_case(
    case_id: int,
    forum: str | None,
    files: Mapping[str, Path],
    *,
    title: str | None,
    purposes: Sequence[Purpose] | None,
    officers: Sequence[str] | None,
    closed: bool | None,
    reason: str | None,
) -> int:
    """Change a case by what was handed in; where that is nothing, by what comes back from the editor."""
    texts = {name: stored_text(path) for name, path in files.items()}
    if texts or any(given is not None for given in (title, purposes, officers, closed)):
        edit = Edit(title=title, texts=texts, purposes=purposes, officers=officers, closed=closed)
        return _write(case_id, edit, forum, reason)
    written = in_editor(case_id, forum)
    try:
        return _write(case_id, Edit(texts=written.texts), forum, reason, seen=written.seen)
    except SagsgangError as refusal:
        raise Kept(refusal, _keep(written.words)) from refusal


def letters_kept(case_id: int) -> str:
    """What becomes of the letters that name a case that was closed just now; "" where there are none."""
    numbers = edge.read(lambda connection: naming(connection, case_id))
    if not numbers:
        return ""
    these = " ".join(map(str, numbers))
    return (
        f"Not sent yet, and naming it: {counted(len(numbers), 'letter')}. Nothing of the kind leaves now. "
        f"Cancel what is left (sagsgang outbox cancel {these} --reason WORDS), and write anew what must be told."
    )


def _write(case_id: int, edit: Edit, forum: str | None, reason: str | None, *, seen: int | None = None) -> int:
    def work(connection: Connection) -> int:
        by, now = edge.who(), edge.now()
        return edit_case(connection, case_id, edit, forum=forum, reason=reason, seen=seen, by=by, now=now)

    return edge.write(work, "case edit")


def _keep(words: str) -> Path:
    """What was written by hand is not lost with the refusal."""
    with NamedTemporaryFile("w", prefix="sagsgang-", suffix=".txt", encoding="utf-8", delete=False) as file:
        file.write(words)
    return Path(file.name)
