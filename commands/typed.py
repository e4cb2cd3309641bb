"""Words as they are typed: brought to plain letters before they are kept, and what was removed is told."""

import sys
from typing import TypeVar

import typer

Typed = TypeVar("Typed", str, str | None, list[str] | None)


def plain_words(typed: Typed, param: typer.CallbackParam) -> Typed:
    """The words of an option or argument, or several, in plain letters."""
    if isinstance(typed, list):
        return [kept_words(words, _name(param)) for words in typed]
    return kept_words(typed, _name(param)) if typed else typed


def _name(param: typer.CallbackParam) -> str:
    return param.opts[0] if param.opts[0].startswith("--") else str(param.name)


def kept_words(words: str, where: str) -> str:
    """Words without controls and marks that turn the writing, as every format can say them.

    What was removed is told on standard error, with `where` it stood.
    """
    if words.isascii() and words.isprintable():
        return words  # nearly all are, and the readers' tables need not be loaded
    from workflow.texts import cleaned

    kept, doubts = cleaned(words)
    for doubt in doubts:
        print(f"{where}: {doubt}.", file=sys.stderr)
    return kept
