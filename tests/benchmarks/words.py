"""Make texts of a wanted length, the same in every run, out of the program's own list of words."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PASSPHRASE = "otter lantern quiet harbour"

PARAGRAPH = 60
"""Words in a paragraph; an answer of 20,000 words has 334 of them."""


def text(count: int, seed: int = 1) -> str:
    """Return this many words in sentences and paragraphs, a line break between two paragraphs."""
    chosen = random.Random(seed).choices(_known(), k=count)  # noqa: S311  nothing secret about it
    return "\n".join(
        " ".join(chosen[start : start + PARAGRAPH]).capitalize() + "." for start in range(0, count, PARAGRAPH)
    )


@cache
def _known() -> tuple[str, ...]:
    return tuple((ROOT / "assets" / "words" / "eff-large.txt").read_text("utf-8").split())
