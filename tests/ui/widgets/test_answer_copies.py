"""Words leave an answer only where the person copies or drags them, plain and marked as private."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

KEYS, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def test_a_copy_is_plain_and_marked_as_private(area):
    area.set_text("\ufeffone\u00a0two\nthree")
    QTest.keyClick(area, KEYS.Key_A, CTRL)
    QTest.keyClick(area, KEYS.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "\ufeffone\u00a0two\nthree"
    assert not data.hasHtml()
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"


def test_cutting_copies_and_removes(area, edits):
    area.set_text("one two")
    area.caret = 0
    area.moveCursor(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor)
    QTest.keyClick(area, KEYS.Key_X, CTRL)
    assert area.text() == "two"
    assert edits == ["two"]
    assert QGuiApplication.clipboard().text() == "one "


def test_a_selection_alone_gives_nothing_away(area):
    area.set_text("private")
    area.selectAll()
    assert area.createMimeDataFromSelection().formats() == []


def test_what_is_dragged_out_is_plain_and_marked_as_private(area, monkeypatch):
    dragged = []

    def drag(self, event):
        dragged.append(self.createMimeDataFromSelection())

    monkeypatch.setattr(QTextEdit, "mouseMoveEvent", drag)  # where Qt would begin to drag
    area.set_text("private")
    area.selectAll()
    area.mouseMoveEvent(None)
    assert dragged[-1].text() == "private"
    assert not dragged[-1].hasHtml()
    assert bytes(dragged[-1].data("x-kde-passwordManagerHint").data()) == b"secret"
    assert area.createMimeDataFromSelection().formats() == []
