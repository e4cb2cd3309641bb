"""The other side of the decisions: the same reads, rows, JSON and hashing by the bare driver, with no layer between.

What a careful person would write by hand for this one case: K22 approves, the case goes on to KKR with its texts. The
test beside it asserts that both sides send the same statements and leave the same rows.
"""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from secrets import token_hex
from typing import Any
from uuid import uuid4

from db import statements
from db.chain import commit_to, link
from db.columns import canonical, instant_text

CASES = (
    "SELECT id, title, state, version, route_key, assumed, expected, joined_into, officers, journal_numbers FROM cases"
)
STOPS = (
    "SELECT case_id, id, position, key, purpose, reservation, state, delegated_by, expires, forums, join_rule FROM stop"
)
TREATMENTS = (
    "SELECT case_id, t.id, stop_id, visit, state, meeting_id, outcome, words, decided_on, texts, journal_number, "
    "t.group_title, attachment_marks, reason, officers, purposes, code "
    "FROM treatment t JOIN forum f ON f.id = t.forum_id"
)
FORUMS = "SELECT id, code, name, municipality, cut_off, dispatch, group_title, aliases FROM forum ORDER BY id"
MEETINGS = 'SELECT m.id, code, m."on", state, at, place FROM meeting m JOIN forum f ON f.id = m.forum_id WHERE code = '
HEAD = "SELECT seq, hash, last_case, last_id FROM journal_head WHERE id = 1"
LOCK = "SELECT id FROM cases WHERE id = ANY(%s) ORDER BY id FOR UPDATE"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bare:
    """The bare driver on one database, as `dialect` (sqlite or postgresql) spells it."""

    line: Any
    dialect: str
    by: str
    now: datetime

    @property
    def _postgres(self) -> bool:
        return self.dialect == "postgresql"

    def decide(self, case_ids: Sequence[int], outcome: str, words: str) -> None:
        """K22 decides these cases in one transaction."""
        cursor = self.line.cursor()
        if not self._postgres:
            cursor.execute("BEGIN IMMEDIATE")
        command = (str(uuid4()), instant_text(self.now), self.by, "decide")
        cursor.execute(f"{statements.insert(self.dialect, 'command')} ON CONFLICT DO NOTHING", command)
        cases, stops, treatments = self._facts(cursor, case_ids)
        forums = {row[1]: row for row in cursor.execute(FORUMS).fetchall()}
        head = cursor.execute(HEAD + (" FOR UPDATE" if self._postgres else "")).fetchone()
        found = cursor.execute(f'{MEETINGS}{self._mark} ORDER BY m."on", m.id', ("K22",)).fetchall()
        meetings = {row[0]: row for row in found}
        written = _Written(head, self.by, instant_text(self.now))
        for case_id in case_ids:
            written.decision(cases[case_id], stops[case_id], treatments[case_id], forums, meetings, outcome, words)
        written.end()
        self._write(written)
        self.line.commit()

    @property
    def _mark(self) -> str:
        return "%s" if self._postgres else "?"

    def _facts(self, cursor: Any, case_ids: Sequence[int]) -> tuple[dict[int, Any], dict[int, Any], dict[int, Any]]:
        wanted = list(case_ids)
        among = "= ANY(%s)" if self._postgres else "IN (SELECT value FROM json_each(?))"
        given = (wanted if self._postgres else json.dumps(wanted),)
        if self._postgres:
            cursor.execute(LOCK, (wanted,))
        cases = {row[0]: row for row in cursor.execute(f"{CASES} WHERE id {among}", given).fetchall()}
        stops: dict[int, list[Any]] = {case_id: [] for case_id in wanted}
        for row in cursor.execute(f"{STOPS} WHERE case_id {among} ORDER BY position", given).fetchall():
            stops[row[0]].append(row)
        treatments: dict[int, list[Any]] = {case_id: [] for case_id in wanted}
        for row in cursor.execute(f"{TREATMENTS} WHERE case_id {among} ORDER BY t.id", given).fetchall():
            treatments[row[0]].append(row)
        return cases, stops, treatments

    def _write(self, written: "_Written") -> None:
        with self._together():
            for table in ("outbox", "treatment", "decision"):
                self._run(statements.insert(self.dialect, table), written.inserts[table])
            ended = [self._run(self._update(table), rows) for table, rows in written.updates.items()]
            self._run(statements.insert(self.dialect, "event"), written.events)
            self._run(statements.update(self.dialect, "journal_head", _HEAD_CHANGES, ("id",)), [written.head])
        for cursor, rows in zip(ended, written.updates.values(), strict=True):
            if cursor.rowcount != len(rows):
                raise RuntimeError("somebody else changed a case")

    def _update(self, table: str) -> str:
        return statements.update(self.dialect, table, *_SHAPES[table])

    def _run(self, statement: str, rows: list[Any]) -> Any:
        cursor = self.line.cursor()
        if len(rows) == 1:
            cursor.execute(statement, rows[0])
        else:
            cursor.executemany(statement, rows)
        return cursor

    def _together(self) -> AbstractContextManager[object]:
        pipeline: AbstractContextManager[object] = self.line.pipeline() if self._postgres else nullcontext()
        return pipeline


_HEAD_CHANGES = ("seq", "hash", "last_case", "last_id")
_SHAPES = {
    "treatment": (("state", "open", "outcome", "words", "decided_on", "meeting_id"), ("id", "open")),
    "cases": (("state", "version"), ("id", "version", "state")),
}
_TABLES = {name: statements.table(name) for name in ("treatment", "decision", "outbox")}
_BLANK = {name: dict(table.defaults) for name, table in _TABLES.items()}
_EMPTY: dict[str, Row] = {name: dict.fromkeys(table.columns) for name, table in _TABLES.items()}
_IN_ORDER = {name: itemgetter(*table.columns) for name, table in _TABLES.items()}


