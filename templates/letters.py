"""Letters worded: each draft's three templates (subject, text, HTML) filled in with its facts."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from textwrap import wrap
from typing import Any

from states.errors import SagsgangError
from states.letters import Draft, LetterKind, Wording, Written
from templates import shelf
from templates.broken import TemplateBroken, TemplateTooMuch
from templates.child import ChildRefused, in_child
from templates.environment import Filler
from templates.example import example_letters
from templates.printed import Printed

LONGEST_LINE, BROKEN_AT = 998, 240
"""Octets of a line that mail carries (source: RFC 5322, 2.1.1), and signs at which a longer one is broken."""
LONGEST_SUBJECT = 200
"""Signs. Longer ones are cut off by whoever shows them."""
PATIENCE = 12
"""Children that may end without an answer before the rest is given up: halving finds one letter of 2,000 in so many."""

Values = Mapping[str, Any]
Fault = dict[str, Any]
"""What is wrong: the `template`, the `line`, the `message`, and the whole sentence (`failure`)."""
Told = dict[str, Any]
"""The fields of a wording, or what is wrong."""


def write(drafts: Sequence[Draft]) -> list[Written]:
    """The drafts with their wordings, in the same order: letter-KIND.subject.j2, .txt.j2 and .html.j2 filled in.

    A template gets the draft's facts by their names, and beside them `kind`, `to_name` ("" for none), `to_email`, and
    (text and HTML) the `subject`. What fails for one letter is told in its wording's `failure`, and the others are
    written. The office's own templates are used in the limited child, one for all letters of a kind. Touches no
    register: call it outside any transaction. Raises NoRoom, CannotRead.
    """
    return [Written(draft, _wording(told)) for draft, told in zip(drafts, _each(drafts), strict=True)]


def faults(drafts: Sequence[Draft]) -> list[Fault | None]:
    """What is wrong with a template of each letter: its name ("" where that is not known), line and message; or None.

    Raises NoRoom, CannotRead.
    """
    return [told if "message" in told else None for told in _each(drafts)]


def shown_letter(name: str) -> Printed:
    """What a template of letters makes, shown on an example letter; a part is shown in a letter that has it.

    Raises TemplateBroken, NoRoom, CannotRead.
    """
    stem, _, ending = name.partition(".")
    kind = stem.removeprefix("letter-")
    drafts = example_letters()
    draft = next((one for one in drafts if one.kind == kind), None) or next(one for one in drafts if one.facts)
    (told,) = _each([draft])
    if "message" in told:
        raise TemplateBroken(told["template"], told["message"], line=told["line"])
    part = {"subject.j2": "subject", "txt.j2": "text"}.get(ending, "html")
    return Printed(told[part].encode())


def given_names(name: str) -> list[str]:
    """What a template of letters is filled in with, by name; nothing for any other template.

    A part that several kinds of letters share is given what all letters have.
    """
    stem, _, ending = name.partition(".")
    if stem != "letter" and not stem.startswith("letter-"):
        return []
    subject = set() if ending == "subject.j2" else {"subject"}
    own = (draft.facts for draft in example_letters() if f"letter-{draft.kind}" == stem)
    return sorted({"kind", "to_name", "to_email"}.union(subject, *own))


def _each(drafts: Sequence[Draft]) -> list[Told]:
    by_kind: dict[LetterKind, list[int]] = {}
    for place, draft in enumerate(drafts):
        by_kind.setdefault(draft.kind, []).append(place)
    told: dict[int, Told] = {}
    for kind, places in by_kind.items():
        told.update(zip(places, _of_kind(kind, [_values(drafts[place]) for place in places]), strict=True))
    return [told[place] for place in range(len(drafts))]


def _values(draft: Draft) -> dict[str, Any]:
    return {"kind": str(draft.kind), "to_name": draft.to.name, "to_email": draft.to.email, **draft.facts}


def _of_kind(kind: LetterKind, asked: Sequence[Values]) -> list[Told]:
    return list(chain.from_iterable(_by_child(kind, asked)) if shelf.for_child() else _fill_each(kind, asked))


def fill_letters(kind: LetterKind, asked: Sequence[Values]) -> Printed:
    """Letters of one kind, as a JSON list: the fields of each wording, or what is wrong. Raises TemplateTooMuch."""
    return Printed(json.dumps(list(_fill_each(kind, asked))).encode())


def _wording(told: Told) -> Wording:
    return Wording(failure=told["failure"]) if "message" in told else Wording(**told)


def _by_child(kind: LetterKind, asked: Sequence[Values]) -> Iterator[list[Told]]:
    """Wordings from a child. Where it ends for one letter, each half of them is tried again alone."""
    ended, waiting = 0, [asked]
    while waiting:
        letters = waiting.pop()
        try:
            told = in_child("fill_letters", f"letter-{kind}.html.j2", kind, letters).content
            yield [_mended(one) for one in json.loads(told)]
        except TemplateTooMuch as error:
            ended += 1
            if len(letters) > 1 and ended < PATIENCE:
                half = len(letters) // 2
                waiting += [letters[half:], letters[:half]]
            else:
                yield [_fault(error)] * len(letters)
        except (TemplateBroken, ChildRefused) as error:
            yield [_fault(error)] * len(letters)


def _mended(told: Told) -> Told:
    """What the child says of a template, told of the office's own file and not of the child's copy."""
    return _fault(TemplateBroken(told["template"], told["message"], line=told["line"])) if "message" in told else told


def _fault(error: SagsgangError) -> Fault:
    if isinstance(error, TemplateBroken):
        return {"template": error.name, "message": error.reason, "line": error.line, "failure": str(error)}
    return {"template": "", "message": str(error), "line": None, "failure": str(error)}


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
        return _fault(error)


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
