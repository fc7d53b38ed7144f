"""Hand a reading on as one file, and take one that was handed on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from .. import paths, readings
from ..errors import AlreadyThere, ResilienceError
from ..files import write_atomically
from ..readings.editions import Standing
from ..readings.shelf import Shelf, in_each_language
from ..readings.taking import Arrival, arrivals, take
from ..readings.travelling import LONGEST_CONTAINER, pack, unpack
from . import commands, terminal

_NOT_ASKED = "Nothing was changed. Type the same with --yes to take it."
_IS_THERE = "There is a file of that name already. It was left as it is; --replace puts the new one there."
_NO_READING = "There is no reading of that name. These are there: {}"
_SAID = {
    Standing.NEW: "is not here yet",
    Standing.SAME: "is here already, word for word",
    Standing.NEWER: "is newer than the one that is here, {}",
    Standing.OLDER: "is older than the one that is here, {}",
    Standing.CLASH: "has other words than the one that is here, and calls itself by the same version",
}
_BUNDLED = "The one that came with the program stays: only a newer edition takes its place."


def export(request: argparse.Namespace) -> int:
    """Write a reading as one file of mode 0600: a pack, or a container of its languages.

    Raises AlreadyThere, DiskFull, NotAllowed, and ResilienceError where there is no such reading.
    """
    shelves = _shelves(request)
    editions = in_each_language(shelves, request.id)
    if not editions:
        known = dict.fromkeys(shelf.reading.id for shelf in shelves if shelf.reading)
        raise ResilienceError(_NO_READING.format(", ".join(known)))
    try:
        write_atomically(request.out, pack(editions), replace=request.replace)
    except AlreadyThere:
        raise AlreadyThere(_IS_THERE) from None
    terminal.say(f"Saved: {request.out}")
    return 0


def add(request: argparse.Namespace) -> int:
    """Show what a reading would change, ask unless told not to, and lay it among the person's own.

    Return 1 when it was not taken. Raises PackError for a file that is no sound reading, AlreadyThere,
    DiskFull, NotAllowed.
    """
    editions = unpack(commands.file_bytes(request.file, LONGEST_CONTAINER + 1))
    own, shelves = paths.find(request.data_dir).readings, _shelves(request)
    arriving = arrivals(shelves, own, editions)
    terminal.show(line for arrival in arriving for line in _lines(arrival))
    if not any(each.can_be_taken for each in arriving):
        terminal.say("There is nothing to take in this file.")
        return 1
    if not (request.yes or _is_wanted()):
        terminal.say(_NOT_ASKED)
        return 1
    take(shelves, own, arriving)
    terminal.say(f"Taken. It lies among your own readings: {own}")
    return 0


def _shelves(request: argparse.Namespace) -> tuple[Shelf, ...]:
    return readings.library((paths.assets() / "readings", paths.find(request.data_dir).readings))


def _lines(arrival: Arrival) -> Iterator[str]:
    """Say what one language would change, the wording of each prompt that would change with it."""
    reading, present, found = arrival.reading, arrival.present, arrival.difference
    said = _SAID[arrival.standing].format(present.version if present else "")
    yield f"{reading.title} ({reading.language}), edition {reading.version}: {said}."
    if arrival.standing is Standing.SAME:
        return
    if not arrival.can_be_taken:
        yield _BUNDLED
    if present and found.text_changed:
        yield "The text is changed."
    yield from (f"New: {prompt.ask}" for prompt in found.new)
    for pair in found.reworded:
        yield f"Reworded: {pair.before.ask}"
        yield f"     Now: {pair.now.ask}"
    yield from (f"Retired: {prompt.ask}" for prompt in found.retired)


def _is_wanted() -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    terminal.say("Take it? Answers that were written keep the wording that they answer. [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")
