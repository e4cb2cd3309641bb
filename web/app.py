"""The pages: "jeg tager den" behind the link in a reminder, and how the machinery stands, for whoever watches it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp

from states.errors import SagsgangError
from states.health import Health
from templates.pages import Note, ask_page, case_page, ended_page, taken_page
from templates.words import say
from web.answers import page, refusal
from web.guard import Guard
from workflow.acknowledge import TokenTold
from workflow.health import told_health

NOT_TOLD = frozenset({"unreachable", "problems", "warnings"})
"""What of the machinery's health may name people or cases; the page has no login, and says the numbers only."""

Pages = ASGIApp
"""What web.server serves."""

METHOD_NOT_ALLOWED = 405
_CASE = re.compile(r"[1-9][0-9]{0,17}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True, slots=True)
class Office:
    """What the pages ask of the office, each a look or a transaction of its own; none of them is async.

    `asked`, `taken`: workflow.acknowledge.told_token and by_token. `entry`: what is asked as a calendar, None
    where it has no day (workflow.feed.calendar_part). `link`: the pages' address, "" where nobody has said it.
    `secretariat`: whom readers may write to, "" likewise.
    """

    asked: Callable[[str], TokenTold | None]
    taken: Callable[[str], TokenTold | None]
    entry: Callable[[str], str | None]
    health: Callable[[], Health]
    link: str = ""
    secretariat: str = ""


def application(office: Office) -> Pages:
    """The pages, behind their guard (web/guard.py)."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    _take(app, office)
    _case(app, office)
    _health(app, office)
    app.add_exception_handler(HTTPException, _no_page)
    app.add_exception_handler(SagsgangError, _broken)
    app.add_exception_handler(Exception, _broken)
    return Guard(app, office.link)


def _take(app: FastAPI, office: Office) -> None:
    @app.api_route("/tag/{token}", methods=["GET", "HEAD"])
    def ask(request: Request, token: str) -> Response:
        """Show what is asked. It changes nothing: mail scanners open every link."""
        return _told(request, office.asked(token) if _is_token(token) else None)

    @app.post("/tag/{token}")
    def take(request: Request, token: str) -> Response:
        """Note that the reader takes it. Twice is fine."""
        return _told(request, office.taken(token) if _is_token(token) else None)

    @app.api_route("/tag/{token}/frist.ics", methods=["GET", "HEAD"])
    def take_along(request: Request, token: str) -> Response:
        """The deadline for the reader's own calendar."""
        part = office.entry(token) if _is_token(token) else None
        if part is None:
            return refusal(request, 404, Note.NOT_FOUND)
        return Response(part, media_type="text/calendar; charset=utf-8", headers={"Content-Disposition": "attachment"})


def _is_token(word: str) -> bool:
    """Whether it can be one at all; only then the register is asked."""
    return _TOKEN.fullmatch(word) is not None


def _told(request: Request, told: TokenTold | None) -> Response:
    nonce: str = request.scope["nonce"]
    token = request.path_params["token"]
    if told is None:
        return refusal(request, 404, Note.NOT_FOUND)
    watched, name = told.watched, told.name
    if watched is None:
        return page(200, lambda: ended_page(nonce), say("pages", "ended"))
    if told.taken:
        return page(200, lambda: taken_page(watched, name, token, nonce), say("pages", "taken", name=name))
    return page(200, lambda: ask_page(watched, name, token, nonce), say("pages", "broken"))


def _case(app: FastAPI, office: Office) -> None:
    @app.api_route("/sag/{number}", methods=["GET", "HEAD"])
    def case(request: Request, number: str) -> Response:
        """The same for every number: without a login nothing may be told of a case, nor whether there is one."""
        if not _CASE.fullmatch(number):
            return refusal(request, 404, Note.NOT_FOUND)
        nonce: str = request.scope["nonce"]
        return page(200, lambda: case_page(number, office.secretariat, nonce), say("pages", "case_lead"))


def _health(app: FastAPI, office: Office) -> None:
    @app.api_route("/sund", methods=["GET", "HEAD"])
    def sound() -> Response:
        """How the machinery stands: 200 when all is well, 503 when something is red; `red` says which checks are."""
        found = office.health()
        told = {name: value for name, value in told_health(found).items() if name not in NOT_TOLD}
        return JSONResponse(told, 200 if found.ok else 503)


def _no_page(request: Request, problem: Exception) -> Response:
    status = problem.status_code if isinstance(problem, HTTPException) else 404
    return refusal(request, status, Note.NOT_ALLOWED if status == METHOD_NOT_ALLOWED else Note.NOT_FOUND)


def _broken(request: Request, problem: Exception) -> Response:
    """What the register refuses (it is away, or somebody was faster) may be tried again."""
    return refusal(request, 503 if isinstance(problem, SagsgangError) else 500, Note.BROKEN)
