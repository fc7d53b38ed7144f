"""Mark in Qt's document what of a letter is a passage and what is blacked out, and read it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from resilience_desktop.workbook import Passage, Source

from .exact_text import units

SOURCE = QTextFormat.Property.UserProperty.value + 1
"""On a paragraph: the place of its source in a list, counted from 1; nothing where it is no passage."""

HIDDEN = QTextFormat.Property.UserProperty.value + 2
"""On characters: true where they are blacked out."""

_SHADE = QColor(128, 128, 128, 72)
"""Lies behind what is blacked out; in every theme the struck words on it can still be read."""


def barred() -> QTextCharFormat:
    """Return how words that are blacked out look to the one who writes."""
    shape = QTextCharFormat()
    shape.setProperty(HIDDEN, True)
    shape.setFontStrikeOut(True)
    shape.setBackground(_SHADE)
    return shape


def source_of(block: QTextBlock) -> int:
    """Return the place of a paragraph's source, 0 where it has none."""
    return block.blockFormat().intProperty(SOURCE) if block.isValid() else 0


def hidden_in(block: QTextBlock) -> list[tuple[int, int]]:
    """Return the stretches of a paragraph that are blacked out, in steps of a cursor."""
    found: list[tuple[int, int]] = []
    for kind in block.textFormats():
        if kind.format.hasProperty(HIDDEN):
            start, end = kind.start, kind.start + kind.length
            if found and found[-1][1] == start:
                start = found.pop()[0]
            found.append((start, end))
    return found


def passages_of(document: QTextDocument, sources: Sequence[Source]) -> Iterator[Passage]:
    """Yield the passages of a document, whose paragraphs name their places in ``sources``."""
    first = number = before = 0
    block = document.begin()
    while block.isValid():
        source = source_of(block)
        if source != before:
            if before:
                yield Passage(first, number - 1, sources[before - 1])
            first, before = number, source
        number, block = number + 1, block.next()
    if before:
        yield Passage(first, number - 1, sources[before - 1])


def hidden_of(document: QTextDocument, text: str) -> Iterator[tuple[int, int]]:
    """Yield what is blacked out, in code points of the text; no stretch holds the end of a paragraph."""
    at, block = 0, document.begin()
    for paragraph in text.split("\n"):
        encoded = None
        for start, end in hidden_in(block):
            encoded = units(paragraph) if encoded is None else encoded
            yield at + _points(encoded, start), at + _points(encoded, end)
        at, block = at + len(paragraph) + 1, block.next()


def pieces(cursor: QTextCursor) -> Iterator[tuple[int, int, bool]]:
    """Yield each stretch of a selection from one place to another, and whether it is blacked out."""
    stop = cursor.selectionEnd()
    block = cursor.document().findBlock(cursor.selectionStart())
    while block.isValid() and block.position() < stop:
        at = max(cursor.selectionStart(), block.position())
        end = min(stop, block.position() + block.length() - 1)
        for start, until in hidden_in(block):
            begin, finish = max(at, block.position() + start), min(end, block.position() + until)
            if begin < finish:
                if at < begin:
                    yield at, begin, False
                yield begin, finish, True
                at = finish
        if at < end:
            yield at, end, False
        block = block.next()


def chosen(cursor: QTextCursor) -> QTextCursor:
    """Return a cursor over the selection, else the bar, else the passage, that a cursor is in."""
    if cursor.hasSelection():
        return cursor
    block, inside = cursor.block(), cursor.positionInBlock()
    for start, end in hidden_in(block):
        if start <= inside <= end:
            return over(cursor.document(), block.position() + start, block.position() + end)
    if not source_of(block):
        return cursor
    first = last = block
    while source_of(first.previous()) == source_of(block):
        first = first.previous()
    while source_of(last.next()) == source_of(block):
        last = last.next()
    return over(cursor.document(), first.position(), last.position() + last.length() - 1)


def over(document: QTextDocument, start: int, end: int) -> QTextCursor:
    """Return a cursor that selects what stands from one place to another."""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def typed_at(cursor: QTextCursor) -> QTextCharFormat:
    """Return how what is typed at a cursor looks: blacked out between two characters that are."""
    inside = cursor.positionInBlock()
    within = any(start < inside < end for start, end in hidden_in(cursor.block()))
    return barred() if within else QTextCharFormat()


def _points(encoded: bytes, steps: int) -> int:
    return len(encoded[: 2 * steps].decode("utf-16-le", "surrogatepass"))
