"""The pages as `sagsgang run` serves them: their looks and their one transaction, on the register of this office."""

from functools import partial

from commands import edge
from settings import Settings
from states.health import Health
from states.watched import Source
from states.zone import ZONE
from web.app import Office, Pages, application
from workflow.acknowledge import TokenTold, by_token, told_token
from workflow.feed import calendar_part
from workflow.health import health

BY = "link"
"""Who writes when somebody presses the button: who that was is told by the letter that the link stood in."""


def pages(settings: Settings) -> Pages:
    """The pages of this office."""
    mail = settings.mail
    secretariat = mail.sender.email if mail.sender else ""
    return application(Office(_asked, _taken, _entry, partial(_health, settings), mail.link, secretariat))


def _asked(token: str) -> TokenTold | None:
    today = edge.now().astimezone(ZONE).date()
    return edge.read(lambda connection: told_token(connection, token, today=today))


def _taken(token: str) -> TokenTold | None:
    now = edge.now()
    return edge.write(lambda connection: by_token(connection, token, by=BY, now=now), "acknowledge by link")


def _entry(token: str) -> str | None:
    """The deadline behind the link, for a calendar."""
    told = _asked(token)
    if told is None or told.watched is None or told.watched.source is not Source.DEADLINE:
        return None
    number, now = told.watched.number, edge.now()
    return edge.read(lambda connection: calendar_part(connection, number, now=now))


def _health(settings: Settings) -> Health:
    mail = settings.mail
    can_send = mail.sender is not None and (mail.server is not None or mail.folder is not None)
    return edge.read(
        lambda connection: health(connection, now=edge.now(), backup_days=settings.backup_days, can_send=can_send)
    )
