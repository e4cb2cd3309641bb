"""How the list "sager på vej" is ordered."""

from enum import StrEnum


class Grouping(StrEnum):
    """What the cases are listed under: the forum that has them, or their field (fagområde)."""

    FORUM = "forum"
    FIELD = "field"
