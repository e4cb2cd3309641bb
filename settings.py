"""What the program is told by its surroundings, read once at the edge."""

import getpass
import os
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from states.errors import SagsgangError

PREFIX = "SAGSGANG_"
DEFAULT_DATABASE = "sagsgang.db"
KNOWN = {
    "SAGSGANG_DATABASE_URL": "where the register is: a file, sqlite:///path or postgresql://user@host/name",
    "SAGSGANG_USER": "who does it; the login name, without",
    "SAGSGANG_ROUTES": "a folder with routes of the office's own (*.yaml)",
    "SAGSGANG_TEMPLATES": "a folder with templates of the office's own",
    "SAGSGANG_FILES": "the folder where attached files are kept; beside the register, without",
}


class UnknownSetting(SagsgangError):
    """A variable that begins like ours but is none: a misspelt setting would be ignored in silence."""

    def __init__(self, name: str) -> None:
        close = get_close_matches(name, KNOWN, n=1)
        hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(sorted(KNOWN))}."
        super().__init__(f"The environment sets {name}, which is no setting of sagsgang; {hint}")


class NoFolder(SagsgangError):
    """A setting names a folder that is not there."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(f"{name} names the folder {path}, which does not exist.")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. `routes`, `templates`: the office's own folders, if it has any.

    `files`: where attached files are kept; None for a register on a server where nobody has said it.
    """

    database: str
    user: str
    routes: Path | None = None
    templates: Path | None = None
    files: Path | None = None


def read_settings(environment: Mapping[str, str] | None = None, *, database: str | None = None) -> Settings:
    """The settings from the environment; `database` (from --db) wins over it. Raises UnknownSetting, NoFolder."""
    environment = os.environ if environment is None else environment
    for name in environment:
        if name.startswith(PREFIX) and name not in KNOWN:
            raise UnknownSetting(name)
    chosen = database or environment.get("SAGSGANG_DATABASE_URL") or DEFAULT_DATABASE
    return Settings(
        database=chosen,
        user=environment.get("SAGSGANG_USER") or _login(),
        routes=_folder("SAGSGANG_ROUTES", environment),
        templates=_folder("SAGSGANG_TEMPLATES", environment),
        files=_files(chosen, environment),
    )


def _files(database: str, environment: Mapping[str, str]) -> Path | None:
    """The folder said (it need not be there yet), else the register's own name with ".files" where it is a file."""
    if said := environment.get("SAGSGANG_FILES"):
        return Path(said).expanduser()
    path = database.removeprefix("sqlite:///") if database.startswith("sqlite:///") else database
    return None if "://" in path else Path(f"{Path(path).expanduser()}.files")


def _folder(name: str, environment: Mapping[str, str]) -> Path | None:
    if not environment.get(name):
        return None
    path = Path(environment[name]).expanduser()
    if not path.is_dir():
        raise NoFolder(name, path)
    return path


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no login name, as in a bare container
        return "unknown"
