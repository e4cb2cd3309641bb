"""Carrying messages to a mail server: several over one session, every step with a limit, and an answer for each."""

import re
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from types import TracebackType

from mail.answers import CLOSING, DONE, GO_ON, Reply, Step, Why, accepted, broken, impossible, not_taken, too_large
from mail.folder import Folder
from mail.policy import ascii_email
from states.letters import Answer, MailServer, Verdict
from states.mailing import Security, is_loopback

Tell = Callable[[str], None]

LONGEST = 360
"""Seconds after which `carry` has answered: a letter's (see Patience), and a minute for a name to be looked up."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds one step may take: reaching an address, a command, the answer after the dot, a whole letter.

    After the dot a server may look for viruses for minutes (RFC 5321, 4.5.3.2.6, says ten); who hangs up too early
    sends twice.
    """

    connect: float = 10
    step: float = 30
    after_dot: float = 180
    letter: float = 300


USUAL = Patience()

_DOT = re.compile(rb"^\.", re.MULTILINE)
"""A dot at the start of a line is doubled. Source: RFC 5321, 4.5.2."""


def open_carrier(way: MailServer | Path, tell: Tell = lambda _words: None) -> "Smtp | Folder":
    """What carries letters to a server or into a folder, for one round; to be used in a `with`.

    Nothing is reached before the first letter. `tell` hears each step of reaching a server.
    """
    return Folder(way) if isinstance(way, Path) else Smtp(way, tell=tell)


class _NotTaken(Exception):
    """The server said no, or cannot do what our settings ask of it."""

    def __init__(self, answer: Answer, *, closes: bool = False) -> None:
        self.answer, self.closes = answer, closes
        super().__init__(answer.words)


class _Client(smtplib.SMTP):
    """The standard client; it asks no name server what this machine is called, and may speak TLS from the start."""

    def __init__(self, patience: Patience, context: ssl.SSLContext | None) -> None:
        super().__init__(local_hostname="localhost", timeout=patience.step)
        self._patience, self._context = patience, context

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """The one thing that the library's own smtplib.SMTP_SSL replaces too."""
        self._host = host  # what the certificate is checked against at STARTTLS
        line = socket.create_connection((host, port), self._patience.connect)
        self.local_hostname = _own_name(line)
        line.settimeout(timeout)
        if self._context is None:
            return line
        try:
            return self._context.wrap_socket(line, server_hostname=host)
        except BaseException:
            line.close()
            raise