class _Written:
    """The rows of one transaction, by table, and the head of the chain."""

    def __init__(self, head: Sequence[Any], by: str, at: str) -> None:
        self.seq, self.hash, self.last_case, self.last_id = head
        self.by, self.at = by, at
        self.inserts: dict[str, list[Any]] = {"treatment": [], "decision": [], "outbox": []}
        self.updates: dict[str, list[Any]] = {"treatment": [], "cases": []}
        self.events: list[Any] = []
        self.told: list[tuple[int, Row, list[Any]]] = []
        self.head: tuple[Any, ...] = ()

    def _next(self) -> int:
        self.last_id += 1
        return int(self.last_id)

    def decision(
        self, case: Any, stops: Any, treatments: Any, forums: Row, meetings: dict[int, Any], outcome: str, words: str
    ) -> None:
        """The rows of one decision."""
        treatment = next(one for one in treatments if one[4] == "on_agenda")
        here = next(place for place, stop in enumerate(stops) if stop[3] == case[2])
        after = stops[here + 1]
        meeting = meetings[treatment[5]]
        on = str(meeting[2])
        decision_id, new_id, letter_id = self._next(), self._next(), self._next()
        writes = [
            self._decided(treatment, meeting, on, outcome, words),
            self._moved(case, after[3]),
            self._begun(new_id, case[0], after, treatment, forums),
            self._kept(decision_id, case[0], treatment, forums, meeting, on, outcome, words),
            self._letter(letter_id, decision_id, case[0], treatment[16], outcome),
        ]
        facts = {
            "title": case[1], "forum": treatment[16], "on": on, "outcome": outcome, "words": words,
            "from": case[2], "to": after[3], "waits": None, "new_case": None, "reason": None,
        }  # fmt: skip
        self.told.append((case[0], facts, writes))

    def _decided(self, treatment: Any, meeting: Any, on: str, outcome: str, words: str) -> list[Any]:
        self.updates["treatment"].append(("decided", False, outcome, words, on, meeting[0], treatment[1], True))
        changes = {
            "state": "decided", "open": False, "outcome": outcome, "words": words, "decided_on": on,
            "meeting_id": meeting[0],
        }  # fmt: skip
        return ["update", "treatment", {"id": treatment[1]}, changes]

    def _moved(self, case: Any, to: str) -> list[Any]:
        self.updates["cases"].append((to, case[3] + 1, case[0], case[3], case[2]))
        return ["update", "cases", {"id": case[0]}, {"state": to, "version": case[3] + 1}]

    def _begun(self, key: int, case_id: int, stop: Any, last: Any, forums: Row) -> list[Any]:
        (code,) = json.loads(stop[9])
        texts = json.loads(last[9])
        for block in texts["recommendation"]:
            block["text"] = block["text"].replace(
                "K22 anbefaler KKR Syddanmark at godkende", f"{forums[code][2]} godkender"
            )
        row = _BLANK["treatment"] | {
            "id": key, "case_id": case_id, "stop_id": stop[1], "forum_id": forums[code][0], "visit": 1,
            "state": "preparing", "meeting_id": None, "texts": texts, "purposes": json.loads(last[15]),
            "officers": json.loads(last[14]), "journal_number": last[10], "attachment_marks": last[12],
            "group_title": None,
        }  # fmt: skip
        return self._insert("treatment", row, ("texts", "purposes", "officers"))

    def _kept(
        self, key: int, case_id: int, treatment: Any, forums: Row, meeting: Any, on: str, outcome: str, words: str
    ) -> list[Any]:
        row = _BLANK["decision"] | {
            "id": key, "treatment_id": treatment[1], "case_id": case_id, "forum_id": forums[treatment[16]][0],
            "meeting_id": meeting[0], "on": on, "outcome": outcome, "words": words, "additions": None, "parts": [],
            "scope": None, "expires": None, "corrects": None, "reason": None, "new_case_id": None,
        }  # fmt: skip
        return self._insert("decision", row, ("parts",))

    def _letter(self, key: int, decision_id: int, case_id: int, forum: str, outcome: str) -> list[Any]:
        row = _BLANK["outbox"] | {
            "id": key, "key": f"decision-{decision_id}", "case_id": case_id, "kind": "decision",
            "payload": {"decision": decision_id, "forum": forum, "outcome": outcome}, "queued_at": self.at,
        }  # fmt: skip
        return self._insert("outbox", row, ("payload",))

    def _insert(self, table: str, row: Row, lists: Sequence[str]) -> list[Any]:
        stored = _EMPTY[table] | row | {name: canonical(row[name]) for name in lists}
        self.inserts[table].append(_IN_ORDER[table](stored))
        return ["insert", table, row]

    def end(self) -> None:
        """The events of the chain, when every id is handed out."""
        for case_id, facts, writes in self.told:
            payload = canonical({"facts": facts, "ids": (self.last_case, self.last_id), "writes": writes})
            salt = token_hex(16)
            commitment, previous = commit_to(salt, payload), self.hash
            self.seq += 1
            self.hash = link(self.seq, "decided", case_id, self.at, self.by, commitment, previous)
            start = (self.seq, case_id, "decided", self.at, self.by)
            self.events.append((*start, payload, salt, commitment, previous, self.hash))
        self.head = (self.seq, self.hash, self.last_case, self.last_id, 1)
