"""The one door to Jinja: every text is filled in here, in a sandbox, and a missing value is an error."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from states.errors import SagsgangError
from templates import shelf


class TemplateBroken(SagsgangError):
    """A template cannot be filled in."""

    def __init__(self, name: str, error: TemplateError) -> None:
        line = f" line {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        reason = str(error.message).removesuffix(".")
        super().__init__(f"The template {name}{line} cannot be filled in: {reason}. Mend it in {shelf.find(name)}.")


@cache
def _environment(folders: tuple[Path, ...], *, autoescape: bool) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["css_text"] = css_text
    return environment


def css_text(text: str) -> str:
    """Words as they may stand between quotes in a style sheet: all but plain letters and digits as CSS escapes.

    Source: CSS Syntax Level 3, § 4.3.7. The blank ends each escape and is not shown.
    """
    return "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):x} " for sign in text)


def fill_page(name: str, **values: object) -> str:
    """The HTML template `name` filled in, every value escaped. Raises TemplateBroken."""
    return _fill(name, lambda: _environment(shelf.folders(), autoescape=True).get_template(name), values)


def fill_plain(name: str, **values: object) -> str:
    """The plain-text template `name` filled in, nothing escaped. Raises TemplateBroken.

    What comes out is plain text, where "Børn & unge" must stay as it is; put in a page, it is escaped there.
    """
    return _fill(name, lambda: _environment(shelf.folders(), autoescape=False).get_template(name), values)


def _fill(name: str, load: Callable[[], Template], values: Mapping[str, object]) -> str:
    try:
        return load().render(values)
    except TemplateError as error:
        raise TemplateBroken(name, error) from error
