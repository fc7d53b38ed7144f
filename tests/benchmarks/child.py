"""Start processes to be measured, and hear from them through a pipe."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ("tests/benchmarks/children/program.py",)
BARE_WINDOW = ("tests/benchmarks/children/bare_window.py",)
PATIENCE_S = 120


def floor(name: str) -> tuple[str, ...]:
    """Return what runs a floor that needs parts of the program or of these benchmarks."""
    return "-m", f"tests.benchmarks.children.{name}"


@dataclass(frozen=True)
class Heard:
    """Hold what a process told, and the monotonic time just before its start."""

    told: Any
    started_ns: int


def run(child: Sequence[str], arguments: Sequence[object], environment: Mapping[str, str]) -> Heard:
    """Run ``python CHILD PIPE ARGUMENT…`` to its end and return what it wrote into the pipe, as JSON."""
    reader, writer = os.pipe()
    command = [sys.executable, *child, str(writer), *map(str, arguments)]
    started = time.monotonic_ns()
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(command, pass_fds=[writer], env=environment, cwd=ROOT, stderr=complaints)
        os.close(writer)
        try:
            told = _read(reader)
        finally:
            os.close(reader)
            process.kill()
            process.wait()
        if not told:
            complaints.seek(0)
            raise RuntimeError(f"{' '.join(command)}: {complaints.read().decode(errors='replace')}")
    return Heard(json.loads(told), started)


def _read(reader: int) -> bytes:
    told = bytearray()
    deadline = time.monotonic() + PATIENCE_S
    while select.select([reader], [], [], max(0.0, deadline - time.monotonic()))[0]:
        part = os.read(reader, 65_536)
        if not part:
            return bytes(told)
        told += part
    raise TimeoutError("a measured process said nothing for too long")
