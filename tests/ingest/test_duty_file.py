"""A file of yearly duties."""

from datetime import date

import pytest

from ingest.duty_file import DutiesRefused, read_duties
from states.duties import Duty, MonthDay


def test_a_line_is_a_duty_with_as_much_as_it_says() -> None:
    content = (
        "\ufeffroute;due;words;from;at;host\n"
        "short;before 09-10;Kvoter;05-01;K22;\n\n"
        'host-council;2027-12-01;"Budget; 2028";;;Odense\n'
    )
    assert read_duties(content.encode(), "duties.csv") == (
        Duty(2, "short", MonthDay(9, 10), "Kvoter", "K22", before=True, ready=MonthDay(5, 1)),
        Duty(4, "host-council", date(2027, 12, 1), "Budget; 2028", host="Odense"),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1: there is no column route"),
        ("route,due,until\nshort,07-01,\n", "line 1: 'until' is no column; known: route, due, at, host, words, from"),
        ("route,due,due\nshort,07-01,\n", "line 1: the column due stands twice"),
        ("route,due\nshort,31-12\n", "line 2: due '31-12' is no day; write it as YYYY-MM-DD, or MM-DD for every year"),
        ("route,due\nshort,before\n", "line 2: due 'before' is no day"),
        ("route,due\nshort\n", "line 2: it needs a route and a day by which it is due"),
        ("route,due\nshort,07-01,Tal, og mere\n", "line 2: it has 4 cells, the head has 2"),
        ("route,due\n", "it has no duty"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line(content: str, said: str) -> None:
    with pytest.raises(DutiesRefused, match=said):
        read_duties(content.encode(), "duties.csv")