class Smtp:
    """Postbud: one session with a mail server. A session that was lost is opened anew, once, for the next letter."""

    def __init__(self, server: MailServer, patience: Patience = USUAL, tell: Tell = lambda _words: None) -> None:
        self._server, self._patience, self._tell = server, patience, tell
        self._client: _Client | None = None
        self._step = Step.CONNECT
        self._late = False

    def __enter__(self) -> "Smtp":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say goodbye. What a server answers to that changes nothing: each letter has its answer already."""
        if self._client is not None:
            with self._watched(self._patience.connect), suppress(smtplib.SMTPException, OSError):
                self._client.quit()
            self._drop()

    def carry(self, sender_email: str, to_email: str, message: bytes) -> Answer:
        """Carry one message; it is accepted when the server says so after the dot. Raises nothing.

        It has answered within LONGEST seconds. The answer is the server's own words, on one line.
        """
        try:
            sender, to = ascii_email(sender_email), ascii_email(to_email)
        except UnicodeError:
            return Answer(Verdict.REFUSED, "The address has no form that mail servers understand")
        with self._watched(self._patience.letter):
            return self._try(sender, to, message)

    def _try(self, sender: str, to: str, message: bytes) -> Answer:
        """One try, or two where the session of an earlier letter is lost before anything is said of this one."""
        used = self._client is not None
        try:
            return self._deliver(self._client or self._open(), sender, to, message)
        except _NotTaken as refusal:
            answer, lost = refusal.answer, refusal.closes
        except (smtplib.SMTPException, OSError) as error:
            answer, lost = broken(self._step, self._reason(error)), True
        if lost or self._step.is_opening or not self._starts_over():
            self._drop()
        if lost and used and self._step is Step.SENDER and not self._late:
            return self._try(sender, to, message)
        return answer

    def _open(self) -> _Client:
        """A session up to the login. Raises _NotTaken, SMTPException, OSError."""
        server, self._step = self._server, Step.CONNECT
        if server.security == Security.NONE and not is_loopback(server.host):
            raise _NotTaken(impossible(f"{server.host} is another machine, and no letter goes over an open line"))
        context = None if server.security == Security.NONE else _context(server)
        client = self._client = _Client(self._patience, context if server.security == Security.TLS else None)
        self._expect(Step.GREETING, client.connect(server.host, server.port))
        self._tell(f"Connected to {server.host}, port {server.port}.")
        self._hello(client)
        if context is not None and server.security == Security.STARTTLS:
            self._start_tls(client, context)
        self._tell_line(client)
        if server.user is not None:
            self._log_in(client, server.user, server.password or "")
        return client

    def _hello(self, client: _Client) -> None:
        self._step = Step.HELLO
        if client.ehlo()[0] // 100 != DONE:  # a server of the old kind, without extensions
            self._expect(Step.HELLO, client.helo())

    def _start_tls(self, client: _Client, context: ssl.SSLContext) -> None:
        self._step = Step.STARTTLS
        if not client.has_extn("starttls"):
            raise _NotTaken(impossible(Why.NO_STARTTLS))
        try:
            client.starttls(context=context)
        except smtplib.SMTPResponseException as error:
            self._expect(Step.STARTTLS, (error.smtp_code, error.smtp_error))
        self._hello(client)

    def _tell_line(self, client: _Client) -> None:
        if isinstance(client.sock, ssl.SSLSocket):
            self._tell(f"The line is encrypted ({client.sock.version()}); the certificate is {self._server.host}'s.")
        else:
            self._tell("The line is not encrypted; it does not leave this machine.")

    def _log_in(self, client: _Client, user: str, password: str) -> None:
        """By PLAIN or LOGIN, in UTF-8 (RFC 4616, 2): the library's own refuses a password with Danish letters."""
        self._step = Step.LOGIN
        if not (isinstance(client.sock, ssl.SSLSocket) or is_loopback(self._server.host)):
            raise _NotTaken(impossible("The password is not sent over an open line"))
        offered = client.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            reply = client.docmd("AUTH PLAIN", _base64("\0".join(("", user, password))))
        elif "LOGIN" in offered:
            reply = _answered(client, "AUTH LOGIN", _base64(user), _base64(password))
        else:
            raise _NotTaken(impossible(Why.NO_LOGIN))
        self._expect(Step.LOGIN, reply)
        self._tell(f"Logged in as {user}.")

    def _deliver(self, client: _Client, sender: str, to: str, message: bytes) -> Answer:
        """One letter in an open session. Raises _NotTaken, SMTPException, OSError."""
        self._step = Step.SENDER
        size, sized = client.esmtp_features.get("size", ""), client.has_extn("size")
        if size.isdigit() and 0 < int(size) < len(message):
            return too_large(len(message), int(size))
        self._expect(Step.SENDER, client.mail(sender, [f"SIZE={len(message)}"] if sized else []))
        self._step = Step.RECIPIENT
        self._expect(Step.RECIPIENT, client.rcpt(to))
        self._step = Step.BEGIN
        self._expect(Step.BEGIN, client.docmd("DATA"), GO_ON)
        client.send(_DOT.sub(b"..", message) + b".\r\n")
        self._step = Step.LETTER
        if client.sock is not None:
            client.sock.settimeout(self._patience.after_dot)
        answer = accepted(self._expect(Step.LETTER, client.getreply()))
        if client.sock is not None:
            client.sock.settimeout(self._patience.step)
        return answer

    def _expect(self, step: Step, said: tuple[int, bytes | str], wanted: int = DONE) -> Reply:
        """The server's reply, if its code begins as wanted. Raises _NotTaken."""
        code, words = said
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        reply = Reply(code, text.replace(self._server.password or "\0", "…"))  # some servers repeat what they hear
        if reply.kind != wanted:
            raise _NotTaken(not_taken(step, reply), closes=code == CLOSING)
        return reply

    def _starts_over(self) -> bool:
        """Forget the letter that was not taken; False where the session is gone."""
        try:
            return self._client is not None and self._client.rset()[0] // 100 == DONE
        except (smtplib.SMTPException, OSError):
            return False

    def _reason(self, error: Exception) -> str:
        """Why a line broke, for a person."""
        cause = error.__context__ if isinstance(error, smtplib.SMTPServerDisconnected) else error
        if self._late:
            return f"The letter took longer than {self._patience.letter:g} seconds"
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"{Why.UNTRUSTED}: {cause.verify_message}"
        if isinstance(cause, ssl.SSLError):
            return f"{Why.NOT_SAFE}: {cause.reason or cause}"
        if isinstance(cause, TimeoutError):
            return Why.SILENT
        if self._step is Step.CONNECT and isinstance(cause, OSError):
            place = f"{self._server.host}, port {self._server.port}"
            return f"{Why.UNREACHABLE} ({place}): {(cause.strerror or str(cause)).lower()}"
        return Why.HUNG_UP

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with suppress(OSError):
                client.close()

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        """Cut the line after so many seconds: a step's limit does not stop a server that says a byte at a time."""
        self._late = False
        timer = Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        self._late = True
        line = self._client.sock if self._client else None
        if line is not None:
            with suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)  # TLS and all: nothing more is said


def _context(server: MailServer) -> ssl.SSLContext:
    """TLS 1.2 or newer, with the certificate and the host's name checked."""
    context = ssl.create_default_context(cafile=str(server.authority) if server.authority else None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _own_name(line: socket.socket) -> str:
    """What this machine calls itself in its hello: its whole name if it has one, else its number.

    Source: RFC 5321, 4.1.3 and 4.1.4.
    """
    name = socket.gethostname()
    if "." in name and name.isascii():
        return name
    number = line.getsockname()[0]
    return f"[IPv6:{number}]" if ":" in number else f"[{number}]"


def _answered(client: _Client, *words: str) -> tuple[int, bytes]:
    """Say one word after another, as long as the server asks for more, and give its last reply."""
    reply = client.docmd(words[0])
    for word in words[1:]:
        if reply[0] // 100 == GO_ON:
            reply = client.docmd(word)
    return reply


def _base64(words: str) -> str:
    return b64encode(words.encode()).decode()
