"""Serving the pages beside the clock: a thread of their own, loopback unless somebody says otherwise."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from states.errors import SagsgangError
from web.app import Pages

HOST, PORT = "127.0.0.1", 8022
LOOKS_EVERY = 0.01
"""Seconds until it is asked again whether the server is up."""
ENDS_WITHIN = 5
"""Seconds that an answer at hand may still take when the pages close."""


class CannotServe(SagsgangError):
    """The pages have nowhere to stand."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"The pages cannot be served at {host}, port {port}: {reason}. Say another with --port.")


@contextmanager
def serve(app: Pages, host: str = HOST, port: int = PORT) -> Iterator[str]:
    """Serve the pages while the block runs; yields their address here. Port 0 takes any that is free.

    They are open when the block begins, and closed when it has ended. Raises CannotServe.
    """
    door = _door(host, port)
    server = uvicorn.Server(_config(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, name="pages", daemon=True)
    thread.start()
    try:
        if not _is_up(server, thread):
            raise CannotServe(host, port, "the server did not start")
        yield f"http://{_shown(host)}:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(2 * ENDS_WITHIN)
        door.close()


def _is_up(server: uvicorn.Server, thread: threading.Thread) -> bool:
    while thread.is_alive() and not server.started:
        thread.join(LOOKS_EVERY)
    return server.started


def _door(host: str, port: int) -> socket.socket:
    """The socket, bound here: uvicorn would end the whole program where it cannot have it."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotServe(host, port, reason.lower()) from error


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _config(app: Pages) -> uvicorn.Config:
    """No access log: the address of a page is its secret. No word of which server this is."""
    return uvicorn.Config(
        app,
        access_log=False,
        lifespan="off",
        log_level="warning",
        log_config=None,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=ENDS_WITHIN,
        ws="none",
    )
