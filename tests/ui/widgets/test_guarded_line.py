"""A line of private words: one line, no more than fits, nothing given to X11."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.guarded_line import LIMIT, LineFrame


@pytest.fixture
def line(stand):
    page = QWidget()
    rows = QVBoxLayout(page)
    frame = LineFrame("To", "the facilitator")
    rows.addWidget(frame)
    rows.addWidget(QLineEdit())
    stand(page)
    frame.setFocus()
    return frame.line


def paste(line, text):
    data = QMimeData()
    data.setText(text)
    line.insertFromMimeData(data)


def test_what_is_typed_is_told_and_what_is_set_is_not(qtbot, line):
    with qtbot.assertNotEmitted(line.edited):
        line.set_text("someone")
    with qtbot.waitSignal(line.edited):
        QTest.keyClicks(line, "a ")
    assert line.text() == "a someone"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_enter_and_tab_go_on(line, key):
    assert line.hasFocus()
    QTest.keyClick(line, key)
    assert line.window().focusWidget().metaObject().className() == "QLineEdit"
    assert line.text() == ""


def test_what_is_pasted_becomes_one_line_and_more_than_fits_is_left_out(line):
    paste(line, " one\n\ttwo\u2029three ")
    assert line.text() == "one two three"
    paste(line, "x" * LIMIT)
    assert line.text() == "one two three"
    line.set_text("x" * LIMIT)
    QTest.keyClicks(line, "y")
    assert line.text() == "x" * LIMIT


def test_a_selection_is_given_to_nobody(line):
    line.set_text("someone")
    line.selectAll()
    assert not line.createMimeDataFromSelection().hasText()
