"""Rename a closed vault's folder, or move it elsewhere; its backups go along, and nothing is overwritten."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from resilience_desktop.errors import NoVault, ResilienceError
from resilience_desktop.files import PRIVATE_FOLDER, in_words, new_file, sync_folder

from . import backups, connection, layout

LONGEST, LONGEST_BYTES = 80, 160
"""The most characters and UTF-8 bytes in a vault's name: every system takes it with what stands around it."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_NAME = (
    "A vault's name becomes the name of its folder: it may not be empty, begin with a dot, or hold any of "
    '< > : " / \\ | ? *'
)
_TOO_LONG = (
    "A vault's name becomes the name of its folder: this one is too long. Please choose a shorter one."
)
_TAKEN = "There is a folder of that name already. Please choose another name."
_TAKEN_THERE = "There is a folder of the same name already. Please choose another folder."
_INSIDE = "That folder is the vault itself, or lies in it. Please choose another one."
_NOT_THERE = "There is no such folder. Please choose one that is there."
_NOT_SAME = "The copy did not hold what the vault holds, so the vault was left where it is. Please try again."


@dataclass(frozen=True, slots=True)
class Moved:
    """Say where the vault lies now; ``kept`` is where the former copy lies, when it had to be copied."""

    folder: Path
    kept: Path | None = None


def checked_name(name: str) -> str:
    """Return a name that a folder can have on every system. Raises ResilienceError."""
    name = name.strip()
    try:
        size = len(name.encode())
    except UnicodeEncodeError:  # half a sign
        raise ResilienceError(_NAME) from None
    if size > LONGEST_BYTES:
        raise ResilienceError(_TOO_LONG)
    if not name or len(name) > LONGEST or name[0] == "." or name[-1] == "." or _FORBIDDEN.search(name):
        raise ResilienceError(_NAME)
    return name


def rename(folder: Path, name: str) -> Path:
    """Give a closed vault's folder and that of its backups another name; return the vault's.

    Raises OpenElsewhere, NoVault, NotAllowed, and ResilienceError when the name will not do or is
    taken; then both have the name that they had.
    """
    target = folder.with_name(checked_name(name))
    if target == folder:
        return folder
    _refuse(folder, target, _TAKEN)
    return _take_along(folder, target)


def move(folder: Path, into: Path) -> Moved:
    """Move a closed vault and its backups into another folder that is there.

    On another disk they are copied, each file is compared, and only then the former folder is moved
    aside, where it stays; so do the former backups. Raises as ``rename`` does, and DiskFull; then the
    vault is where it was, and no copy is left.
    """
    if not into.is_dir():
        raise ResilienceError(_NOT_THERE)
    real, vault = Path(os.path.realpath(into)), Path(os.path.realpath(folder))
    if real == vault or vault in real.parents:
        raise ResilienceError(_INSIDE)
    target = into / folder.name
    _refuse(folder, target, _TAKEN_THERE)
    if _same_disk(folder, into):
        return Moved(_take_along(folder, target))
    try:
        return Moved(target, _copied(folder, target))
    except OSError as error:
        raise in_words(error) from error


def _refuse(folder: Path, target: Path, taken: str) -> None:
    """Raise unless there is a closed vault here, and nothing in the places it would take."""
    if not (folder / layout.DATABASE).is_file():
        raise NoVault
    connection.refuse_if_open(folder / layout.DATABASE)
    for place in (target, backups.place_beside(target)):
        if place.exists() or place.is_symlink():
            raise ResilienceError(taken)


def _take_along(folder: Path, target: Path) -> Path:
    """Rename both folders, or on an error neither."""
    own = backups.place_beside(folder)
    renamed = own.is_dir()
    try:
        if renamed:
            own.rename(backups.place_beside(target))
        try:
            folder.rename(target)
        except BaseException:
            if renamed:
                backups.place_beside(target).rename(own)
            raise
        for place in {folder.parent, target.parent}:
            sync_folder(place)
    except OSError as error:
        raise in_words(error) from error
    return target


def _copied(folder: Path, target: Path) -> Path:
    """Copy both folders and move the vault's aside; return where it lies. On an error no copy is left."""
    with ExitStack() as undo:
        for source, copy in (
            (backups.place_beside(folder), backups.place_beside(target)),
            (folder, target),
        ):
            if source.is_dir():
                _copy(source, copy)
                undo.callback(shutil.rmtree, copy, ignore_errors=True)
        moved = folder.rename(layout.free_name(folder))
        undo.pop_all()
        return moved


def _same_disk(folder: Path, into: Path) -> bool:
    return folder.stat().st_dev == into.stat().st_dev


def _copy(folder: Path, target: Path) -> None:
    """Make a folder that holds the same files, each compared once it is on the disk."""
    with layout.workplace(target) as aside:
        made = aside / "made"
        made.mkdir(PRIVATE_FOLDER)
        for source in sorted(folder.iterdir()):
            if source.is_file():
                with source.open("rb") as original, new_file(made / source.name) as copy:
                    shutil.copyfileobj(original, copy)
                if _digest(source) != _digest(made / source.name):
                    raise ResilienceError(_NOT_SAME)
        sync_folder(made)
        made.rename(target)
        with suppress(OSError):
            sync_folder(target.parent)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
