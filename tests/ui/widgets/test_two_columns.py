"""Two pages stand beside each other where there is room, and behind tabs where there is not."""

import pytest
from PySide6.QtWidgets import QTabBar, QWidget

from ui.widgets.two_columns import TwoColumns


@pytest.fixture
def columns(look, stand):
    pages = (QWidget(), QWidget())
    made = stand(TwoColumns(look, pages, ("Answers", "Letter"), 0.4), 1000, 400)
    made.seen = lambda: [page.isVisible() for page in pages]
    return made


def test_in_a_wide_window_both_pages_are_seen(columns):
    assert not columns.narrow
    assert columns.seen() == [True, True]


@pytest.mark.parametrize("grow", ["window", "zoom", "text"])
def test_where_there_is_too_little_room_there_are_tabs(qtbot, columns, look, monkeypatch, grow):
    if grow == "window":
        columns.window().resize(880, 400)
    elif grow == "zoom":
        look.set_zoom(200)
    else:
        monkeypatch.setattr(look, "_text_scale", 1.8)
        look.changed.emit()
    qtbot.waitUntil(lambda: columns.narrow)
    assert columns.seen() == [True, False]
    columns.show_page(1)
    assert columns.seen() == [False, True]


def test_the_tabs_are_named_for_their_pages(columns):
    assert columns.findChild(QTabBar).accessibleName() == "Answers or letter"
