"""Starting: the command in a fresh process, against the libraries that it cannot do without."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.filling import Filling
from benchmarks.measure import WARM_UP, Figure, Work, cost, side_by_side
from benchmarks.register import forget, sqlite_register

PROGRAM = Path(sys.executable).with_name("sagsgang")
OPEN_CASES = 15


def fresh(command: Sequence[str], database: Path) -> Work:
    """Runs a command in a fresh process; its words go nowhere."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAGSGANG_")}
    environment |= {"SAGSGANG_DATABASE_URL": str(database), "SAGSGANG_USER": "bench"}

    def work(_round: int) -> None:
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)

    return work


def figures(*, rounds: int = 15, warm_up: int = WARM_UP) -> Iterator[Figure]:
    """Both figures about starting."""
    database = sqlite_register("start", Filling(cases=OPEN_CASES, here=OPEN_CASES, forum="KKR"))
    pairs = (
        ("sagsgang --help", (str(PROGRAM), "--help"), "typer", 2.5),
        ("sagsgang case list", (str(PROGRAM), "case", "list"), "sqlmodel", 1.8),
    )
    try:
        for what, command, library, most in pairs:
            bare = (sys.executable, "-c", f"import {library}")
            times = side_by_side(fresh(command, database), fresh(bare, database), rounds=rounds, warm_up=warm_up)
            yield cost(f'{what}, against python -c "import {library}"', times, most=most)
    finally:
        forget(database)
