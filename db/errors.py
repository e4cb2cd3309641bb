"""What can be wrong with a register, said to the person who asked for it."""

from states.errors import SagsgangError


class BadAddress(SagsgangError):
    """The address is none that the program can open."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url!r} is no address of a register. "
            "Give a file (register.db), sqlite:///path/to/register.db, or postgresql://user@host/name."
        )


class NoRegister(SagsgangError):
    """Nothing has been made at this place."""

    def __init__(self, place: str) -> None:
        super().__init__(f"No register at {place}; make one with sagsgang init.")


class NotARegister(SagsgangError):
    """There is something at this place, and it is no register."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is not a register (it is no SQLite database, or it is damaged). Give another file.")


class NewerSchema(SagsgangError):
    """The register was written by a later version of the program."""

    def __init__(self, place: str, found: str, known: str) -> None:
        super().__init__(
            f"The register at {place} has schema {found}, and this program knows schemas up to {known}. "
            "Use the newer program."
        )


class OlderSchema(SagsgangError):
    """The register was written by an earlier version of the program."""

    def __init__(self, place: str, found: str, known: str) -> None:
        super().__init__(
            f"The register at {place} has schema {found}, and this program needs {known}. "
            "Run sagsgang init on it: it keeps what is there. A file is copied first; back up a server yourself."
        )


class Unavailable(SagsgangError):
    """The database could not do what it was asked; nothing was written."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"The register at {place} could not be used: {reason}. Nothing was written.")


class Conflict(SagsgangError):
    """Somebody else changed the case between our look and our write."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Somebody else changed {what} meanwhile. Look at it again and repeat. Nothing was written.")


class UnknownCase(SagsgangError):
    """No case has this number."""

    def __init__(self, case_id: int) -> None:
        super().__init__(f"There is no case {case_id}. See them with sagsgang case list.")


class NotEmpty(SagsgangError):
    """Something else lives in the database that was to become a register."""

    def __init__(self, place: str, table: str) -> None:
        super().__init__(
            f"{place} holds other tables already (for one, {table}) and is no register. "
            "Give an empty database or a new file."
        )


class DamagedLinks(SagsgangError):
    """Rows point at rows that are not there, so that a migration was not kept."""

    def __init__(self, place: str, tables: list[str]) -> None:
        super().__init__(
            f"The register at {place} has rows that point at missing ones, in {', '.join(tables)}. "
            "Nothing was changed; run sagsgang verify to see them."
        )
