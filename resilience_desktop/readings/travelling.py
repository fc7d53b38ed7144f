"""Carry a reading from one computer to another as one file: a pack, or a container of its languages.

A reading in one language travels as its ``pack.md``. One in several is a ZIP file, ``ID.reading``, that
holds nothing but ``pack.md`` and a ``pack.LANG.md`` for each other language. ``is_pack`` tells such a file
from a text that has yet to become a reading; ``unpack`` opens it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from .. import archives
from ..errors import PackError
from ..workbook import Reading
from .limits import LONGEST_FILE
from .problem import Problem
from .shelf import load, read

ENDING = ".reading"

MOST_LANGUAGES = 16
"""The most languages that travel in one file."""

LONGEST_CONTAINER = MOST_LANGUAGES * LONGEST_FILE + 16 * 1024
"""The most bytes of a container: every pack as long as it may be, and not made smaller."""

_NAME = re.compile(r"pack(\.[A-Za-z0-9-]{1,35})?\.md")
_ZIP, _FIRST_NAME = b"PK\x03\x04", slice(30, 34)
_NO_DATE, _UNIX, _PRIVATE = (1980, 1, 1, 0, 0, 0), 3, 0o600 << 16
_HEAD = 8 * 1024
_TELLING = {"format", "id", "version"}

_BROKEN = "This file is damaged, so the reading in it cannot be opened. Please ask for another copy of it."
_TOO_LARGE = "This file is larger than a reading can be, so it was left alone. Is it the right one?"
_STRANGE = (
    "This file holds something else than one reading in its languages, so it was left alone. "
    "Is it the right one?"
)
_LOCKED = "This file is protected with a password. Readings travel without one; please ask for another copy."
_MANY = f"A reading travels in {MOST_LANGUAGES} languages at most, and here there are more."


def is_pack(data: bytes, name: str) -> bool:
    """Tell whether a file is a reading already: it is then not to be understood first, but unpacked.

    This looks at the name and the first bytes alone; ``unpack`` says whether it is a sound one.
    """
    if name.lower().endswith(ENDING) or (data.startswith(_ZIP) and data[_FIRST_NAME] == b"pack"):
        return True
    text = data[:_HEAD].decode("utf-8", "replace").removeprefix("\ufeff")
    first, *lines = (line.rstrip() for line in text.splitlines() or [""])
    head = lines[: lines.index("---")] if "---" in lines else lines
    return first == "---" and {line.partition(":")[0] for line in head} >= _TELLING


def file_name(editions: Sequence[Reading]) -> str:
    """Return what to call the file in which these languages of a reading travel."""
    return editions[0].id + (ENDING if len(editions) > 1 else ".md")


def pack(editions: Sequence[Reading]) -> bytes:
    """Return the file for one reading in these languages, the first of which is shown by itself.

    The same packs give the same bytes on every day and every system. Raises PackError where there are too
    many languages.
    """
    if len(editions) > MOST_LANGUAGES:
        raise PackError(_MANY)
    first, *others = editions
    if not others:
        return first.markdown.encode()
    container = io.BytesIO()
    names = ("pack.md", *(f"pack.{each.language}.md" for each in others))
    with zipfile.ZipFile(container, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, edition in zip(names, editions, strict=True):
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _PRIVATE
            archive.writestr(entry, edition.markdown.encode())
    return container.getvalue()


def unpack(data: bytes) -> tuple[Reading, ...]:
    """Return the reading in each language that a file holds, the one to be shown by itself first.

    Raises PackError with a sentence for a file that is damaged, too large, or more than that; nothing is
    written, and no more is held in memory than such a file may hold.
    """
    if len(data) > LONGEST_CONTAINER:
        raise PackError(_TOO_LARGE)
    entries = _entries(data) if data.startswith(b"PK") else [("pack.md", data)]
    editions = tuple(_read(*entry) for entry in entries)
    languages = {each.language.casefold() for each in editions}
    if len({each.id for each in editions}) > 1 or len(languages) < len(editions):
        raise PackError(_STRANGE)
    return editions


def check(path: Path) -> tuple[Problem, ...]:
    """Return every problem of a file in which a reading travels, in the words of ``readings check``."""
    try:
        is_container = path.is_file() and path.suffix.lower() == ENDING
        data = path.read_bytes() if is_container and path.stat().st_size <= LONGEST_CONTAINER else b""
    except OSError:
        data = b""
    if not data.startswith(b"PK"):
        return load(path)[1]
    try:
        problems = [problem for name, pack in _entries(data) for problem in read(pack, f"{path}/{name}")[1]]
        if not any(problem.is_error for problem in problems):
            unpack(data)
    except PackError as error:
        return (Problem(str(path), 1, str(error)),)
    return tuple(problems)


def _read(name: str, data: bytes) -> Reading:
    reading, problems = read(data, name)
    if reading is None:
        mistake = next(problem for problem in problems if problem.is_error)
        raise PackError(f"The reading in this file cannot be shown. {mistake}")
    return reading


def _entries(data: bytes) -> list[tuple[str, bytes]]:
    """Return the packs in a container, ``pack.md`` first."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = sorted(archive.infolist(), key=lambda each: (each.filename != "pack.md", each.filename))
            _check(entries)
            return [(each.filename, _content(archive, each)) for each in entries]
    except archives.DAMAGE as error:
        raise PackError(_BROKEN) from error


def _check(entries: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse a container before anything in it is opened."""
    names = [entry.filename for entry in entries]
    if len(names) > MOST_LANGUAGES:
        raise PackError(_MANY)
    if not names or names[0] != "pack.md" or len({name.casefold() for name in names}) < len(names):
        raise PackError(_STRANGE)
    if not all(_NAME.fullmatch(each.filename) and each.compress_type in archives.KNOWN for each in entries):
        raise PackError(_STRANGE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise PackError(_LOCKED)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    content = archives.read(archive, entry, LONGEST_FILE)
    if content is None:
        raise PackError(_TOO_LARGE)
    return content
