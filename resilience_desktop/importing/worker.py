"""Understand one file in a process of its own, which can open nothing and end nowhere but in its answer."""

from __future__ import annotations

import codecs
import importlib
from encodings.aliases import aliases
from typing import BinaryIO

from ..errors import CannotImport, DamagedFile, TooMuchToRead
from . import files, limits, sandbox, wire

_NONSENSE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
_REFUSED = (OSError, ImportError)
"""What comes of a file that holds something else than it should, where no reader of ours thought of it."""

_LOADED_LATE = (
    *(
        "base64",
        "chardet",
        "email.base64mime",
        "email.parser",
        "email.quoprimime",
        "heapq",
        "lxml._elementpath",
    ),
    *("lxml.etree", "lxml.html", "pypdfium2.raw", "quopri"),
)
"""What our own modules and Python's load on first use, when nothing can be loaded any more."""

_OURS = ("pdf", "understanding")
_PAGE = "<!doctype html><p>Müde sein ist keine Schuld.<h2>Questions</h2><p>What helps?"
_SAMPLES = (
    _PAGE.encode("cp1252"),  # an encoding that has to be guessed
    b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
    + _PAGE.encode(),
)
"""Files, reading which calls what fills its tables, or loads a module, at the first call."""


def serve(stdin: BinaryIO, stdout: BinaryIO) -> int:
    """Answer the one request on ``stdin``; return 0, or 1 when there is none or nobody listens."""
    load()
    sandbox.close()
    try:
        request = wire.read_request(stdin)
    except ValueError:
        return 1

    def say(line: bytes) -> None:
        stdout.write(line)
        stdout.flush()

    try:
        say(_answer(request, lambda number, of: say(wire.page(number, of))))
    except BrokenPipeError:  # whoever asked went away
        return 1
    return 0


def load() -> None:
    """Load whatever reading a file may need, to its last table: behind the doors there is no file."""
    for name in _LOADED_LATE:
        importlib.import_module(name)
    for name in _OURS:
        importlib.import_module(f"{__package__}.{name}")
    for name in set(aliases.values()):
        _find_codec(name)
    from .understanding import understand

    for sample in _SAMPLES:
        understand(files.read(sample, "sample"))


def _find_codec(name: str) -> None:
    try:
        codecs.lookup(name)
    except LookupError:  # some are of other systems
        return


def _answer(request: wire.Request, on_page: files.OnPage) -> bytes:
    from .understanding import understand

    try:
        raw = files.read(request.data, request.name, request.password, on_page)
        made = understand(raw)
        limits.check_outline(made)
        line = wire.outline(made)
    except BrokenPipeError:
        raise
    except CannotImport as error:
        return wire.refused(error)
    except MemoryError:
        return wire.refused(TooMuchToRead())
    except (*_NONSENSE, *_REFUSED):
        return wire.refused(DamagedFile())
    return line if len(line) < wire.LONGEST_LINE else wire.refused(TooMuchToRead())
