"""What published and handed-over papers share: the names of their files, and where attached ones come from."""

from collections.abc import Callable

from states.paper import PaperKind
from states.site import slug
from templates.words import say

Content = Callable[[str, str], bytes]
"""The content of a stored file, by its digest and the name that people call it. Raises FileMissing."""


def paper_name(kind: PaperKind) -> str:
    """What the file of a paper is called in its meeting's folder, without its ending."""
    return slug(say("site", "agenda_file" if kind is PaperKind.AGENDA else "minutes_file")) or str(kind)
