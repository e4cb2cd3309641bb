"""What the program is told by its surroundings: the environment, and a file beside it. Read once at the edge."""

import getpass
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from states.addresses import Address
from states.errors import SagsgangError
from states.letters import LetterKind, MailServer
from states.mailing import (
    APPROVED_FIRST,
    PORTS,
    Security,
    is_loopback,
    parse_days,
    parse_host,
    parse_kinds,
    parse_link,
    parse_port,
    parse_security,
    parse_sender,
)
from states.said import (
    CONFIG,
    EITHER,
    PREFIX,
    BadConfig,
    BadSetting,
    Said,
    checked,
    in_environment,
    in_file,
    together,
    words_for,
)

DEFAULT_CONFIG = Path("sagsgang.toml")
DEFAULT_DATABASE = "sagsgang.db"
DEFAULT_BACKUP_DAYS = 7
UTF_8 = "utf-8-sig"
"""With or without the mark that some editors begin a file with."""


class NoFolder(SagsgangError):
    """A setting names a folder that is not there."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(f"{name} names the folder {path}, which does not exist.")


class SecretUnreadable(SagsgangError):
    """The file with the password is not there, is not ours to read, or is empty."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"SAGSGANG_SMTP_PASSWORD_FILE names {path}, and it cannot be used: {reason}. Nothing was sent."
        )


class NoWayOut(SagsgangError):
    """Nobody has said how letters leave."""

    def __init__(self) -> None:
        super().__init__(
            "Where shall letters go? Set SAGSGANG_SMTP_HOST to your mail server, or for a first try "
            "SAGSGANG_MAIL_FOLDER to a folder; see docs/mail.md."
        )


class NoSender(SagsgangError):
    """Nobody has said who letters come from."""

    def __init__(self) -> None:
        super().__init__('Who do letters come from? Set SAGSGANG_MAIL_FROM, such as "Sekretariatet <kkr@example.dk>".')


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How letters leave: a `server` or a `folder`, or neither yet. `approve`: kinds that a person looks at first.

    `link`: the address of the pages, without a slash at its end; "" where there are none.
    """

    server: MailServer | None = None
    folder: Path | None = None
    sender: Address | None = None
    approve: frozenset[LetterKind] = APPROVED_FIRST
    link: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. `routes`, `templates`: the office's own folders, if it has any.

    `files`: where attached files are kept; None for a register on a server where nobody has said it. `closing_days`:
    as said (states/calendar.py reads it). `said`: every setting that was said, by its name in the environment.
    """

    database: str
    user: str
    routes: Path | None = None
    templates: Path | None = None
    files: Path | None = None
    mail: MailSettings = MailSettings()
    closing_days: str = ""
    backup_days: int = DEFAULT_BACKUP_DAYS
    said: Mapping[str, Said] = field(default_factory=dict, compare=False, repr=False)


def read_settings(environment: Mapping[str, str] | None = None, *, database: str | None = None) -> Settings:
    """The settings from the environment and the file; `database` (from --db) wins over both.

    A setting that cannot be is refused at once, whatever the command; only the file with the password is opened when
    mail is used. Raises UnknownSetting, NoFolder, BadSetting, BadConfig.
    """
    said = _said(os.environ if environment is None else environment)
    chosen = database or words_for(said, "DATABASE_URL") or DEFAULT_DATABASE
    return Settings(
        database=chosen,
        user=words_for(said, "USER") or _login(),
        routes=_folder(said, "ROUTES"),
        templates=_folder(said, "TEMPLATES"),
        files=_path(said, "FILES") or _beside(chosen),
        mail=_mail(said),
        closing_days=words_for(said, "CLOSING_DAYS"),
        backup_days=checked(said, "BACKUP_DAYS", parse_days) or DEFAULT_BACKUP_DAYS,
        said=said,
    )


def _said(environment: Mapping[str, str]) -> dict[str, Said]:
    typed = in_environment(environment)
    path = Path(typed[CONFIG].value).expanduser() if CONFIG in typed else DEFAULT_CONFIG
    if CONFIG not in typed and not path.is_file():
        return typed
    try:
        text = path.read_text(encoding=UTF_8)
    except UnicodeDecodeError as error:
        raise BadConfig(path, "it is no text in UTF-8") from error
    except OSError as error:
        raise BadConfig(path, (error.strerror or str(error)).lower()) from error
    return together(typed, in_file(text, path))


