"""Four clocks on one register: whoever comes first queues a person's letter, and each step is sent once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from db.engine import open_database
from tests.workflow.office import Office
from tests.workflow.reminded import HEAD, has_head, letters, owes, sent

PROCESSES = 4
NOW = "2027-04-12T06:30"


def test_each_step_is_sent_once(database_url: str, program: Callable[..., Any], tmp_path: Path) -> None:
    """The clock has stood still for six weeks, and four processes wake it at once."""
    database = open_database(database_url)
    office = Office(database, date(2027, 3, 1))
    has_head(office)
    case = office.opens("Fælles havn", "kkr")
    owners = [f"ejer{number}@example.dk" for number in range(8)]
    for place, owner in enumerate(owners):
        owes(office, case, "2027-04-15", owner, owners[place - 1])

    def tick(_process: int) -> tuple[int, str]:
        said = program("tick", "--now", NOW, database=database_url, SAGSGANG_MAIL_FOLDER=str(tmp_path))
        return said.code, said.err

    with ThreadPoolExecutor(PROCESSES) as pool:
        assert list(pool.map(tick, range(PROCESSES))) == [(0, "")] * PROCESSES
    told = Counter((subject, step, who) for subject, step, who, *_ in sent(office))
    keys = {key for key, _, _ in letters(office)}
    database.close()
    assert told.most_common(1)[0][1] == 1
    assert Counter(step for _, step, who in told if who in owners) == dict.fromkeys(("30", "14", "7", "3"), 16)
    assert keys == {*owners, HEAD}
