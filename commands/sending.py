"""Queueing letters by hand: word, queue, and say what became of each."""

from collections.abc import Callable

import typer
from sqlalchemy import Connection

from commands import edge
from commands.posting import posting_of
from db.files import Files
from states.addresses import Address
from states.letters import Draft, Written
from templates.letters import write
from workflow.outbox import Posting, queue
from workflow.prepared import Prepared


def link() -> str:
    """The address of the pages, or ""."""
    return edge.settings().mail.link


def organizer() -> Address | None:
    """Who asks to a meeting: who letters come from."""
    return edge.settings().mail.sender


def files() -> Files | None:
    """Where enclosures are put; None where nobody has said it: the letters go without."""
    folder = edge.settings().files
    return Files(folder) if folder else None


def queue_letters(found: Prepared, name: str, *, first: Callable[[Connection], object] | None = None) -> None:
    """Word these letters, queue them in one transaction, after what is to be written `first` in it, and say so."""
    written = write(found.batch.drafts)  # reading them has chosen the office's templates
    posting = posting_of(edge.settings())

    def work(connection: Connection) -> dict[str, int]:
        if first is not None and written:
            first(connection)
        return queue(connection, written, posting, along=found.batch.along, by=edge.who(), now=edge.now())

    numbers = edge.write(work, name) if written else {}
    for one in written:
        print(_became(one, numbers.get(one.draft.key), posting))
    if not written:
        print("Nothing to send: whoever can be reached has it.")
    if found.unreached:
        typer.echo(f"note: without an address, and not written to: {', '.join(found.unreached)}", err=True)


def _became(one: Written, number: int | None, posting: Posting) -> str:
    to = _to(one.draft)
    if number is None:
        return f"{to}: has it already; see sagsgang outbox list."
    if one.wording.failure:
        return f"Letter {number} to {to} waits: {one.wording.failure} Then: sagsgang outbox retry {number}."
    if one.draft.kind in posting.approve:
        return f"Letter {number} to {to} waits for approval: sagsgang outbox show {number}, then approve {number}."
    return f"Letter {number} to {to} is queued."


def _to(draft: Draft) -> str:
    return f"{draft.to.name} <{draft.to.email}>" if draft.to.name else draft.to.email
