"""The two machines: what may happen to a case on its route, and to one forum's treatment of it.

Both are decision tables built with `transitions`; this module is its only door. A machine holds no case: the state is
handed in and the next one handed back, so one machine serves every case with the same stops.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Any

from transitions import EventData, Machine, MachineError

from states.errors import SagsgangError
from states.triggers import Trigger

DRAFT = "draft"
CONCLUDED = "concluded"
WITHDRAWN = "withdrawn"
ENDED = frozenset({CONCLUDED, WITHDRAWN})


class TreatmentState(StrEnum):
    """Behandlingens tilstand: where one forum's treatment of a case stands."""

    PLANNED = "planned"
    PREPARING = "preparing"
    READY = "ready"
    ON_AGENDA = "on_agenda"
    DECIDED = "decided"
    SKIPPED = "skipped"
    ANSWERED = "answered"
    LAPSED = "lapsed"


OPEN_STATES = (TreatmentState.PLANNED, TreatmentState.PREPARING, TreatmentState.READY, TreatmentState.ON_AGENDA)
DONE_STATES = frozenset({TreatmentState.DECIDED, TreatmentState.ANSWERED})


class TreatmentTrigger(StrEnum):
    """What may be done to one forum's treatment."""

    WRITE = "write"
    SUBMIT = "submit"
    PLACE = "place"
    UNPLACE = "unplace"
    DECIDE = "decide"
    ANSWER = "answer"
    SKIP = "skip"
    LAPSE = "lapse"
    UNDO = "undo"


class NotAllowed(SagsgangError):
    """The machine does not let this happen from this state."""

    def __init__(self, what: str, state: str, trigger: str, allowed: Iterable[str]) -> None:
        may = ", ".join(allowed) or "nothing more"
        super().__init__(f"{what} that is {state!r} cannot {trigger}; what may happen: {may}.")


@dataclass(slots=True)
class _View:
    """The throw-away holder that a machine writes the next state on."""

    state: str


def _machine(states: Iterable[str], rows: Iterable[dict[str, Any]]) -> Machine:
    return Machine(
        model=None,
        states=list(states),
        transitions=list(rows),
        initial=None,
        auto_transitions=False,
        send_event=True,
        queued=False,
    )


def _heads_for(event: EventData) -> bool:
    return event.transition is not None and event.kwargs["to"] == event.transition.dest


class RouteMachine:
    """What may happen to a case whose route has these stops, in this order."""

    def __init__(self, stops: tuple[str, ...]) -> None:
        self._machine = _machine((DRAFT, *stops, CONCLUDED, WITHDRAWN), _route_rows(stops))
        self._known: dict[tuple[str, Trigger, str | None], str] = {}

    def after(self, state: str, trigger: Trigger, to: str | None = None) -> str:
        """The state that follows. `to` is where the case goes, for the triggers that need telling (return_to, reopen).

        Asked once for each of them: the table never changes. Raises NotAllowed, which names what may happen instead.
        """
        asked = (state, trigger, to)
        if asked not in self._known:
            self._known[asked] = self._after(*asked)
        return self._known[asked]

    def _after(self, state: str, trigger: Trigger, to: str | None) -> str:
        view = _View(str(state))
        try:
            moved = self._machine.events[trigger].trigger(view, to=to)
        except (MachineError, KeyError, ValueError):
            moved = False
        if not moved:
            wanted = f"{trigger} {to!r}" if to else str(trigger)
            raise NotAllowed("A case", state, wanted, self.allowed(state))
        return view.state

    def allowed(self, state: str) -> tuple[str, ...]:
        """What may happen from a state, with the destination where it must be named ("return_to sdf")."""
        found: dict[str, None] = {}
        for name, event in self._machine.events.items():
            for row in event.transitions.get(state, ()):
                found[f"{name} {row.dest}" if row.conditions else name] = None
        return tuple(found)


def _route_rows(stops: tuple[str, ...]) -> Iterable[dict[str, Any]]:
    if not stops:  # every stop was left out: nothing may happen until one is put in
        return
    yield {"trigger": Trigger.SUBMIT, "source": DRAFT, "dest": stops[0]}
    yield {"trigger": Trigger.WITHDRAW, "source": [DRAFT, *stops], "dest": WITHDRAWN}
    yield {"trigger": Trigger.CONCLUDE, "source": list(stops), "dest": CONCLUDED}
    yield {"trigger": Trigger.REJECT, "source": list(stops), "dest": CONCLUDED}
    yield {"trigger": Trigger.POSTPONE, "source": list(stops), "dest": "="}
    yield {"trigger": Trigger.SKIP, "source": stops[-1], "dest": CONCLUDED}
    for here, after in pairwise(stops):
        for trigger in (Trigger.FORWARD, Trigger.DELEGATE, Trigger.SKIP):
            yield {"trigger": trigger, "source": here, "dest": after}
    for place, stop in enumerate(stops):
        for earlier in (DRAFT, *stops[:place]):
            yield {"trigger": Trigger.RETURN_TO, "source": stop, "dest": earlier, "conditions": _heads_for}
    for stop in (DRAFT, *stops):
        yield {"trigger": Trigger.REOPEN, "source": [CONCLUDED, WITHDRAWN], "dest": stop, "conditions": _heads_for}


@lru_cache(maxsize=1024)
def route_machine(stops: tuple[str, ...]) -> RouteMachine:
    """The machine for these stops, built once and shared by every case that has them."""
    return RouteMachine(stops)


def _treatment_rows() -> Iterable[dict[str, Any]]:
    planned, preparing, ready, on_agenda = (str(state) for state in OPEN_STATES)
    open_states = [planned, preparing, ready, on_agenda]
    done = [str(state) for state in (TreatmentState.DECIDED, TreatmentState.ANSWERED)]
    yield {"trigger": TreatmentTrigger.WRITE, "source": [planned, preparing], "dest": preparing}
    yield {"trigger": TreatmentTrigger.WRITE, "source": [ready, on_agenda], "dest": "="}
    yield {"trigger": TreatmentTrigger.SUBMIT, "source": [planned, preparing, ready], "dest": ready}
    yield {"trigger": TreatmentTrigger.PLACE, "source": open_states, "dest": on_agenda}
    yield {"trigger": TreatmentTrigger.UNPLACE, "source": open_states, "dest": ready}
    yield {"trigger": TreatmentTrigger.DECIDE, "source": open_states, "dest": str(TreatmentState.DECIDED)}
    yield {"trigger": TreatmentTrigger.ANSWER, "source": open_states, "dest": str(TreatmentState.ANSWERED)}
    yield {"trigger": TreatmentTrigger.SKIP, "source": open_states, "dest": str(TreatmentState.SKIPPED)}
    yield {"trigger": TreatmentTrigger.LAPSE, "source": open_states, "dest": str(TreatmentState.LAPSED)}
    yield {"trigger": TreatmentTrigger.UNDO, "source": done, "dest": on_agenda}


_TREATMENT = _machine((str(state) for state in TreatmentState), _treatment_rows())


@lru_cache(maxsize=128)
def treatment_after(state: str, trigger: TreatmentTrigger) -> TreatmentState:
    """The state of a treatment after a trigger. Asked once a pair: the table never changes. Raises NotAllowed."""
    view = _View(str(state))
    try:
        moved = _TREATMENT.events[trigger].trigger(view)
    except (MachineError, KeyError, ValueError):
        moved = False
    if not moved:
        allowed = (name for name, event in _TREATMENT.events.items() if event.transitions.get(state))
        raise NotAllowed("A treatment", state, str(trigger), allowed)
    return TreatmentState(view.state)
