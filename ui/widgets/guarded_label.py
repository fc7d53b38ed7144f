"""Show the person's own words as a label, which can be copied by keyboard as guarded text is."""

from __future__ import annotations

from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence

from ui import qt_names

from .guarded_text import copy_guarded
from .label import Label
from .passphrase_field import withdraw_selection


class GuardedLabel(Label):
    """Show plain text that can be selected by keyboard; Qt's own label hands a selection to every program."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "answer")
        qt_names.put(self, "textInteractionFlags", "TextSelectableByKeyboard")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy in our own way, and take back what Qt hands to the X11 primary selection."""
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_guarded(self.selectedText())
            return
        super().keyPressEvent(event)
        withdraw_selection()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show no menu: Qt's own would copy without a guard."""
