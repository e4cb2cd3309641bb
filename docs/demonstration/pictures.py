"""The pictures in the README, made from the demonstration: `make pictures`. The same program makes the same bytes."""

import io
import shutil
import sys
from contextlib import redirect_stdout

import pypdfium2
from PIL import ImageOps

from docs.demonstration import play

PICTURES = play.ROOT / "docs" / "pictures"
AGENDA, ROUTE = PICTURES / "agenda.png", PICTURES / "route.svg"
MADE = (AGENDA, ROUTE)

TODAY = "2027-08-24"
"""The last day of the demonstration."""

SCALE = 2
"""Pixels a point: a page of A4 becomes 1190 pixels wide."""
EDGE = 170
"""The grey of the line round a page, so that white paper is seen on a white screen."""


def fullest_page(document: pypdfium2.PdfDocument) -> pypdfium2.PdfPage:
    """The page with the most letters on it: it shows the most of what an agenda looks like."""
    pages = [document[place] for place in range(len(document))]
    return max(pages, key=lambda page: page.get_textpage().count_chars())


def agenda() -> None:
    """A page of the next KKR agenda."""
    file = play.OUT / "kkr-agenda.pdf"
    play.ask("agenda", "KKR", "-o", file, today=TODAY)
    with pypdfium2.PdfDocument(play.ROOT / file) as document:
        picture = fullest_page(document).render(scale=SCALE, grayscale=True).to_pil()
        ImageOps.expand(picture, border=1, fill=EDGE).save(AGENDA, optimize=True)


def route() -> None:
    """The route of the hearing, which the chairmanship was empowered to answer."""
    case = play.number(play.HEARING, TODAY)
    play.ask("case", "show", case, "--svg", "-o", ROUTE, today=TODAY)


def apart() -> None:
    """The demonstration is played in an empty folder of its own: what `make demo` left in out/ stays."""
    play.OUT = play.OUT / "pictures"
    play.REGISTER = play.OUT / play.REGISTER.name
    shutil.rmtree(play.ROOT / play.OUT, ignore_errors=True)
    (play.ROOT / play.OUT).mkdir(parents=True)


def main() -> int:
    """Play the demonstration and make the pictures; 0 when all of it ended well."""
    apart()
    with redirect_stdout(io.StringIO()):
        failed = play.main()
    if failed:
        return failed
    PICTURES.mkdir(exist_ok=True)
    try:
        agenda()
        route()
    except play.StepFailed as stopped:
        print(f"The pictures stop here: {stopped}", file=sys.stderr)
        return 1
    for picture in MADE:
        print(f"Wrote {picture.relative_to(play.ROOT)} ({picture.stat().st_size} bytes).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
