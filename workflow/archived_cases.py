"""The cases of an archive for people: a page of each, the list of all, and what was still to be done."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from db.queries.told_cases import told_cases
from states.case_told import ToldCase
from templates.archived_case import Surroundings, case_pages
from templates.archived_lists import (
    CaseLine,
    FollowLine,
    case_line,
    case_list,
    follow_up_page,
    open_deadlines,
    open_tasks,
    page_of,
)
from workflow.archive_folder import NewArchive


def archive_cases(connection: Connection, folder: NewArchive, around: Surroundings) -> int:
    """Write the pages of all cases as they are read, then the lists; how many cases there are.

    Of a case only its line in the lists is kept. Raises CouldNotHandOver, TemplateBroken.
    """
    lists = _Lists()
    for lot in told_cases(connection):
        for number, page in case_pages(lot, around):
            folder.write(page_of(number), [page])
        for case in lot:
            lists.take(case, around)
    folder.write("cases.html", [case_list(lists.cases)])
    folder.write("follow-up.html", [follow_up_page(lists.tasks, lists.deadlines)])
    return len(lists.cases)


@dataclass(slots=True)
class _Lists:
    cases: list[CaseLine] = field(default_factory=list)
    tasks: list[FollowLine] = field(default_factory=list)
    deadlines: list[FollowLine] = field(default_factory=list)

    def take(self, case: ToldCase, around: Surroundings) -> None:
        self.cases.append(case_line(case, around.forums))
        self.tasks += open_tasks(case)
        self.deadlines += open_deadlines(case)
