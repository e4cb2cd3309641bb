"""HTML to structured lines."""

import pytest

from ingest.formats.html import parse
from ingest.formats.unreadable import Unreadable
from ingest.source import Line, Style
from states.paper import Link


def lines(page: str) -> list[Line]:
    """The lines of a page that stands on one line of its file."""
    return list(parse(page.encode()).lines)


def test_headings_paragraphs_and_what_is_left_out() -> None:
    page = (
        "<html><head><title>T</title><style>p{}</style></head><body><nav>Indhold</nav><h2>1. <b>Sager</b></h2>"
        "<div>Løs <i>tekst</i><p>Et\n  afsnit</p>hale</div><script>x()</script><p hidden>skjult</p>"
        "<p style='display: none'>skjult</p><template><p>nej</p></template></body></html>"
    )
    assert lines(page) == [
        Line("1. Sager", 1, Style.HEADING, level=2),
        Line("Løs tekst", 1, Style.PARAGRAPH),
        Line("Et afsnit", 1, Style.PARAGRAPH),
        Line("hale", 1, Style.PARAGRAPH),
    ]


def test_a_forced_break_parts_paragraphs_but_not_headings_and_items() -> None:
    assert lines("<h1>Dags<br>orden</h1><p>Sted<br>Tid</p><ul><li>et<br>to</li></ul>") == [
        Line("Dags orden", 1, Style.HEADING, level=1),
        Line("Sted", 1, Style.PARAGRAPH),
        Line("Tid", 1, Style.PARAGRAPH),
        Line("et to", 1, Style.BULLET),
    ]


def test_lists_carry_level_and_label() -> None:
    page = (
        "<ol start=3><li>tre<ul><li>punkt</li></ul></li><li value=7>syv</li></ol>"
        "<ol type=a><li data-label='a)'>sagt</li><li><p>b</p><p>mere</p></li></ol>"
        "<ol reversed start=2 type=I><li>to<li>en</ol>"
    )
    assert lines(page) == [
        Line("tre", 1, Style.NUMBERED, label="3."),
        Line("punkt", 1, Style.BULLET, level=1),
        Line("syv", 1, Style.NUMBERED, label="7."),
        Line("sagt", 1, Style.NUMBERED, label="a)"),
        Line("b", 1, Style.NUMBERED, label="b."),
        Line("mere", 1, Style.PARAGRAPH),
        Line("to", 1, Style.NUMBERED, label="II."),
        Line("en", 1, Style.NUMBERED, label="I."),
    ]


def test_tables_keep_their_columns_where_cells_span() -> None:
    page = (
        "<table><tr><th>Kommune<th>2024<th>2025<tr><td rowspan=2>Ærø<td colspan=2><p>1</p><p>2</p>"
        "<tr><td>3<td><a href='https://a.example'>4</a></table>"
    )
    assert lines(page) == [
        Line("", 1, Style.ROW, cells=("Kommune", "2024", "2025"), first_row=True),
        Line("", 1, Style.ROW, cells=("Ærø", "1 2", "")),
        Line("", 1, Style.ROW, cells=("", "3", "4"), links=(Link("4", "https://a.example"),)),
    ]


def test_tables_that_only_place_things_become_what_they_hold() -> None:
    page = (
        "<table><tr><td>./.<td><p>Notat</p><p>mere</p><tr><td><td>Uden mærke</table>"
        "<table><tr><td><h3>Overskrift</h3></td><td>ved siden af</td></tr></table>"
        "<table><tr><td>kun en</td></tr></table>"
    )
    assert lines(page) == [
        Line("./. Notat", 1, Style.PARAGRAPH),
        Line("mere", 1, Style.PARAGRAPH),
        Line("Uden mærke", 1, Style.PARAGRAPH),
        Line("Overskrift", 1, Style.HEADING, level=3),
        Line("ved siden af", 1, Style.PARAGRAPH),
        Line("kun en", 1, Style.PARAGRAPH),
    ]


def test_pairs_of_a_front_page() -> None:
    assert lines("<dl><dt>Dato:</dt><dd>18-03-2025</dd><dt>Sted</dt><dd>Kolding</dd><dt>Tid</dt></dl>") == [
        Line("Dato: 18-03-2025", 1, Style.PARAGRAPH),
        Line("Sted: Kolding", 1, Style.PARAGRAPH),
        Line("Tid:", 1, Style.PARAGRAPH),
    ]


def test_links_that_would_run_something_are_words_only() -> None:
    page = "<p><a href='https://a.example/?x=1&amp;y=2'>her</a> og <a href='javascript:x()'>der</a></p>"
    assert lines(page) == [Line("her og der", 1, Style.PARAGRAPH, links=(Link("her", "https://a.example/?x=1&y=2"),))]


def test_lines_are_numbered_by_the_file() -> None:
    assert [line.number for line in parse(b"<html>\n<p>a</p>\n\n<p>b</p><pre>c\nd</pre></html>").lines] == [2, 4, 4, 4]


def test_entities_of_the_file_itself_are_not_followed() -> None:
    page = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>a &x; b &aring;</p></body></html>'
    assert all("root:" not in line.text for line in parse(page).lines)


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(Unreadable, match="there is no text in it"):
        parse(b"<html><body><img src=x></body></html>")
