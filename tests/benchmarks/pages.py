"""PDF of one reflection and of a thousand answers, beside the same words compiled by Typst alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from resilience_desktop.export import wire
from resilience_desktop.export.document import Document, Entry, Section
from resilience_desktop.export.layout import Layout

from . import world
from .figure import Figure, middle
from .words import ROOT, text

MOST_TIMES_ONE, MOST_TIMES_MANY = 2.0, 1.3
ANSWERS, WORDS = 1000, 300
MIB = 1024 * 1024
WORKER = ("main.py", "pdf-worker")
FLOOR = ("-m", "tests.benchmarks.children.bare_typst")


@dataclass
class Process:
    """Hold a process that answers frames; closing it tells its peak memory."""

    child: subprocess.Popen[bytes]

    @classmethod
    def start(cls, command: tuple[str, ...], environment: Mapping[str, str]) -> Process:
        pipe = subprocess.PIPE
        return cls(
            subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdin=pipe, stdout=pipe)
        )

    def ask(self, request: bytes, kind: str) -> bytes:
        """Send a frame; return the body of the answer of this kind."""
        self.child.stdin.write(request)
        self.child.stdin.flush()
        heard = bytearray()
        while True:
            while (frame := wire.next_frame(heard)) is None:
                part = os.read(self.child.stdout.fileno(), 1 << 20)
                if not part:
                    raise RuntimeError("the process that makes pages ended")
                heard += part
            header, body = frame
            if header["is"] == "failed":
                raise RuntimeError(header["words"])
            if header["is"] == kind:
                return body

    def close(self) -> int:
        """End it; return the most bytes it ever used."""
        self.child.stdin.close()
        _, _, usage = os.wait4(self.child.pid, 0)
        self.child.returncode = 0
        self.child.stdout.close()
        return usage.ru_maxrss * 1024


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    environment = world.make_home(folder, 300)
    yield _one(environment, 4 * runs)
    yield from _many(environment, runs)


def _one(environment: Mapping[str, str], runs: int) -> Figure:
    """Both processes are warm; each run has words of its own, since Typst remembers what it has set."""
    worker, floor = Process.start(WORKER, environment), Process.start(FLOOR, environment)
    ours, bare = [], []
    for number in range(runs + 2):
        document = _document(1, number)
        began = time.perf_counter_ns()
        worker.ask(wire.render_request(document, Layout(), ""), "pages")
        between = time.perf_counter_ns()
        bare.append(json.loads(floor.ask(wire.frame({}, _source(document).encode()), "pages")))
        ours.append((between - began) / 1e6)
    worker.close()
    floor.close()
    return Figure(
        "PDF of one reflection", "ms", middle(ours[2:]), middle(bare[2:]), most_times=MOST_TIMES_ONE
    )


def _many(environment: Mapping[str, str], runs: int) -> Iterator[Figure]:
    """From starting the process to having the file, in a process of its own each time."""
    document = _document(ANSWERS // 4, 0)
    pages, source = wire.render_request(document, Layout(), ""), wire.frame({}, _source(document).encode())
    ours, bare = [], []
    for _ in range(runs):
        ours.append(_whole(WORKER, environment, pages))
        bare.append(_whole(FLOOR, environment, source))
    seconds = [middle([each[0] for each in made]) for made in (ours, bare)]
    peaks = [middle([each[1] for each in made]) for made in (ours, bare)]
    name = f"PDF of {ANSWERS:,} answers of {WORDS} words"
    yield Figure(name, "s", *seconds, most_times=MOST_TIMES_MANY)
    yield Figure(f"{name}, peak memory", "MiB", *peaks)


def _whole(command: tuple[str, ...], environment: Mapping[str, str], request: bytes) -> tuple[float, float]:
    began = time.perf_counter()
    process = Process.start(command, environment)
    process.ask(request, "pages")
    process.ask(wire.fetch_request(), "file")
    return time.perf_counter() - began, process.close() / MIB


def _document(reflections: int, seed: int) -> Document:
    reading = world.bundled()
    sections = tuple(
        Section(
            reading.title,
            reading.language,
            "22 November 2026",
            entries=tuple(
                Entry(number, prompt.ask, answer=text(WORDS, 1_000_000 * seed + 4 * each + number))
                for number, prompt in enumerate(reading.prompts, 1)
            ),
        )
        for each in range(reflections)
    )
    return Document(reading.title, reading.language, sections)


def _source(document: Document) -> str:
    """Return the same words on the same paper as plain Typst, without a line of program."""
    points, margin = Layout().size.value
    parts = [
        f"#set document(title: {json.dumps(document.title)}, date: none)",
        f'#set page(paper: "a4", margin: (x: {margin}mm, top: 27mm, bottom: 28mm), numbering: "1")',
        f'#set text(font: "Literata", size: {points}pt, lang: "en", hyphenate: false)',
        '#set par(leading: 0.7em, spacing: 0.7em, justify: false, linebreaks: "simple")',
    ]
    for section in document.sections:
        parts += ["#pagebreak(weak: true)", f"= {section.day} {section.title}"]
        for entry in section.entries:
            parts += [f"== {entry.number} {entry.ask}", entry.answer.replace("\n", "\n\n")]
    return "\n\n".join(parts)
