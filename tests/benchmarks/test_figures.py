"""Each figure is measured once at a tiny size: what its row says is asserted, never a time."""

from benchmarks import agendas, starts
from benchmarks.papers import OUR_OWN, child


def test_the_agenda_out_of_few_and_of_many() -> None:
    rows = list(agendas.figures(few=20, many=60, rounds=1))
    assert [(row.what, row.bar) for row in rows] == [
        ("the next agenda out of 60 cases, against 20", "at most 1.5"),
        ("the next agenda out of 60 cases, peak memory", "under 200 MiB"),
    ]


def test_reading_a_paper() -> None:
    measured = child(OUR_OWN / "kkr-agenda-2027-06-15.txt")
    assert (sorted(measured), measured["refused"]) == (["mib", "refused", "seconds"], 0.0)


def test_starting() -> None:
    rows = list(starts.figures(rounds=1, warm_up=0))
    assert [(row.what, row.bar) for row in rows] == [
        ('sagsgang --help, against python -c "import typer"', "at most 2.5"),
        ('sagsgang case list, against python -c "import sqlmodel"', "at most 1.8"),
    ]