def sender(mail: MailSettings) -> Address:
    """Who letters come from. Raises NoSender."""
    if mail.sender is None:
        raise NoSender
    return mail.sender


def way_out(mail: MailSettings) -> MailServer | Path:
    """The server, with its password read, or the folder. Raises NoWayOut, SecretUnreadable."""
    if mail.folder is not None:
        return mail.folder
    if mail.server is None:
        raise NoWayOut
    if mail.server.password_file is None:
        return mail.server
    return replace(mail.server, password=_secret(mail.server.password_file), password_file=None)


def exposed_secret(settings: Settings) -> Path | None:
    """The file that holds the password, where others on this machine may read it."""
    server, password = settings.mail.server, settings.said.get("SAGSGANG_SMTP_PASSWORD")
    path = (server.password_file if server else None) or (password.file if password else None)
    try:
        return path if path and path.stat().st_mode & stat.S_IROTH else None
    except OSError:
        return None


def _secret(path: Path) -> str:
    try:
        lines = path.read_text(encoding=UTF_8).splitlines()
    except UnicodeDecodeError as error:
        raise SecretUnreadable(path, "it is no text in UTF-8") from error
    except OSError as error:
        raise SecretUnreadable(path, (error.strerror or str(error)).lower()) from error
    if not lines or not lines[0].strip():
        raise SecretUnreadable(path, "its first line is empty")
    return lines[0]


def _mail(said: Mapping[str, Said]) -> MailSettings:
    for names in EITHER:
        if len(both := sorted(names & said.keys())) > 1:
            raise BadSetting(said[both[0]].place, f"and {said[both[1]].place} are both set: say one of them")
    approve = checked(said, "APPROVE", parse_kinds)
    return MailSettings(
        server=_server(said),
        folder=_path(said, "MAIL_FOLDER"),
        sender=checked(said, "MAIL_FROM", parse_sender),
        approve=APPROVED_FIRST if approve is None else approve,
        link=checked(said, "LINK", parse_link) or "",
    )


def _server(said: Mapping[str, Said]) -> MailServer | None:
    host = checked(said, "SMTP_HOST", parse_host)
    security = checked(said, "SMTP_SECURITY", parse_security) or Security.STARTTLS
    port = checked(said, "SMTP_PORT", parse_port) or PORTS[security]
    authority = _file(said, "SMTP_CA_FILE")
    if host is None:
        return None
    if security is Security.NONE and not is_loopback(host):
        place = said["SAGSGANG_SMTP_SECURITY"].place
        raise BadSetting(place, f"says none, but {host} is another machine: say starttls or tls")
    user, password, file = _login_there(said)
    return MailServer(host, port, security, user, password, file, authority)


def _login_there(said: Mapping[str, Said]) -> tuple[str | None, str | None, Path | None]:
    """Who logs in at the mail server, with which password, or the file where it stands."""
    user, password = words_for(said, "SMTP_USER"), words_for(said, "SMTP_PASSWORD")
    file = _path(said, "SMTP_PASSWORD_FILE")
    if bool(user) != bool(password or file):
        missing = "SAGSGANG_SMTP_PASSWORD (or _PASSWORD_FILE)" if user else "SAGSGANG_SMTP_USER"
        place = said["SAGSGANG_SMTP_HOST"].place
        raise BadSetting(place, f"names a mail server to log in to, but {missing} is not set")
    return user or None, password or None, file


def _beside(database: str) -> Path | None:
    """The register's own name with ".files" where it is a file."""
    path = database.removeprefix("sqlite:///") if database.startswith("sqlite:///") else database
    return None if "://" in path else Path(f"{Path(path).expanduser()}.files")


def _path(said: Mapping[str, Said], name: str) -> Path | None:
    """A place as said; it need not be there yet."""
    return Path(value).expanduser() if (value := words_for(said, name)) else None


def _folder(said: Mapping[str, Said], name: str) -> Path | None:
    path = _path(said, name)
    if path and not path.is_dir():
        raise NoFolder(said[PREFIX + name].place, path)
    return path


def _file(said: Mapping[str, Said], name: str) -> Path | None:
    path = _path(said, name)
    if path and not path.is_file():
        raise BadSetting(said[PREFIX + name].place, f"names the file {path}, which does not exist")
    return path


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no login name, as in a bare container
        return "unknown"
