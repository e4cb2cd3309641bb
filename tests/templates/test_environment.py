"""The door to Jinja: what escapes, what is refused, and how it is said."""

import pytest

from templates.environment import TemplateBroken, css_text, fill_page


def test_words_in_a_style_sheet_cannot_end_it() -> None:
    assert css_text('Ærø 2"</style>') == r"\c6 r\f8 \20 2\22 \3c \2f style\3e "


def test_a_template_that_is_not_there_is_named() -> None:
    with pytest.raises(TemplateBroken) as raised:
        fill_page("nothing.j2")
    assert "nothing.j2" in str(raised.value)
