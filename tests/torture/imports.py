"""Bend files of every kind, and give them to the process that reads strangers' files, behind its doors."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from resilience_desktop.errors import CannotImport, DamagedFile, TooMuchToRead
from resilience_desktop.importing import child, sandbox, wire
from tests.importing import mutants, samples

from .part import Outcome, Part, Task

ROOT = Path(__file__).resolve().parent.parent.parent
AT_ONCE = 40
"""How many files one process reads here; the program starts one for each, which takes ten times as long."""

TOO_SLOW = 20.0
SLOWEST = "slowest answer, in s"
MEMORY = "most memory of a process that read them, in MiB"

READER = """
import sys
from resilience_desktop import hardening
from resilience_desktop.importing import sandbox, wire, worker

hardening.harden()
worker.load()
if sandbox.close() != sandbox.Doors(calls=True, limits=True):
    sys.exit("the doors are open")
while True:
    try:
        request = wire.read_request(sys.stdin.buffer)
    except ValueError:
        break
    sys.stdout.buffer.write(worker._answer(request, lambda number, of: None))
    sys.stdout.buffer.flush()
"""


def run(task: Task) -> Outcome:
    reader = _Reader()
    control = _control(reader, quick=task.quick)
    seeds = [f"{task.seed} {task.index} {number}" for number in range(task.own_count)]
    for start in range(0, len(seeds), AT_ONCE):
        reader.read([_bent(seed) for seed in seeds[start : start + AT_ONCE]], seeds[start:])
    most = {SLOWEST: reader.slowest, MEMORY: reader.memory}
    return Outcome(task.own_count, tuple(reader.failures), control, dict(reader.figures), most)


def _bent(seed: str) -> tuple[str, bytes]:
    chances = random.Random(seed)  # noqa: S311  no key comes of it
    name = chances.choice(sorted(mutants.SEEDS))
    return name, mutants.bent(name, chances)


def _control(reader: _Reader, *, quick: bool) -> int:
    """Return how many files came out as they must, whole ones read and bombs refused; 0 if any did not."""
    whole = {name: make() for name, make in samples.WHOLE.items()}
    found = sum(samples.TITLE in words for words in reader.read(list(whole.items()), list(whole)))
    bombs = {} if quick else mutants.BOMBS
    refused = sum(_is_refused(name) for name in bombs)
    reader.figures.clear()
    reader.figures["bombs that did not go off"] = refused
    return found + refused if found + refused == len(whole) + len(bombs) else 0


def _is_refused(name: str) -> bool:
    try:
        child.understand_file(mutants.BOMBS[name](), name)
    except (TooMuchToRead, DamagedFile):
        return True
    except CannotImport:
        return False
    return False


class _Reader:
    """Have files read, many by one process, and keep count."""

    def __init__(self) -> None:
        self.figures: Counter[str] = Counter()
        self.failures: list[str] = []
        self.slowest = 0.0

    @property
    def memory(self) -> float:
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024

    def read(self, files: Sequence[tuple[str, bytes]], seeds: Sequence[str]) -> list[str]:
        """Return what each file's answer holds; a process that falls over one goes on anew behind it."""
        heard: list[str] = []
        while len(heard) < len(files):
            heard += self._answers(files[len(heard) :])
            if len(heard) < len(files):
                self.failures.append(f"{files[len(heard)][0]}, seed {seeds[len(heard)]}: the process ended")
                heard.append("")
        return heard

    def _answers(self, files: Sequence[tuple[str, bytes]]) -> Iterator[str]:
        with _started() as process:
            feeder = threading.Thread(target=_feed, args=(process, files), daemon=True)
            feeder.start()
            for name, _ in files:
                began = time.monotonic()
                line = process.stdout.readline()
                took = time.monotonic() - began
                if not line:
                    break
                self.slowest = max(self.slowest, took)
                if took > TOO_SLOW:
                    self.failures.append(f"{name}: {took:.0f} s")
                yield self._counted(wire.read_answer(line))
            process.kill()
            feeder.join()

    def _counted(self, answer: wire.Answer) -> str:
        if isinstance(answer, CannotImport):
            self.figures[f"refused: {type(answer).__name__}"] += 1
            return ""
        self.figures["read"] += 1
        return " ".join(piece.text for piece in answer.pieces)


def _started() -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", READER], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _feed(process: subprocess.Popen[bytes], files: Sequence[tuple[str, bytes]]) -> None:
    with suppress(OSError), process.stdin as stream:
        for name, data in files:
            stream.write(wire.request(data, name))
            stream.flush()


PART = Part(
    "imports",
    "No bent file of any kind crashes or hangs the process that reads it, makes it answer nonsense, or takes "
    f"more than {sandbox.MEMORY // 2**20} MiB of it.",
    "whole files come out with their words, and bombs are refused",
    full=20_000,
    sample=80,
    run=run,
)
