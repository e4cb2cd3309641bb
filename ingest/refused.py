"""Papers that cannot be read: one clear sentence each."""

from states.errors import SagsgangError


class EmptyPaper(SagsgangError):
    """There is no text in the source."""

    def __init__(self) -> None:
        super().__init__(
            "The paper is empty: there is no text in it to read. If it is a scan, have it recognised first."
        )


class NotAPaper(SagsgangError):
    """The text is neither an agenda nor minutes."""

    def __init__(self, lines: int) -> None:
        super().__init__(
            f"This is neither an agenda nor minutes: none of its {lines} lines is a numbered item or a section heading "
            "such as Baggrund or Indstilling. Import the agenda or the minutes themselves."
        )


class TwoMeetings(SagsgangError):
    """The numbering starts over: two papers in one file."""

    def __init__(self, number: str, first: int, again: int) -> None:
        super().__init__(
            f"The file holds more than one meeting: item {number} stands on line {first} and again on line {again}. "
            "Split it, and import each paper by itself."
        )


class OtherMeeting(SagsgangError):
    """The paper prints another forum and another date than the person named."""

    def __init__(self, printed: str, said: str) -> None:
        super().__init__(
            f"The paper is of another meeting: it says {printed}, and you said {said}. "
            "Check the file, or leave --forum and --date out."
        )
