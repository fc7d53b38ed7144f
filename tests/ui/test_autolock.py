"""The idle limit, with the clock turned by hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from ui.autolock import AutoLock


class Monotonic:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def monotonic():
    return Monotonic()


@pytest.fixture
def idled():
    return []


@pytest.fixture
def autolock(qapp, monotonic, idled):
    lock = AutoLock(qapp, 5, monotonic)
    lock.idled.connect(lambda: idled.append(monotonic.now))
    lock.start()
    yield lock
    lock.stop()
    qapp.removeEventFilter(lock)


def test_it_says_idled_once_the_limit_is_reached(autolock, monotonic, idled):
    monotonic.now += 299
    autolock.look()
    assert idled == []
    monotonic.now += 1
    autolock.look()
    autolock.look()
    assert idled == [1300.0]


def test_typing_into_an_editor_counts_as_a_touch(qtbot, autolock, monotonic, idled):
    editor = QTextEdit()
    qtbot.addWidget(editor)
    editor.show()
    monotonic.now += 299
    QTest.keyClick(editor, Qt.Key.Key_A)
    monotonic.now += 299
    autolock.look()
    assert idled == []
    monotonic.now += 1
    autolock.look()
    assert len(idled) == 1


def test_it_looks_by_itself(qtbot, autolock):
    assert autolock._timer.isActive()
    assert autolock._timer.interval() <= 5_000


def test_a_shorter_limit_holds_at_once(autolock, monotonic, idled):
    autolock.set_minutes(1)
    monotonic.now += 60
    autolock.look()
    assert len(idled) == 1


def test_stopped_it_stays_silent(autolock, monotonic, idled):
    autolock.stop()
    monotonic.now += 9_999
    autolock.look()
    assert idled == []
