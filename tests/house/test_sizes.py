"""Small rooms: a file is read in one sitting, a function is seen at once."""

import ast
import re
from collections.abc import Iterator
from statistics import median

from tests.house.tree import code, place

MOST_LINES_IN_A_FILE = 300
MOST_LINES_IN_A_FUNCTION = 40
MEDIAN_LINES_OF_A_FUNCTION = 10


def functions() -> Iterator[tuple[str, int]]:
    """Each function as file:line name, with its number of lines. A migration is a list of tables, read once."""
    for path in (path for path in code() if "migrations/versions" not in place(path)):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{place(path)}:{node.lineno} {node.name}", lines


def test_no_file_is_too_long_to_read_in_one_sitting() -> None:
    lengths = {place(path): path.read_text(encoding="utf-8").count("\n") for path in code()}
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES_IN_A_FILE} == {}


def test_no_function_is_too_long_to_see_at_once() -> None:
    assert {name: lines for name, lines in functions() if lines > MOST_LINES_IN_A_FUNCTION} == {}


def test_most_functions_are_short() -> None:
    assert median(lines for _, lines in functions()) < MEDIAN_LINES_OF_A_FUNCTION


def test_nothing_is_put_off_and_no_check_is_silenced_without_a_reason() -> None:
    marks = re.compile(r"\b(?:TODO|FIXME|XXX)\b|(?:type: ignore|noqa)(?:\[[\w,-]+\]|: [A-Z0-9, ]+)?$", re.MULTILINE)
    assert [(place(path), mark) for path in code() for mark in marks.findall(path.read_text(encoding="utf-8"))] == []
