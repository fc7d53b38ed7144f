"""Read a PDF: its letters, put together to paragraphs in the order in which a person reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ..errors import NothingToRead
from .pdf_file import pages
from .pdf_flow import Passage, joined
from .pdf_lines import Line
from .pdf_notes import Numbers, foot, label, marks, runs, without_label
from .pdf_pages import Column, columns, common_size
from .pdf_paragraphs import Block, Leading, blocks, leading
from .pdf_text import Vocabulary, spans
from .raw import RawFile, RawParagraph


def read(data: bytes, password: str = "", progress: Callable[[int, int], None] | None = None) -> RawFile:
    """Return the paragraphs of a PDF; ``progress`` is told how many pages of how many are read.

    Raises NeedsPassword, WrongFilePassword, NothingToRead, DamagedFile, TooMuchToRead.
    """
    about, sheets = pages(data, password, progress)
    found = columns(sheets)
    if not any(column.lines for column in found):
        raise NothingToRead
    text = [column for column in found if not column.furniture]
    body = common_size((line.size, len(line.text)) for column in text for line in column.lines)
    passages = _passages(found, body, leading(column.lines for column in text))
    known = Vocabulary(line.text for column in text for line in column.lines)
    return replace(about, paragraphs=tuple(_paragraphs(passages, body, known)))


def _passages(found: Sequence[Column], body: float, usual: Leading) -> list[Passage]:
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
        heading=first.tag.heading if first.tag else 0,
        is_quote=bool(first.tag and first.tag.is_quote),
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
