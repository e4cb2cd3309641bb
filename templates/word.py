"""A document as a Word file, over a template that the office edits in Word."""

from collections.abc import Mapping

from templates import shelf
from templates.printed import Printed
from templates.sheet_view import SheetView
from templates.view import PaperView
from templates.word_file import WordFile
from templates.word_view import WordPaper, WordSheet, word_paper, word_sheet
from templates.word_writer import Writer


def docx(name: str, shown: PaperView | SheetView, labels: Mapping[str, str]) -> Printed:
    """The view in the Word template `name`.docx. Raises TemplateBroken.

    What XML cannot hold is left out, and the notes say so.
    """
    file = WordFile(f"{name}.docx", shelf.find(f"{name}.docx"))
    writer = Writer(file.styles, file.width, _sub_headings(shown), labels["table"])
    paper: WordPaper | WordSheet = (
        word_paper(shown, writer, labels) if isinstance(shown, PaperView) else word_sheet(shown, writer)
    )
    file.fill({"paper": paper, "labels": labels}, shown.date)
    file.lead(writer.links)
    return Printed(file.written(), _notes(file.dropped))


def _notes(dropped: int) -> tuple[str, ...]:
    if not dropped:
        return ()
    signs = (
        "1 sign that a Word file cannot hold was"
        if dropped == 1
        else f"{dropped} signs that a Word file cannot hold were"
    )
    return (f"{signs} left out.",)


def _sub_headings(shown: PaperView | SheetView) -> int:
    """The heading level below a section's own: that is 3 in a paper (group, item, section) and 1 in a sheet."""
    return 4 if isinstance(shown, PaperView) else 2
