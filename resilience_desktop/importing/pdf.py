"""Read a PDF: its letters, put together to paragraphs in the order in which a person reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..errors import NothingToRead
from . import pdf_furniture as furniture
from .pdf_columns import columns
from .pdf_file import Page, pages
from .pdf_flow import Passage, joined
from .pdf_lines import Line, lines
from .pdf_notes import Numbers, foot, label, marks, runs, without_label
from .pdf_paragraphs import Block, Leading, blocks, leading
from .pdf_scripts import runs_left
from .pdf_text import Vocabulary, spans
from .pdf_words import Word, words
from .raw import RawFile, RawParagraph


@dataclass(frozen=True, slots=True)
class _Column:
    """Hold the lines of one column, or of what a page has beside its text."""

    lines: tuple[Line, ...]
    page: int
    furniture: str = ""


def read(data: bytes, password: str = "", progress: Callable[[int, int], None] | None = None) -> RawFile:
    """Return the paragraphs of a PDF; ``progress`` is told how many pages of how many are read.

    Raises NeedsPassword, WrongFilePassword, NothingToRead, DamagedFile, TooMuchToRead.
    """
    about, sheets = pages(data, password, progress)
    found = _columns(sheets)
    text = [column for column in found if not column.furniture]
    if not any(column.lines for column in found):
        raise NothingToRead
    body = _usual_size(line for column in text for line in column.lines)
    passages = _passages(found, body, leading(column.lines for column in text))
    known = Vocabulary(line.text for column in text for line in column.lines)
    return replace(about, paragraphs=tuple(_paragraphs(passages, body, known)))


def _columns(sheets: Sequence[Page]) -> list[_Column]:
    """Return what stands on the pages, page by page in reading order."""
    leaves = [(page, words(page.sheets[0].glyphs) if page.sheets else []) for page in sheets]
    leftward = _runs_left(word for _, found in leaves for word in found)
    body = _common(Counter(word.size for _, found in leaves for word in found for _ in word.text))
    shown = [
        furniture.Leaf(tuple(found), page.sheets[0].height if page.sheets else 1.0) for page, found in leaves
    ]
    found: list[_Column] = []
    for number, ((page, every), reasons) in enumerate(
        zip(leaves, furniture.furniture(shown, body), strict=True), 1
    ):
        middle = page.sheets[0].height / 2 if page.sheets else 0.0
        for reason, row in _beside(every, reasons, above=middle):
            found.append(_column(row, number, reason, leftward=leftward))
        text = [word for word in every if id(word) not in reasons]
        found += (_column(part, number, "", leftward=leftward) for part in columns(text, leftward=leftward))
        for reason, row in _beside(every, reasons, below=middle):
            found.append(_column(row, number, reason, leftward=leftward))
        for sheet in page.sheets[1:]:
            found.append(_column(words(sheet.glyphs), number, furniture.SIDEWAYS, leftward=leftward))
    return found


def _beside(
    every: Iterable[Word], reasons: dict[int, str], *, above: float = -1.0, below: float = float("inf")
) -> Iterator[tuple[str, list[Word]]]:
    """Yield the words that are no text in one half of a page, by why they are not."""
    kept: dict[str, list[Word]] = {}
    for word in every:
        if id(word) in reasons and (word.y < above or word.y >= below):
            kept.setdefault(reasons[id(word)], []).append(word)
    yield from kept.items()


def _column(part: Iterable[Word], page: int, reason: str, *, leftward: bool) -> _Column:
    made = (replace(line, page=page) for line in lines(part, leftward=leftward))
    return _Column(tuple(line for line in made if line.text.strip()), page, reason)


def _runs_left(found: Iterable[Word]) -> bool:
    counts = Counter(runs_left(word.text) for word in found if any(map(str.isalpha, word.text)))
    return counts[True] > counts[False]


def _usual_size(found: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in found:
        sizes[line.size] += len(line.text)
    return _common(sizes)


def _common(sizes: Counter[float]) -> float:
    """Return the size of most letters; sizes within a tenth of a point are one."""
    rough: Counter[float] = Counter()
    for size, count in sizes.items():
        rough[round(size, 1)] += count
    return rough.most_common(1)[0][0] if rough else 1.0


def _passages(found: Sequence[_Column], body: float, usual: Leading) -> list[Passage]:
    known: dict[int, set[str]] = {}
    for column in found:
        known.setdefault(column.page, set()).update(marks(column.lines))
    passages: list[Passage] = []
    notes: list[Passage] = []
    page = 0
    for number, column in enumerate(found):
        if column.page != page:
            passages += notes
            notes, page = [], column.page
        made = blocks(column.lines, usual)
        if column.furniture:
            beside = (Passage(block, page, number, furniture=column.furniture) for block in made)
            (notes if passages and passages[-1].page == page else passages).extend(beside)
            continue
        end = foot(made, body, known[page] | known.get(page - 1, set()))
        passages += (Passage(block, page, number) for block in made[:end])
        name = ""
        for block in made[end:]:
            name = label(block.lines[0]) or name
            notes.append(Passage(block, page, number, label=name))
    passages += notes
    return joined(passages, indents=_indents(passages))


def _indents(passages: Iterable[Passage]) -> bool:
    """Return whether most longer paragraphs begin with an indent."""
    long = [p.block for p in passages if len(p.block.lines) > 1 and p.block.item is None and not p.label]
    return sum(block.is_indented for block in long) > len(long) / 2


def _paragraphs(passages: Sequence[Passage], body: float, known: Vocabulary) -> Iterator[RawParagraph]:
    texts = [(p.page, p.label) for p in passages if p.label]
    numbers = Numbers([pair for index, pair in enumerate(texts) if pair not in texts[:index]])
    for passage in passages:
        made = _paragraph(passage, body, known, numbers)
        if made.runs:
            yield made


def _paragraph(passage: Passage, body: float, known: Vocabulary, numbers: Numbers) -> RawParagraph:
    block = passage.block
    first = block.lines[0]
    found = spans(_unmarked(block), known)
    if passage.label and label(first) and found:
        found = without_label(found)
    bold = [span.is_bold for span in found if not span.is_raised and span.text.strip()]
    return RawParagraph(
        runs=tuple(runs(found, passage.page, numbers)),
        item=None if passage.label or passage.furniture else block.item,
        size=round(max(line.size for line in block.lines) / body, 2),
        is_bold=bool(bold) and all(bold),
        note=numbers.find(passage.page, passage.label) if passage.label else 0,
        furniture=passage.furniture,
        page=passage.page,
        gap=block.gap,
    )


def _unmarked(block: Block) -> list[Line]:
    """Return the lines of an item without its bullet or number."""
    first, *rest = block.lines
    left = block.mark
    kept = []
    for span in first.spans:
        kept.append(replace(span, text=span.text[left:]))
        left = max(0, left - len(span.text))
    return [replace(first, spans=tuple(kept)), *rest]
