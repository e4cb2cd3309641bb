"""What `sagsgang import` does: one file, several, or folders; one bad file stops only itself."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import track
from sqlalchemy import Connection

from commands import edge
from commands.tables import as_json
from db.queries.facts import load_forums
from db.seed import seed_forums
from states.errors import SagsgangError
from states.forums import Forum, find_forum
from states.paper_json import reading
from workflow.import_paper import Imported, import_paper
from workflow.reading import ReadFile, in_date_order, read_file
from workflow.route_shelf import shelf


class NoFiles(SagsgangError):
    """A folder holds no paper."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no file to read in {folder}.")


def dry(paths: Sequence[Path], forum: str | None, on: date | None, *, json: bool) -> None:
    """Print what is read of each paper; writes nothing and needs no register."""
    forums = [entry.forum for entry in seed_forums()]
    read, failed = _read(paths, forums, forum, on)
    if json:
        readings = [reading(one.paper) for one in read]
        if readings:
            as_json(readings[0] if _one_file(paths) else readings)
    else:
        for one in read:
            _print_reading(one)
    if failed:
        raise typer.Exit(1)


def _print_reading(one: ReadFile) -> None:
    paper = one.paper
    items = list(paper.items)
    print(f"{one.file.name}: {paper.kind} of {paper.forum or '?'}, {paper.on or 'no date'}, {len(items)} items")
    for item in items:
        asked = ", ".join(item.purposes) or "-"
        print(f"  {item.number:5} {item.title}  [{asked}{f' → {item.outcome}' if item.outcome else ''}]")
    for doubt in paper.doubts:
        print(f"  ? {doubt}")


def into_register(paths: Sequence[Path], forum: str | None, on: date | None, *, replacing: bool, json: bool) -> None:
    """Take papers into the register in the order of their meetings, each in a transaction of its own."""
    known = edge.read(load_forums)
    read, failed = _read(paths, [entry.forum for entry in known.values()], forum, on)
    routes = shelf(known, edge.settings().routes)
    results: list[dict[str, Any]] = []
    for one in _progress(in_date_order(read), "Importing"):

        def work(connection: Connection, one: ReadFile = one) -> Imported:
            return import_paper(
                connection, one.paper, one.file, routes, replacing=replacing, by=edge.who(), now=edge.now()
            )

        try:
            done = edge.write(work, "import")
        except SagsgangError as refusal:
            failed.append(_refused(one.file.name, refusal))
            continue
        results.append(_result(one, done))
        if not json:
            _print_done(one, done)
    if json and results:
        as_json(results[0] if _one_file(paths) else results)
    if failed:
        raise typer.Exit(1)


def _one_file(paths: Sequence[Path]) -> bool:
    """Whether one file was named: its result is printed by itself, not in a list."""
    return len(paths) == 1 and not paths[0].is_dir()


def _files(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those in the folders named, by name; hidden ones are left alone."""
    return [file for path in paths for file in (_inside(path) if path.is_dir() else [path])]


def _inside(folder: Path) -> list[Path]:
    found = ((one, one.relative_to(folder).parts) for one in folder.rglob("*") if one.is_file())
    return sorted(one for one, parts in found if not any(part.startswith(".") for part in parts))


def _read(
    paths: Sequence[Path], forums: Sequence[Forum], forum: str | None, on: date | None
) -> tuple[list[ReadFile], list[str]]:
    if forum is not None:
        forum = find_forum(forum, forums).code
    read: list[ReadFile] = []
    empty = [path for path in paths if path.is_dir() and not _inside(path)]
    failed = [_refused(str(path), NoFiles(path)) for path in empty]
    for path in _progress(_files(paths), "Reading"):
        try:
            read.append(read_file(path, forums, forum=forum, on=on))
        except SagsgangError as refusal:
            failed.append(_refused(path.name, refusal))
    return read, failed


def _refused(name: str, refusal: SagsgangError) -> str:
    """Say why a file stopped, with its name where the refusal does not say it: it may be one of many."""
    told = str(refusal) if name in str(refusal) else f"{name}: {refusal}"
    print(told, file=sys.stderr)
    return told


def _progress(things: Sequence[Any], what: str) -> Any:
    """The things one by one, with a bar for a person who waits for several."""
    console = Console(stderr=True)
    return track(things, what, console=console, transient=True, disable=len(things) < 2 or not console.is_terminal)


def _result(one: ReadFile, done: Imported) -> dict[str, Any]:
    return {
        "file": one.file.name,
        "forum": done.forum,
        "date": done.on,
        "kind": done.kind,
        "unchanged": done.unchanged,
        "cases": list(done.cases),
        "new_cases": list(done.new_cases),
        "decided": done.decided,
        "expected": list(done.expected),
        "suggestions": done.suggestions,
        "promises": done.promises,
        "warnings": [str(doubt) for doubt in done.doubts],
    }


def _print_done(one: ReadFile, done: Imported) -> None:
    head = f"{one.file.name}: {done.kind} of {done.forum} {done.on}"
    if done.unchanged:
        print(f"{head}: the register has it already; nothing was written.")
        return
    print(
        f"{head}: {len(done.cases)} cases ({len(done.new_cases)} new), {done.decided} decided, "
        f"{len(done.expected)} expected at the next meeting."
    )
    if done.suggestions:
        print(f"  {done.suggestions} look like cases already known: sagsgang case suggestions")
    if done.promises:
        print(f"  {done.promises} seem to be promised for later meetings: sagsgang promise list --forum {done.forum}")
    for doubt in done.doubts:
        print(f"  ? {doubt}")
