"""Several documents in one form, one after the other, for what goes wrong with each: one child does for many."""

import json
from collections.abc import Sequence
from typing import Any

from states.document_json import Document
from states.errors import SagsgangError
from states.forms import Form
from templates.broken import TemplateBroken, TemplateTooMuch
from templates.press import press
from templates.printed import Printed
from templates.words import WordsBroken


def press_each(documents: Sequence[Document], form: Form) -> Printed:
    """A JSON list of what is wrong with each document (`fault`), or null. After one that takes too much it ends."""
    faults: list[dict[str, Any] | None] = []
    for document in documents:
        try:
            press(document, form)
            faults.append(None)
        except SagsgangError as error:
            faults.append(fault(error))
            if isinstance(error, TemplateTooMuch):
                break
    return Printed(json.dumps(faults).encode())


def fault(error: SagsgangError) -> dict[str, Any]:
    """What an error says of a template: its name ("" where it says none), part, line and what is wrong."""
    if isinstance(error, TemplateBroken):
        return {"template": error.name, "part": error.part, "line": error.line, "message": error.reason}
    if isinstance(error, WordsBroken):
        return {"template": error.path.name, "part": "", "line": None, "message": error.reason}
    return {"template": "", "part": "", "line": None, "message": str(error)}
