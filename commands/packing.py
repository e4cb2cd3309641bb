"""What `sagsgang pack` makes."""

from pathlib import Path

from commands import edge
from commands.papers_told import as_printed
from states.errors import SagsgangError
from states.forms import Form
from templates.attachment_pack import attachments_sheet, pack_pdf, pack_zip
from templates.press import press
from templates.printed import Printed
from workflow.attachment_pack import Pack, contents

_MAKERS = {".pdf": pack_pdf, ".zip": pack_zip}


class UnclearPack(SagsgangError):
    """A file whose name does not say what the pack shall be."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"What shall {path} be? End its name in .pdf (one file with cover pages) or .zip (all files).")


def packed(found: Pack, output: Path) -> Printed:
    """The pack as its file is named. Raises UnclearPack, FileMissing, CannotPack."""
    make = _MAKERS.get(output.suffix.lower())
    if make is None:
        raise UnclearPack(output)
    return make(found.files, contents(found, edge.files()), found.forum, found.on)


def listed(found: Pack, form: Form) -> Printed:
    """What would go into the pack."""
    if form is Form.JSON:
        return as_printed(
            [
                {"item": one.item, "title": one.title, "closed": one.closed, "number": one.number, "name": one.name,
                 "size": one.attachment.size, "media_type": one.attachment.media_type,
                 "digest": one.attachment.digest}
                for one in found.files
            ]
        )  # fmt: skip
    return press(attachments_sheet(found.files, found.forum, found.on), form)
