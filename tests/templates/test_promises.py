"""The list of promises in Danish."""

from dataclasses import replace
from datetime import date

from states.paper import Block, BlockKind
from states.promises import Promised, PromiseState
from states.sheet import Sheet, SheetFact, SheetKind, SheetSection
from templates.promises import promises_sheet
from tests.templates.sheets import FORUMS

TODAY, MADE, JUNE = date(2027, 3, 1), date(2027, 2, 5), date(2027, 6, 20)
PROMISE = Promised(1, "KKR", "Takster", "KKR får en sag om takster.", PromiseState.OPEN, made_on=MADE)
WORDS = "KKR får en sag om takster. (5. februar 2027)"


def section(title: str, third: str, *rows: tuple[str, ...]) -> SheetSection:
    return SheetSection(title, (Block(BlockKind.TABLE, rows=(("Forum", "Sag", third, "Ord"), *rows)),))


def test_what_counts_what_is_proposed_and_what_has_ended() -> None:
    moved: dict[str, str | None] = {"reason": "afventer en aftale"}
    promises = [
        (replace(PROMISE, earliest=JUNE, latest=JUNE, course=(moved,)), True),
        (PROMISE, False),
        (replace(PROMISE, earliest=MADE, latest=JUNE, state=PromiseState.PROPOSED, closed=True), False),
        (replace(PROMISE, latest=JUNE, made_on=None, state=PromiseState.PROPOSED), False),
        (replace(PROMISE, earliest=JUNE, state=PromiseState.PROPOSED), False),
        (replace(PROMISE, state=PromiseState.KEPT, kept_on=JUNE), False),
        (replace(PROMISE, state=PromiseState.DROPPED, reason="løst"), False),
        (replace(PROMISE, state=PromiseState.DISMISSED), False),
    ]
    assert promises_sheet(promises, FORUMS, on=TODAY) == Sheet(
        SheetKind.PROMISES,
        "Løfter om sager",
        TODAY,
        facts=(SheetFact("Opgjort", "mandag den 1. marts 2027"),),
        sections=(
            section(
                "Lovede sager",
                "Hvornår",
                ("KKR Syddanmark", "Takster", "20. juni 2027 (overskredet)", f"{WORDS} Flyttet: afventer en aftale"),
                ("KKR Syddanmark", "Takster", "Et kommende møde", WORDS),
            ),
            section(
                "Foreslået ud fra papirernes ord",
                "Hvornår",
                ("KKR Syddanmark", "Lukket punkt: Takster", "5. februar 2027 – 20. juni 2027", WORDS),
                ("KKR Syddanmark", "Takster", "Senest 20. juni 2027", "KKR får en sag om takster."),
                ("KKR Syddanmark", "Takster", "Fra 20. juni 2027", WORDS),
            ),
            section(
                "Afsluttede løfter",
                "Status",
                ("KKR Syddanmark", "Takster", "Holdt 20. juni 2027", WORDS),
                ("KKR Syddanmark", "Takster", "Opgivet: løst", WORDS),
                ("KKR Syddanmark", "Takster", "Intet løfte", WORDS),
            ),
        ),
    )


def test_nothing_is_promised() -> None:
    assert promises_sheet([], FORUMS, on=TODAY).sections == (
        SheetSection("", (Block(BlockKind.PARAGRAPH, "Ingen sager er lovet."),)),
    )
