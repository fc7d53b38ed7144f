"""Take a passphrase: hidden unless asked, never copied out, with a word about Caps Lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import qt_names

from .buttons import FlatButton
from .field_frame import FieldFrame
from .label import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

LONGEST = 1024
"""The most characters that are taken; more is a paste gone wrong."""

_HINTS = "ImhHiddenText|ImhSensitiveData|ImhNoPredictiveText|ImhNoAutoUppercase"
_KEPT_IN = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)


class PassphraseField(QWidget):
    """Show a label, the field with Show or Hide inside, and a note while Caps Lock is on.

    ``kind`` is the word for what is typed; where it is not ``labelled``, something else says it.
    """

    edited = Signal()
    submitted = Signal()

    def __init__(self, label: str, *, kind: str = "passphrase", labelled: bool = True) -> None:
        super().__init__()
        self._kind = kind
        self._line = SecretLine(label)
        self._show = FlatButton("Show", quiet=True)
        self._show.setProperty("inside", True)
        self._caps = Label("Caps Lock is on", "status", "caution")
        self._caps.setContentsMargins(0, 2, 0, 0)
        self._caps.hide()
        self._lay_out(Label(label, "label") if labelled else None)
        self.setFocusProxy(self._line)
        self._describe()
        self._line.textEdited.connect(lambda _: self.edited.emit())
        self._line.returnPressed.connect(self.submitted)
        self._line.caps_lock_seen.connect(self._caps.setVisible)
        self._show.clicked.connect(lambda: self._set_shown(not self.shown))

    @property
    def shown(self) -> bool:
        """Tell whether the passphrase can be read on the screen."""
        return self._line.echoMode() is QLineEdit.EchoMode.Normal

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key visits, in this order."""
        return self._line, self._show

    def text(self) -> str:
        """Return what was typed."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Fill the field, as a suggestion does; ``edited`` is not emitted."""
        self._line.setText(text)

    def clear(self) -> None:
        """Empty the field and hide what comes next; nothing can bring the text back."""
        self._line.setText("")  # unlike QLineEdit.clear, this drops the undo history too
        self._set_shown(False)

    def reveal(self) -> None:
        """Let the passphrase be read on the screen."""
        self._set_shown(True)

    def select_all(self) -> None:
        """Select what was typed, so that the next key replaces it."""
        self._line.selectAll()

    def _lay_out(self, label: Label | None) -> None:
        frame = FieldFrame()
        frame.hold(self._line)
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(11, 7, 9, 7)
        inside.setSpacing(8)
        inside.addWidget(self._line, 1)
        inside.addWidget(self._show)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (label, frame, self._caps):
            if widget is not None:
                layout.addWidget(widget)

    def _set_shown(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self._line.setEchoMode(modes.Normal if shown else modes.Password)
        qt_names.put(self._line, "inputMethodHints", _HINTS)
        self._show.setText("Hide" if shown else "Show")
        self._describe()

    def _describe(self) -> None:
        self._show.setAccessibleDescription(
            f"Hide the {self._kind}" if self.shown else f"Show the {self._kind} on the screen"
        )


class QuietLine(QLineEdit):
    """Edit one line of which a selection reaches no other program."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back what Qt hands to the X11 primary selection, which it does at the end of a key."""
        super().keyPressEvent(event)
        withdraw_selection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select with the mouse without handing the selection to other programs."""
        from PySide6.QtCore import Qt  # see qt_names

        if event.button() != Qt.MouseButton.LeftButton or not self.hasSelectedText():
            super().mouseReleaseEvent(event)


class SecretLine(QuietLine):
    """Edit one line that cannot be copied, cut, dragged or undone."""

    caps_lock_seen = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        qt_names.put(self, "inputMethodHints", _HINTS)
        self.setMaxLength(LONGEST)
        self.setFrame(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Watch for Caps Lock, and let nothing out."""
        self._watch_caps_lock(event)
        if any(event.matches(key) for key in _KEPT_IN):
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what a passphrase allows: pasting it from a keeper of passwords."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMenu  # it would delay the lock screen

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget about Caps Lock: elsewhere it may change unseen."""
        self.caps_lock_seen.emit(False)
        super().focusOutEvent(event)

    def _fill(self, menu: QMenu) -> None:
        menu.addAction("Paste", self.paste)
        menu.addAction("Select all", self.selectAll)

    def _watch_caps_lock(self, event: QKeyEvent) -> None:
        """Compare a letter's case with the Shift key: no desktop tells the state itself to Qt.

        A capital typed with Shift says nothing, because macOS writes capitals for both together.
        """
        letter = event.text()
        if len(letter) != 1 or letter.lower() == letter.upper():
            return
        from PySide6.QtCore import Qt

        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not (shift and letter.isupper()):
            self.caps_lock_seen.emit(letter.isupper() or shift)


def withdraw_selection() -> None:
    """Take back what Qt handed to the X11 primary selection when text was selected by keyboard."""
    from PySide6.QtGui import QClipboard

    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
