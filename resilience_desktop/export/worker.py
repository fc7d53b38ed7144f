"""Make and draw pages in a process of its own: the window can stop it at once, and its memory comes back."""

from __future__ import annotations

from typing import Any, BinaryIO

from ..errors import ExportFailed, ResilienceError
from . import pdf, sheet, wire

_CHUNK = 1 << 16
_NONSENSE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What comes of a request that holds something else than it should."""


class Worker:
    """Answer frames with frames; hold the newest file between them."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._made = b""
        self._password = ""

    def answer(self, header: dict[str, Any], body: bytes) -> None:
        """Do what a frame asks for and write the answer; what cannot be done is told in words."""
        try:
            if header["do"] in ("render", "sheet"):
                self._make(header, body)
            elif header["do"] == "image":
                image = pdf.page_image(self._made, self._password, header["page"], header["width"])
                self._say({"is": "image", "page": header["page"]}, image)
            elif header["do"] == "fetch":
                self._say({"is": "file"}, self._made)
            else:
                self.refuse()
        except ResilienceError as error:
            self._say({"is": "failed", "words": str(error)})
        except _NONSENSE:
            self.refuse()

    def refuse(self) -> None:
        """Say that something made no sense."""
        self._say({"is": "failed", "words": ExportFailed.message})

    def _make(self, header: dict[str, Any], body: bytes) -> None:
        self._made, self._password = b"", ""
        if header["do"] == "sheet":
            made, password = sheet.render(*wire.read_sheet(header)), ""
        else:
            document, layout, password = wire.read_render(header, body)
            made = pdf.render(document, layout, password, self._say_stage)
        self._made, self._password = made.data, password
        told = {"is": "pages", "pages": made.pages, "missing": made.missing, "universal": made.universal}
        self._say(told)

    def _say_stage(self, name: str) -> None:
        self._say({"is": "stage", "stage": name})

    def _say(self, header: dict[str, Any], body: bytes = b"") -> None:
        self._out.write(wire.frame(header, body))
        self._out.flush()


def serve(stdin: BinaryIO, stdout: BinaryIO) -> int:
    """Answer every frame on ``stdin`` until it closes; return 0, or 1 when nobody listens any more."""
    worker, heard = Worker(stdout), bytearray()
    try:
        while chunk := _read(stdin):
            heard += chunk
            while _answer_next(worker, heard):
                pass
    except OverflowError:
        worker.refuse()
        return 1
    except BrokenPipeError:  # the window went away
        return 1
    return 0


def _answer_next(worker: Worker, heard: bytearray) -> bool:
    """Answer the next whole frame; tell whether there was one. Raises OverflowError."""
    try:
        frame = wire.next_frame(heard)
    except ValueError:
        worker.refuse()
        return True
    if frame is not None:
        worker.answer(*frame)
    return frame is not None


def _read(stdin: BinaryIO) -> bytes:
    """Return what is there, without waiting for a chunk to be full."""
    read = getattr(stdin, "read1", stdin.read)
    return bytes(read(_CHUNK))
