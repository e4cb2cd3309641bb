"""Deciding, and its short forms: reply, return, postpone, delegate."""

from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from commands import edge
from commands.typed import plain_words
from states.outcomes import Outcome
from states.triggers import CHOICES, Trigger

if TYPE_CHECKING:  # heavy: `--help` must not load a database
    from workflow.asked import Asked, AskedTask, Part

CaseId = Annotated[int, typer.Argument(metavar="ID", help="The case's number.", callback=edge.a_number)]
Words = Annotated[str, typer.Option(help="The decision in the forum's exact words.", callback=plain_words)]
Meeting = Annotated[str | None, typer.Option(help="The meeting's date, where there are several.")]
ForumOption = Annotated[str | None, typer.Option(help="Which forum, where several treat the case side by side.")]
Tasks = Annotated[
    list[str] | None,
    typer.Option(
        "--task",
        help="Something somebody must do: WORDS, or WORDS | OWNER, or WORDS | OWNER | DATE.",
        callback=plain_words,
    ),
]
Additions = Annotated[str | None, typer.Option(help="What was added to the recommendation.", callback=plain_words)]
Parts = Annotated[
    list[str] | None, typer.Option("--part", help="A part with its own outcome: WORDS | OUTCOME.", callback=plain_words)
]
NewCase = Annotated[str | None, typer.Option(help="The title of a new case that follows.", callback=plain_words)]
Scope = Annotated[str | None, typer.Option(help="What the empowered forum may decide.", callback=plain_words)]
Correct = Annotated[
    str | None, typer.Option(help="Mend the last decision instead; the reason is kept.", callback=edge.some_words)
]
On = Annotated[str | None, typer.Option(help="The day, where no meeting of ours gives it.")]


def mount(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.command("decide")(decide)
    app.command("reply")(reply)
    app.command("return")(return_)
    app.command("postpone")(postpone)
    app.command("delegate")(delegate)


def decide(
    case_id: CaseId,
    outcome: Annotated[Outcome, typer.Option(help="What the decision means.")],
    words: Words = "",
    meeting: Meeting = None,
    forum: ForumOption = None,
    then: Annotated[str | None, typer.Option(help=f"What happens instead: {', '.join(CHOICES)}.")] = None,
    to: Annotated[str | None, typer.Option(help="The stop it goes back to, or the forum that is empowered.")] = None,
    additions: Additions = None,
    part: Parts = None,
    task: Tasks = None,
    new_case: NewCase = None,
    scope: Scope = None,
    expires: Annotated[str | None, typer.Option(help="When the empowerment ends, YYYY-MM-DD.")] = None,
    on: On = None,
    correct: Correct = None,
) -> None:
    """Record what a forum decided on a case, and let everything follow from it.

    Example: sagsgang decide 12 --outcome approved --words "KKR Syddanmark godkendte indstillingen."
    """
    from workflow.asked import Asked

    asked = Asked(
        case_id=case_id,
        outcome=outcome,
        words=words,
        meeting=edge.day_or_none(meeting),
        on=edge.day_or_none(on),
        forum=forum,
        then=_then(then),
        to=to,
        additions=additions,
        parts=_parts(part or []),
        tasks=_tasks(task or []),
        scope=scope,
        expires=edge.day_or_none(expires),
        follows=new_case,
    )
    _run(asked, correct)


def reply(
    case_id: CaseId,
    forum: Annotated[str, typer.Option(help="The council that answers: its municipality's name, or KB-461.")],
    outcome: Annotated[Outcome, typer.Option(help="What the answer means.")],
    words: Words = "",
    remarks: Annotated[str | None, typer.Option(help="What it remarked to its approval.")] = None,
    on: On = None,
) -> None:
    """Record a council's answer.

    Example: sagsgang reply 12 --forum Odense --outcome approved --words "Godkendt."
    """
    from commands.deciding import record_reply
    from workflow.asked import Asked

    record_reply(
        Asked(case_id=case_id, outcome=outcome, words=words, forum=forum, on=edge.day_or_none(on), answer=True), remarks
    )


def return_(
    case_id: CaseId,
    to: Annotated[str | None, typer.Option(help="The stop it goes back to.")] = None,
    words: Words = "",
    task: Tasks = None,
    meeting: Meeting = None,
    forum: ForumOption = None,
) -> None:
    """Send a case back with tasks; from there it goes the whole way up again.

    Example: sagsgang return 12 --to sdf --words "Kredsen bad om et nyt oplæg." --task "Nyt oplæg | Socialdirektørforum"
    """
    from workflow.asked import Asked

    _run(
        Asked(
            case_id=case_id,
            outcome=Outcome.RETURNED,
            words=words,
            to=to,
            tasks=_tasks(task or []),
            meeting=edge.day_or_none(meeting),
            forum=forum,
        )
    )


def postpone(case_id: CaseId, words: Words = "", meeting: Meeting = None, forum: ForumOption = None) -> None:
    """Let a case wait for the forum's next meeting.

    Example: sagsgang postpone 12 --words "Sagen blev udsat."
    """
    from workflow.asked import Asked

    _run(
        Asked(
            case_id=case_id,
            outcome=Outcome.POSTPONED,
            words=words,
            meeting=edge.day_or_none(meeting),
            forum=forum,
        )
    )


def delegate(
    case_id: CaseId,
    to: Annotated[str, typer.Option(help="Who is empowered, such as KKR-F for the chairmanship.")],
    words: Words = "",
    scope: Scope = None,
    expires: Annotated[str | None, typer.Option(help="When it ends, YYYY-MM-DD.")] = None,
    meeting: Meeting = None,
) -> None:
    """Empower another forum to decide; it reports back at the next meeting.

    Example: sagsgang delegate 12 --to KKR-F --expires 2027-08-09 --scope "det endelige høringssvar"
    """
    from workflow.asked import Asked

    _run(
        Asked(
            case_id=case_id,
            outcome=Outcome.DELEGATED,
            words=words,
            to=to,
            scope=scope,
            expires=edge.day_or_none(expires),
            meeting=edge.day_or_none(meeting),
        )
    )


def _run(asked: "Asked", correct: str | None = None) -> None:
    from commands.deciding import correct_last, record

    if correct is not None:
        correct_last(asked, correct)
    else:
        record(asked)


def _then(word: str | None) -> Trigger | None:
    if word is None:
        return None
    if word not in CHOICES:
        _misused("--then", word, ", ".join(CHOICES))
    return Trigger(word)


def _tasks(entries: list[str]) -> "tuple[AskedTask, ...]":
    from workflow.asked import AskedTask

    found = []
    for entry in entries:
        words, owner, due = ([part.strip() for part in entry.split("|")] + ["", ""])[:3]
        found.append(AskedTask(words, owner or None, edge.day_or_none(due)))
    return tuple(found)


def _parts(entries: list[str]) -> "tuple[Part, ...]":
    from workflow.asked import Part

    found = []
    for entry in entries:
        words, _, outcome = (part.strip() for part in entry.rpartition("|"))
        if outcome not in set(Outcome):
            _misused("--part", entry, "WORDS | OUTCOME")
        found.append(Part(words, Outcome(outcome)))
    return tuple(found)


def _misused(option: str, word: str, form: str) -> NoReturn:
    edge.misused(f"{option} {word!r}: say it as {form}.")
