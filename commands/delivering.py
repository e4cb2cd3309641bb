"""Handing over a document: in which form, to a file or to the screen."""

import os
import sys
from pathlib import Path

import typer

from states.errors import SagsgangError
from states.forms import Form, form_of
from templates.printed import Printed


class CouldNotWrite(SagsgangError):
    """A file that cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Could not write {path}: {reason}.")


class NeedsFile(SagsgangError):
    """A form that no screen can show."""

    def __init__(self, form: Form) -> None:
        super().__init__(f"A {form.upper()} file cannot be shown on the screen: say where it shall be with -o FILE.")


class UnclearForm(SagsgangError):
    """A file whose name does not say its form."""

    def __init__(self, path: Path) -> None:
        known = ", ".join(form.suffix for form in Form)
        super().__init__(f"What form shall {path} have? Say --format, or end its name in one of {known}.")


def choose_form(said: Form | None, output: Path | None, *, json: bool = False) -> Form:
    """The form that was asked for: said, else as the file is named, else text on the screen.

    Raises UnclearForm, NeedsFile.
    """
    if json:
        return Form.JSON
    form = said or (form_of(output.suffix) if output else Form.TEXT)
    if form is None:
        raise UnclearForm(output or Path())
    if output is None and not form.is_text:
        raise NeedsFile(form)
    return form


def deliver(printed: Printed, output: Path | None, what: str) -> None:
    """Write the document to its file, and say so; without a file, to the screen. Raises CouldNotWrite."""
    if output is None:
        sys.stdout.write(printed.content.decode())
    else:
        write_file(output, printed.content)
        print(f"Wrote {output}: {what}.")
    for note in printed.notes:
        typer.echo(f"note: {note}", err=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole: it has its name only when all of it is there. Raises CouldNotWrite."""
    half = path.with_name(f".{path.name}.half")
    try:
        half.write_bytes(content)
        os.replace(half, path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise CouldNotWrite(path, (error.strerror or str(error)).lower()) from error
