"""Commands about deadlines."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from commands import edge
from commands.recounting import recount
from commands.tables import as_json
from commands.typed import plain_words
from states.errors import SagsgangError

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from sqlalchemy import Connection

    from states.deadline_list import ListedDeadline
    from states.deadlines import Days
    from states.paper import DeadlineKind
    from states.people import Reached

app = typer.Typer(
    help="Deadlines: what is due when, and who sees to it; add, list, show, move, meet, waive, miss, reopen, edit.",
    no_args_is_help=True,
)


class NotADeadline(SagsgangError):
    """Something else than a deadline's number."""

    def __init__(self, word: str) -> None:
        source = word.partition(":")[0]
        where = {"task": "sagsgang task list", "promise": "sagsgang promise list"}.get(source, "sagsgang meeting list")
        derived = source in ("task", "promise", "cut_off", "dispatch")
        way = f"it follows from elsewhere: {where}" if derived else "see them with sagsgang deadline list"
        super().__init__(f"{word!r} is no deadline's number; {way}. Nothing was written.")


def _number(word: str) -> int:
    """A deadline's number, "12" or "deadline:12". Raises NotADeadline, NoSuchNumber."""
    plain = word.strip().removeprefix("deadline:")
    if not plain.isdecimal():
        raise NotADeadline(word)
    return edge.a_number(int(plain))


DeadlineId = Annotated[str, typer.Argument(metavar="ID", help="The deadline's number.")]
Case = Annotated[int, typer.Option(help="The case's number.", callback=edge.a_number)]
Kind = Annotated[str, typer.Option(help="report, hearing, notice, contract_expiry, task or promise.")]
Before = Annotated[bool, typer.Option("--before", help="The day itself does not count (“inden den 10.”).")]
Between = Annotated[
    tuple[str, str] | None, typer.Option(help="Of vague words: the first and the last day that they may mean.")
]
Owners = Annotated[
    list[str] | None,
    typer.Option("--owner", help="Who sees to it: an address, initials or a name; may be repeated."),
]
Addressees = Annotated[
    list[str] | None,
    typer.Option(
        "--to", help="Who is to have what is due: an address or a name; may be repeated.", callback=plain_words
    ),
]
Source = Annotated[str | None, typer.Option(help="Where it is said.", callback=plain_words)]
Default = Annotated[str | None, typer.Option(help="What the law says if it is missed.", callback=plain_words)]
Reason = Annotated[str, typer.Option(help="Why; it is kept.", callback=edge.some_words)]
Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


@app.command()
def add(
    case: Case,
    kind: Kind,
    words: Annotated[str, typer.Option(help="What is due, in a few words.", callback=plain_words)],
    due: Annotated[str | None, typer.Option(help="The day, YYYY-MM-DD.")] = None,
    before: Before = False,
    between: Between = None,
    owner: Owners = None,
    to: Addressees = None,
    source: Source = None,
    default: Default = None,
) -> None:
    """Enter a deadline of a case; of a concluded one too, since a report may fall due after the decision.

    Example: sagsgang deadline add --case 12 --kind report --due 2027-07-01 --before --owner bel@example.dk
    --words "Redegørelse til ministeriet"
    """
    from workflow.deadlines import NewDeadline, add_deadline

    if not words.strip():
        edge.misused("say what is due, in a few words: --words WORDS.")
    new = NewDeadline(case, _kind(kind), _days(due, between, before), words, owner or (), to or (), source, default)
    _changed(lambda connection: add_deadline(connection, new, by=edge.who(), now=edge.now()), "add")


def _kind(word: str) -> "DeadlineKind":
    from states.deadlines import KINDS, UnknownKind

    found = next((kind for kind in KINDS if kind == word.strip().lower()), None)
    if found is None:
        raise UnknownKind(word)
    return found


def _days(due: str | None, between: tuple[str, str] | None, before: bool) -> "Days":
    """What was typed as days. Raises BadDate, NoInterval."""
    from states import deadlines

    if (due is None) == (between is None):
        edge.misused("say when: a day, or of vague words --between FIRST LAST.")
    if between is not None:
        if before:
            edge.misused("--before goes with a day, not with --between.")
        return deadlines.between(edge.day(between[0]), edge.day(between[1]))
    return deadlines.Days(edge.day(due or ""), before)


def _changed(work: "Callable[[Connection], ListedDeadline]", name: str) -> None:
    """Write, and print how the deadline now stands and what should be known of it."""
    from commands.deadlines_told import deadline_line, notes
    from workflow.people import reach_all

    def both(connection: "Connection") -> "tuple[ListedDeadline, list[Reached]]":
        done = work(connection)
        return done, list(reach_all(connection, done.owners).values())

    done, reached = edge.write(both, f"deadline {name}")
    print(deadline_line(done))
    if done.state == "open":
        for note in notes(done, reached, edge.today()):
            print(note)


