"""Pressing a large agenda in a process of its own, for the memory that it takes. No register is loaded in it."""

import json
import sys
from pathlib import Path

from benchmarks.large_paper import large_paper
from benchmarks.measure import peak_memory
from states.forms import Form
from templates.press import press


def child(path: Path) -> dict[str, float]:
    """Make an agenda of as many pages as a file says, as PDF and as DOCX, and tell the memory that it took."""
    paper = large_paper(int(path.read_text(encoding="ascii")))
    for form in (Form.PDF, Form.DOCX):
        press(paper, form)
    return {"mib": peak_memory()}


if __name__ == "__main__":
    print(json.dumps(child(Path(sys.argv[1]))))
