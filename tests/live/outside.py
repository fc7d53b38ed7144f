"""Start the program in a process of its own, ask it for things, and notice when it begins anew."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from resilience_desktop.paths import find
from resilience_desktop.vault import MINIMUM, RootSecret, Vault

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60
PASSPHRASE = "otter lantern quiet harbour"

_START = """\
import sys
sys.path[0] = {root!r}
from tests.live import inside
raise SystemExit(inside.main({socket!r}, {readable!r}))
"""


class Live:
    """Hold the running program; ``folder`` is its whole world, with a cheap vault in it.

    It is started with a script and arguments as main.py is, so that it can start itself again. Each new
    process connects anew, and the end of a connection is the moment in which the old memory was gone.
    """

    def __init__(
        self,
        folder: Path,
        prefix: Sequence[str] = (),
        passphrase: str = PASSPHRASE,
        more: Mapping[str, str] | None = None,
        *,
        readable: bool = False,
    ) -> None:
        """Start it, behind ``prefix`` as strace takes a command, with more environment variables.

        ``readable`` lets this process look into its memory, also when this one is not root's.
        """
        self.folder = folder
        self.passphrase = passphrase
        self.paths = find(folder / "data")
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.settimeout(PATIENCE_S)
        place = os.path.relpath(folder / "socket", ROOT)  # a socket's path has at most 107 bytes
        self._listener.bind(place if len(place) < len(str(folder)) else str(folder / "socket"))
        self._listener.listen()
        script = folder / "start.py"
        told = {"root": str(ROOT), "socket": str(folder / "socket"), "readable": readable}
        script.write_text(_START.format(**told), "utf-8")
        self.command = (sys.executable, str(script), "--data-dir", str(self.paths.data))
        self._said = (folder / "said").open("w+b")
        self.process = subprocess.Popen(
            (*prefix, *self.command),
            cwd=folder,
            env=surroundings(folder) | dict(more or {}),
            stderr=self._said,
            start_new_session=True,
        )
        self._connect()

    @classmethod
    def with_vault(
        cls,
        folder: Path,
        *,
        passphrase: str = PASSPHRASE,
        secret: RootSecret | None = None,
        packs: Sequence[Path] = (),
        **options: Any,
    ) -> Live:
        """Start the program on a vault that is cheap to open, with packs beside the bundled ones."""
        paths = find(folder / "data")
        vault = paths.default_vault
        vault.parent.mkdir(parents=True)
        for pack in packs:
            shutil.copytree(pack.parent, paths.readings / pack.parent.name)
        Vault.create(vault, passphrase, cost=MINIMUM, secret=secret).close()
        return cls(folder, passphrase=passphrase, **options)

    def __enter__(self) -> Live:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()
        self._listener.close()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._said.close()

    @property
    def pid(self) -> int:
        """Return the program's process id, which it keeps when it begins anew."""
        return self.do("QCoreApplication.applicationPid()")

    @property
    def said(self) -> str:
        """Return what was written to the standard error stream so far."""
        return (self.folder / "said").read_text("utf-8", "replace")

    def do(self, expression: str, **values: object):
        """Have an expression evaluated once; return its value if that is plain."""
        return self._ask(expression, values, wait=False)

    def until(self, expression: str, **values: object):
        """Wait for an expression to become true."""
        return self._ask(expression, values, wait=True)

    def type(self, text: str) -> None:
        """Press one key after the other; the whole text is never in the program but where it puts it."""
        for letter in text:
            self.do("strike(QApplication.focusWidget(), letter)", letter=letter)

    def press(self, key: str, modifier: str = "NoModifier") -> None:
        """Press one key in the window."""
        self.do(f"press(window, Qt.Key.Key_{key}, Qt.KeyboardModifier.{modifier})")

    def unlock(self) -> None:
        """Type the passphrase and wait until the reading is there."""
        self.type_passphrase()
        self.open()

    def type_passphrase(self) -> None:
        """Type the passphrase, and leave it at that."""
        self.until("shown('Unlock', QPushButton)()")
        self.do("named('Passphrase', QLineEdit).setFocus()")
        self.type(self.passphrase)

    def open(self) -> None:
        """Send the passphrase off, and wait until the reading is there."""
        self.press_in_focus("Return")
        self.until("shown('Reading', QTextEdit)() and isinstance(QApplication.focusWidget(), QTextEdit)")

    def press_in_focus(self, key: str, modifier: str = "NoModifier") -> None:
        """Press one key in whatever has the keyboard."""
        self.do(f"press(QApplication.focusWidget(), Qt.Key.Key_{key}, Qt.KeyboardModifier.{modifier})")

    def go_to_prompt(self, number: int) -> None:
        """Put the caret into an answer, by the prompt's number from 1."""
        self.press(str(number), "ControlModifier")
        self.until("isinstance(QApplication.focusWidget(), QTextEdit)")
        self.until("not QApplication.focusWidget().isReadOnly()")

    def lock(self) -> float:
        """Press Ctrl+L; return the seconds until the memory was gone. The fresh process is waited for."""
        began = time.monotonic()
        self.press("L", "ControlModifier")
        return self.begun_anew() - began

    def begun_anew(self) -> float:
        """Wait for the process to replace itself; return the monotonic time at which the old one was gone."""
        if self._lines.readline():
            raise AssertionError("the program said something that nobody asked for")
        gone = time.monotonic()
        self._lines.close()
        self._connect()
        return gone

    def close(self) -> int:
        """Close the window; return the exit status."""
        self.do("QTimer.singleShot(0, window, window.close)")
        return self.process.wait(PATIENCE_S)

    def _connect(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except TimeoutError:
            raise AssertionError(f"the program did not come: {self.said}") from None
        connection.settimeout(PATIENCE_S)
        self._lines = connection.makefile("rwb", buffering=0)
        connection.close()

    def _ask(self, expression: str, values: dict[str, object], *, wait: bool):
        request = {"expression": expression, "values": values, "wait": wait}
        self._lines.write(json.dumps(request).encode() + b"\n")
        line = self._lines.readline()
        if not line:
            raise AssertionError(f"the program ended: {self.said}")
        answer = json.loads(line)
        if "failed" in answer:
            raise AssertionError(answer["failed"])
        return answer["value"]


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment in which a process lives in a folder and draws offscreen."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    return {
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "C.UTF-8",
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
