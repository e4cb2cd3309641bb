"""The guard at the door: which hosts, how much, from where; and the same headers on every answer, also on a refusal.

Source: the reliability rules, 12, as far as they bear on pages without login.
"""

import asyncio
import logging
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from templates.pages import Note
from web.answers import plain_refusal

LOG = logging.getLogger(__name__)

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
MOST_BYTES = 4_096
"""Of a request's body: the one form that there is sends nothing but its button."""
PATIENCE = 10
"""Seconds in which a body must have come."""
NONCE_BYTES = 16
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing. Source: RFC 9110, 9.2.1."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets through to `app` what may come. `link`: the pages' own address; its host and loopback are the only ones."""

    app: ASGIApp
    link: str = ""

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that the pages go by."""
        named = _host(self.link)
        return LOOPBACK | {named} if named else LOOPBACK

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; anything but HTTP is not for us."""
        if scope["type"] != "http":
            return
        nonce = secrets.token_urlsafe(NONCE_BYTES)
        scope["nonce"] = nonce
        answering = _Answering(send, dict(self._headers(nonce)))
        try:
            await self._answer(scope, receive, answering)
        except Exception as problem:
            LOG.error("A page failed: %s", type(problem).__name__)  # no words of it: they may tell of a closed case
            if not answering.begun:
                await plain_refusal(500, Note.BROKEN)(scope, receive, answering)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self._refusal(scope)
        if refused is None and scope["method"] not in SAFE:
            body = await _body(receive)
            if isinstance(body, Note):
                refused = (413 if body is Note.TOO_LARGE else 408, body)
            else:
                receive = _replayed(body)
        answer = plain_refusal(*refused) if refused else self.app
        await answer(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, Note] | None:
        headers = Headers(scope=scope)
        if _host(f"//{headers.get('host', '')}") not in self.hosts:
            return 400, Note.WRONG_PLACE
        if scope["method"] not in SAFE and not self._from_here(headers):
            return 403, Note.NOT_ALLOWED
        return None

    def _from_here(self, headers: Headers) -> bool:
        """Whether a page of ours sent it. Every browser says where a form stands (Origin, or Sec-Fetch-Site)."""
        origin = headers.get("origin")
        if origin is None or origin == "null":
            return headers.get("sec-fetch-site") == "same-origin"
        return _host(origin) in self.hosts

    def _headers(self, nonce: str) -> Iterator[tuple[str, str]]:
        yield (
            "Content-Security-Policy",
            (
                f"default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self'; frame-ancestors 'none'; "
                "base-uri 'none'"
            ),
        )
        yield "X-Content-Type-Options", "nosniff"
        yield "X-Frame-Options", "DENY"
        # The address of a page is its secret, so it goes to no other place. ("no-referrer" would take the Origin from
        # our own form as well, which is how we know it.)
        yield "Referrer-Policy", "same-origin"
        yield "Cache-Control", "no-store"
        yield "Cross-Origin-Opener-Policy", "same-origin"
        yield "Cross-Origin-Resource-Policy", "same-origin"
        yield "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        yield "X-Robots-Tag", "noindex, nofollow"
        if self.link.startswith("https:"):
            yield "Strict-Transport-Security", "max-age=31536000"


def _host(address: str) -> str | None:
    """The host in an address; None where there is none to be found, as in "http://["."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


async def _body(receive: Receive) -> bytes | Note:
    """The body, or why it is not taken."""
    found = b""
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return Note.TOO_SLOW
                found += bytes(message.get("body", b""))
                if len(found) > MOST_BYTES:
                    return Note.TOO_LARGE
                if not message.get("more_body"):
                    return found
    except TimeoutError:
        return Note.TOO_SLOW


def _replayed(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


class _Answering:
    """Sends an answer with the headers that every answer has."""

    def __init__(self, send: Send, headers: dict[str, str]) -> None:
        self._send, self._headers, self.begun = send, headers, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                headers[name] = value
        await self._send(message)
