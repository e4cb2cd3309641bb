"""A real SMTP server on loopback (aiosmtpd) that keeps what it accepted, and goes wrong where it is told to."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Event, Thread
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

SEVERAL = 1_000_000
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong, and `at` which step: GREETING, EHLO, HELO, STARTTLS, AUTH, MAIL, RCPT, DATA, BODY, DOT, QUIT.

    The server waits for `waits` seconds, `says` something else than it should (nothing, for None) and `hangs_up`; or
    it `drips`, byte by byte without an end. BODY is in the middle of the letter. After DOT the letter is kept, unless
    the server says something. It happens `times` times; `only` to letters for that recipient (from RCPT on).
    """

    at: str
    says: str | None = None
    hangs_up: bool = False
    waits: float = 0
    drips: bool = False
    times: int = SEVERAL
    only: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter that the server has: its envelope, and the message as it was sent, dots and all undone."""

    sender: str
    to: str
    message: bytes


@dataclass(slots=True)
class MailRoom:
    """The server from outside: where it is, what it keeps, what goes wrong. `faults` may be changed at any time."""

    port: int = 0
    faults: list[Fault] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    sessions: int = 0
    logins: list[tuple[str, str]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    tls: ssl.SSLContext | None = None
    at_once: bool = False
    size: int = 33_554_432
    password: str | None = None
    no_plain: bool = False

    def meet(self, at: str, to: str | None) -> Fault | None:
        """The fault that is due here, counted."""
        for place, fault in enumerate(self.faults):
            if fault.at == at and fault.only in {None, to}:
                left = replace(fault, times=fault.times - 1)
                self.faults[place : place + 1] = [left] if left.times else []
                return fault
        return None


class _Server(SMTP):
    """One session."""

    def __init__(self, room: MailRoom, loop: asyncio.AbstractEventLoop) -> None:
        self._room, self._greeted = room, False
        super().__init__(
            self,
            loop=loop,
            hostname="mail.example.dk",
            data_size_limit=room.size,
            tls_context=None if room.at_once else room.tls,
            auth_require_tls=room.tls is not None and not room.at_once,
            auth_exclude_mechanism=["PLAIN"] if room.no_plain else None,
            authenticator=self._authenticated,
        )
        room.sessions += 1

    def _authenticated(
        self, _server: Any, _session: Any, _envelope: Any, _kind: str, said: LoginPassword
    ) -> AuthResult:
        user, password = said.login.decode(), said.password.decode()
        self._room.logins.append((user, password))
        return AuthResult(success=password == self._room.password, handled=False)

    async def _meets(self, at: str) -> bool:
        self._room.heard.append(at)
        to = self.envelope.rcpt_tos[0] if self.envelope and self.envelope.rcpt_tos else None
        fault = self._room.meet(at, to)
        if fault is None:
            return False
        await self._goes_wrong(fault)
        return True

    async def _goes_wrong(self, fault: Fault) -> None:
        if fault.waits:
            await asyncio.sleep(fault.waits)
        while fault.drips and self.transport is not None:
            self._writer.write(b"2")
            await asyncio.sleep(0.1)
        if fault.says is not None:
            await super().push(fault.says)
        if fault.hangs_up and self.transport is not None:
            self.transport.close()

    async def push(self, status: Any) -> None:
        if not self._greeted:
            self._greeted = True
            if await self._meets("GREETING"):
                return
        if self.transport is not None:
            await super().push(status)

    async def smtp_EHLO(self, hostname: str) -> None:
        if not await self._meets("EHLO"):
            await super().smtp_EHLO(hostname)

    async def smtp_HELO(self, hostname: str) -> None:
        if not await self._meets("HELO"):
            await super().smtp_HELO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self._meets("STARTTLS"):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self._meets("AUTH"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if not await self._meets("MAIL"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        to = (arg or "").partition("<")[2].partition(">")[0]
        self._room.heard.append("RCPT")
        fault = self._room.meet("RCPT", to)
        if fault is None:
            await super().smtp_RCPT(arg)
        else:
            await self._goes_wrong(fault)

    async def smtp_DATA(self, arg: str) -> None:
        if await self._meets("DATA"):
            return
        to = self.envelope.rcpt_tos[0] if self.envelope and self.envelope.rcpt_tos else None
        fault = self._room.meet("BODY", to)
        if fault is None:
            await super().smtp_DATA(arg)
            return
        await self.push("354 go on")
        await self._reader.readline()
        await self._goes_wrong(fault)

    async def smtp_QUIT(self, arg: str) -> None:
        if not await self._meets("QUIT"):
            await super().smtp_QUIT(arg)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """The whole letter is here; what is returned is said about it."""
        self._room.heard.append("DOT")
        kept = Kept(envelope.mail_from, envelope.rcpt_tos[0], envelope.original_content)
        fault = self._room.meet("DOT", kept.to)
        if fault is None or fault.says is None:
            self._room.kept.append(kept)
        if fault is None:
            return f"250 2.0.0 kept as {len(self._room.kept)}"
        await self._goes_wrong(replace(fault, says=None))
        return fault.says or "250 2.0.0 kept, after a while"


@contextmanager
def mail_room(room: MailRoom | None = None) -> Iterator[MailRoom]:
    """A mail server on a free port of this machine, for as long as the block lasts."""
    room = room or MailRoom()
    ready, loop = Event(), asyncio.new_event_loop()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        tls = room.tls if room.at_once else None
        server = loop.run_until_complete(loop.create_server(lambda: _Server(room, loop), LOOPBACK, room.port, ssl=tls))
        room.port = server.sockets[0].getsockname()[1]
        ready.set()
        loop.run_forever()
        server.close()
        for task in (tasks := asyncio.all_tasks(loop)):
            task.cancel()
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        loop.close()

    thread = Thread(target=serve, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield room
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
