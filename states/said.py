"""What settings are called, and what was said for each: in the environment, or in a file beside it. Pure."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from states.addresses import NotAnAddress
from states.errors import SagsgangError

T = TypeVar("T")

PREFIX = "SAGSGANG_"
CONFIG = "SAGSGANG_CONFIG"
KNOWN = {
    "SAGSGANG_DATABASE_URL": "where the register is: a file, sqlite:///path or postgresql://user@host/name",
    "SAGSGANG_USER": "who does it; the login name, without",
    "SAGSGANG_ROUTES": "a folder with routes of the office's own (*.yaml)",
    "SAGSGANG_TEMPLATES": "a folder with templates of the office's own",
    "SAGSGANG_FILES": "the folder where attached files are kept; beside the register, without",
    "SAGSGANG_CONFIG": "a file with settings (TOML); ./sagsgang.toml, without",
    "SAGSGANG_SMTP_HOST": "the mail server that letters are handed to",
    "SAGSGANG_SMTP_PORT": "its port; 587 for starttls, 465 for tls, 25 for none, without",
    "SAGSGANG_SMTP_SECURITY": "starttls (without anything said), tls, or none (this machine only)",
    "SAGSGANG_SMTP_USER": "who logs in to it; nobody, without",
    "SAGSGANG_SMTP_PASSWORD": "the password",
    "SAGSGANG_SMTP_PASSWORD_FILE": "a file whose first line is the password",
    "SAGSGANG_SMTP_CA_FILE": "certificates that the server's is checked against (PEM); the machine's own, without",
    "SAGSGANG_MAIL_FROM": 'who letters come from: "Sekretariatet <kkr@example.dk>", or an address',
    "SAGSGANG_MAIL_FOLDER": "a folder where letters are put as .eml files instead of being sent",
    "SAGSGANG_LINK": "the address of the pages, https://sag.example.dk; without, letters name the command",
    "SAGSGANG_APPROVE": "which kinds of letters a person approves first; dispatch, extract, request, without",
    "SAGSGANG_CLOSING_DAYS": "days when the office is closed beside the holidays",
    "SAGSGANG_BACKUP_DAYS": "how many days old the latest backup may be; 7, without",
}
_PATHS = {f"{PREFIX}{name}" for name in ("ROUTES", "TEMPLATES", "FILES", "MAIL_FOLDER")} | {
    f"{PREFIX}SMTP_{name}" for name in ("PASSWORD_FILE", "CA_FILE")
}
_DATABASE = "SAGSGANG_DATABASE_URL"
"""A path too, where it is no address."""

EITHER = (
    {"SAGSGANG_SMTP_PASSWORD", "SAGSGANG_SMTP_PASSWORD_FILE"},
    {"SAGSGANG_SMTP_HOST", "SAGSGANG_MAIL_FOLDER"},
)
"""Of these only one may be said; one that the environment says takes the place of the other in the file."""


class UnknownSetting(SagsgangError):
    """A name that begins like ours but is none: a misspelt setting would be ignored in silence."""

    def __init__(self, name: str, place: str = "") -> None:
        known = [_key(one) for one in KNOWN if one != CONFIG] if place else [*KNOWN]
        close = get_close_matches(name, known, n=1)
        hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(sorted(known))}."
        start = f"{place} sets" if place else "The environment sets"
        super().__init__(f"{start} {name}, which is no setting of sagsgang; {hint}")


class BadSetting(SagsgangError):
    """A setting that says something that cannot be."""

    def __init__(self, place: str, fault: str) -> None:
        super().__init__(f"{place} {fault}" if fault.endswith(("?", "…")) else f"{place} {fault}.")


class BadConfig(SagsgangError):
    """A file of settings that cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Could not read the settings in {path}: {reason}.")


@dataclass(frozen=True, slots=True)
class Said:
    """What a setting says, and where: `place` is the variable's name, or the file, the line and the key."""

    value: str
    place: str
    file: Path | None = None


def in_environment(environment: Mapping[str, str]) -> dict[str, Said]:
    """The settings that an environment says; an empty one is none. Raises UnknownSetting."""
    for name in environment:
        if name.startswith(PREFIX) and name not in KNOWN:
            raise UnknownSetting(name)
    return {name: Said(environment[name], name) for name in KNOWN if environment.get(name)}


def in_file(text: str, path: Path) -> dict[str, Said]:
    """The settings that a file says, by their names in the environment; folders are meant from where the file lies.

    Raises BadConfig, UnknownSetting, BadSetting.
    """
    try:
        keys = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadConfig(path, str(error)) from error
    return dict(_entry(path, text, key, value) for key, value in keys.items() if value != "")


def together(environment: Mapping[str, Said], file: Mapping[str, Said]) -> dict[str, Said]:
    """The environment before the file. Of two that stand for each other, the environment's drops the file's."""
    dropped = {name for names in EITHER if names & environment.keys() for name in names}
    return {**{name: said for name, said in file.items() if name not in dropped}, **environment}


def words_for(said: Mapping[str, Said], name: str) -> str:
    """What is said for the setting SAGSGANG_`name`; "" where nothing is."""
    one = said.get(PREFIX + name)
    return one.value if one else ""


def checked(said: Mapping[str, Said], name: str, read: Callable[[str], T]) -> T | None:
    """What a reader makes of a setting, None where it was not said. Raises BadSetting."""
    one = said.get(PREFIX + name)
    if one is None:
        return None
    try:
        return read(one.value)
    except NotAnAddress as error:
        raise BadSetting(one.place, f"says {one.value!r}, which holds no e-mail address: {error.reason}") from error
    except ValueError as error:
        raise BadSetting(one.place, f"says {one.value!r}: {error}") from error


def _entry(path: Path, text: str, key: str, value: object) -> tuple[str, Said]:
    name, line = f"{PREFIX}{key.upper()}", f"{path}, line {_line_of(key, text)}"
    if isinstance(value, dict):
        raise BadSetting(line, f"opens a table, [{key}]; write each setting on a line of its own, smtp_host = …")
    if name not in KNOWN or name == CONFIG or key != key.lower():
        raise UnknownSetting(key, line)
    place = f"{line} ({key})"
    if isinstance(value, list) and all(isinstance(one, str | date) for one in value):
        value = ", ".join(map(str, value))
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadSetting(place, "is neither a text nor a number nor a list of texts")
    if name in _PATHS or (name == _DATABASE and "://" not in str(value)):
        value = path.parent / Path(str(value)).expanduser()
    return name, Said(str(value), place, path)


def _line_of(key: str, text: str) -> int:
    """The line where a key stands; tomllib does not tell."""
    begins = re.compile(rf"""\s*[\["']*{re.escape(key)}\b""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if begins.match(line)), 1)


def _key(name: str) -> str:
    return name.removeprefix(PREFIX).lower()
