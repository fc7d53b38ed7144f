"""Read another process's memory from outside, and count what is looked for."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_AT_ONCE = 4 * 1024 * 1024
_PAGE = 4096
_EMPTY = bytes(_PAGE)
_OUT_OF_REACH = ("[vvar]", "[vvar_vclock]", "[vsyscall]")  # the kernel's own pages


def count(pid: int, wanted: Mapping[str, Iterable[bytes]]) -> dict[str, int]:
    """Return by name how often any of these bytes lie in the memory of a process.

    Raises PermissionError where the system lets nobody look.
    """
    found = dict.fromkeys(wanted, 0)
    longest = max(len(one) for ones in wanted.values() for one in ones)
    with Path("/proc", str(pid), "mem").open("rb", buffering=0) as memory:
        for start, end in _written(pid):
            rest = b""
            for part in _parts(memory, start, end):
                whole = rest + part
                for name, ones in wanted.items():
                    found[name] += sum(whole.count(one) for one in ones)
                rest = whole[-longest + 1 :]  # too short to be counted twice
    return found


def _written(pid: int) -> Iterator[tuple[int, int]]:
    """Yield all that the process may have written; what can only be read of a file stands in the file."""
    for line in Path("/proc", str(pid), "maps").read_text("utf-8", "surrogateescape").splitlines():
        where, rights, _, _, _, *name = line.split(maxsplit=5)
        only_read = bool(name) and name[0].startswith("/") and "w" not in rights
        if "r" in rights and not only_read and not line.endswith(_OUT_OF_REACH):
            start, end = where.split("-")
            yield int(start, 16), int(end, 16)


def _parts(memory, start: int, end: int) -> Iterator[bytes]:
    """Yield what lies between two addresses without the pages that nobody ever wrote to."""
    while start < end:
        memory.seek(start)
        try:
            part = memory.read(min(_AT_ONCE, end - start))
        except OSError as error:
            if error.errno != errno.EIO:  # beyond the end of a mapped file
                raise
            return
        if not part:
            return
        start += len(part)
        pages = (part[at : at + _PAGE] for at in range(0, len(part), _PAGE))
        yield b"".join(page for page in pages if page != _EMPTY)
