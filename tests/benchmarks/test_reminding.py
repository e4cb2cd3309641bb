"""Each figure about reminding is measured once at a tiny size: what its row says is asserted, never a time."""

from benchmarks import reminding


def test_every_figure_about_reminding() -> None:
    assert [(row.what, row.bar) for row in reminding.figures(many=2_000, letters=20, rounds=1)] == [
        ("reminders: 100 due of 2,000 open deadlines, against 1,000", "at most 1.5"),
        ("reminders: 20 letters looked for, worded and queued", "under 5 s"),
    ]
