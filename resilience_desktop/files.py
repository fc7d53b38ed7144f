"""Write files so that the only copy is never at risk and nobody else may read them."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .errors import AlreadyThere, DiskFull, NotAllowed, ResilienceError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def write_atomically(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write ``data`` aside, fsync it, move it to ``path`` (mode 0600), fsync the folder.

    Raises AlreadyThere when ``path`` exists and ``replace`` is false, DiskFull, NotAllowed;
    on any error nothing new is left behind and an old file stays as it was.
    """
    with made_aside(path, replace=replace) as aside, new_file(aside) as file:
        file.write(data)


@contextmanager
def made_aside(path: Path, *, replace: bool = True, mark: str = "") -> Iterator[Path]:
    """Yield a free name beside ``path``; the file that the block leaves there, synced, takes its place.

    The name begins with a dot and the mark, and ends in ``.part``. Raises as ``write_atomically`` does.
    """
    aside = path.with_name(f".{mark}{os.urandom(8).hex()}.part")
    try:
        try:
            yield aside
            if replace:
                aside.replace(path)
            else:
                _move_to_free_name(aside, path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise in_words(error) from error


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Yield a new file, mode 0600, to be written; it is on the disk when the block ends. Raises OSError."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with os.fdopen(handle, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def in_words(error: OSError) -> ResilienceError:
    """Return the error that tells a person what this failure of the system means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull()
    if error.errno == errno.EEXIST:
        return AlreadyThere()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotAllowed()
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return ResilienceError("That folder is not there any more. Please choose another one.")
    return ResilienceError("The file could not be read or written. Please check the disk, then try again.")


def is_folder(path: Path) -> bool:
    """Tell whether a folder is there to be used; one that cannot even be looked at is not."""
    try:
        return path.is_dir()
    except OSError:
        return False


def sync_folder(folder: Path) -> None:
    """Make the folder's own entries durable, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network folders know no such thing
            raise
    finally:
        os.close(handle)


def _move_to_free_name(aside: Path, path: Path) -> None:
    try:
        os.link(aside, path)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP):
            raise
        # most memory sticks hold a file system without hard links: take the name first
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
        aside.replace(path)
    else:
        aside.unlink()
