"""A file that is dropped anywhere on a window is taken, and nothing else is."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.dropping import FileDrop, file_in
from ui.widgets.guarded_text import GuardedText

MOVE, COPY = Qt.DropAction.MoveAction, Qt.DropAction.CopyAction
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def files(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return data


def drop(widget, data, actions=MOVE | COPY):
    """Drag over a widget and let go, as another program does."""
    entered = QDragEnterEvent(QPoint(5, 5), actions, data, LEFT, PLAIN)
    QApplication.sendEvent(widget, entered)
    dropped = QDropEvent(QPointF(5, 5), actions, data, LEFT, PLAIN, QEvent.Type.Drop)
    if entered.isAccepted():
        QApplication.sendEvent(widget, dropped)
    return entered.isAccepted(), dropped.dropAction()


@pytest.fixture
def target(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def taken(target):
    found = []
    FileDrop(target).dropped.connect(found.append)
    return found


def test_the_first_file_is_taken_and_never_moved(target, taken):
    _, action = drop(target, files("/home/a/one.pdf", "/home/a/two.pdf"))
    assert taken == [Path("/home/a/one.pdf")]
    assert action is COPY


def test_a_file_that_may_only_be_moved_stays_where_it_is(target, taken):
    accepted, _ = drop(target, files("/home/a/one.pdf"), MOVE)
    assert not accepted
    assert taken == []


def test_an_address_of_the_web_is_not_taken(target, taken):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.pdf")])
    accepted, _ = drop(target, data)
    assert not accepted
    assert taken == []
    assert file_in(data) is None


def test_a_field_for_words_leaves_a_file_to_the_window(qtbot, target, taken):
    field = GuardedText()
    QVBoxLayout(target).addWidget(field)
    with qtbot.waitExposed(target):
        target.show()
    drop(field.viewport(), files("/home/a/one.pdf"))
    assert taken == [Path("/home/a/one.pdf")]
    assert field.toPlainText() == ""


def test_a_field_for_words_still_takes_words(qtbot, target):
    field = GuardedText()
    QVBoxLayout(target).addWidget(field)
    with qtbot.waitExposed(target):
        target.show()
    data = QMimeData()
    data.setText("words")
    entered = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(field.viewport(), entered)
    assert entered.isAccepted()
