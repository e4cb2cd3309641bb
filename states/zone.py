"""The zone in which a day is a day: every deadline and meeting is a local date."""

from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Copenhagen")
