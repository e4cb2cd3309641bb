"""A whole document as JSON and back, nothing lost: how a dispatched agenda is kept, and handed to another process."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from states.changes import AgendaChanges
from states.paper import Paper
from states.sheet import Sheet

Document = Paper | Sheet | AgendaChanges
"""What can be written out."""

Json = dict[str, Any]


_SORTS: dict[str, type[Document]] = {sort.__name__: sort for sort in (Paper, Sheet, AgendaChanges)}


@cache
def _adapter(sort: str) -> TypeAdapter[Any]:
    return TypeAdapter(_SORTS[sort])


def dump_paper(paper: Paper) -> Json:
    """The paper as plain JSON values, every field of it; `paper_json.reading` is the form for people."""
    dumped: Json = _adapter("Paper").dump_python(paper, mode="json", exclude_defaults=True)
    return dumped


def load_paper(dumped: Json) -> Paper:
    """The inverse of `dump_paper`; fields that this version of the program does not know are left out."""
    paper: Paper = _adapter("Paper").validate_python(dumped)
    return paper


def dump_document(document: Document) -> Json:
    """Any document with its sort, for `load_document`."""
    sort = type(document).__name__
    return {"sort": sort, "document": _adapter(sort).dump_python(document, mode="json")}


def load_document(dumped: Json) -> Document:
    """The inverse of `dump_document`."""
    document: Document = _adapter(dumped["sort"]).validate_python(dumped["document"])
    return document
