"""Letters worded: each draft's three templates (subject, text, HTML) filled in with its facts."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from textwrap import wrap
from typing import Any

from states.letters import Draft, LetterKind, Wording, Written
from templates import shelf
from templates.broken import TemplateBroken, TemplateTooMuch
from templates.child import ChildRefused, in_child
from templates.environment import Filler
from templates.printed import Printed

LONGEST_LINE, BROKEN_AT = 998, 240
"""Octets of a line that mail carries (source: RFC 5322, 2.1.1), and signs at which a longer one is broken."""
LONGEST_SUBJECT = 200
"""Signs. Longer ones are cut off by whoever shows them."""
PATIENCE = 12
"""Children that may end without an answer before the rest is given up: halving finds one letter of 2,000 in so many."""

Values = Mapping[str, Any]
Told = dict[str, Any]
"""The fields of a wording, or what is wrong: the template, the line, and the message."""


def write(drafts: Sequence[Draft]) -> list[Written]:
    """The drafts with their wordings, in the same order: letter-KIND.subject.j2, .txt.j2 and .html.j2 filled in.

    A template gets the draft's facts by their names, and beside them `kind`, `to_name` ("" for none), `to_email`, and
    (text and HTML) the `subject`. What fails for one letter is told in its wording's `failure`, and the others are
    written. The office's own templates are used in the limited child, one for all letters of a kind. Touches no
    register: call it outside any transaction. Raises NoRoom, CannotRead.
    """
    by_kind: dict[LetterKind, list[int]] = {}
    for place, draft in enumerate(drafts):
        by_kind.setdefault(draft.kind, []).append(place)
    worded: dict[int, Wording] = {}
    for kind, places in by_kind.items():
        worded.update(zip(places, _of_kind(kind, [_values(drafts[place]) for place in places]), strict=True))
    return [Written(draft, worded[place]) for place, draft in enumerate(drafts)]


def _values(draft: Draft) -> dict[str, Any]:
    return {"kind": str(draft.kind), "to_name": draft.to.name, "to_email": draft.to.email, **draft.facts}


def _of_kind(kind: LetterKind, asked: Sequence[Values]) -> list[Wording]:
    if shelf.for_child():
        return list(chain.from_iterable(_by_child(kind, asked)))
    return [_wording(told) for told in _fill_each(kind, asked)]


def fill_letters(kind: LetterKind, asked: Sequence[Values]) -> Printed:
    """Letters of one kind, as a JSON list: the fields of each wording, or what is wrong. Raises TemplateTooMuch."""
    return Printed(json.dumps(list(_fill_each(kind, asked))).encode())


def _wording(told: Told) -> Wording:
    if "template" not in told:
        return Wording(**told)
    return Wording(failure=str(TemplateBroken(told["template"], told["message"], line=told["line"])))


def _by_child(kind: LetterKind, asked: Sequence[Values]) -> Iterator[list[Wording]]:
    """Wordings from a child. Where it ends for one letter, each half of them is tried again alone."""
    ended, waiting = 0, [asked]
    while waiting:
        letters = waiting.pop()
        try:
            told = in_child("fill_letters", f"letter-{kind}.html.j2", kind, letters)
            yield [_wording(one) for one in json.loads(told.content)]
        except TemplateTooMuch as error:
            ended += 1
            if len(letters) > 1 and ended < PATIENCE:
                half = len(letters) // 2
                waiting += [letters[half:], letters[:half]]
            else:
                yield [Wording(failure=str(error))] * len(letters)
        except (TemplateBroken, ChildRefused) as error:
            yield [Wording(failure=str(error))] * len(letters)


def _fill_each(kind: LetterKind, asked: Sequence[Values]) -> Iterator[Told]:
    filler = Filler()
    return (_told(filler, kind, values) for values in asked)


def _told(filler: Filler, kind: LetterKind, values: Values) -> Told:
    """What takes too much is told at once: the process that filled it in has little left."""
    try:
        return _fill(filler, kind, values)
    except TemplateTooMuch:
        raise
    except TemplateBroken as error:
        reason = error.reason.replace(f"{shelf.own_folder()}/", "")
        return {"template": error.name, "message": reason, "line": error.line}


def _fill(filler: Filler, kind: LetterKind, values: Values) -> Told:
    subject = _one_line(filler.plain(f"letter-{kind}.subject.j2", values))
    values = {**values, "subject": subject}
    text = _lines(filler.plain(f"letter-{kind}.txt.j2", values))
    return {"subject": subject, "text": text, "html": filler.page(f"letter-{kind}.html.j2", values)}


def _one_line(subject: str) -> str:
    words = " ".join(subject.split())
    return words if len(words) <= LONGEST_SUBJECT else f"{words[: LONGEST_SUBJECT - 1].rstrip()}…"


def _lines(text: str) -> str:
    """One line a paragraph, as the template has it, without blanks at its end; more than one empty line is one.

    Only a line that mail does not carry is broken.
    """
    lines: list[str] = []
    for line in text.splitlines():
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines += [line] if len(line.encode()) <= LONGEST_LINE else wrap(line, BROKEN_AT)
    return "\n".join(lines).strip("\n") + "\n"
