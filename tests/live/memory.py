"""Read another process's memory from outside, and count what is looked for."""

from __future__ import annotations

import base64
import errno
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ENCODINGS = ("utf-8", "latin-1", "utf-16-le", "utf-16-be", "utf-32-le", "base64")
"""As files and SQLite hold text, Python (a byte a letter), Qt, the wire, Python (four), and mail or JSON."""

_AT_ONCE = 16 * 1024 * 1024
_OUT_OF_REACH = ("[vvar]", "[vvar_vclock]", "[vsyscall]")  # the kernel's own pages


def encoded(text: str) -> dict[str, tuple[bytes, ...]]:
    """Return by encoding what to look for; each half of the text counts, so that torn copies are found."""
    middle = len(text) // 2
    halves = (text[:middle], text[middle:])
    plain = {name: tuple(half.encode(name) for half in halves) for name in ENCODINGS if name != "base64"}
    return plain | {"base64": tuple(shown for half in halves for shown in _in_base64(half.encode()))}


def count(pid: int, wanted: Mapping[str, Iterable[bytes]]) -> dict[str, int]:
    """Return by name how often any of these bytes lie in the memory of a process."""
    found = dict.fromkeys(wanted, 0)
    longest = max(len(one) for ones in wanted.values() for one in ones)
    for part in _parts(pid, longest - 1):
        for name, ones in wanted.items():
            found[name] += sum(part.count(one) for one in ones)
    return found


def _in_base64(data: bytes) -> Iterator[bytes]:
    """Yield what is the same in base64 wherever the data begins within three bytes."""
    for before in range(3):
        shown = base64.b64encode(bytes(before) + data)
        yield shown[4 * ((before + 2) // 3) : 4 * ((before + len(data)) // 3)]


def _parts(pid: int, overlap: int) -> Iterator[bytes]:
    """Yield all that the process may have written, with overlaps so that nothing is cut.

    A mapping of a file that can only be read holds what stands in the file.
    """
    process = Path("/proc", str(pid))
    with (process / "mem").open("rb", buffering=0) as memory:
        for line in (process / "maps").read_text("utf-8", "surrogateescape").splitlines():
            where, rights, _, _, _, *name = line.split(maxsplit=5)
            is_a_file = bool(name) and name[0].startswith("/")
            if "r" not in rights or (is_a_file and "w" not in rights) or line.endswith(_OUT_OF_REACH):
                continue
            start, end = (int(edge, 16) for edge in where.split("-"))
            while start < end:
                memory.seek(start)
                try:
                    part = memory.read(min(_AT_ONCE, end - start))
                except OSError as error:
                    if error.errno != errno.EIO:  # beyond the end of a mapped file
                        raise
                    break
                if not part:
                    break
                yield part
                start += len(part) if start + len(part) >= end else max(1, len(part) - overlap)
