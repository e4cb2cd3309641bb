"""The line that tells of a text carried over is known again, whichever case it names."""

import pytest

from states.paper import Block, BlockKind
from templates.carried import carried_mark, marked_lines


@pytest.mark.parametrize("occurrence", ["2027", "2027-06"])
@pytest.mark.parametrize("case", [1, 14_002])
def test_a_mark_is_known_again(case: int, occurrence: str) -> None:
    mark = carried_mark(case, occurrence)
    written = ("Baggrund.", mark, f"{mark} ", f"Som nævnt: {mark}", f"{mark} Og mere.")
    text = tuple(Block(BlockKind.PARAGRAPH, words) for words in written)
    assert marked_lines(text) == [mark, f"{mark} "]
    assert marked_lines(None) == []
