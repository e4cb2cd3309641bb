"""The door to Jinja: what escapes, what is refused, and how it is said."""

import pytest

from templates.environment import FOLDER, TemplateBroken, css_text, fill_page, fill_phrase


def test_plain_text_is_not_escaped() -> None:
    assert fill_phrase("{{ title }}", title="Børn & unge <ny>") == "Børn & unge <ny>"


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("{{ missing }}", "'missing' is undefined"),
        ("{{ title.__class__.__mro__ }}", "access to attribute '__class__' of 'str' object is unsafe"),
        ("{{ names.append(1) }}", "access to attribute 'append' of 'list' object is unsafe"),
        ("{% for %}", "Expected"),
    ],
)
def test_a_broken_phrase_is_one_clear_sentence(phrase: str, reason: str) -> None:
    with pytest.raises(TemplateBroken) as raised:
        fill_phrase(phrase, title="x", names=[])
    said = str(raised.value)
    assert said.startswith(f"The template {phrase!r}")
    assert reason in said
    assert said.endswith(f"Mend it in {FOLDER}.")


def test_words_in_a_style_sheet_cannot_end_it() -> None:
    assert css_text('Ærø 2"</style>') == r"\c6 r\f8 \20 2\22 \3c \2f style\3e "


def test_a_template_that_is_not_there_is_named() -> None:
    with pytest.raises(TemplateBroken) as raised:
        fill_page("nothing.j2")
    assert "nothing.j2" in str(raised.value)
