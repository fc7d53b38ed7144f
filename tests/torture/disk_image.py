"""Live a whole session on a disk of its own, then read that disk raw and look for the person's words."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from resilience_desktop.vault import secret_from_code

from . import encodings, world
from .child import need
from .part import CannotRun, Outcome, Part, Task

ROOT = Path(__file__).resolve().parents[2]
SIZE = 96 * 2**20
PATIENCE_S = 300
LEAK = "Größe-Zwetschgenknödel-leak"

PLACES = (
    "HOME",
    "TMPDIR",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "XDG_RUNTIME_DIR",
)

Needles = list[tuple[str, dict[str, tuple[bytes, ...]]]]


def run(task: Task) -> Outcome:
    """Live as many sessions as are asked for; where it has to be quick, without the window."""
    failures: list[str] = []
    secrets = 0
    with world.memory(task.folder) as place:
        for number in range(task.own_count):
            image = place / f"image-{number}"
            with mounted(image) as disk:
                looks = _looks(_session(disk, window=not task.quick))
            secrets += len(looks)
            failures += [f"session {number}: {hit}" for hit in encodings.found(image, looks)]
            image.unlink()
        control = _control(place / "control")
    figures = {"secrets looked for": secrets, "megabytes read": task.own_count * SIZE // 2**20}
    return Outcome(task.own_count, tuple(failures), control, figures)


def _looks(secrets: dict[str, str]) -> Needles:
    """Return how each secret may look: its encodings, and for a code the bytes that it stands for as well."""
    looks = [(name, encodings.encodings(words)) for name, words in secrets.items()]
    for name, words in secrets.items():
        if name.endswith(" code"):
            looks.append((f"secret of the {name}", encodings.of_bytes(secret_from_code(words)._bytes)))
    return looks


def _control(image: Path) -> int:
    """Count in how many encodings words are found of which the files were removed again."""
    looks = encodings.encodings(LEAK)
    with mounted(image) as disk:
        for number, spellings in enumerate(looks.values()):
            leak = disk / f"{number}.tmp"
            leak.write_bytes(b"x" * 100 + spellings[-1] + b"x" * 100)
            leak.unlink()
    hits = encodings.found(image, [("leak", looks)])
    return len(hits) * (len(hits) == len(looks))


@contextmanager
def mounted(image: Path) -> Iterator[Path]:
    """Yield a folder that is a fresh ext4 file system within one file; afterwards it is all in that file."""
    if os.getuid() != 0:
        raise CannotRun("only root may mount a disk image")
    with image.open("wb") as file:
        file.truncate(SIZE)
    _run(need("mkfs.ext4"), "-q", "-F", "-E", "nodiscard", str(image))
    with tempfile.TemporaryDirectory(prefix="torture-") as place:
        _run(need("mount"), "-o", "loop,nodiscard,sync", str(image), place)
        try:
            yield Path(place)
        finally:
            _run(need("umount"), place)


def _session(disk: Path, *, window: bool) -> dict[str, str]:
    """Let a person's whole session happen with all that has a place on this disk; return the secrets."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
    }
    for name in PLACES:
        inside = disk / name.lower()
        inside.mkdir(mode=0o700)
        environment[name] = str(inside)
    with tempfile.TemporaryDirectory(prefix="torture-") as elsewhere:
        done = subprocess.run(
            [sys.executable, "-m", "tests.torture.session", elsewhere if window else ""],
            env=environment,
            cwd=disk,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return dict(line.split("\t") for line in done.stdout.splitlines())


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise CannotRun(f"{Path(command[0]).name} failed: {done.stderr.strip()}")


PART = Part(
    "disk-image",
    "After a whole session in the window and on bad days, no word, passphrase or code of the person stands "
    "anywhere on the raw disk, removed files included, in any of ten encodings.",
    "words in files that were removed again are found in each encoding",
    full=3,
    sample=1,
    run=run,
    divisible=False,
)
