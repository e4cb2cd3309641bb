"""Commands about the templates that documents are made from."""

from pathlib import Path
from typing import Annotated

import typer

from commands import edge
from commands.tables import as_json, as_table

app = typer.Typer(help="Templates: list, copy, check, preview, diff.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The template, such as paper.docx.")]
OneOrAll = Annotated[str | None, typer.Argument(metavar="NAME", help="One template (else every one of your own).")]
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


@app.callback()
def _own_folder() -> None:
    """Use the office's folder."""
    from templates.shelf import choose

    choose(edge.settings().templates)


@app.command("list")
def list_(json: Json = False) -> None:
    """List the templates: what each is for, and whether it is the shipped one or your own.

    Example: sagsgang template list
    """
    from templates.office import standings

    rows = standings()
    if json:
        as_json([{"name": one.name, "for": one.purpose, "whose": one.whose.name.lower(), "hint": one.hint}
                 for one in rows])  # fmt: skip
        return
    as_table(("name", "whose", "for"), [(one.name, one.whose, one.purpose) for one in rows])
    _print_strangers()


def _print_strangers() -> None:
    from templates.office import Whose, standings

    for one in standings():
        if one.whose is Whose.UNKNOWN:
            typer.echo(f"note: {one.name}: {one.purpose}; {one.hint}", err=True)


@app.command("copy")
def copy_(
    name: Name, force: Annotated[bool, typer.Option(help="Put it in the place of the one that is there.")] = False
) -> None:
    """Copy a shipped template into your own folder (SAGSGANG_TEMPLATES), to be changed there.

    Example: sagsgang template copy paper.docx
    """
    from templates.office import copy_template

    print(f"Wrote {copy_template(name, force=force)}: change it there, then try it with sagsgang template check.")


@app.command()
def check(name: OneOrAll = None, json: Json = False) -> None:
    """Try your own templates on the latest meetings of each forum; ends in 1 when something is found.

    Example: sagsgang template check
    """
    from dataclasses import asdict

    from templates.catalogue import is_of_letters
    from templates.office import check_known, own_templates
    from workflow.template_check import check_templates, forum_codes, trials

    if name:
        check_known(name)
    names = [name] if name else list(own_templates())
    tried = edge.read(trials) if names else []
    found = check_templates(names, tried, edge.read(forum_codes) if names else ())
    tried_on = [*(one.words for one in tried), *(["letters of the example"] if any(map(is_of_letters, names)) else [])]
    if json:
        as_json({"templates": names, "tried_on": tried_on, "findings": [*map(asdict, found)]})
    else:
        _print_checked(names, tried_on)
        for one in found:
            place = (f", {one.part}" if one.part else "") + (f", line {one.line}" if one.line else "")
            met = f" (met in the {one.shown_by})" if one.shown_by else ""
            print(f"{one.template}{place}: {one.message}{met}" if one.template else one.message)
        _print_strangers()
    if found:
        raise typer.Exit(1)


def _print_checked(names: list[str], tried: list[str]) -> None:
    if not names:
        print("There are no templates of your own.")
        return
    print(f"Checked {', '.join(names)} on: {', '.join(tried)}.")


@app.command()
def preview(
    name: Name,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    forum: Annotated[str | None, typer.Option(help="Show a meeting of this forum (else an example).")] = None,
    meeting: Annotated[str | None, typer.Option(help="Which meeting, YYYY-MM-DD (else the forum's latest).")] = None,
    minutes: Annotated[bool, typer.Option("--minutes", help="Its minutes (else its agenda).")] = False,
) -> None:
    """Write the document that a template makes.

    Example: sagsgang template preview paper.docx --forum KKR -o proeve.docx
    """
    from commands.delivering import choose_form, deliver
    from states.paper import PaperKind
    from templates.catalogue import form_of_template, is_of_letters, made_by
    from templates.letters import shown_letter
    from templates.office import check_known
    from templates.press import press
    from workflow.template_check import example_for, trial_of

    check_known(name)
    if is_of_letters(name):
        if forum:
            edge.misused(f"{name} makes letters: it is shown on an example, without --forum.")
        deliver(shown_letter(name), output, "letter of the example")
        return
    on, kind = edge.day_or_none(meeting), PaperKind.MINUTES if minutes else PaperKind.AGENDA
    if on and not forum:
        edge.misused("say whose meeting it is: --forum FORUM.")
    if command := made_by(name):
        edge.misused(f"{name} makes neither an agenda nor a list; see what it makes with {command}.")
    if forum and name.startswith(("sheet.", "changes.")):
        edge.misused(f"{name} makes no agenda and no minutes: it is shown on an example, without --forum.")
    trial = edge.read(lambda connection: trial_of(connection, forum, on, kind)) if forum else example_for(name, kind)
    deliver(press(trial.document, choose_form(form_of_template(name), output)), output, trial.words)


@app.command()
def diff(name: OneOrAll = None, json: Json = False) -> None:
    """Show how your own templates differ from the shipped ones; ends in 1 when they do, as diff does.

    Of a Word file, words and tags are compared, paragraph by paragraph.

    Example: sagsgang template diff words.yaml
    """
    from templates.office import check_known, differences, own_templates

    if name:
        check_known(name)
    found = {one: differences(one) for one in ([name] if name else own_templates())}
    if json:
        as_json([{"name": one, "differs": bool(lines), "lines": lines} for one, lines in found.items()])
    else:
        for line in (line for lines in found.values() for line in lines):
            print(line)
    if any(found.values()):
        raise typer.Exit(1)
