"""A real browser, told what to do over a pipe (the Chrome DevTools protocol): a person with a mouse, in a few calls."""

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Self

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe", "about:blank"),
)
_WITH_PIPES = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)
"""The browser listens on 3 and answers on 4."""


def chromium() -> str | None:
    """The browser of this machine."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """One page of one browser."""

    def __init__(self, to: BinaryIO, answers: BinaryIO) -> None:
        self._to, self._answers, self._count, self._session = to, answers, 0, ""
        self._events: list[dict[str, Any]] = []

    @classmethod
    @contextmanager
    def opened(cls, program: str, profile: Path) -> Iterator[Self]:
        """A browser with an empty profile; it ends with the block."""
        (its_in, our_out), (our_in, its_out) = os.pipe(), os.pipe()
        command = [sys.executable, "-c", _WITH_PIPES, str(its_in), str(its_out), program, *FLAGS]
        process = subprocess.Popen(
            [*command, f"--user-data-dir={profile}"], pass_fds=(its_in, its_out), stderr=subprocess.DEVNULL
        )
        os.close(its_in)
        os.close(its_out)
        with os.fdopen(our_out, "wb") as to, os.fdopen(our_in, "rb") as answers:
            browser = cls(to, answers)
            browser._attach()
            yield browser
            browser.ask("Browser.close")
        process.wait(20)

    def _attach(self) -> None:
        (page,) = [one for one in self.ask("Target.getTargets")["targetInfos"] if one["type"] == "page"]
        attached = self.ask("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = attached["sessionId"]
        self.ask("Page.enable")

    def ask(self, method: str, **values: Any) -> dict[str, Any]:
        """Say one thing to the browser, and wait for its answer."""
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": values}
        if self._session and not method.startswith("Browser."):
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        self._to.flush()
        while (told := self._next()).get("id") != self._count:
            self._events.append(told)
        assert "error" not in told, told
        found: dict[str, Any] = told["result"]
        return found

    def _next(self) -> dict[str, Any]:
        found = b"".join(iter(lambda: self._answers.read(1), b"\0"))
        told: dict[str, Any] = json.loads(found)
        return told

    def _loaded(self) -> None:
        while not any(one.get("method") == "Page.loadEventFired" for one in self._events):
            self._events.append(self._next())

    def goes_to(self, address: str) -> None:
        """The address is typed."""
        self._events.clear()
        self.ask("Page.navigate", url=address)
        self._loaded()

    def clicks(self, what: str) -> None:
        """The mouse is pressed in the middle of something (a CSS selector), and the next page is waited for."""
        place = self.finds(
            f"(() => {{ const r = document.querySelector({json.dumps(what)}).getBoundingClientRect();"
            " return [r.x + r.width / 2, r.y + r.height / 2] })()"
        )
        self._events.clear()
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)
        self._loaded()

    def finds(self, script: str) -> Any:
        """What a script finds in the page."""
        return self.ask("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    @property
    def text(self) -> str:
        """What a person reads."""
        return str(self.finds("document.body.innerText"))

    def is_wide(self, width: int) -> None:
        """The window is this wide, in pixels."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)

    def picture(self, path: Path) -> None:
        """The page as it looks, as PNG."""
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot")["data"]))
