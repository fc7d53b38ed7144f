"""Today stands in two columns where there is room for its words, and behind two tabs where there is not."""

import pytest
from PySide6.QtWidgets import QTabBar, QTextEdit

from ui.tour.player import named, shown


@pytest.mark.parametrize("grow", ["window", "zoom", "text"])
def test_where_there_is_too_little_room_there_are_tabs(qtbot, open_window, opened, look, monkeypatch, grow):
    window = open_window(opened)
    window.resize(1280, 800)
    asked = opened.page.reading.prompts[0].ask
    qtbot.waitUntil(lambda: shown("Reading", QTextEdit)() and shown(asked, QTextEdit)())
    if grow == "window":
        window.resize(880, 640)
    elif grow == "zoom":
        look.set_zoom(200)
    else:
        monkeypatch.setattr(look, "_text_scale", 2.0)
        look.changed.emit()
    qtbot.waitUntil(lambda: not shown(asked, QTextEdit)())
    assert shown("Reading", QTextEdit)()
    named("Reading or prompts", QTabBar, window).setCurrentIndex(1)
    assert shown(asked, QTextEdit)()
    assert not shown("Reading", QTextEdit)()
