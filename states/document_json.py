"""A whole document as JSON and back, nothing lost: how a dispatched agenda is kept, and handed to another process."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from states.paper import Paper
from states.sheet import Sheet

Document = Paper | Sheet
"""What can be written out."""

Json = dict[str, Any]


@cache
def _adapter(kind: type[Paper] | type[Sheet]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def dump_paper(paper: Paper) -> Json:
    """The paper as plain JSON values, every field of it; `paper_json.reading` is the form for people."""
    dumped: Json = _adapter(Paper).dump_python(paper, mode="json", exclude_defaults=True)
    return dumped


def load_paper(dumped: Json) -> Paper:
    """The inverse of `dump_paper`; fields that this version of the program does not know are left out."""
    paper: Paper = _adapter(Paper).validate_python(dumped)
    return paper


def dump_document(document: Document) -> Json:
    """Any document with its sort, for `load_document`."""
    sort = Paper if isinstance(document, Paper) else Sheet
    return {"sort": sort.__name__, "document": _adapter(sort).dump_python(document, mode="json")}


def load_document(dumped: Json) -> Document:
    """The inverse of `dump_document`."""
    sort = Paper if dumped["sort"] == Paper.__name__ else Sheet
    document: Document = _adapter(sort).validate_python(dumped["document"])
    return document
