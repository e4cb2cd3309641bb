"""Eight processes decide the same cases through the command: one winner each, and nobody is told of the database."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

from db.engine import open_database
from tests.workflow.office import Office

PROCESSES, CASES = 8, 2
TODAY = date(2027, 3, 1)


def test_one_winner_each(database_url: str, program: Callable[..., Any]) -> None:
    database = open_database(database_url)
    office = Office(database, TODAY)
    office.meets("KKR", "2027-04-20", "2027-06-20")
    cases = [office.opens(f"Sag {number}", "kkr") for number in range(CASES)]
    office.locks("KKR")
    database.close()

    def decide(work: tuple[int, int]) -> tuple[int, int, str]:
        case, who = work
        said = program("decide", case, "--outcome", "approved", "--words", f"Ord {who}.", database=database_url)
        return case, said.code, said.err

    with ThreadPoolExecutor(PROCESSES) as pool:
        ends = list(pool.map(decide, [(case, who) for who in range(PROCESSES) for case in cases]))
    assert Counter((case, code) for case, code, _ in ends) == {
        **{(case, 0): 1 for case in cases},
        **{(case, 1): PROCESSES - 1 for case in cases},
    }
    refusals = {err for _, code, err in ends if code}
    assert {err.count("\n") for err in refusals} == {1}
    assert [err for err in refusals if not err.startswith(("KKR has already decided case ", "Somebody else "))] == []
    assert program("verify", database=database_url).code == 0
    listed = json.loads(program("case", "list", "--all", "--json", database=database_url).out)
    assert [case["state"] for case in listed] == ["concluded"] * CASES
