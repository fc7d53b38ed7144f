"""Take a file that is dropped anywhere on a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Watch a widget for files from elsewhere; ``dropped`` holds the first of them.

    It is copied from, whatever the other program proposes; one that may only be moved is not taken.
    """

    dropped = Signal(Path)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept files alone."""
        kinds = QEvent.Type
        if not isinstance(event, QDropEvent) or event.type() not in (
            kinds.DragEnter,
            kinds.DragMove,
            kinds.Drop,
        ):
            return super().eventFilter(watched, event)
        path = file_in(event.mimeData())
        if path is None or not event.possibleActions() & Qt.DropAction.CopyAction:
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == kinds.Drop:
            self.dropped.emit(path)
        return True


def file_in(data: QMimeData) -> Path | None:
    """Return the first file that is dragged, or None where there is none."""
    local = (url.toLocalFile() for url in data.urls() if url.isLocalFile())
    return next((Path(path) for path in local if path), None)
