"""Files of councils' answers."""

from datetime import date

import pytest

from ingest.council_file import CouncilsRefused, read_answers
from states.council_lines import CouncilLine
from states.outcomes import Outcome

AUGUST = date(2027, 8, 25)


def test_every_column_and_the_empty_ones() -> None:
    content = (
        "number,municipality,sent,agenda,outcome,on,words,remarks,asked\r\n"
        '461,Odense,2027-06-21,2027-08-25,approved,2027-08-25,"Godkendt, uden afstemning.",Evalueres.,2027-08-01\r\n'
        "\r\n"
        "420,,,,,,,,\r\n"
        ",Ærø,,,Rejected,,'=nej,,\r\n"
    )
    assert read_answers(content.encode(), "svar.csv") == (
        CouncilLine(
            2, "461", date(2027, 6, 21), AUGUST, Outcome.APPROVED, AUGUST, "Godkendt, uden afstemning.", "Evalueres.",
            date(2027, 8, 1),
        ),
        CouncilLine(4, "420"),
        CouncilLine(5, "Ærø", outcome=Outcome.REJECTED, words="=nej"),
    )  # fmt: skip


def test_as_a_danish_spreadsheet_saves_it() -> None:
    content = "Municipality;Outcome;Words\nÆrø;approved;Godkendt, enigt\n".encode("cp1252")
    assert read_answers(content, "svar.csv") == (
        CouncilLine(2, "Ærø", outcome=Outcome.APPROVED, words="Godkendt, enigt"),
    )


def test_letters_are_composed_and_damaged_ones_are_told() -> None:
    assert read_answers("municipality\nA\u030assens\n".encode(), "svar.csv") == (CouncilLine(2, "Åssens"),)
    with pytest.raises(CouncilsRefused, match=r"line 3: it holds a sign that is no letter \(U\+FFFD\)"):
        read_answers('municipality\n"Ærø, Tønder, Sønderborg, Fanø"\n'.encode() + b"F\xe5\n", "svar.csv")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("municipality,sent\nOdense,21-06-2027\n", "line 2: sent '21-06-2027' is no date; write it as YYYY-MM-DD"),
        ("municipality,sent\nOdense,0027-06-21\n", "line 2: sent '0027-06-21' lies outside the years 1900 to 2199"),
        ("municipality,outcome\nOdense,ja\n", "line 2: outcome 'ja' is none of approved, approved_with_addition"),
        ("municipality,outcome,words\nOdense,,Ja\n", "line 2: Odense has no outcome, and words belongs to one"),
        ("municipality,outcome,on\nOdense,,2027-08-25\n", "line 2: Odense has no outcome, and on belongs to one"),
        ("municipality,sent\n,2027-06-21\n", "line 2: it names no council"),
        ("municipality,outcome,words\nOdense,approved,Ja, men\n", "line 2: it has more cells than there are columns"),
        ("sent\n2027-06-21\n", "line 1: it needs a column number or municipality"),
        ("number,svar\n461,ja\n", "line 1: 'svar' is no column; known: number, municipality, sent"),
        ("number,sent,sent\n461,,\n", "line 1: the column sent stands twice"),
        ("number\n", "it has no councils"),
        ("", "line 1: it needs a column number or municipality"),
        ('number,words\n461,"' + "x" * 140_000 + '"\n', "line 2: field larger than field limit"),
        ("number,outcome,words\n461,approved,Ja\u202e\n", "line 2: it holds a sign that is no letter (U+202E)"),
        ("number,outcome,words\n461,approved,Ja\x00 og et langt svar" + "a" * 99, "no letter (U+0000)"),
        ("number\n" + "461\n" * 300_000, "it has over 1 MB"),
    ],
)
def test_a_bad_file_is_told_line_by_line_and_not_taken_in(content: str, told: str) -> None:
    with pytest.raises(CouncilsRefused) as raised:
        read_answers(content.encode(), "svar.csv")
    assert str(raised.value).startswith("svar.csv was not taken in; nothing was changed. Mend these lines:\n  ")
    assert told in str(raised.value)


def test_every_bad_line_is_told() -> None:
    with pytest.raises(CouncilsRefused) as raised:
        read_answers(b"number,outcome\n461,ja\n420,approved\n430,nej\n", "svar.csv")
    assert [line.split(":")[0] for line in str(raised.value).splitlines()[1:]] == ["  line 2", "  line 4"]
