"""Which day a request to the councils tells."""

from datetime import date

import pytest

from states.deadlines import Days
from tests.workflow.council_office import Councils, asked
from tests.workflow.deadlines import adds
from tests.workflow.mailing import LINK, mailbox
from tests.workflow.office import Office
from workflow.requests import requests


@pytest.fixture
def councils(office_in_both: Office) -> Councils:
    """A case before four councils, with a deadline on the 15th of September and one before the 15th of October."""
    mailbox(office_in_both, "KB-461", "post@461.example.dk")
    found = asked(office_in_both)
    adds(found.office, found.case, Days(date(2027, 9, 15)), legal_default="Staten bestemmer.")
    adds(found.office, found.case, Days(date(2027, 10, 15), before=True))
    return found


@pytest.mark.parametrize(
    ("today", "deadline", "legal_default"),
    [
        ("2027-09-15", "senest den 15. september 2027", "Staten bestemmer."),
        ("2027-09-16", "inden den 15. oktober 2027", ""),
        ("2027-10-14", "inden den 15. oktober 2027", ""),
        ("2027-10-15", "", ""),
    ],
)
def test_a_request_tells_the_first_day_that_has_not_passed(
    councils: Councils, today: str, deadline: str, legal_default: str
) -> None:
    found = councils.office.read(lambda c: requests(c, councils.case, today=date.fromisoformat(today), link=LINK))
    (draft,) = found.batch.drafts
    assert (draft.facts["deadline"], draft.facts["legal_default"]) == (deadline, legal_default)
