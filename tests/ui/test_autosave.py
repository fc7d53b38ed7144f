"""The autosave: what is unsaved, when it is sent, what a failure does."""

import pytest
from PySide6.QtCore import QObject, QTimer

from ui.autosave import DELAY_MS, Autosave


@pytest.fixture
def owner(qapp):
    return QObject()


@pytest.fixture
def sent():
    return []


@pytest.fixture
def autosave(owner, sent):
    return Autosave(sent.append, owner)


def _timer(autosave):
    return autosave.findChild(QTimer)


def test_a_touch_is_sent_within_a_second(qtbot, autosave, sent):
    assert DELAY_MS < 1000
    autosave.touch("a")
    qtbot.waitUntil(lambda: sent == [{"a"}])


def test_further_keys_do_not_restart_the_clock(autosave):
    autosave.touch("a")
    timer = _timer(autosave)
    timer.setInterval(123_456)
    autosave.touch("b")
    assert timer.interval() == 123_456


def test_a_piece_is_unsaved_until_it_is_confirmed(autosave, sent):
    autosave.touch("a")
    autosave.flush()
    assert sent == [{"a"}]
    assert autosave.unsaved == {"a"}
    assert autosave.confirm() == {"a"}
    assert autosave.unsaved == frozenset()


def test_a_piece_touched_while_it_is_on_its_way_stays_unsaved(autosave, sent):
    autosave.touch("a")
    autosave.touch("b")
    autosave.flush()
    autosave.touch("a")
    assert autosave.confirm() == {"b"}
    assert autosave.unsaved == {"a"}
    autosave.flush()
    assert sent == [{"a", "b"}, {"a"}]


def test_a_page_turn_sends_the_last_words_while_a_save_is_on_its_way(autosave, sent):
    autosave.touch("a")
    autosave.flush()
    autosave.touch("a")
    autosave.flush()
    assert sent == [{"a"}, {"a"}]
    assert autosave.confirm() == frozenset()
    assert autosave.unsaved == {"a"}
    assert autosave.confirm() == {"a"}
    assert autosave.unsaved == frozenset()


def test_on_a_slow_disk_saves_do_not_pile_up(autosave, sent):
    autosave.touch("a")
    autosave.flush()
    autosave.touch("b")
    _timer(autosave).timeout.emit()
    assert sent == [{"a"}]
    autosave.confirm()
    assert _timer(autosave).isActive()
    assert autosave.unsaved == {"b"}


def test_a_failed_save_is_unsaved_again_and_tried_again(autosave, sent):
    autosave.touch("a")
    autosave.flush()
    autosave.fail()
    assert autosave.unsaved == {"a"}
    assert _timer(autosave).isActive()
    autosave.flush()
    assert sent == [{"a"}, {"a"}]


def test_nothing_touched_sends_nothing(autosave, sent):
    autosave.flush()
    assert sent == []