@app.command("list")
def list_(
    within: Annotated[str | None, typer.Option(help="Worked to within 30d (days), 6w (weeks) or 3m (months).")] = None,
    case: Annotated[int | None, typer.Option(help="Of this case only.", callback=edge.a_number)] = None,
    owner: Annotated[str | None, typer.Option(help="Of this owner only: an address, initials or a name.")] = None,
    kind: Annotated[str | None, typer.Option(help="Of this kind only; cut_off and dispatch too.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Met, missed, waived and moved ones too.")] = False,
    json: Json = False,
) -> None:
    """List what is due: deadlines, tasks, promises, cut-off and dispatch days, by the day they are worked to.

    Example: sagsgang deadline list --within 30d
    """
    from commands.deadlines_told import deadline_json, print_deadlines
    from states.deadline_list import until
    from workflow.deadline_list import Wanted, deadlines

    today = edge.today()
    wanted = Wanted(case, owner, _listed_kind(kind), until(within, today) if within else None, everything)
    found = edge.read(lambda connection: deadlines(connection, wanted, today=today))
    if json:
        as_json([deadline_json(one, today) for one in found])
    else:
        print_deadlines(found, today)


def _listed_kind(word: str | None) -> str | None:
    from states.deadlines import UnknownKind
    from states.paper import DeadlineKind
    from states.watched import Source as Derived

    kinds = (*DeadlineKind, Derived.CUT_OFF, Derived.DISPATCH)
    if word is not None and word not in kinds:
        raise UnknownKind(word, kinds)
    return word


@app.command()
def show(deadline: DeadlineId, json: Json = False) -> None:
    """Show a deadline with its whole course: every change, reminder and “I have it”.

    Example: sagsgang deadline show 134
    """
    from commands.deadlines_told import course_json, print_course
    from workflow.deadline_list import course

    told = edge.read(lambda connection: course(connection, _number(deadline)))
    if json:
        as_json(course_json(told, edge.today()))
    else:
        print_course(told, edge.today())


@app.command()
def move(
    deadline: DeadlineId,
    reason: Reason,
    day: Annotated[str | None, typer.Argument(metavar="DATE", help="The new day, YYYY-MM-DD.")] = None,
    before: Before = False,
    between: Between = None,
    extended: Annotated[bool, typer.Option("--extended", help="Whoever set it has granted more time.")] = False,
) -> None:
    """Move a deadline to another day, for a reason; the old one is kept. It makes vague words exact.

    Example: sagsgang deadline move 134 2027-09-01 --extended --reason "Styrelsen har givet udsættelse"
    """
    from workflow.deadlines import move_deadline

    number, to = _number(deadline), _days(day, between, before)
    _changed(
        lambda connection: move_deadline(
            connection, number, to, reason=reason, extended=extended, by=edge.who(), now=edge.now()
        ),
        "move",
    )


@app.command()
def meet(
    deadline: DeadlineId,
    on: Annotated[str | None, typer.Option(help="When it was met, YYYY-MM-DD (else today).")] = None,
    words: Annotated[str, typer.Option(help="How, in a few words.", callback=plain_words)] = "",
) -> None:
    """Say that a deadline was met.

    Example: sagsgang deadline meet 134 --on 2027-06-29
    """
    from workflow.deadlines import meet_deadline

    number, day = _number(deadline), edge.day_or_none(on)
    _changed(
        lambda connection: meet_deadline(connection, number, day, words=words, by=edge.who(), now=edge.now()), "meet"
    )


@app.command()
def waive(deadline: DeadlineId, reason: Reason) -> None:
    """Say that a deadline need not be met.

    Example: sagsgang deadline waive 134 --reason "Høringen er trukket tilbage"
    """
    from workflow.deadlines import waive_deadline

    number = _number(deadline)
    _changed(
        lambda connection: waive_deadline(connection, number, reason=reason, by=edge.who(), now=edge.now()), "waive"
    )


@app.command()
def miss(deadline: DeadlineId, reason: Reason) -> None:
    """Say that a deadline ended unmet, so that nobody is asked about it any more.

    Example: sagsgang deadline miss 134 --reason "Staten har fastsat kvoterne"
    """
    from workflow.deadlines import miss_deadline

    number = _number(deadline)
    _changed(lambda connection: miss_deadline(connection, number, reason=reason, by=edge.who(), now=edge.now()), "miss")


@app.command()
def reopen(deadline: DeadlineId, reason: Reason) -> None:
    """Take an ended deadline up again.

    Example: sagsgang deadline reopen 134 --reason "Svaret kom retur"
    """
    from workflow.deadlines import reopen_deadline

    number = _number(deadline)
    _changed(
        lambda connection: reopen_deadline(connection, number, reason=reason, by=edge.who(), now=edge.now()), "reopen"
    )


@app.command()
def edit(
    deadline: DeadlineId,
    owner: Owners = None,
    to: Addressees = None,
    words: Annotated[str | None, typer.Option(help="What is due, in a few words.", callback=plain_words)] = None,
    default: Default = None,
    source: Source = None,
    kind: Annotated[str | None, typer.Option(help="Another kind.")] = None,
) -> None:
    """Change what a deadline says but its day; owners and addressees are replaced ("" for none).

    Example: sagsgang deadline edit 134 --owner bel --owner snm@example.dk
    """
    from workflow.deadlines import DeadlineEdit, edit_deadline

    if all(given is None for given in (owner, to, words, default, source, kind)):
        edge.misused("say what is to be otherwise: --owner, --to, --words, --default, --source or --kind.")
    if words is not None and not words.strip():
        edge.misused("say what is due, in a few words: --words WORDS.")
    number = _number(deadline)
    change = DeadlineEdit(_kind(kind) if kind else None, words, owner, to, source, default)
    _changed(lambda connection: edit_deadline(connection, number, change, by=edge.who(), now=edge.now()), "edit")


app.command("recount")(recount)
