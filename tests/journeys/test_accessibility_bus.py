"""The whole program, driven by nothing but what it tells a screen reader."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from collections.abc import Iterator

import pytest

from resilience_desktop.paths import assets
from resilience_desktop.readings import library
from resilience_desktop.workbook import Block, Listing, Quote

SYSTEM_PYTHON = "/usr/bin/python3"
"""The one that Debian's pyatspi belongs to."""


@pytest.fixture
def bus(root):
    """Skip where a program is missing that only the accessibility bus needs."""
    missing = runpy.run_path(str(root / "packaging" / "needs.py"))["for_the_tests"]()
    if missing:
        pytest.skip(f"needs the packages {', '.join(sorted(missing))}")


@pytest.fixture
def expected():
    """Return what the bundled reading says and asks."""
    reading = next(shelf.reading for shelf in library([assets() / "readings"]) if shelf.reading)
    prompts = [{"ask": p.ask, "help": p.help, "label": p.label} for p in reading.prompts]
    notes = [block for note in reading.footnotes for block in note.blocks]
    return {"prompts": prompts, "words": [reading.title, *_words((*reading.body, *notes))]}


def _words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Quote):
            yield from _words(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _words(item)
        else:
            yield from (run.text for run in getattr(block, "runs", ()) if run.text.strip())


@pytest.mark.bus
def test_somebody_who_hears_the_screen_does_the_whole_main_job(bus, expected, root, home, tmp_path):
    stage, journey = (root / "tests" / "journeys" / "bus" / name for name in ("stage.py", "journey.py"))
    program = (sys.executable, root / "main.py")
    command = (sys.executable, stage, SYSTEM_PYTHON, journey, tmp_path / "data", *program)
    with subprocess.Popen(
        command,
        env=_surroundings(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            heard, _ = process.communicate(json.dumps(expected))
        finally:
            process.terminate()
    assert process.returncode == 0, heard


def _surroundings(home):
    """Return an environment that holds nothing of this session's screen, bus or taste."""
    kept = {name: value for name, value in os.environ.items() if name == "PATH" or name.startswith("XDG_")}
    return kept | {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "GSETTINGS_BACKEND": "memory",
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_QPA_PLATFORM": "xcb",
    }
