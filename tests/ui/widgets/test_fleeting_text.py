"""Words to let go of: nothing takes them out of the widget, and nothing brings them back."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu

from ui.tour.player import press, type_text
from ui.widgets.fleeting_text import FleetingText

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def text(qtbot, look):
    made = FleetingText(look)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    QGuiApplication.clipboard().setText("before")
    type_text(made, "what nobody shall read")
    return made


def test_no_key_takes_the_words_out(text):
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X):
        press(text, key, CONTROL)
    assert QGuiApplication.clipboard().text() == "before"
    assert QGuiApplication.clipboard().text(QClipboard.Mode.Selection) == ""
    assert text.toPlainText() == "what nobody shall read"


def test_what_a_selection_gives_is_empty(text):
    text.selectAll()
    assert text.createMimeDataFromSelection().formats() == []


def test_nothing_brings_them_back(text):
    text.forget()
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        press(text, key, CONTROL)
    assert text.toPlainText() == ""
    assert not text.document().isUndoAvailable()


def test_the_menu_stays_closed(text):
    text.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert text.findChildren(QMenu) == []


def test_words_can_be_pasted_as_plain_text(text):
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold")
    text.insertFromMimeData(data)
    assert text.toPlainText().endswith("bold")
    assert "<b>" not in text.toHtml().partition("<body")[2]


def test_an_input_method_is_asked_to_learn_nothing(text):
    hints = text.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
