"""The idle limit, with the clock turned by hand."""

import sys
import time

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QTextEdit, QVBoxLayout

from ui.autolock import AutoLock


class Seconds:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def monotonic():
    return Seconds()


@pytest.fixture
def wall():
    return Seconds()


@pytest.fixture
def idled():
    return []


@pytest.fixture
def autolock(qapp, monotonic, wall, idled):
    lock = AutoLock(qapp, 5, monotonic, wall)
    lock.idled.connect(lambda: idled.append(monotonic.now))
    lock.start()
    yield lock
    lock.stop()


@pytest.fixture
def left_alone(autolock, monotonic, wall):
    """Return a function that lets seconds pass, with the looks that come meanwhile."""

    def let_pass(seconds):
        for _ in range(seconds):
            monotonic.now += 1
            wall.now += 1
            if monotonic.now % 5 == 0:
                autolock.look()

    return let_pass


@pytest.fixture
def editor(qtbot):
    made = QTextEdit()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def heard(autolock, left_alone, idled):
    """Return a function that tells whether a touch, made just before the limit, put it off."""

    def put_off(touch):
        left_alone(299)
        touch()
        left_alone(1)
        return idled == []

    return put_off


def test_it_says_idled_once_the_limit_is_reached(autolock, left_alone, idled):
    left_alone(299)
    assert idled == []
    left_alone(1)
    autolock.look()
    assert idled == [1300.0]


def test_typing_into_an_editor_counts_as_a_touch(editor, autolock, left_alone, idled):
    left_alone(299)
    QTest.keyClick(editor.windowHandle(), Qt.Key.Key_A)
    assert editor.toPlainText() == "a"
    left_alone(299)
    autolock.look()
    assert idled == []
    left_alone(1)
    autolock.look()
    assert len(idled) == 1


@pytest.mark.parametrize("clock", ["monotonic", "wall"])
def test_after_a_sleep_it_locks_however_short_it_was(request, autolock, left_alone, idled, clock):
    left_alone(10)
    request.getfixturevalue(clock).now += 20
    left_alone(5)
    assert len(idled) == 1


@pytest.mark.parametrize("seconds", [15, -9_999])
def test_a_late_look_and_a_clock_set_back_are_no_sleep(autolock, wall, left_alone, idled, seconds):
    left_alone(10)
    wall.now += seconds
    left_alone(5)
    assert idled == []


@pytest.mark.parametrize("seconds", [21, 9_999])
def test_the_first_touch_after_a_sleep_is_kept_and_then_it_locks(
    qtbot, editor, autolock, monotonic, idled, seconds
):
    monotonic.now += seconds
    QTest.keyClick(editor.windowHandle(), Qt.Key.Key_A)
    qtbot.waitUntil(lambda: len(idled) == 1)
    assert editor.toPlainText() == "a"


def test_what_an_input_method_commits_counts_as_a_touch(editor, heard):
    words = QInputMethodEvent()
    words.setCommitString("静か")
    assert heard(lambda: QCoreApplication.sendEvent(editor, words))
    assert editor.toPlainText() == "静か"


def test_moving_the_pointer_counts_as_a_touch(editor, heard):
    assert heard(lambda: QTest.mouseMove(editor.windowHandle(), QPoint(20, 20)))


def test_a_key_in_a_dialog_counts_as_a_touch(qtbot, editor, heard):
    dialog = QDialog(editor)
    field = QLineEdit()
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    qtbot.waitUntil(field.hasFocus)
    assert heard(lambda: QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_B))
    assert field.text() == "b"


def test_where_the_keyboard_goes_the_watch_follows(qtbot, editor, heard):
    other = QLineEdit(editor)
    other.show()
    other.setFocus()
    words = QInputMethodEvent()
    words.setCommitString("静か")
    assert heard(lambda: QCoreApplication.sendEvent(other, words))


def test_stopped_and_started_again_it_still_hears(editor, autolock, heard):
    autolock.stop()
    autolock.start()
    assert heard(lambda: QTest.keyClick(editor.windowHandle(), Qt.Key.Key_A))


def test_without_a_touch_the_limit_holds(editor, heard):
    assert not heard(lambda: None)


def test_it_looks_by_itself(qtbot, autolock):
    assert autolock._timer.isActive()
    assert autolock._timer.interval() <= 5_000


def test_a_shorter_limit_holds_at_once(autolock, left_alone, idled):
    autolock.set_minutes(1)
    left_alone(60)
    assert len(idled) == 1


def test_stopped_it_stays_silent(autolock, monotonic, idled):
    autolock.stop()
    monotonic.now += 9_999
    autolock.look()
    assert idled == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how long it slept")
def test_the_time_asleep_counts_as_idle(qapp, monkeypatch):
    asked = []
    monkeypatch.setattr("ui.autolock.time.clock_gettime", lambda which: asked.append(which) or 5.0)
    lock = AutoLock(qapp, 5)
    lock.start()
    lock.stop()
    assert set(asked) == {time.CLOCK_BOOTTIME}
