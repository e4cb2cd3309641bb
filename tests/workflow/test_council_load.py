"""Files of councils' answers taken in, and the same lines written again."""

from datetime import date
from typing import Any

import pytest

from ingest.council_file import CouncilsRefused, read_answers
from states.council_lines import CouncilLine
from states.outcomes import Outcome
from states.routes import Join, JoinRule
from templates.council_ledger import ledger_csv
from tests.workflow.council_office import AUGUST, FOUR, JUNE, SEPTEMBER, Councils, asked, route
from tests.workflow.office import Office
from workflow.council_load import Loaded
from workflow.council_refusals import NotThereYet

APPROVED, REJECTED = Outcome.APPROVED, Outcome.REJECTED


def line(number: int, council: str, **said: Any) -> CouncilLine:
    return CouncilLine(number, council, **said)


def test_a_file_notes_what_it_says_and_its_outcomes_are_answers(office_in_both: Office) -> None:
    councils = asked(office_in_both)
    done = councils.loads(
        line(2, "410", sent=JUNE),
        line(3, "Assens", sent=JUNE, agenda=AUGUST, outcome=APPROVED, on=AUGUST, words="Ja.", remarks="Evalueres."),
        line(4, "KB-461", sent=JUNE, agenda=SEPTEMBER, asked=AUGUST),
        line(5, "Ærø"),
    )
    assert done == Loaded(answered=1, noted=2, same=1, state="councils")
    assert [(row.state, row.since, row.remarks, row.known.asked_again_on) for row in councils.ledger.rows] == [
        ("sent", JUNE, None, None),
        ("approved_with_remarks", AUGUST, "Evalueres.", None),
        ("on_agenda", SEPTEMBER, None, AUGUST),
        ("not_sent", None, None, None),
    ]
    assert councils.office.course(councils.case) == [("KB-420", AUGUST, "approved", "Ja.")]


def test_the_last_answer_moves_the_case(office: Office) -> None:
    councils = asked(office)
    lines = (line(place, code, outcome=APPROVED) for place, code in enumerate(FOUR, 2))
    assert councils.loads(*lines) == Loaded(answered=4, noted=0, same=0, state="end")


@pytest.mark.parametrize("for_excel", [True, False])
def test_what_is_saved_is_what_stands(office: Office, for_excel: bool) -> None:
    councils = asked(office)
    councils.sends(on=JUNE)
    councils.takes_up("Ærø", SEPTEMBER)
    councils.answers("Assens", "approved", "=1+1;\n'Ja', \"sagde\" de", remarks="-evalueres, senere", on=AUGUST)
    councils.answers("Odense", "postponed", on=AUGUST)
    councils.asks_again("Ærø")
    saved = ledger_csv(councils.ledger, for_excel=for_excel).content
    before, counts = councils.ledger, office.counts()
    assert councils.loads(*read_answers(saved, "svar.csv")) == Loaded(answered=0, noted=0, same=4, state="councils")
    assert (councils.ledger, office.counts()) == (before, counts | {"command": counts["command"] + 1})


def test_every_line_that_cannot_be_is_told_and_nothing_is_written(office: Office) -> None:
    councils = asked(office)
    councils.answers("Odense", "approved", "Ja.", on=AUGUST)
    before = office.counts()
    told = refused(
        councils,
        line(2, "410", sent=date(2027, 9, 2)),
        line(3, "Assens", outcome=APPROVED, on=date(2027, 9, 2)),
        line(4, "Odense", outcome=REJECTED),
        line(5, "Ærø", outcome=REJECTED, remarks="Evalueres."),
    )
    assert told == [
        "line 2: Middelfart: sent 2027-09-02 lies ahead (today is 2027-09-01): say the day it was. "
        "Nothing was written.",
        "line 3: Assens: on 2027-09-02 lies ahead (today is 2027-09-01): say the day it was. Nothing was written.",
        "line 4: KB-461 has already decided case 1 on 2027-08-25 (“Ja.”). Nothing was written. To mend it: sagsgang "
        "decide 1 --forum KB-461 --outcome OUTCOME --correct REASON.",
        "line 5: Remarks go with an approval, and Ærø has not approved: what else it said is its --words. "
        "Nothing was written.",
    ]
    assert office.counts() == before


def test_a_council_that_is_unknown_elsewhere_or_there_twice_is_told(office: Office) -> None:
    councils = asked(office)
    told = refused(councils, line(2, "Odnse"), line(3, "Vejle"), line(4, "461"), line(5, "Odense"), line(6, "410"))
    assert [words[:70] for words in told] == [
        "line 2: There is no forum called 'Odnse'. Did you mean Odense? Known f",
        "line 3: Kommunalbestyrelsen i Vejle is none of the 4 that case 1 goes ",
        "line 5: Odense stands on line 4 already",
    ]
    assert councils.states == {}


@pytest.mark.parametrize(
    "said",
    [
        {"sent": AUGUST, "agenda": JUNE},
        {"agenda": AUGUST, "outcome": APPROVED, "on": JUNE},
        {"agenda": SEPTEMBER, "outcome": APPROVED},
    ],
)
def test_days_that_cannot_follow_one_another_are_told(office: Office, said: dict[str, Any]) -> None:
    (told,) = refused(asked(office), line(2, "Odense", **said))
    assert told.startswith("line 2: Odense cannot ")


def test_more_answers_than_the_stop_waits_for_are_told(office: Office) -> None:
    councils = asked(office, route(*FOUR, join=Join(JoinRule.NUMBER, 2)))
    before = office.counts()
    told = refused(councils, *(line(place, code, outcome=APPROVED) for place, code in enumerate(FOUR, 2)))
    assert [words.split("; ")[1] for words in told] == [
        "Odense is not waited for any more. Leave the line's outcome out.",
        "Ærø is not waited for any more. Leave the line's outcome out.",
    ]
    assert (office.counts(), councils.states) == (before, {})


def test_when_the_stop_has_ended_an_answer_comes_too_late(office: Office) -> None:
    councils = asked(office)
    councils.office.decides(councils.case, "approved", then="forward")
    assert refused(councils, line(2, "Odense", outcome=APPROVED)) == [
        "line 2: Odense is not waited for any more (no answer). Nothing was written."
    ]
    assert councils.loads(line(2, "Odense", sent=JUNE)) == Loaded(answered=0, noted=1, same=0, state="end")


def test_a_case_that_has_not_come_to_its_councils_takes_no_file(office: Office) -> None:
    councils = Councils(office, office.opens("Rapport", "social-councils"))
    with pytest.raises(NotThereYet):
        councils.loads(line(2, "Odense", sent=JUNE))


def refused(councils: Councils, *lines: CouncilLine) -> list[str]:
    """What is told of each line of a file that is not taken in."""
    with pytest.raises(CouncilsRefused) as raised:
        councils.loads(*lines)
    head, *told = str(raised.value).split("\n  ")
    assert head == "svar.csv was not taken in; nothing was changed. Mend these lines:"
    return told
