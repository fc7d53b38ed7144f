"""A ring around a text that is read says where the keyboard is, to those who use it."""

import pytest
from PySide6.QtCore import Qt

from ui.widgets.past_text import PastText
from ui.widgets.reading_view import ReadingView


@pytest.mark.parametrize("kind", [PastText, ReadingView])
def test_the_ring_shows_for_the_keyboard_and_not_for_the_mouse(look, stand, kind):
    text = stand(kind(look))

    def edge():
        return text.viewport().grab().toImage().pixelColor(0, 100).name().upper()

    text.setFocus(Qt.FocusReason.TabFocusReason)
    assert edge() == look.theme.accent
    text.clearFocus()
    bare = edge()
    assert bare != look.theme.accent
    text.setFocus(Qt.FocusReason.MouseFocusReason)
    assert edge() == bare
