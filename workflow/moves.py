"""Moving a case: the rows that follow when it leaves one stop and comes to another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from db.record import Insert, Update, Write
from states.course import Move, OwnDelegate, with_delegation
from states.facts import CaseFacts, LaidStop, TreatmentFacts, newest
from states.machine import DRAFT, ENDED, TreatmentState, TreatmentTrigger, treatment_after
from states.outcomes import Purpose
from states.paper_json import dump_text, load_text
from states.routes import Stop
from states.triggers import Trigger
from templates.carry import carry, take_note
from workflow.desk import Desk

SECTIONS = ("background", "recommendation", "presentation")


def move_case(
    case: CaseFacts, move: Move, desk: Desk, *, words: str | None = None, reason: str | None = None
) -> Iterator[Write]:
    """The case's own row, the treatments it leaves open behind it, and those that begin where it comes to.

    `case` must already tell the latest outcomes (its texts are taken along). `words`: what an ended case ended with.
    """
    changes: dict[str, Any] = {"state": move.to, "version": case.version + 1}
    if move.to in ENDED:
        changes["closed_words"] = words
    elif case.state in ENDED:
        changes["closed_words"] = None
    yield Update("cases", {"id": case.id}, changes, {"version": case.version, "state": case.state})
    yield from close_behind(case, move.trigger, reason)
    if move.trigger is Trigger.RETURN_TO:
        yield from _retire_empowerments(case, move.to, reason)
    if move.to not in ENDED:  # a draft is written for the forum that will have it first
        laid = case.laid(case.route[0].key if move.to == DRAFT else move.to)
        if move.trigger is not Trigger.POSTPONE and _date_is_spent(case, laid, desk.today):
            yield Update("stop", {"id": laid.id}, {"expires": None})
        yield from arrive(case, laid, desk)


def _date_is_spent(case: CaseFacts, laid: LaidStop, today: date) -> bool:
    """Whether a stop's last day was that of an earlier round, or has passed before the case comes.

    It would end the stop at the next tick. An empowerment's last day stands until it has passed.
    """
    if laid.expires is None:
        return False
    return laid.expires < today or (bool(case.at(laid.id)) and laid.delegated_by is None)


def close_behind(case: CaseFacts, trigger: Trigger | None, reason: str | None) -> Iterator[Update]:
    """The treatments that nobody waits for any more: skipped with their stop, else lapsed."""
    closing = TreatmentTrigger.SKIP if trigger is Trigger.SKIP else TreatmentTrigger.LAPSE
    for treatment in case.open_treatments:
        state = treatment_after(treatment.state, closing)
        yield Update("treatment", {"id": treatment.id}, {"state": state, "open": False, "reason": reason})


def _retire_empowerments(case: CaseFacts, to: str, reason: str | None) -> Iterator[Update]:
    """An empowerment is for once: a case that goes up again does not pass the stops that it put in."""
    place = case.laid(to).position if to in case.keys else 0
    for laid in case.stops:
        if laid.delegated_by and laid.position > place and not laid.skipped:
            yield Update("stop", {"id": laid.id}, {"state": "skipped", "reason": reason})


def arrive(case: CaseFacts, laid: LaidStop, desk: Desk, *, meeting_id: int | None = None) -> Iterator[Write]:
    """A new treatment for each forum of the stop, with the texts of the forum that had the case last."""
    last = _latest_texts(case)
    visits = newest(case.at(laid.id))
    for code in laid.stop.forums:
        visit = visits[code].visit + 1 if code in visits else 1
        yield begin_treatment(case, laid, code, desk, visit=visit, last=last, meeting_id=meeting_id)


def begin_treatment(
    case: CaseFacts,
    laid: LaidStop,
    code: str,
    desk: Desk,
    *,
    visit: int,
    last: TreatmentFacts | None,
    meeting_id: int | None = None,
) -> Insert:
    """One forum's new treatment, with a draft of the last forum's texts (`last`) in this forum's name."""
    texts = _carried(last, code, laid.stop, desk) if last else {}
    row = {
        "id": desk.ledger.next_id(),
        "case_id": case.id,
        "stop_id": laid.id,
        "forum_id": desk.forums[code].id,
        "visit": visit,
        "state": TreatmentState.PREPARING if texts else TreatmentState.PLANNED,
        "meeting_id": meeting_id,
        "texts": texts,
        "purposes": _purposes(case, laid.stop),
        "officers": list(last.officers if last else case.officers),
        "journal_number": last.journal_number if last else None,
        "attachment_marks": last.attachment_marks if last else 0,
        "group_title": last.group_title if last and last.forum == code else None,
        "closed": bool(last and last.closed),
    }
    return Insert("treatment", row)


