"""Commands about cases."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands import edge
from commands.route import Mermaid, Output, Svg
from commands.tables import as_json, as_table
from commands.typed import plain_words
from states.outcomes import Purpose

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    pass

app = typer.Typer(help="Cases: open, list, show, edit, submit, route, withdraw, reopen, join.", no_args_is_help=True)

CaseId = Annotated[int, typer.Argument(metavar="ID", help="The case's number.", callback=edge.a_number)]
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
Until = Annotated[str | None, typer.Option(help="The last day of a group that waits for a date, YYYY-MM-DD.")]
Reason = Annotated[str, typer.Option(help="Why; it is kept.", callback=edge.some_words)]
TextFile = Annotated[Path | None, typer.Option(help="A text file with this section (- reads standard input).")]


def is_at(state: str) -> str:
    """Where a case is, in words: "is at kkr", "is concluded"."""
    from states.machine import DRAFT, ENDED

    return f"is {state}" if state in (DRAFT, *ENDED) else f"is at {state}"


@app.command()
def new(
    title: Annotated[str, typer.Argument(help="The case's title.", callback=plain_words)],
    route: Annotated[str, typer.Option(help="The route's key (sagsgang route list).")] = "kkr",
    host: Annotated[str | None, typer.Option(help="The host council, for routes that need one.")] = None,
    officer: Annotated[list[str] | None, typer.Option(help="Initials of an officer; may be repeated.")] = None,
    purpose: Annotated[list[Purpose] | None, typer.Option(help="What is asked; may be repeated.")] = None,
    background: TextFile = None,
    recommendation: TextFile = None,
    presentation: TextFile = None,
    answers_by: Until = None,
    submit: Annotated[bool, typer.Option("--submit", help="Send it to its first stop at once.")] = False,
    closed: Annotated[bool, typer.Option("--closed", help="Confidential (lukket) from the beginning.")] = False,
) -> None:
    """Open a case, as a draft until it is submitted.

    Example: sagsgang case new "Fælles indkøb af el" --route short --officer bel
    """
    from commands.opening import open_new
    from workflow.opening import Contents

    texts = _texts(background, recommendation, presentation)
    contents = Contents(texts=texts, purposes=purpose or (), officers=officer or (), closed=closed)
    case_id = open_new(title, route, host, contents, answers_by=edge.day_or_none(answers_by), submit=submit)
    print(f"Case {case_id}: {title} ({'on its way' if submit else 'a draft'}{', closed' * closed}).")


def _texts(background: Path | None, recommendation: Path | None, presentation: Path | None) -> dict[str, Any]:
    from commands.editing import stored_text

    files = {"background": background, "recommendation": recommendation, "presentation": presentation}
    return {name: stored_text(path) for name, path in files.items() if path is not None}


@app.command("list")
def list_(
    json: Json = False,
    everything: Annotated[bool, typer.Option("--all", help="Ended cases too.")] = False,
    forum: Annotated[str | None, typer.Option(help="Only cases that wait at this forum.")] = None,
) -> None:
    """List the open cases and where they wait.

    Example: sagsgang case list --forum KKR
    """
    from commands.lists import cases

    rows = edge.read(lambda connection: cases(connection, everything=everything, forum=forum))
    if json:
        as_json(rows)
    else:
        head = ("id", "title", "state", "waits_at", "next_meeting", "route")
        as_table(head, [[row[name] for name in head] for row in rows])


@app.command()
def show(
    case_id: CaseId,
    texts: Annotated[bool, typer.Option("--texts", help="Its texts as well.")] = False,
    json: Json = False,
    svg: Svg = False,
    mermaid: Mermaid = False,
    output: Output = None,
) -> None:
    """Show a case's whole course: what each forum was asked and said, what is next, who must do what; or draw it.

    Example: sagsgang case show 12 --svg -o sag-12.svg
    """
    from commands.drawing import check_asked, deliver_drawing
    from commands.lists import print_account, print_texts
    from workflow.drawing import case_drawing
    from workflow.show import account

    if check_asked(as_svg=svg, as_mermaid=mermaid, output=output, json=json):
        deliver_drawing(*edge.read(lambda connection: case_drawing(connection, case_id)), as_svg=svg, output=output)
        return
    told = edge.read(lambda connection: account(connection, case_id))
    if json:
        as_json(told)
    else:
        print_account(told)
        if texts:
            print_texts(told["texts"])


@app.command()
def edit(
    case_id: CaseId,
    title: Annotated[str | None, typer.Option(help="A new title.", callback=plain_words)] = None,
    background: TextFile = None,
    recommendation: TextFile = None,
    presentation: TextFile = None,
    course: TextFile = None,
    purpose: Annotated[list[Purpose] | None, typer.Option(help="What is asked; may be repeated.")] = None,
    officer: Annotated[list[str] | None, typer.Option(help="Initials of an officer; may be repeated.")] = None,
    closed: Annotated[bool | None, typer.Option("--closed/--open", help="Confidential (lukket) or not.")] = None,
    forum: Annotated[str | None, typer.Option(help="Which forum's draft, where several have the case.")] = None,
    reason: Annotated[
        str | None, typer.Option(help="Why; needed when its agenda is locked.", callback=edge.some_words)
    ] = None,
) -> None:
    """Change a case's title and the draft before its forum; without options the texts open in your editor.

    Example: sagsgang case edit 12 --background baggrund.txt
    """
    from commands.editing import change_case, letters_kept

    files = {"background": background, "recommendation": recommendation, "presentation": presentation, "course": course}
    given = {name: path for name, path in files.items() if path is not None}
    changed = change_case(
        case_id, forum, given, title=title, purposes=purpose, officers=officer, closed=closed, reason=reason
    )
    print(f"Case {changed} is changed.")
    if closed and (kept := letters_kept(changed)):
        print(kept)


@app.command()
def submit(case_id: CaseId) -> None:
    """Send a draft to its first stop, or say that a case's text is ready for its forum.

    Example: sagsgang case submit 12
    """
    from workflow.cases import submit_case

    stop = edge.write(lambda connection: submit_case(connection, case_id, by=edge.who(), now=edge.now()), "case submit")
    print(f"Case {case_id} {is_at(stop)}.")


@app.command()
def route(
    case_id: CaseId,
    key: Annotated[str | None, typer.Argument(help="The route's key (sagsgang route list).")] = None,
    host: Annotated[str | None, typer.Option(help="The host council, for routes that need one.")] = None,
    insert: Annotated[str | None, typer.Option(help="Put in a stop at this forum.")] = None,
    skip: Annotated[str | None, typer.Option(help="Leave out the stop with this key.")] = None,
    before: Annotated[
        str | None, typer.Option(help="With --insert: before which stop (else next after the present one).")
    ] = None,
    answers_by: Until = None,
    reason: Annotated[
        str | None, typer.Option(help="Why; needed with --insert and --skip.", callback=edge.some_words)
    ] = None,
) -> None:
    """Set a case's true route, or put in or leave out one stop for a reason.

    Example: sagsgang case route 12 social-councils
    """
    from commands.routing import Change, change

    if sum(choice is not None for choice in (key, insert, skip)) != 1:
        edge.misused("Say one of: a route's key, --insert FORUM, --skip STOP.")
    if key is None and not reason:
        edge.misused("Say why: --reason WORDS.")
    if key is None and (answers_by or host):
        edge.misused("--answers-by and --host go with a route's key.")
    if before and not insert:
        edge.misused("--before goes with --insert.")
    chosen = Change(key, host, edge.day_or_none(answers_by), insert, skip, before, reason or "")
    changed = edge.write(lambda connection: change(connection, case_id, chosen), "case route")
    if insert:
        print(f"Stop {changed.stop} is put in: {' → '.join(changed.way)}.")
    print(f"Case {case_id} {is_at(changed.state)}.")


@app.command()
def withdraw(
    case_id: CaseId,
    reason: Reason,
    waive_deadlines: Annotated[bool, typer.Option("--waive-deadlines", help="Waive its open deadlines too.")] = False,
) -> None:
    """Take a case back. Nobody is reminded of its open deadlines from then on, unless it is reopened.

    Example: sagsgang case withdraw 12 --reason "Løst på anden vis"
    """
    from commands.withdrawing import take_back

    take_back(case_id, reason, waive_deadlines=waive_deadlines)


@app.command()
def reopen(
    case_id: CaseId,
    reason: Reason,
    to: Annotated[str | None, typer.Option(help="The stop where it goes on (else the last one).")] = None,
) -> None:
    """Take an ended case up again.

    Example: sagsgang case reopen 12 --to k22 --reason "Nye oplysninger"
    """
    from workflow.cases import reopen_case

    stop = edge.write(
        lambda connection: reopen_case(connection, case_id, to=to, reason=reason, by=edge.who(), now=edge.now()),
        "case reopen",
    )
    print(f"Case {case_id} {is_at(stop)}.")


@app.command()
def join(
    case_id: CaseId,
    other: Annotated[int, typer.Argument(help="The case that is taken over.", callback=edge.a_number)],
    stop_of: Annotated[
        int | None, typer.Option(help="Whose stop counts: ID or OTHER (else the open one's).", callback=edge.a_number)
    ] = None,
) -> None:
    """Join two cases that are one: OTHER's course becomes ID's, and OTHER's number goes on answering for ID.

    Example: sagsgang case join 12 31 --stop-of 31
    """
    from workflow.join import join_cases

    state = edge.write(
        lambda connection: join_cases(connection, case_id, other, stop_of=stop_of, by=edge.who(), now=edge.now()),
        "case join",
    )
    print(f"Case {other} is joined into case {case_id}, which {is_at(state)}.")


@app.command()
def suggestions(
    json: Json = False,
    dismiss: Annotated[
        int | None, typer.Option(help="Dismiss the suggestion with this number for good.", callback=edge.a_number)
    ] = None,
) -> None:
    """List cases that look like one already known; nothing is joined by itself.

    Example: sagsgang case suggestions
    """
    from commands.lists import open_suggestions
    from workflow.join import dismiss_suggestion

    if dismiss is not None:
        edge.write(
            lambda connection: dismiss_suggestion(connection, dismiss, by=edge.who(), now=edge.now()),
            "case suggestions",
        )
        print(f"Suggestion {dismiss} is dismissed.")
        return
    rows = edge.read(open_suggestions)
    if json:
        as_json(rows)
    else:
        head = ("id", "case", "title", "other", "other_title", "score", "why")
        as_table(head, [[row[name] for name in head] for row in rows])
