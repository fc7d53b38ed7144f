"""Say how much a file may hold that is to become a reading, and refuse what holds more."""

from __future__ import annotations

from ..errors import NothingToRead, TooMuchToRead
from ..workbook import Outline
from .raw import RawFile

LARGEST_FILE = 64 * 2**20
"""The most bytes of a file: pages full of pictures are large, and their text is not."""

MOST_CHARACTERS = 250_000
"""The most characters of text: a pack holds 256 KiB, some forty thousand words."""

MOST_PARAGRAPHS = 5_000
MOST_RUNS = 50_000
"""The most changes of style in the whole text, so that no message grows without end."""

MOST_MARKED_UP = 20_000_000
"""The most characters of a page or text with all that is no text in it."""

MOST_LINES = 20_000
MOST_ELEMENTS = 200_000


def check_size(data: bytes) -> None:
    """Raise TooMuchToRead for a file that is too large to be looked at, NothingToRead for an empty one."""
    if len(data) > LARGEST_FILE:
        raise TooMuchToRead
    if not data:
        raise NothingToRead


def check(raw: RawFile) -> None:
    """Raise TooMuchToRead for more than a reading may hold, NothingToRead where no letter is left."""
    if len(raw.paragraphs) > MOST_PARAGRAPHS:
        raise TooMuchToRead
    if sum(len(paragraph.runs) for paragraph in raw.paragraphs) > MOST_RUNS:
        raise TooMuchToRead
    if sum(len(paragraph.text) for paragraph in raw.paragraphs) > MOST_CHARACTERS:
        raise TooMuchToRead
    if not any(paragraph.text.strip() for paragraph in raw.paragraphs):
        raise NothingToRead


def check_outline(outline: Outline) -> None:
    """Raise TooMuchToRead for more than an answer may hold; marks part runs, and notes are added."""
    if len(outline.pieces) > MOST_PARAGRAPHS or sum(len(piece.runs) for piece in outline.pieces) > MOST_RUNS:
        raise TooMuchToRead
