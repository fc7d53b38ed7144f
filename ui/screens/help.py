"""Tell what the keys do, and what happens to the words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout

from ui.widgets.label import Label
from ui.widgets.labels import body, heading
from ui.widgets.plain_page import PlainPage

WIDTH, KEYS_WIDTH = 640, 200

KEYS = (
    ("Ctrl+1 … Ctrl+9", "Go to that prompt"),
    ("Ctrl+K", "Search everything that you wrote"),
    ("Ctrl+Shift+H", "Highlight the words selected in the reading, or take the highlight away"),
    ("Ctrl+Shift+N", "A note beside the words selected in the reading"),
    ("Ctrl+Shift+Q", "Quote the words selected in the reading in your answer"),
    ("F8, Shift+F8", "The next highlight of the reading, or the one before"),
    ("Ctrl+E", "Export a PDF"),
    ("F9", "Pause: cover the page, and come back to where you sit"),
    ("Ctrl+L", "Lock now; nothing is lost"),
    ("Ctrl+Z, Ctrl+Shift+Z", "Undo and redo, in an answer and while a reading is added"),
    ("Arrow keys, Space, Delete", "Go along a scale or a choice, answer, or take it back"),
    ("Ctrl+Enter", "Let go of what stands in a prompt for that; it is kept nowhere"),
    ("Alt+Up, Alt+Down, Delete", "In a handout to be added: move a paragraph, or leave it out"),
    ("Ctrl+plus, Ctrl+minus, Ctrl+0", "Larger, smaller, usual text"),
    ("Tab, Shift+Tab", "Next or previous place"),
    ("Ctrl+Tab", "A tab in an answer"),
    ("F11", "Full screen"),
    ("Esc", "Leave a page or a dialog"),
    ("F1", "This page"),
)

ADDING = (
    ("Up, Down", "Go from paragraph to paragraph; with Shift, choose several"),
    ("Tab", "Say what it is: Title, Heading, Text, Prompt, Footnote or Leave out"),
    ("Delete", "Leave it out"),
    ("Alt+Up, Alt+Down", "Move it"),
    ("Enter", "Go to its words; there, split it where the caret stands"),
    ("Backspace", "At the beginning of its words: join it to the paragraph before"),
)

PARAGRAPHS = (
    "What you write is saved by itself within a second, encrypted, in your vault on this laptop. The word "
    "under each answer says when.",
    "Answer what you like and leave the rest. Nothing here is due. The two prompts that speak "
    "of resistance and of being all in follow what you say you noticed; “Open anyway” always works.",
    "“Reflect again” begins a new page. The earlier ones open by their dates at the left; what you wrote "
    "before, and how an answer read earlier, can be opened below it.",
    "“Add a reading…” makes such a page of a handout that you have as a file, or as text to paste. A file "
    "may also be dropped anywhere on this window.",
    "A PDF that you save leaves the vault: whoever holds the file can read it, unless you give it a "
    "password.",
)


class HelpScreen(PlainPage):
    """Show a page of help that needs no network."""

    def __init__(self) -> None:
        super().__init__("Help", WIDTH)
        for text in PARAGRAPHS:
            self.column.addWidget(body(text))
        self._list_keys("Keys", KEYS)
        self._list_keys("Keys while a reading is added", ADDING)
        self.column.addStretch(1)

    def _list_keys(self, name: str, lines: Sequence[tuple[str, str]]) -> None:
        self.column.addWidget(heading(name))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setColumnMinimumWidth(0, KEYS_WIDTH)  # the same in both lists
        grid.setColumnStretch(1, 1)
        for row, (keys, what) in enumerate(lines):
            grid.addWidget(Label(keys), row, 0)
            grid.addWidget(body(what), row, 1)
        self.column.addLayout(grid)
