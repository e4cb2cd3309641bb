"""The one door to Jinja: every text is filled in here, in a sandbox, and a missing value is an error."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from traceback import walk_tb

from jinja2 import BaseLoader, FileSystemLoader, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import Name
from jinja2.sandbox import ImmutableSandboxedEnvironment

from templates import shelf
from templates.broken import TOO_LARGE, TOO_LONG, TemplateBroken, TemplateTooMuch, TimeUp
from templates.child import in_child
from templates.printed import Printed

__all__ = ["Filler", "TemplateBroken", "broken_by", "css_text", "fill_page", "fill_plain", "sandbox"]

_NEEDLESS = ("cycler", "joiner", "lipsum")
"""What Jinja offers to every template, and no paper needs."""


class _Unknown(StrictUndefined):
    """A name that there is not: it says which, and what it may have been meant to be."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        asked, owner = str(self._undefined_name), self._undefined_obj
        if not is_dataclass(owner):
            return f"{asked!r} is unknown"
        known = [field.name for field in fields(owner)]
        close = get_close_matches(asked, known, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
        return f"{asked!r} is unknown here; {hint}"


def sandbox(loader: BaseLoader | None, *, autoescape: bool) -> ImmutableSandboxedEnvironment:
    """The only kind of environment that there is here: nothing reaches Python, and what is not known is an error."""
    environment = ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=autoescape,
        undefined=_Unknown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name in _NEEDLESS:
        environment.globals.pop(name)
    environment.filters["css_text"] = css_text
    return environment


@cache
def _environment(folders: tuple[Path, ...], *, autoescape: bool) -> ImmutableSandboxedEnvironment:
    return sandbox(FileSystemLoader(folders), autoescape=autoescape)


def css_text(text: str) -> str:
    """Words as they may stand between quotes in a style sheet: all but plain letters and digits as CSS escapes.

    Source: CSS Syntax Level 3, § 4.3.7. The blank ends each escape and is not shown.
    """
    return "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):x} " for sign in text)


def fill_page(name: str, **values: object) -> str:
    """The HTML template `name` filled in, every value escaped. Raises TemplateBroken."""
    if shelf.for_child():
        return in_child("fill_page", name, name, **values).content.decode()
    return _fill(name, lambda: _environment(shelf.folders(), autoescape=True).get_template(name), values)


def fill_plain(name: str, **values: object) -> str:
    """The plain-text template `name` filled in, nothing escaped. Raises TemplateBroken.

    What comes out is plain text, where "Børn & unge" must stay as it is; put in a page, it is escaped there.
    """
    if shelf.for_child():
        return in_child("fill_plain", name, name, **values).content.decode()
    return _fill(name, lambda: _environment(shelf.folders(), autoescape=False).get_template(name), values)


class Filler:
    """Fills in the same few templates very often: each file is read once, and no longer looked at after that.

    For plain text and for pages, as fill_plain and fill_page. Only where templates may be used (shelf.for_child).
    """

    def __init__(self) -> None:
        loader = FileSystemLoader(shelf.folders())
        self._plain, self._pages = (sandbox(loader, autoescape=escape) for escape in (False, True))
        self._plain.auto_reload = self._pages.auto_reload = False

    def plain(self, name: str, values: Mapping[str, object]) -> str:
        """The plain-text template filled in. Raises TemplateBroken."""
        return _fill(name, lambda: self._plain.get_template(name), values)

    def page(self, name: str, values: Mapping[str, object]) -> str:
        """The HTML template filled in, every value escaped. Raises TemplateBroken."""
        return _fill(name, lambda: self._pages.get_template(name), values)


@cache
def word_environment() -> ImmutableSandboxedEnvironment:
    """The sandbox for the parts of a Word file, every value escaped. They stand alone: nothing can be taken in."""
    return sandbox(None, autoescape=True)


def fill_part(name: str, part: str, source: str, values: Mapping[str, object]) -> str:
    """A part of the Word file `name`, XML with Jinja in it, filled in, every value escaped. Raises TemplateBroken."""
    try:
        return word_environment().from_string(source).render(values)
    except Exception as error:  # as in _fill
        raise broken_by(name, error, part=part) from error


def _fill(name: str, load: Callable[[], Template], values: Mapping[str, object]) -> str:
    try:
        return load().render(values)
    except Exception as error:  # a template may divide by nothing, add words to numbers, call itself for ever …
        raise broken_by(name, error) from error


def unknown_names(name: str, given: Collection[str] = ()) -> Printed:
    """The names that the office's template asks for and neither the shipped one nor Jinja knows, each with its line.

    `given`: names that it may ask for though the shipped one does not. A JSON list of [line, name]. Finds what stands
    in parts that a document does not reach. Raises TemplateBroken.
    """
    environment = _environment(shelf.folders(), autoescape=True)
    try:
        own, shipped = (environment.parse(folder.read_text("utf-8"), name) for folder in _both(name))
    except (TemplateSyntaxError, ValueError) as error:
        raise broken_by(name, error) from error
    known = find_undeclared_variables(shipped).union(environment.globals, given)
    strange = find_undeclared_variables(own) - known
    asked = [[place.lineno, place.name] for place in own.find_all(Name) if place.name in strange]
    return Printed(json.dumps(asked).encode())


def _both(name: str) -> tuple[Path, Path]:
    return shelf.standing(name), shelf.SHIPPED / name


def broken_by(name: str, error: Exception, *, part: str = "") -> TemplateBroken:
    """What the error says of the template `name` (of its `part`), or of the one inside it that went wrong."""
    inner, line = _place(error)
    if isinstance(error, TimeUp):
        return TemplateTooMuch(inner or name, TOO_LONG, part=part, line=line)
    if isinstance(error, (MemoryError, RecursionError, OverflowError)):
        return TemplateTooMuch(inner or name, TOO_LARGE, part=part, line=line)
    reason = str(error) or type(error).__name__
    if isinstance(error, TemplateNotFound):
        reason = f"there is no template {error.name!r} to take in"
    elif isinstance(error, SecurityError):
        reason = f"it reaches for what no template may have ({reason})"
    return TemplateBroken(inner or name, reason, part=part, line=line)


def _place(error: Exception) -> tuple[str, int | None]:
    """The innermost template file that the error came from ("" where it has no name), and the line.

    An own file that calls a shipped one wrongly is the one to mend.
    """
    if isinstance(error, TemplateSyntaxError):
        return error.name or "", error.lineno
    places = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if "__jinja_exception__" in frame.f_globals  # Jinja names the template in place of its own code
    ]
    own = [place for place in places if shelf.is_own(Path(place[0]))]
    if not places:
        return "", None
    file, line = (own or places)[-1]
    return "" if file.startswith("<") else Path(file).name, line
