"""Know the keys that go from one button of a row or column to the next."""

from PySide6.QtCore import Qt

ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
