"""The duties that are shipped, offered until the office says that they are in force; and an office's own file."""

from pathlib import Path

from ingest.wheel_file import parse_duties
from states.errors import SagsgangError
from states.wheel import YearlyDuty

SHIPPED = Path(__file__).parent / "duties"


class UnreadableDuties(SagsgangError):
    """A file of duties that cannot be opened or is not text."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Could not read the duties in {path}: {reason}.")


def shipped_duties() -> dict[str, YearlyDuty]:
    """The duties that come with the program, by key. Raises DutyFileError."""
    found = (duty for path in sorted(SHIPPED.glob("*.yaml")) for duty in read_duty_file(path))
    return {duty.key: duty for duty in found}


def read_duty_file(path: Path) -> tuple[YearlyDuty, ...]:
    """The duties in a YAML file. Raises UnreadableDuties, DutyFileError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDuties(path, "it is not UTF-8 text") from error
    except OSError as error:
        raise UnreadableDuties(path, error.strerror or str(error)) from error
    return parse_duties(text, str(path))
