"""Answers: a page, or the same words without any layout where its template cannot be used."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from states.errors import SagsgangError
from templates.pages import Note, note_page, note_words


def page(status: int, fill: Callable[[], str], instead: str) -> Response:
    """A page; where the office's template for it is broken, what it says all the same: `instead`."""
    try:
        return HTMLResponse(fill(), status)
    except SagsgangError:
        return PlainTextResponse(f"{instead}\n", status)


def refusal(request: Request, status: int, note: Note) -> Response:
    """A page that says why there is nothing to be seen."""
    return page(status, lambda: note_page(note, request.scope["nonce"]), "\n\n".join(note_words(note)))


def plain_refusal(status: int, note: Note) -> Response:
    """The same without layout: for what never came as far as the pages."""
    return PlainTextResponse("\n\n".join(note_words(note)) + "\n", status)
