"""Give every process under measurement the same small world: a home, a vault in it, a screen."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from resilience_desktop import paths, readings
from resilience_desktop.vault import MINIMUM, Vault
from resilience_desktop.workbook import CheckIn, Place, Reading

from .words import PASSPHRASE, text

ROUNDS = 12
"""Reflections in a vault, as after a year of coming back each month."""

DATA = Path(".local", "share", paths.NAME)
"""Where the program keeps its data below a home, by the XDG base directory specification."""


def make_home(home: Path, words: int) -> dict[str, str]:
    """Make a home with a vault in it, whose newest round has one answer of this many words.

    The other answers have 150 words; the person was last at the end of the long one. Returns the
    environment in which a process lives there and draws offscreen.
    """
    make_vault(place_of_vault(home), words).close()
    return environment(home)


def place_of_vault(home: Path) -> Path:
    """Make a new home and return where its vault is to be."""
    data = home / DATA
    data.mkdir(parents=True)
    return paths.find(data).default_vault


def environment(home: Path) -> dict[str, str]:
    """Return the environment in which a process lives in a home and draws offscreen."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    return {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "LANG": "C.UTF-8",
        "TZ": "Europe/Berlin",
        "PATH": os.environ.get("PATH", os.defpath),
        "QT_QPA_PLATFORM": "offscreen",
    }


def make_vault(folder: Path, words: int) -> Vault:
    """Make such a vault and return it open."""
    reading = bundled()
    vault = Vault.create(folder, PASSPHRASE, cost=MINIMUM)
    edition = vault.keep_edition(reading)
    for number in range(ROUNDS):
        reflection = vault.begin(edition)
        answers = {prompt: text(150, seed) for seed, prompt in enumerate(reading.prompts, 10 * number)}
        vault.save(reflection.id, answers, check_in=CheckIn(before=4, after=6))
    first = reading.prompts[0]
    answer = text(words)
    place = Place(reading.id, reflection.id, first.id, len(answer))
    vault.save(reflection.id, {first: answer}, place=place)
    return vault


def bundled() -> Reading:
    """Return the reading that comes with the program."""
    shelves = readings.library((paths.assets() / "readings",))
    return next(shelf.reading for shelf in shelves if shelf.reading)


@contextmanager
def virtual_screen() -> Iterator[dict[str, str]]:
    """Yield what to add to an environment to draw on X11 without a screen; nothing where there is no Xvfb."""
    program = shutil.which("Xvfb")
    if program is None:
        yield {}
        return
    reader, writer = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            number = told.readline().strip()
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"} if number else {}
    finally:
        server.terminate()
        server.wait()