def _latest_texts(case: CaseFacts) -> TreatmentFacts | None:
    return next((treatment for treatment in reversed(case.treatments) if any(treatment.texts.values())), None)


def _purposes(case: CaseFacts, stop: Stop) -> list[str]:
    """What the stop is for, else what was asked last where the stop left it open (a report is no approval)."""
    if stop.purpose:
        return [stop.purpose]
    fixed = {laid.id for laid in case.stops if laid.stop.purpose}
    asked = (one.purposes for one in reversed(case.treatments) if one.stop_id not in fixed and one.purposes)
    return list(next(asked, ()))


def _carried(last: TreatmentFacts, code: str, stop: Stop, desk: Desk) -> dict[str, Any]:
    """The texts as the next forum's draft: in the recommendation it is the new forum that decides.

    A forum that is only to take note of what others decided is asked for that, and nothing else.
    """
    texts: dict[str, Any] = {section: last.texts[section] for section in SECTIONS if last.texts.get(section)}
    if stop.purpose is Purpose.TAKE_NOTE:
        texts["recommendation"] = dump_text(take_note(desk.forums[code].forum))
    elif last.forum != code and "recommendation" in texts:
        old, new = desk.forums[last.forum].forum, desk.forums[code].forum
        texts["recommendation"] = dump_text(carry(load_text(texts["recommendation"]), old, new))
    return texts


def delegate(
    case: CaseFacts, desk: Desk, to: str, *, scope: str | None, expires: date | None
) -> tuple[CaseFacts, list[Write]]:
    """The case with two stops put in after the one it is at: the empowered forum's, and the report back.

    Returns the case as it then is, and the rows. Raises UnknownForum, OwnDelegate.
    """
    here = case.laid(case.state)
    code = desk.forum(to).forum.code
    if code in here.stop.forums:
        raise OwnDelegate(code)
    stops = with_delegation(case.route, case.state, code, taken=case.keys)
    place = stops.index(here.stop) + 1
    acting = LaidStop(desk.ledger.next_id(), here.position + 1, stops[place], False, here.id, expires)
    report = LaidStop(desk.ledger.next_id(), here.position + 2, stops[place + 1], False, here.id)
    shifted = tuple(replace(laid, position=laid.position + 2) for laid in case.stops if laid.position > here.position)
    kept = tuple(laid for laid in case.stops if laid.position <= here.position)
    empowered, reported = put_in_for(here.stop.key, acting.stop.key)
    writes: list[Write] = [
        stop_row(case.id, acting, scope=scope, reason=empowered),
        stop_row(case.id, report, reason=reported),
        *(Update("stop", {"id": laid.id}, {"position": laid.position}) for laid in shifted),
    ]
    return replace(case, stops=(*kept, acting, report, *shifted)), writes


def put_in_for(giver: str, acting: str) -> tuple[str, str]:
    """Why the two stops of an empowerment are on the route: the acting one's reason and the report's."""
    return f"empowered by {giver}", f"report back of {acting}"


def stop_row(case_id: int, laid: LaidStop, *, scope: str | None = None, reason: str | None = None) -> Insert:
    """The row of a stop on a case's route."""
    stop = laid.stop
    return Insert(
        "stop",
        {
            "id": laid.id,
            "case_id": case_id,
            "position": laid.position,
            "key": stop.key,
            "forums": list(stop.forums),
            "join_rule": {"rule": stop.join.rule, "number": stop.join.number},
            "purpose": stop.purpose,
            "reservation": stop.reservation,
            "gap": stop.gap,
            "state": "skipped" if laid.skipped else "planned",
            "reason": reason,
            "scope": scope,
            "expires": laid.expires,
            "delegated_by": laid.delegated_by,
        },
    )
