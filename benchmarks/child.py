"""Measurements in a process of their own, whose memory nothing else has used."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.register import ROOT

Measured = dict[str, float]


def run_child(module: str, path: Path) -> Measured:
    """What `python -m module path` answers. Raises CalledProcessError where it does not end well."""
    command = [sys.executable, "-m", module, str(path)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    measured: Measured = json.loads(done.stdout)
    return measured


def answer(measured: Measured) -> None:
    """Tell the process that asked."""
    print(json.dumps(measured))
