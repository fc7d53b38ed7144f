"""Compare the sizes of letters within a file: beside the usual one, a larger one makes a heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..workbook import Run
from .raw import RawParagraph


def measured(paragraphs: Iterable[tuple[RawParagraph, float]]) -> Iterator[RawParagraph]:
    """Yield the paragraphs with their size beside that of most letters of the file."""
    made = list(paragraphs)
    sizes: Counter[float] = Counter()
    for paragraph, size in made:
        sizes[size] += len(paragraph.text)
    usual = sizes.most_common(1)[0][0] if sizes else 1.0
    for paragraph, size in made:
        yield replace(paragraph, size=round(size / usual, 2) if usual > 0 and size > 0 else 1.0)


def usual_size(runs: Iterable[tuple[Run, float]]) -> float:
    """Return the size of most of a paragraph's letters; there is at least one run."""
    sizes: Counter[float] = Counter()
    for run, size in runs:
        sizes[size] += len(run.text)
    return sizes.most_common(1)[0][0]
