"""Put what stands on pages into the order in which it is read, and apart from what belongs to the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from . import pdf_columns
from . import pdf_furniture as furniture
from .pdf_dots import with_bullets
from .pdf_file import Page
from .pdf_lines import Line, lines
from .pdf_scripts import runs_left
from .pdf_tags import Tag
from .pdf_words import Word, words

_MOST = 0.5
_FEW_LINES = 10
_TOO_FINE = 0.95  # of all lines: such a file calls every line a paragraph
_TOO_COARSE = 0.04  # or a whole page


@dataclass(frozen=True, slots=True)
class Column:
    """Hold the lines of one column, or of what a page has beside its text, with the reason for that."""

    lines: tuple[Line, ...]
    page: int
    furniture: str = ""


def columns(pages: Sequence[Page]) -> list[Column]:
    """Return what stands on the pages, page by page in reading order."""
    drawn = [words(page.sheets[0].glyphs) if page.sheets else [] for page in pages]
    leftward = _runs_left(word for found in drawn for word in found)
    drawn = [
        with_bullets(found, page.dots, leftward=leftward) if page.dots else found
        for page, found in zip(pages, drawn, strict=True)
    ]
    reasons = _reasons(pages, drawn)
    made: list[Column] = []
    for number, page in enumerate(pages, 1):
        parts = _parts(page, drawn[number - 1], reasons[number - 1], leftward=leftward)
        for reason, part in parts:
            found = (
                replace(line, page=number, tag=page.tags.get(line.mark))
                for line in lines(part, leftward=leftward)
            )
            made.append(Column(tuple(line for line in found if line.text.strip()), number, reason))
    return made if _are_sound(made) else [_without_blocks(column) for column in made]


def common_size(sizes: Iterable[tuple[float, int]]) -> float:
    """Return the size of most letters, given by size and how many, to a tenth of a point."""
    counts: Counter[float] = Counter()
    for size, count in sizes:
        counts[round(size, 1)] += count
    return counts.most_common(1)[0][0] if counts else 1.0


def _runs_left(found: Iterable[Word]) -> bool:
    counts = Counter(runs_left(word.text) for word in found if any(map(str.isalpha, word.text)))
    return counts[True] > counts[False]


def _reasons(pages: Sequence[Page], drawn: Sequence[Sequence[Word]]) -> list[dict[int, str]]:
    """Return for each page why words of it are no text, by the words' ``id``."""
    body = common_size((word.size, len(word.text)) for found in drawn for word in found)
    leaves = [
        furniture.Leaf(tuple(found), page.sheets[0].height if page.sheets else 1.0)
        for page, found in zip(pages, drawn, strict=True)
    ]
    reasons = furniture.furniture(leaves, body)
    decorated = [[word for word in found if word.glyphs[0].look.is_decoration] for found in drawn]
    if sum(map(len, decorated)) < _MOST * sum(map(len, drawn)):
        for known, found in zip(reasons, decorated, strict=True):
            for word in found:
                known.setdefault(id(word), furniture.DECORATION)
    return reasons


def _parts(
    page: Page, drawn: Sequence[Word], reasons: dict[int, str], *, leftward: bool
) -> Iterator[tuple[str, list[Word]]]:
    """Yield the words of each part of a page, with why it is no text."""
    if not page.sheets:
        return
    middle = page.sheets[0].height / 2
    beside = [word for word in drawn if id(word) in reasons]
    yield from _by_reason((word for word in beside if word.y < middle), reasons)
    for part in pdf_columns.columns([word for word in drawn if id(word) not in reasons], leftward=leftward):
        yield "", part
    yield from _by_reason((word for word in beside if word.y >= middle), reasons)
    for sheet in page.sheets[1:]:
        yield furniture.SIDEWAYS, words(sheet.glyphs)


def _by_reason(found: Iterable[Word], reasons: dict[int, str]) -> Iterator[tuple[str, list[Word]]]:
    kept: dict[str, list[Word]] = {}
    for word in found:
        kept.setdefault(reasons[id(word)], []).append(word)
    yield from kept.items()


def _are_sound(made: Sequence[Column]) -> bool:
    """Return whether the file's own paragraphs are paragraphs, and not lines or whole pages."""
    named = [(line.page, line.tag.block) for column in made for line in column.lines if line.tag]
    count = len(set(named))
    return len(named) < _FEW_LINES or _TOO_COARSE * len(named) < count < _TOO_FINE * len(named)


def _without_blocks(column: Column) -> Column:
    found = (replace(line, tag=Tag(heading=line.tag.heading)) if line.tag else line for line in column.lines)
    return replace(column, lines=tuple(found))
