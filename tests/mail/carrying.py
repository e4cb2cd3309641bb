"""A letter that is carried to a server on loopback, and what may be answered."""

from mail.transport import Patience, Smtp
from states.letters import Answer, MailServer, Verdict
from tests.mail.faults import LOOPBACK, Kept, MailRoom

SENDER, TO = "kkr@example.dk", "bel@example.dk"
MESSAGE = b"Subject: x\r\n\r\n.\r\n..to\r\nslut\r\n"
ARRIVED = Kept(SENDER, TO, MESSAGE)
PATIENT = Patience(connect=10, step=20, after_dot=20, letter=60)
QUICK = Patience(connect=10, step=0.8, after_dot=0.8, letter=60)
"""Where the server is to fall silent; elsewhere a busy machine is not to be taken for a silent server."""

ACCEPTED, LATER, REFUSED = Verdict.ACCEPTED, Verdict.LATER, Verdict.REFUSED
SILENT, HUNG_UP = "The server did not answer in time", "The server hung up"
DOUBT = "; it may have the letter"


def plain(room: MailRoom) -> MailServer:
    return MailServer(LOOPBACK, room.port, "none")


def carried(server: MailServer, count: int = 1, patience: Patience = PATIENT) -> list[Answer]:
    """What is answered to letters carried over one session."""
    with Smtp(server, patience) as carrier:
        return [carrier.carry(SENDER, TO, MESSAGE) for _ in range(count)]
