"""Words over the ends of print lines, by how the file itself ends them."""

from ingest.formats.pdf_words import Mending

BLANKS = ("Kommunerne får svar \nfra regionen inden \nsommer.",)
NO_BLANKS = ("Kommunerne får svar\nfra regionen inden\nsommer.",)


def mended(text: str, *, others: tuple[str, ...] = BLANKS, marks_hyphens: bool = False) -> str:
    return Mending((*others, text), marks_hyphens=marks_hyphens).whole(text)


def test_print_lines_become_one_line() -> None:
    assert mended("Kommunerne får svar \nfra regionen") == "Kommunerne får svar fra regionen"
    assert mended("Kommunerne får svar\nfra regionen", others=NO_BLANKS) == "Kommunerne får svar fra regionen"


def test_a_soft_hyphen_is_no_letter() -> None:
    assert mended("samarbejds\u00ad\nudvalget og sam\u00adarbejdet") == "samarbejdsudvalget og samarbejdet"


def test_where_soft_hyphens_are_marked_every_other_belongs_to_its_word() -> None:
    assert mended("det kort-\nsigtede", marks_hyphens=True) == "det kort-sigtede"
    assert mended("det kort-\nsigtede") == "det kortsigtede"
    assert mended("lærer-\nog pædagoguddannelser", marks_hyphens=True) == "lærer- og pædagoguddannelser"


def test_a_hyphen_that_is_drawn_alone_is_judged_by_its_word() -> None:
    assert mended("under punk\u2010\ntet i EU\u2010\nkontoret", marks_hyphens=True) == "under punktet i EU-kontoret"


def test_a_line_without_its_blank_goes_on_inside_a_word_where_the_file_draws_blanks() -> None:
    assert mended("og/\neller") == "og/eller"
    assert mended("og/\neller", others=NO_BLANKS) == "og/ eller"
    assert mended("se https://kommune.\nexample/sti?\na=1") == "se https://kommune.example/sti?a=1"
    assert (
        mended("Speciallægepraksisplanlæ\ngningssamarbejdsudvalget")
        == "Speciallægepraksisplanlægningssamarbejdsudvalget"
    )
    assert mended("kom\u200b\nmune") == "kommune"


def test_a_line_that_was_ended_on_purpose_ends_a_word() -> None:
    assert mended("Skovsvinget 25\n5500 Middelfart") == "Skovsvinget 25 5500 Middelfart"
