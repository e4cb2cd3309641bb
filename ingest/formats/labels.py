"""The labels of numbered lists, as HTML and Word number them: 1, a, A, i, I."""

ROMAN: tuple[tuple[int, str], ...] = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

MOST_ROMAN = 3999


def ordinal(number: int, kind: str) -> str:
    """A number as a list of this kind shows it. "a" after 26 goes on with "aa"; what has no letters stays a figure."""
    if kind.lower() == "a" and number >= 1:
        shown = _letters(number)
    elif kind.lower() == "i" and 1 <= number <= MOST_ROMAN:
        shown = _roman(number)
    else:
        return str(number)
    return shown.upper() if kind.isupper() else shown


def _letters(number: int) -> str:
    shown = ""
    while number:
        number, place = divmod(number - 1, 26)
        shown = chr(ord("a") + place) + shown
    return shown


def _roman(number: int) -> str:
    shown = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        shown += letters * count
    return shown
