"""The libraries that the program asks for, with licence and installed size: the table of 0003, printed.

.venv/bin/python docs/decisions/weights.py
"""

import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def licence(found: Distribution) -> str:
    """The licence as the distribution states it: the expression, the field, or the trove classifier."""
    told = found.metadata.json
    classifiers = [line.split(" :: ")[-1] for line in told.get("classifier", []) if line.startswith("License")]
    return str(told.get("license_expression") or told.get("license") or "; ".join(classifiers) or "not stated")


def megabytes(found: Distribution) -> float:
    """The installed size of the distribution's own files."""
    places = (Path(str(found.locate_file(file))) for file in found.files or ())
    return sum(place.stat().st_size for place in places if place.is_file()) / 1e6


def rows() -> list[str]:
    """One line of a Markdown table for each library that is installed here."""
    wanted = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    lines = []
    for name in sorted(Requirement(line).name for line in wanted):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        lines.append(f"| {name} | {found.version} | {licence(found)} | {megabytes(found):.1f} |")
    return lines


if __name__ == "__main__":
    print("| library | version | licence | MB |", "|---|---|---|---|", *rows(), sep="\n")
