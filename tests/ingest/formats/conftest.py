"""A PDF written by hand, letter by letter where the test says."""

from collections.abc import Callable, Sequence

import pytest

MakePdf = Callable[..., bytes]


def text(x: float, y: float, words: str, size: float = 11, font: str = "F1") -> str:
    """An operation that draws words (F1 Helvetica, F2 bold, F3 oblique)."""
    shown = words.encode("cp1252").hex()
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{shown}> Tj ET"


def rule(left: float, bottom: float, right: float, top: float) -> str:
    """An operation that draws a line."""
    return f"{left} {bottom} m {right} {top} l S"


def pdf(*pages: Sequence[str], extra: str = "") -> bytes:
    """A PDF of these pages, each a list of operations; `extra` goes into every page's dictionary."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Oblique/Encoding/WinAnsiEncoding>>",
    ]
    for place, operations in enumerate(pages):
        stream = "\n".join(operations).encode("latin-1")
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R>>>>"
            f"/Contents {7 + 2 * place} 0 R{extra}>>".encode()
        )
        bodies.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream))
    return assembled(bodies)


def assembled(bodies: Sequence[bytes]) -> bytes:
    """Objects 1, 2, … with their table, as a file; the first is the catalogue."""
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    return content + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(content),
    )  # fmt: skip


class Draw:
    """What a test draws a PDF with."""

    text = staticmethod(text)
    rule = staticmethod(rule)
    pdf = staticmethod(pdf)
    assembled = staticmethod(assembled)


@pytest.fixture
def draw() -> type[Draw]:
    """Makes PDF files."""
    return Draw
