"""Ten years of reflections: unlocking, looking back, scrolling, typing and memory, beside their floors."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from resilience_desktop import paths, sample
from resilience_desktop.vault import MINIMUM, Vault, unlock_secret
from resilience_desktop.vault.schema import MIGRATIONS
from resilience_desktop.workbook import Moment, Place

from . import child, world
from .figure import Figure, middle, percentile
from .words import PASSPHRASE, ROOT

YEARS = 10
UNLOCK_MS, LOOK_BACK_MS, FRAME_MS = 150, 100, 16
TYPING_TIMES, MEMORY_TIMES = 1.25, 1.3
STEPS, KEYS = 400, 120
MIB = 1024 * 1024
END = Moment(1_795_376_460_000, "+01:00[Europe/Berlin]")


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    years, empty = home_with_years(folder / "years"), world.make_home(folder / "empty", 300)
    yield _unlock(years, runs)
    yield _look_back(years, runs)
    yield from _scroll(years, runs)
    yield from _typing(years, empty, runs)
    yield _memory(years, empty, runs)


def home_with_years(home: Path) -> dict[str, str]:
    """Make a home with a copy of the sample vault in it; the person was last in the newest answer."""
    place = world.place_of_vault(home)
    shutil.copytree(sample_vault(), place)
    vault = Vault.open(place, unlock_secret(place, PASSPHRASE))
    newest = vault.reflection(vault.summaries(1)[0].id)
    first = newest.answers[0]
    vault.save_place(Place(newest.edition.reading_id, newest.id, first.prompt.id, len(first.text)))
    vault.close()
    return world.environment(home)


def sample_vault() -> Path:
    """Return the folder of the sample vault, which is made once and kept in build/."""
    sources = [*(ROOT / "resilience_desktop" / "sample").glob("*.py"), *(paths.assets() / "sample").iterdir()]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(sources))).hexdigest()[:12]
    folder = ROOT / "build" / f"sample-{YEARS}-years-{len(MIGRATIONS)}-{digest}"
    if not folder.exists():
        sample.make(folder, PASSPHRASE, world.bundled(), sample.Span(END, YEARS), cost=MINIMUM)
    return folder


def _unlock(years: dict[str, str], runs: int) -> Figure:
    ours, bare = [], []
    for _ in range(runs + 1):  # the first warms up
        ours.append(child.run(child.PROGRAM, ["unlock", 0], years).told)
        bare.append(child.run(child.floor("bare_vault"), [], years).told)
    name = f"unlock with {YEARS} years, key known to Today painted"
    return Figure(name, "ms", middle(ours[1:]), middle(bare[1:]), most=UNLOCK_MS)


def _look_back(years: dict[str, str], runs: int) -> Figure:
    ours, bare = [], []
    for _ in range(runs + 1):
        ours.append(child.run(child.PROGRAM, ["look back", 0], years).told)
        bare.append(child.run(child.floor("bare_look_back"), [0], years).told)
    name = f"then and now of {YEARS} years to its first paint"
    return Figure(name, "ms", middle(ours[1:]), middle(bare[1:]), most=LOOK_BACK_MS)


def _scroll(years: dict[str, str], runs: int) -> Iterator[Figure]:
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(runs):
        ours += child.run(child.PROGRAM, ["scroll", STEPS], years).told
        bare += child.run(child.floor("bare_look_back"), [STEPS], years).told
    for share, most in ((0.5, None), (0.99, FRAME_MS)):
        name = f"then and now of {YEARS} years, a frame while scrolling, p{100 * share:.0f}"
        yield Figure(name, "ms", percentile(ours, share), percentile(bare, share), most=most)


def _typing(years: dict[str, str], empty: dict[str, str], runs: int) -> Iterator[Figure]:
    """Compare with the same program on a vault of twelve rounds."""
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(runs):
        ours += child.run(child.PROGRAM, ["keys", KEYS], years).told
        bare += child.run(child.PROGRAM, ["keys", KEYS], empty).told
    for share, most in ((0.5, TYPING_TIMES), (0.99, None)):
        name = f"key to paint with {YEARS} years, beside a small vault, p{100 * share:.0f}"
        yield Figure(name, "ms", percentile(ours, share), percentile(bare, share), most_times=most)


def _memory(years: dict[str, str], empty: dict[str, str], runs: int) -> Figure:
    ours, bare = [], []
    for _ in range(runs):
        ours.append(child.run(child.PROGRAM, ["memory", 0], years).told / MIB)
        bare.append(child.run(child.PROGRAM, ["memory", 0], empty).told / MIB)
    name = f"memory with {YEARS} years (PSS), beside a small vault"
    return Figure(name, "MiB", middle(ours), middle(bare), most_times=MEMORY_TIMES)
