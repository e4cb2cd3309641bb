"""A list of people as a secretary keeps it: one a line, those present and those who sent apologies under headings."""

from collections.abc import Iterable

from ingest.people import people_in, places, without_doubles
from ingest.shapes import head_label
from states.forums import Forum
from states.paper import Attendee

People = tuple[Attendee, ...]


def people_listed(words: str, forums: Iterable[Forum]) -> tuple[People, People]:
    """Those present and those who sent apologies, told apart by the headings that minutes have (Deltagere, Afbud).

    Before any heading stand those present. Each name counts once in a list.
    """
    known = places(forums)
    lists: dict[str, list[Attendee]] = {"present_label": [], "absent_label": []}
    here = "present_label"
    for line in words.splitlines():
        text = line.strip().lstrip("–-•* ").strip()
        label, value = head_label(text) or head_label(f"{text}:") or (here, text)
        if label in lists:  # another line of a head, such as the date, names nobody
            here = label
            lists[here] += people_in(value, known)
    return without_doubles(lists["present_label"]), without_doubles(lists["absent_label"])
