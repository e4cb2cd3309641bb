"""Handing over plans: on the screen, as a document, or as a drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from commands import edge
from commands.delivering import choose_form, deliver
from commands.papers_told import as_printed
from commands.planning import Found, all_json, plan_json, print_all, print_plan
from states.forms import Form
from states.sheet import Sheet
from states.timeline import DatedCase
from templates.picture import Picture
from templates.plan_sheet import plan_sheet, plans_sheet
from templates.press import press
from templates.printed import Printed
from templates.timeline import plan_picture, svg
from templates.timelines import cases_picture
from workflow.plan_choice import Chosen

PICTURE = ".svg"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a plan is given: as a drawing, in a form, or (None) told on the screen; to a file, or to the screen."""

    drawing: bool
    form: Form | None
    file: Path | None

    @property
    def is_sent_around(self) -> bool:
        """Whether others may come to read it."""
        return self.drawing or self.form not in (None, Form.JSON)


def wanted(*, drawing: bool, form: Form | None, file: Path | None, json: bool) -> Wanted:
    """What the options ask for. A file whose name ends in .svg is a drawing. Raises UnclearForm, NeedsFile."""
    if drawing + json + (form is not None) > 1:
        edge.misused("Say one of --svg, --format and --json.")
    named = form is None and not json and file is not None and file.suffix.lower() == PICTURE
    if drawing or named:
        return Wanted(True, None, file)
    if form is None and file is None and not json:
        return Wanted(False, None, None)
    return Wanted(False, choose_form(form, file, json=json), file)


def give(found: Found, out: Wanted) -> None:
    """Give one plan as it is wanted. Raises CouldNotWrite."""
    told = found.told
    if out.is_sent_around and found.closed:
        typer.echo("note: the case is closed (lukket)", err=True)
    _give(
        out,
        found.title,
        show=lambda: print_plan(told),
        json=lambda: plan_json(told),
        sheet=lambda: plan_sheet(told, found.forums, title=found.title),
        picture=lambda: plan_picture(told, found.forums, title=found.title),
    )


def give_all(chosen: Chosen, out: Wanted, today: date) -> None:
    """Give many plans as they are wanted. Raises CouldNotWrite."""
    cases = [DatedCase(one.case.case_id, one.case.title, one.due, one.plan) for one in chosen.cases]
    if chosen.left_out:
        typer.echo(f"note: {chosen.left_out} closed (lukket) left out; --closed takes them in", err=True)
    _give(
        out,
        f"{len(cases)} cases",
        show=lambda: print_all(chosen.cases),
        json=lambda: all_json(chosen.cases),
        sheet=lambda: plans_sheet(cases, chosen.forums, on=today),
        picture=lambda: cases_picture(cases, chosen.forums, today=today),
    )


def _give(
    out: Wanted,
    what: str,
    *,
    show: Callable[[], None],
    json: Callable[[], Any],
    sheet: Callable[[], Sheet],
    picture: Callable[[], Picture],
) -> None:
    if out.drawing:
        deliver(Printed(svg(picture()).encode()), out.file, what)
    elif out.form is None:
        show()
    elif out.form is Form.JSON:
        deliver(as_printed(json()), out.file, what)
    else:
        deliver(press(sheet(), out.form), out.file, what)
