"""Which signs the shipped fonts have a shape for, read from their character maps."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FACES = ("Carlito-Regular.ttf", "Carlito-Bold.ttf", "Carlito-Italic.ttf", "Carlito-BoldItalic.ttf")
FALLBACK = ("DejaVuSans.ttf",)
_WIDE, _NARROW = (3, 10), (3, 1)
"""Platform and encoding of the Unicode maps: of every sign, and of those below U+10000."""


@cache
def shapes() -> tuple[frozenset[int], ...]:
    """For each family the code points that every face of it can show, in the order in which they are tried."""
    return tuple(
        frozenset.intersection(*(frozenset(_mapped((FONTS / face).read_bytes())) for face in family))
        for family in (FACES, FALLBACK)
    )


def _mapped(font: bytes) -> Iterator[int]:
    """The code points of a TrueType font. Source: OpenType 1.9, table `cmap`."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {font[at : at + 4]: struct.unpack_from(">L", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    cmap = tables[b"cmap"]
    maps = struct.unpack_from(">H", font, cmap + 2)[0]
    records = (struct.unpack_from(">HHL", font, cmap + 4 + 8 * number) for number in range(maps))
    at = {(platform, encoding): cmap + offset for platform, encoding, offset in records}
    yield from _groups(font, at[_WIDE]) if _WIDE in at else _segments(font, at[_NARROW])


def _groups(font: bytes, at: int) -> Iterator[int]:
    """Format 12: first and last code point of each group, and the glyph of the first."""
    for number in range(struct.unpack_from(">L", font, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">3L", font, at + 16 + 12 * number)
        yield from (code for code in range(first, last + 1) if glyph + code - first)


def _segments(font: bytes, at: int) -> Iterator[int]:
    """Format 4: arrays of last and first code points, deltas and offsets into an array of glyphs."""
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    arrays = [at + 14 + start * 2 * count + (2 if start else 0) for start in range(4)]
    lasts, firsts, deltas, offsets = (struct.unpack_from(f">{count}H", font, array) for array in arrays)
    for number, (last, first, delta, offset) in enumerate(zip(lasts, firsts, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = arrays[3] + 2 * number + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", font, place)[0]
            if glyph and (glyph + delta) % 0x10000:
                yield code
