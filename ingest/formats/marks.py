"""Tables that only set the attachment mark in the margin: the mark in the first column, the text in the second."""

import re
from collections.abc import Sequence

MARK = re.compile(r"\s*(?:\./\.{0,2}\s*)+")
"""Bilagsmærke: "./.", also printed "./.." and "./"."""


def is_margin(rows: Sequence[Sequence[str]]) -> bool:
    """Whether these cell texts are a table of layout: two columns, the first with marks and nothing else."""
    return (
        bool(rows)
        and all(len(row) == 2 for row in rows)
        and all(not row[0].strip() or MARK.fullmatch(row[0]) for row in rows)
        and any(row[0].strip() for row in rows)
    )
