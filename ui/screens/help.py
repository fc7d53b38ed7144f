"""Tell what the keys do, and what happens to the words."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Look
from ui.widgets.labels import body, heading, note, title

KEYS = (
    ("Ctrl+1 … Ctrl+9", "Go to that prompt"),
    ("Ctrl+E", "Export a PDF"),
    ("Ctrl+L", "Lock now; nothing is lost"),
    ("Ctrl+Z, Ctrl+Shift+Z", "Undo and redo in an answer"),
    ("Ctrl+plus, Ctrl+minus, Ctrl+0", "Larger, smaller, usual text"),
    ("Tab, Shift+Tab", "Next or previous place"),
    ("F11", "Full screen"),
    ("Esc", "Leave a page or a dialog"),
    ("F1", "This page"),
)

PARAGRAPHS = (
    "What you write is saved by itself within a second, encrypted, in your vault on this laptop. The word "
    "under each answer says when.",
    "Answer what you like and leave the rest. Nothing here is counted or due. The two prompts that speak "
    "of resistance and of being all in follow what you say you noticed; “Open anyway” always works.",
    "A PDF that you save leaves the vault: whoever holds the file can read it, unless you give it a "
    "password.",
)


class HelpScreen(QScrollArea):
    """Show a page of help that needs no network."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        page = QWidget()
        outer = QHBoxLayout(page)
        outer.setContentsMargins(40, 36, 40, 36)
        column = QVBoxLayout()
        column.setSpacing(10)
        outer.addLayout(column)
        outer.addStretch(1)
        column.addWidget(title("Help"))
        for text in PARAGRAPHS:
            column.addWidget(body(text))
        column.addWidget(heading("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for row, (keys, what) in enumerate(KEYS):
            grid.addWidget(note(keys), row, 0)
            grid.addWidget(body(what), row, 1)
        column.addLayout(grid)
        column.addStretch(1)
        page.setMaximumWidth(720)
        self.setWidget(page)
        self.setWidgetResizable(True)
