"""Start the fake session manager on a bus of its own, and tell it what is to happen."""

from __future__ import annotations

import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

PATIENCE_S = 60
SYSTEM_PYTHON = "/usr/bin/python3"
"""The one that Debian's python3-dbus belongs to."""

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>"""


class Fake:
    """Hold the fake manager and its bus's address."""

    def __init__(self, address: str, process: subprocess.Popen[bytes]) -> None:
        self.address = address
        self._process = process
        self._heard: list[str] = []

    def happen(self, words: str) -> None:
        """Let something happen: ``sleep begins``, ``lock``, or a property with ``true`` or ``false``."""
        self._process.stdin.write(words.encode() + b"\n")

    def wait_for(self, words: str) -> None:
        """Wait until it was asked for this, or noticed it."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.was_told(words):
            left = deadline - time.monotonic()
            if left < 0:
                raise TimeoutError(f"nobody told the fake manager: {words}")
            select.select([self._process.stdout], [], [], left)

    def was_told(self, words: str) -> bool:
        """Tell whether it was asked for this by now, or noticed it; each time counts once."""
        while select.select([self._process.stdout], [], [], 0)[0]:
            line = self._process.stdout.readline()
            if not line:
                break
            self._heard.append(line.decode().strip())
        if words not in self._heard:
            return False
        self._heard.remove(words)
        return True


def fake_logind(folder: Path) -> AbstractContextManager[Fake]:
    """Return a fake manager that lives in a folder."""
    return fake_service(folder, "fake_logind.py")


@contextmanager
def fake_service(folder: Path, script: str, *words: str) -> Iterator[Fake]:
    """Yield what a script beside this one says on a bus of its own; ``words`` are its further arguments."""
    config = folder / "bus.conf"
    config.write_text(_BUS.format(path=folder / "bus"), "utf-8")
    address = f"unix:path={folder / 'bus'}"
    with ExitStack() as stage:
        daemon = ("dbus-daemon", f"--config-file={config}", "--nofork", "--print-address")
        if not _start(stage, daemon).stdout.readline().startswith(address.encode()):
            raise RuntimeError("the bus did not start")
        path = Path(__file__).with_name(script)
        manager = _start(stage, (SYSTEM_PYTHON, str(path), address, *words))
        if not manager.stdout.readline().startswith(b"ready"):
            raise RuntimeError("the fake manager did not start")
        yield Fake(address, manager)


def _start(stage: ExitStack, command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Start a process that ends with the stage."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, bufsize=0)
    stage.enter_context(process)
    stage.callback(process.kill)
    return process
