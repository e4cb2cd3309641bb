"""Commands about the councils' answers to a case: who was sent it, who has it on the agenda, who answered what."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge
from states.forms import Form

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from states.council_ledger import CouncilLedger

app = typer.Typer(
    help="The councils' answers to a case: list, sent, agenda, asked, missing, remarks, load, save, map.",
    no_args_is_help=True,
)
CaseId = Annotated[int, typer.Argument(metavar="CASE", help="The case's number.", callback=edge.a_number)]
Council = Annotated[str, typer.Argument(metavar="COUNCIL", help="A municipality's name or number, such as Odense.")]
Some = Annotated[
    list[str] | None, typer.Argument(metavar="[COUNCIL]...", help="Municipalities by name or number (else all).")
]
On = Annotated[str | None, typer.Option(help="The day it was, YYYY-MM-DD (else today).")]
Stop = Annotated[str | None, typer.Option(help="The stop's key, where the case goes to the councils more than once.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


@app.command("list")
def list_(
    case: CaseId,
    stop: Stop = None,
    format: Annotated[Form | None, typer.Option("--format", help="How it is written (else as FILE is named).")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write (else the screen).")] = None,
    json: AsJson = False,
) -> None:
    """Write where each council stands with the case, how many have approved, and what is still asked for.

    Example: sagsgang council list 12 -o svar.pdf
    """
    from commands.councils_told import told
    from commands.delivering import choose_form, deliver
    from commands.papers_told import as_printed
    from templates.council_ledger import ledger_sheet
    from templates.press import press

    form = choose_form(format, output, json=json)
    ledger = _ledger(case, stop)
    printed = as_printed(told(ledger)) if form is Form.JSON else press(ledger_sheet(ledger, on=edge.today()), form)
    deliver(printed, output, f"{len(ledger.rows)} councils")


@app.command()
def missing(case: CaseId, stop: Stop = None, json: AsJson = False) -> None:
    """List the councils whose answer is waited for: whom to remind.

    Example: sagsgang council missing 12
    """
    from commands.councils_told import print_missing

    print_missing(_ledger(case, stop), json=json)


@app.command()
def sent(case: CaseId, councils: Some = None, on: On = None, stop: Stop = None) -> None:
    """Note that the case was sent to councils; without names, to all that wait and were not sent it.

    Example: sagsgang council sent 12 --on 2027-06-21
    """
    from commands.councils_told import say_noted
    from workflow.councils import note_sent

    day = edge.day_or_none(on)
    done = edge.write(
        lambda connection: note_sent(connection, case, councils or [], day, stop, by=edge.who(), now=edge.now()),
        "council sent",
    )
    say_noted(done, f"sent on {day or edge.today()} to")


@app.command()
def agenda(
    case: CaseId,
    council: Council,
    date: Annotated[str, typer.Argument(metavar="DATE", help="The day of the council's meeting, YYYY-MM-DD.")],
    stop: Stop = None,
) -> None:
    """Note that a council has the case on the agenda of its meeting that day, ahead or past.

    Example: sagsgang council agenda 12 Odense 2027-08-25
    """
    from commands.councils_told import say_noted
    from workflow.councils import note_agenda

    day = edge.day(date)
    done = edge.write(
        lambda connection: note_agenda(connection, case, council, day, stop, by=edge.who(), now=edge.now()),
        "council agenda",
    )
    say_noted(done, f"on the agenda of {day} in")


@app.command()
def asked(case: CaseId, councils: Some = None, on: On = None, stop: Stop = None) -> None:
    """Note that councils were reminded; without names, all that were sent the case and have not answered.

    Example: sagsgang council asked 12 Odense Assens
    """
    from commands.councils_told import say_noted
    from workflow.councils import note_asked_again

    day = edge.day_or_none(on)
    done = edge.write(
        lambda connection: note_asked_again(connection, case, councils or [], day, stop, by=edge.who(), now=edge.now()),
        "council asked",
    )
    say_noted(done, f"asked again on {day or edge.today()}:")


@app.command()
def remarks(
    case: CaseId,
    council: Council,
    words: Annotated[str, typer.Argument(metavar="WORDS", help='What it remarked; "" takes it back.')],
    stop: Stop = None,
) -> None:
    """Note or mend what a council remarked when it approved (with the answer itself: sagsgang reply … --remarks).

    Example: sagsgang council remarks 12 Odense "Byrådet forudsætter en evaluering i 2029."
    """
    from commands.councils_told import say_noted
    from workflow.councils import note_remarks

    done = edge.write(
        lambda connection: note_remarks(connection, case, council, words, stop, by=edge.who(), now=edge.now()),
        "council remarks",
    )
    say_noted(done, "remarks noted of" if words.strip() else "remarks taken back of")


@app.command()
def load(
    case: CaseId,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV: number or municipality[,sent,agenda,outcome,on,words,remarks].")
    ],
    stop: Stop = None,
) -> None:
    """Take in what a file says of the councils, all of it or nothing; outcomes are answers, as by sagsgang reply.

    An empty cell says nothing: what is in the register stays.

    Example: sagsgang council load 12 svar.csv
    """
    from ingest.council_file import read_answers
    from workflow.council_load import load_answers
    from workflow.reading import read_content

    lines = read_answers(read_content(file), file.name)
    done = edge.write(
        lambda connection: load_answers(connection, case, lines, file.name, stop, by=edge.who(), now=edge.now()),
        "council load",
    )
    print(f"{file.name}: {done.answered} answers, {done.noted} others changed, {done.same} as they stood.")
    print(f"Case {case} is at {done.state}.")


@app.command()
def save(
    case: CaseId,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write (else the screen).")] = None,
    excel: Annotated[bool, typer.Option("--excel", help="With semicolons, as a Danish Excel opens it.")] = False,
    stop: Stop = None,
) -> None:
    """Write the ledger as a CSV file, to fill in and take in again with sagsgang council load.

    Example: sagsgang council save 12 -o svar.csv
    """
    from commands.delivering import deliver
    from templates.council_ledger import ledger_csv

    ledger = _ledger(case, stop)
    deliver(ledger_csv(ledger, for_excel=excel), output, f"{len(ledger.rows)} councils")


@app.command("map")
def map_(
    case: CaseId,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file to write (else the screen).")] = None,
    stop: Stop = None,
) -> None:
    """Draw the municipalities as a map of tiles with each council's answer (SVG).

    Example: sagsgang council map 12 -o kort.svg
    """
    from commands.delivering import deliver
    from templates.council_map import council_map, council_svg
    from templates.printed import Printed

    ledger = _ledger(case, stop)
    deliver(Printed(council_svg(council_map(ledger)).encode()), output, f"the map of case {ledger.case_id}")


def _ledger(case: int, stop: str | None) -> "CouncilLedger":
    from workflow.councils import ledger_of

    return edge.read(lambda connection: ledger_of(connection, case, stop))
