"""Answer screen readers where Qt's own answer would end the program."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_SCROLLING = ("QScrollArea", "QAbstractScrollArea")


def install() -> None:
    """Speak for scrolling pages from now on.

    To be called once, after QApplication was made, which brings Qt's own answers, and before the first
    window: who comes last is asked first.
    """
    QAccessible.installFactory(_speak_for)


def _speak_for(kind: str, item: QObject) -> QAccessibleInterface | None:
    """Return what speaks for a scrolling page; None leaves everything else to Qt.

    Qt 6.11's own (QAccessibleAbstractScrollArea) counts a scroll bar only while it is seen and trusts
    every index: when the bar goes between a screen reader's counting and its asking, the process dies
    and takes the newest words along. The plain one counts them always, and looks at the index.
    """
    if kind in _SCROLLING and isinstance(item, QWidget):
        return QAccessibleWidget(item, QAccessible.Role.Client)
    return None
