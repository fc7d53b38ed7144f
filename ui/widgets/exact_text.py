"""Carry text between Python and Qt without losing a character, where PySide itself would."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextDocument


def as_qt_takes_it(text: str) -> str:
    """Return text so that Qt gets every character: PySide drops a leading byte order mark.

    A leading U+FEFF vanishes and a leading U+FFFE swaps the bytes of all that follows, unless
    another mark stands before it.
    """
    return f"\ufeff{text}" if text[:1] in ("\ufeff", "\ufffe") else text


def read_exactly(document: QTextDocument) -> str:
    """Return a document's text with a line feed between paragraphs and every other character as it is.

    PySide leaves out half surrogate pairs when it hands over a text; where the lengths differ,
    paragraphs that hold such halves are read one UTF-16 unit after the other.
    """
    text = document.toRawText()
    if len(units(text)) // 2 == document.characterCount() - 1:
        return text.replace("\u2029", "\n")
    paragraphs = []
    block = document.begin()
    while block.isValid():
        paragraphs.append(_paragraph(block))
        block = block.next()
    return "\n".join(paragraphs)


def units(text: str) -> bytes:
    """Return the text as Qt counts it: two bytes for each step of a cursor."""
    return text.encode("utf-16-le", "surrogatepass")


def _paragraph(block: QTextBlock) -> str:
    text = block.text()
    if len(units(text)) // 2 == block.length() - 1:
        return text
    start, document = block.position(), block.document()
    halves = (document.characterAt(start + index) for index in range(block.length() - 1))
    return units("".join(halves)).decode("utf-16-le", "surrogatepass")
