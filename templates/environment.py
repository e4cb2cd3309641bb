"""The one door to Jinja: every text is filled in here, in a sandbox, and a missing value is an error."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from states.errors import SagsgangError

FOLDER = Path(__file__).parent / "da"


class TemplateBroken(SagsgangError):
    """A text in templates/da/ cannot be filled in."""

    def __init__(self, name: str, error: TemplateError) -> None:
        line = f" line {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        reason = str(error.message).removesuffix(".")
        super().__init__(f"The template {name}{line} cannot be filled in: {reason}. Mend it in {FOLDER}.")


def _environment(*, autoescape: bool) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(FOLDER),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


_MARKUP = _environment(autoescape=True)
# What comes out of this one is plain text, where "Børn & unge" must stay as it is; put in a page, it is escaped there.
_PLAIN = _environment(autoescape=False)


def css_text(text: str) -> str:
    """Words as they may stand between quotes in a style sheet: all but plain letters and digits as CSS escapes.

    Source: CSS Syntax Level 3, § 4.3.7. The blank ends each escape and is not shown.
    """
    return "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):x} " for sign in text)


_MARKUP.filters["css_text"] = css_text


def fill_page(name: str, **values: object) -> str:
    """The HTML template `name` filled in, every value escaped. Raises TemplateBroken."""
    return _fill(name, lambda: _MARKUP.get_template(name), values)


def fill_plain(name: str, **values: object) -> str:
    """The plain-text template `name` filled in, nothing escaped. Raises TemplateBroken."""
    return _fill(name, lambda: _PLAIN.get_template(name), values)


def fill_phrase(phrase: str, **values: object) -> str:
    """A phrase of words.yaml filled in as plain text. Raises TemplateBroken."""
    return _fill(repr(phrase), lambda: _phrase(phrase), values)


@lru_cache(maxsize=512)
def _phrase(phrase: str) -> Template:
    return _PLAIN.from_string(phrase)


def _fill(name: str, load: Callable[[], Template], values: Mapping[str, object]) -> str:
    try:
        return load().render(values)
    except TemplateError as error:
        raise TemplateBroken(name, error) from error
