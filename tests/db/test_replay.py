"""Events that another schema wrote."""

import json

from db.replay import Replay
from db.statements import table


def test_what_an_older_schema_did_not_know_has_its_default_and_what_it_knew_alone_is_left_out() -> None:
    forum = {"id": 3, "code": "KKR", "name": "KKR", "aliases": [], "cut_off": 14, "dispatch": 7, "group_title": "Sager"}
    meeting = {"id": 9, "forum_id": 3, "on": "2027-06-20", "state": "planned"}
    writes = [
        ["insert", "forum", forum],
        ["insert", "meeting", {**meeting, "locked_view": None}],
        ["update", "meeting", {"id": 9}, {"state": "locked", "locked_view": {"kind": "agenda"}}],
    ]
    replay = Replay()
    replay.apply(json.dumps({"ids": [0, 9], "writes": writes}))
    (row,) = replay.rows("forum").values()
    assert dict(zip(table("forum").columns, row, strict=True)) == {
        **forum, "aliases": "[]", "municipality": None, "cut_off_working": False, "dispatch_working": False,
        "email": None,
    }  # fmt: skip
    (row,) = replay.rows("meeting").values()
    assert dict(zip(table("meeting").columns, row, strict=True))["state"] == "locked"
