"""Bend readings that travel, packs and containers, and see that each is opened whole or refused in words."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import zipfile

from resilience_desktop.errors import PackError
from resilience_desktop.paths import assets
from resilience_desktop.readings import parse
from resilience_desktop.readings.limits import LONGEST_FILE
from resilience_desktop.readings.travelling import is_pack, pack, unpack

from .part import Outcome, Part, Task

FOLDER = assets() / "readings/self-compassion-break"
SLOWEST = "slowest answer, in ms"
MEMORY = "most memory to refuse a bomb, in MiB"
BOMB = 256 * 1024 * 1024
"""The bytes that a container of a quarter of a mebibyte unpacks to."""

NAMES = (
    "pack.md",
    "pack.de.md",
    "../pack.md",
    "/etc/pack.md",
    "PACK.md",
    "pack.\0.md",
    "a" * 300,
    "pack.md/",
)


def run(task: Task) -> Outcome:
    texts = [(FOLDER / name).read_text(encoding="utf-8") for name in ("pack.md", "pack.de.md")]
    editions = tuple(reading for reading, _ in map(parse, texts) if reading)
    whole, chances = pack(editions), task.chances()
    control, memory = int(unpack(whole) == editions), 0.0
    if not task.quick:
        memory = _memory_of_a_bomb()
    failures, figures, slowest = [], {"opened": 0, "refused": 0}, 0.0
    for number in range(task.own_count):
        data = chances.choice(BENDS)(whole, texts, chances)
        began = time.perf_counter()
        try:
            is_pack(data, "any.zip")
            opened = unpack(data)
            figures["opened"] += 1
            if not all(parse(each.markdown)[0] == each for each in opened):
                failures.append(f"{number}: it was opened as something else than it holds")
        except PackError as error:
            figures["refused"] += 1
            if not str(error).endswith((".", "?")):
                failures.append(f"{number}: refused without a sentence")
        except Exception as error:  # whatever it is, it is what is looked for
            failures.append(f"{number}: {type(error).__name__}")
        slowest = max(slowest, 1000 * (time.perf_counter() - began))
    return Outcome(task.own_count, tuple(failures), control, figures, {SLOWEST: slowest, MEMORY: memory})


def _memory_of_a_bomb() -> float:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("pack.md", "w") as entry:
        for _ in range(BOMB // LONGEST_FILE):
            entry.write(bytes(LONGEST_FILE))
    bomb = made.getvalue()
    tracemalloc.start()
    try:
        unpack(bomb)
    except PackError:
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
    raise AssertionError("a bomb went off")


def _bent_bytes(whole: bytes, _texts: list[str], chances: random.Random) -> bytes:
    bent = bytearray(whole)
    for _ in range(chances.randint(1, 8)):
        # the ends are what a container is known by
        at = chances.choice(
            (chances.randrange(len(bent)), -1 - chances.randrange(200), chances.randrange(60))
        )
        bent[at] = chances.randrange(256)
    return bytes(bent)


def _cut_or_grown(whole: bytes, _texts: list[str], chances: random.Random) -> bytes:
    at = chances.randrange(len(whole))
    return chances.choice(
        (whole[:at], whole[at:], whole[:at] + chances.randbytes(40) + whole[at:], whole + whole)
    )


def _bent_text(_whole: bytes, texts: list[str], chances: random.Random) -> bytes:
    text = bytearray(chances.choice(texts).encode())
    for _ in range(chances.randint(1, 6)):
        at = chances.randrange(len(text))
        text[at : at + chances.randint(0, 30)] = chances.choice(
            (b"", b"---\n", b"```prompt\n", chances.randbytes(6))
        )
    return bytes(text)


def _forged(_whole: bytes, texts: list[str], chances: random.Random) -> bytes:
    """Return a container that is sound as such, of other entries than it should have."""
    made = io.BytesIO()
    kinds = (
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
        zipfile.ZIP_DEFLATED,
        zipfile.ZIP_BZIP2,
        zipfile.ZIP_LZMA,
    )
    with zipfile.ZipFile(made, "w", chances.choice(kinds)) as archive:
        names = chances.choices(NAMES, weights=(8, 8, *(1 for _ in NAMES[2:])), k=chances.randint(0, 20))
        for name in dict.fromkeys(names):
            archive.writestr(name, chances.choice((*texts, "", "x" * (LONGEST_FILE + 1))))
    return made.getvalue()


BENDS = (_bent_bytes, _bent_bytes, _cut_or_grown, _bent_text, _forged)

PART = Part(
    "arriving",
    "A bent or forged file of a reading is opened as what it holds or refused in words, and a bomb takes no "
    "memory.",
    "the file as it was made is opened whole",
    full=20_000,
    sample=300,
    run=run,
)
