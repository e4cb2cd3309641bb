"""The two shipped Word templates from their parts in this folder: `make word`.

A Word file is a ZIP of XML parts. They stand here as text, so that a change to a template can be read. `common/` goes
into both; `paper/` and `sheet/` hold what each has of its own.
"""

import io
import re
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "templates" / "da"
NAMES = ("paper", "sheet")

FIRST = ("[Content_Types].xml", "_rels/.rels")
"""What a package begins with, so that a program sees at once what it is (ECMA-376 part 2, annex F)."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can tell; the same for all, so that the same parts make the same bytes."""
_BETWEEN = re.compile(rb">\s*\n\s*<")
"""Line breaks and indents, which only serve the reader of the parts. Word takes no offence, but keeps them."""


def parts(name: str) -> dict[str, bytes]:
    """The parts of the template by their name in the package, in the order in which they stand there."""
    found = {
        path.relative_to(folder).as_posix(): _BETWEEN.sub(b"><", path.read_bytes()).strip()
        for folder in (HERE / "common", HERE / name)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {part: found[part] for part in (*FIRST, *sorted(found.keys() - set(FIRST)))}


def package(name: str) -> bytes:
    """The template `name` as a Word file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, xml in parts(name).items():
            entry = zipfile.ZipInfo(part, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, xml)
    return content.getvalue()


if __name__ == "__main__":
    for name in NAMES:
        (SHIPPED / f"{name}.docx").write_bytes(package(name))
