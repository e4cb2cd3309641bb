import subprocess
import sys
from pathlib import Path

import pytest

from states.crashpoint import POINTS, UnknownPoint, crashpoint

ROOT = Path(__file__).parents[2]
HOOKED = "from states.crashpoint import crashpoint, install; install(print); crashpoint('decide.held')"


def test_nothing_happens_at_a_point_in_the_program_itself() -> None:
    for point in POINTS:
        crashpoint(point)


def test_a_name_that_nobody_registered_is_our_own_slip() -> None:
    with pytest.raises(UnknownPoint, match=r"decide\.nowhere"):
        crashpoint("decide.nowhere")


def test_a_hook_is_told_each_point_in_a_process_of_its_own() -> None:
    done = subprocess.run([sys.executable, "-c", HOOKED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "decide.held\n"


def test_every_point_stands_once_in_the_code_and_every_one_there_is_registered() -> None:
    rooms = ("db", "workflow", "mail", "commands")
    text = "".join(path.read_text(encoding="utf-8") for room in rooms for path in (ROOT / room).rglob("*.py"))
    assert {point: text.count(f'crashpoint("{point}")') for point in POINTS} == dict.fromkeys(POINTS, 1)
