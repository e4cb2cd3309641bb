"""Where things stand in a published site: permanent addresses, made of plain letters. Pure."""

import re
import unicodedata
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from states.errors import SagsgangError

_LONGEST = 60
"""Letters of a name; the whole address then fits wherever files are kept."""
_TELLS_APART = 8
"""Digits of a digest: files of one meeting that have the same name and differ are told apart."""
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})
_UNFIT = re.compile(r"[^!-~]")
"""What an address never holds: blanks, controls, letters beyond ASCII."""
_RUN_BY_BROWSERS = frozenset({"htm", "html", "xhtml", "xht", "svg", "xml", "xsl", "js", "mjs", "shtml", "php", "mht"})
"""A file of these would act in the name of the site that shows it; it is handed out as plain text."""


class BadSiteAddress(SagsgangError):
    """The address where a site is to stand is none."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"{typed!r} is no address of a site; give it whole, such as https://www.example.dk/moeder/.")


def site_address(typed: str) -> str:
    """The address of a site's first folder, ending in "/". Raises BadSiteAddress."""
    try:
        parts = urlsplit(typed)
        whole = parts.scheme in ("http", "https") and parts.hostname and not parts.query and not parts.fragment
    except ValueError as error:
        raise BadSiteAddress(typed) from error
    if not whole or _UNFIT.search(typed):
        raise BadSiteAddress(typed)
    return typed.rstrip("/") + "/"


def slug(words: str) -> str:
    """Words as a part of an address: small letters a-z, digits and hyphens; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", words).translate(_DANISH))
    ascii_ = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")[:_LONGEST].strip("-")


def meeting_folder(forum: str, on: date) -> str:
    """Where a meeting's papers stand: "kkr/2027-06-20"."""
    return f"{slug(forum)}/{on.isoformat()}"


def file_name(name: str, digest: str) -> str:
    """What an attachment is called, for ever: its own name in plain letters with the head of its digest."""
    stem, suffix = _stem_and_suffix(name)
    return "-".join(part for part in (stem, digest[:_TELLS_APART]) if part) + suffix


def _stem_and_suffix(name: str) -> tuple[str, str]:
    """A file's name in plain letters, in two: "Budget Å.PDF" → ("budget-aa", ".pdf")."""
    path = PurePosixPath(name.replace("\\", "/"))
    suffix = slug(path.suffix)
    if not suffix or len(suffix) > 8:
        return slug(path.name), ""
    return slug(path.stem), f".{suffix}.txt" if suffix in _RUN_BY_BROWSERS else f".{suffix}"
