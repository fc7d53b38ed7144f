"""Make a reading of a file of any kind, and say what each of its paragraphs was taken as."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace

from .. import readings
from ..errors import AlreadyThere, NeedsPassword
from ..files import PRIVATE_FOLDER, write_atomically
from ..importing import child, limits
from ..readings.writing import pack_text, suggest_id
from ..workbook import Outline, Role
from ..workbook.outlining import titles
from . import commands, terminal

_PACK = "pack.md"
_IS_THERE = "There is a reading in that folder already. It was left as it is; please choose another folder."
_HAND_OVER = f"{NeedsPassword.message} It can be handed over with --password-fd."
_LANGUAGE = "{} So its language is {}; --language says another one."
_ROLES = {
    Role.TITLE: "Title",
    Role.HEADING: "Heading",
    Role.TEXT: "Text",
    Role.PROMPT: "Prompt",
    Role.FOOTNOTE: "Footnote",
    Role.LEFT_OUT: "Left out",
}
_WIDEST = max(map(len, _ROLES.values()))
_MOST_SHOWN = 60


def import_reading(request: argparse.Namespace) -> int:
    """Write a pack of what was understood of a file; return 1 when it would not be a sound one.

    Raises AlreadyThere before the file is looked at, CannotImport, ReadingEmpty, ReadingTooLong, DiskFull
    and NotAllowed.
    """
    pack = request.out / _PACK
    if pack.exists() or pack.is_symlink():
        raise AlreadyThere(_IS_THERE)
    outline = _understood(request)
    if request.language:
        outline = replace(outline, language=request.language, language_why="")
    if request.report:
        terminal.show(_report(outline))
    name = request.file.stem
    text = pack_text(outline, id=request.id or suggest_id(" ".join(titles(outline)) or name), name=name)
    problems = readings.parse(text, str(pack))[1]
    if any(problem.is_error for problem in problems):
        terminal.show(map(str, problems))
        return 1
    request.out.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    try:
        write_atomically(pack, text.encode("utf-8"), replace=False)
    except AlreadyThere:
        raise AlreadyThere(_IS_THERE) from None
    for remark in _remarks(outline):
        terminal.say(remark)
    terminal.say(f"Saved: {pack}")
    return 0


def _understood(request: argparse.Namespace) -> Outline:
    data = commands.file_bytes(request.file, limits.LARGEST_FILE + 1)
    given = request.password_fd is not None
    password = terminal.passphrase(request.password_fd) if given else ""
    try:
        return child.understand_file(data, request.file.name, password)
    except NeedsPassword:
        if given or sys.stdin is None or not sys.stdin.isatty():
            raise NeedsPassword(_HAND_OVER) from None
    return child.understand_file(data, request.file.name, terminal.passphrase(None, "Password of the file: "))


def _remarks(outline: Outline) -> Iterator[str]:
    """Yield what was guessed about the whole, which nobody may be left to find out later."""
    yield from outline.notes
    if outline.language_why:
        yield _LANGUAGE.format(outline.language_why, outline.language)


def _report(outline: Outline) -> Iterator[str]:
    """Yield a line for each paragraph: what it was taken as, its first words, and why."""
    for piece in outline.pieces:
        text = " ".join(piece.text.split())
        shown = text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"
        why = f"  [{piece.why}]" if piece.why else ""
        yield f"{_ROLES[piece.role]:<{_WIDEST}}  {shown}{why}"
