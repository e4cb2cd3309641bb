"""Letters made plain, and what was removed told."""

from ingest.clean import clean
from ingest.source import Line, Source, Style
from states.paper import Doubt, Link


def cleaned(*texts: str) -> Source:
    return clean(Source(tuple(Line(text, number) for number, text in enumerate(texts, start=1)), wrapped=True))


def test_blanks_ligatures_and_composed_letters() -> None:
    assert cleaned("10\u00a0000 kr. i A\u030arhus\u202f–\u2009a\ufb03ceret") == Source(
        (Line("10 000 kr. i Århus – afficeret", 1),), wrapped=True
    )


def test_hyphens_at_a_line_end_stay_and_soft_ones_inside_go() -> None:
    assert cleaned("kommu\u00ad", "grund\ufffe ", "bered\u0002", "land\u00admåler", "EU\u2011kontor").lines == (
        Line("kommu-", 1),
        Line("grund-", 2),
        Line("bered-", 3),
        Line("landmåler", 4),
        Line("EU-kontor", 5),
    )


def test_bullets_of_word_become_bullets() -> None:
    assert [line.text for line in cleaned("\uf0b7 et", "\uf0a7\tto", "\uf02d tre").lines] == ["• et", "•\tto", "– tre"]


def test_what_is_removed_is_told_once_a_sort() -> None:
    assert cleaned("a\u202eb\u2066", "c\x07d\x00\u200b", "e\ue123\ud800") == Source(
        (Line("ab", 1), Line("cd", 2), Line("e", 3)),
        wrapped=True,
        doubts=(
            Doubt("2 marks that turn the writing direction removed, the first here", 1),
            Doubt("2 control characters removed, the first here", 2),
            Doubt("2 characters without a meaning removed, the first here", 3),
        ),
    )


def test_cells_labels_and_links_are_cleaned_too() -> None:
    line = Line(
        "", 1, Style.ROW, label="1\u00a0.", cells=("a\u00a0b", "\u202ec"), links=(Link("a\u00a0b", "https://x\u200b"),)
    )
    assert clean(Source((line,), wrapped=False)).lines == (
        Line("", 1, Style.ROW, label="1 .", cells=("a b", "c"), links=(Link("a b", "https://x"),)),
    )


def test_a_plain_line_is_not_touched() -> None:
    line = Line("Ærø\t– og •", 1)
    assert clean(Source((line,), wrapped=False)).lines[0] is line
