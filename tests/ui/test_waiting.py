"""A wish waits for a page that is on its way, and not for one that does not come."""

import pytest
from PySide6.QtWidgets import QWidget

from ui.waiting import Waiting


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def done():
    return []


@pytest.fixture
def waiting(page):
    return Waiting(page)


def test_a_page_that_takes_keys_is_not_waited_for(page, waiting, done):
    assert not waiting.holds(lambda: done.append("one"), [page])
    waiting.go_on()
    assert done == []


def test_only_the_newest_wish_comes_and_comes_once(page, waiting, done):
    page.setEnabled(False)
    assert waiting.holds(lambda: done.append("one"), [page, None])
    assert waiting.holds(lambda: done.append("other"), [page])
    waiting.go_on()
    waiting.go_on()
    assert done == ["other"]


def test_a_wish_is_let_go_when_the_page_that_was_to_be_left_takes_keys_again(page, waiting, done):
    page.setEnabled(False)
    waiting.holds(lambda: done.append("one"), [page])
    page.setEnabled(True)
    page.setEnabled(False)
    waiting.go_on()
    assert done == []
