"""The settings of letters, as people read them."""

from collections.abc import Callable
from pathlib import Path

from settings import MailSettings, NoSender, NoWayOut, SecretUnreadable, Settings, sender, way_out
from states.errors import SagsgangError
from states.letters import LetterKind, MailServer

UNSAID = "not set"
Row = tuple[str, str, str]


class NoWords(SagsgangError):
    """The template of the letter that tries the way out is broken."""

    def __init__(self, failure: str) -> None:
        super().__init__(f"The letter could not be written: {failure} Nothing was sent.")


def way_told(way: MailServer | Path) -> str:
    """How a letter leaves: "by mail.example.dk, port 587, starttls"."""
    if isinstance(way, Path):
        return f"into the folder {way}"
    return f"by {way.host}, port {way.port}, {way.security}"


def in_force(settings: Settings) -> list[Row]:
    """Each setting by its name, what is in force, and where that was said ("" where it is the default)."""
    return [(name, told(settings.mail), _place(settings, name)) for name, told in _TOLD.items()]


def lacking(mail: MailSettings) -> list[str]:
    """What hinders letters from leaving by these settings, a sentence each; the mail server is not asked."""
    lacks: list[str] = []
    for ask in (way_out, sender):
        try:
            ask(mail)
        except (NoWayOut, NoSender, SecretUnreadable) as refusal:
            lacks.append(str(refusal))
    return lacks


def _place(settings: Settings, name: str) -> str:
    said = settings.said.get(name)
    return said.place if said else ""


def _server(told: Callable[[MailServer], object]) -> Callable[[MailSettings], str]:
    return lambda mail: str(told(mail.server) or UNSAID) if mail.server else UNSAID


def _kinds(mail: MailSettings) -> str:
    return ", ".join(kind for kind in LetterKind if kind in mail.approve) or "none"


def _sender(mail: MailSettings) -> str:
    if mail.sender is None:
        return UNSAID
    return f"{mail.sender.name} <{mail.sender.email}>" if mail.sender.name else mail.sender.email


_TOLD: dict[str, Callable[[MailSettings], str]] = {
    "SAGSGANG_SMTP_HOST": _server(lambda server: server.host),
    "SAGSGANG_SMTP_PORT": _server(lambda server: server.port),
    "SAGSGANG_SMTP_SECURITY": _server(lambda server: server.security),
    "SAGSGANG_SMTP_USER": _server(lambda server: server.user),
    "SAGSGANG_SMTP_PASSWORD": _server(lambda server: "not shown" if server.password else None),
    "SAGSGANG_SMTP_PASSWORD_FILE": _server(lambda server: server.password_file),
    "SAGSGANG_SMTP_CA_FILE": _server(lambda server: server.authority or "the machine's own"),
    "SAGSGANG_MAIL_FOLDER": lambda mail: str(mail.folder or UNSAID),
    "SAGSGANG_MAIL_FROM": _sender,
    "SAGSGANG_LINK": lambda mail: mail.link or UNSAID,
    "SAGSGANG_APPROVE": _kinds,
}
