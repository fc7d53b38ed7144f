"""A list is plain text with a line for each item; its bullets are only drawn."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resilience_desktop.workbook import Prompt
from ui.widgets.fields import field_for
from ui.widgets.list_text import ListText

PROMPT = Prompt("things", "Things", "Which things?", type="list")


@pytest.fixture
def field(look, stand_in_page):
    return stand_in_page(field_for(PROMPT, look))


def bullets(area):
    return [round(center.y()) for center in area._bullets(0, area.height())]


def test_enter_begins_the_next_item_and_the_text_holds_no_bullet(field):
    assert isinstance(field.area, ListText)
    field.setFocus()
    QTest.keyClicks(field.area, "bread")
    QTest.keyClick(field.area, Qt.Key.Key_Return)
    QTest.keyClicks(field.area, "honey")
    assert field.text() == "bread\nhoney"


@pytest.mark.parametrize("text", ["", "a\n\nb\n", " a\tb ", "\ufeffa\r\nb\u2029c"])
def test_whatever_was_kept_is_given_back_to_the_letter(field, text):
    field.set_text(text)
    assert field.text() == text


def test_a_bullet_stands_beside_each_line_that_holds_something_and_the_one_being_written(field):
    field.set_text("a\n\n  \nb")
    assert len(bullets(field.area)) == 2
    field.caret = 2
    assert len(bullets(field.area)) == 3
    field.set_read_only(True)
    assert len(bullets(field.area)) == 2


def test_only_bullets_in_view_are_drawn(field):
    field.set_text("\n".join(["x"] * 2_000))
    assert len(list(field.area._bullets(1_000, 1_200))) < 15


def test_a_bullet_stands_where_a_line_from_right_to_left_begins(field):
    field.set_text("שלום\nhello")
    right, left = (center.x() for center in field.area._bullets(0, field.area.height()))
    assert right > field.area.viewport().width() - 20
    assert left < 20


def test_words_begin_beside_the_bullet_at_every_size(field, look):
    field.set_text("a")
    indents = []
    for zoom in (100, 200):
        look.set_zoom(zoom)
        indents.append(field.area.cursorRect().x())
    assert indents[1] > 1.5 * indents[0]
    assert field.text() == "a"
    assert not field.area.document().isUndoAvailable()


def test_what_to_do_is_said_beside_the_bullet(field):
    assert field.area._hint == "Write here"
    assert field.area.placeholderText() == ""  # Qt would draw it over the bullet
    field.set_read_only(True)
    assert field.area._hint == ""
