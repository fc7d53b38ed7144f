"""Have pages made and drawn by a process of their own, so that stopping is instant and memory comes back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QProcess, Signal
from PySide6.QtGui import QImage

from resilience_desktop.errors import ExportFailed
from resilience_desktop.export import wire
from resilience_desktop.export.document import Document
from resilience_desktop.export.layout import Layout
from resilience_desktop.export.sheet import Sheet

from .child import end, prepared

PATIENCE_MS = 400
"""How long a render that is wanted no more may hold up the next one; a fresh child takes about as long."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Tell of a finished file: its pages, the characters that no font has, whether it claims PDF/UA-1."""

    count: int
    missing: tuple[str, ...]
    universal: bool


@dataclass(frozen=True, slots=True)
class _Request:
    kind: str
    frame: bytes
    page: int = 0


class PdfProcess(QObject):
    """Talk to the child: one request at a time, and of renders only the newest counts.

    ``progress`` names the stage of a render (see ``pdf.render``). ``failed`` holds words for the
    person when pages could not be made or the child died, ``undrawn`` when an image could not be
    drawn. Whatever is asked for starts the child when it is not there; it dies with this object.
    """

    rendered = Signal(object)
    image_ready = Signal(int, QImage)
    fetched = Signal(bytes)
    progress = Signal(str)
    failed = Signal(str)
    undrawn = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._children: list[QProcess] = []
        self._child: QProcess | None = None
        self._heard = bytearray()
        self._now: _Request | None = None
        self._since = QElapsedTimer()
        self._render: _Request | None = None
        self._fetch: _Request | None = None
        self._images: dict[int, _Request] = {}
        self.destroyed.connect(partial(end, self._children))

    @property
    def pid(self) -> int:
        """Return the child's process id, 0 while there is none."""
        return self._child.processId() if self._child else 0

    def start(self) -> None:
        """Start the child, so that it is warm when the first pages are wanted."""
        if self._child is not None:
            return
        self._child = child = prepared("pdf-worker", self, self._ended)
        self._children.append(child)
        child.readyReadStandardOutput.connect(lambda: self._read(child))
        child.start()

    def render(self, document: Document, layout: Layout, password: str) -> None:
        """Have pages made, then say ``rendered``; answers to anything asked for earlier are dropped."""
        self._make(wire.render_request(document, layout, password))

    def render_sheet(self, sheet: Sheet, layout: Layout) -> None:
        """Have the recovery sheet made, as ``render`` does with other pages."""
        self._make(wire.sheet_request(sheet, layout))

    def image(self, page: int, width: int) -> None:
        """Have a page (from 0) of the newest file drawn ``width`` pixels wide, then say ``image_ready``."""
        self._images[page] = _Request("image", wire.image_request(page, width), page)
        self._go_on()

    def fetch(self) -> None:
        """Have the bytes of the newest file, then say ``fetched``."""
        self._fetch = _Request("fetch", wire.fetch_request())
        self._go_on()

    def cancel(self) -> None:
        """Stop whatever is under way, at once, and be ready for something else."""
        self._drop()
        self._kill()
        self.start()

    def _make(self, frame: bytes) -> None:
        self._images.clear()
        self._fetch = None
        self._render = _Request("render", frame)
        rendering = self._now is not None and self._now.kind == "render"
        if rendering and self._since.hasExpired(PATIENCE_MS):
            self._kill()
        self._go_on()

    def _go_on(self) -> None:
        """Send the next request, the most urgent first, unless an answer is awaited."""
        if self._now is not None:
            return
        if self._render is not None:
            self._now, self._render = self._render, None
        elif self._fetch is not None:
            self._now, self._fetch = self._fetch, None
        elif self._images:
            self._now = self._images.pop(next(iter(self._images)))
        else:
            return
        self.start()
        self._since.start()
        if self._child is not None:
            self._child.write(self._now.frame)

    def _read(self, child: QProcess) -> None:
        heard = child.readAllStandardOutput().data()
        if child is not self._child:
            return
        self._heard += heard
        try:
            while self._child is child and (frame := wire.next_frame(self._heard)) is not None:
                self._hear(*frame)
        except ValueError:  # what speaks there is no child of ours
            self._lose()

    def _hear(self, header: dict[str, Any], body: bytes) -> None:
        if header.get("is") == "stage":
            self.progress.emit(header["stage"])
            return
        now, self._now = self._now, None
        if now is not None and self._render is None:
            self._answer(now, header, body)
        self._go_on()

    def _answer(self, request: _Request, header: dict[str, Any], body: bytes) -> None:
        if header.get("is") == "failed":
            (self.undrawn if request.kind == "image" else self.failed).emit(header["words"])
        elif request.kind == "render":
            self.rendered.emit(Pages(header["pages"], tuple(header["missing"]), header["universal"]))
        elif request.kind == "image":
            self.image_ready.emit(request.page, QImage.fromData(body))
        else:
            self.fetched.emit(body)

    def _ended(self, child: QProcess) -> None:
        self._children.remove(child)
        child.deleteLater()
        if child is self._child:
            self._lose()

    def _lose(self) -> None:
        """Do without a child that died or talks nonsense; say so where somebody waits for it."""
        awaited = any((self._now, self._render, self._fetch))
        self._drop()
        self._kill()
        if awaited:
            self.failed.emit(ExportFailed.message)

    def _drop(self) -> None:
        self._now = self._render = self._fetch = None
        self._images.clear()
        self._heard.clear()

    def _kill(self) -> None:
        child, self._child, self._now = self._child, None, None
        self._heard.clear()
        if child is not None:
            child.kill()
