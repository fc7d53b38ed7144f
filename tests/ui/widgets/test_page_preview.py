"""The pages beside the form: only those that can be seen are asked for, each at its own width."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from ui.tour.player import press
from ui.widgets.page_preview import PagePreview

A4 = (210.0, 297.0)


@pytest.fixture
def preview(look, stand):
    return stand(PagePreview(look), 600, 500)


@pytest.fixture
def wanted(preview):
    asked = []
    preview.wanted.connect(lambda page, width: asked.append((page, width)))
    return asked


def _image(width, colour="white"):
    image = QImage(width, round(width * 297 / 210) + 1, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def _answer(preview, wanted):
    for page, width in list(wanted):
        preview.take(page, _image(width + 1))
    wanted.clear()


def test_only_pages_that_can_be_seen_are_asked_for_and_only_once(qtbot, preview, wanted):
    preview.show_pages(40, A4)
    qtbot.waitUntil(lambda: len(wanted) > 0)
    assert [page for page, _ in wanted] == [0]
    assert preview.blank
    _answer(preview, wanted)
    preview._ask()
    assert wanted == []
    assert preview.complete
    assert not preview.blank


def test_scrolling_asks_for_what_comes_and_lets_go_of_what_is_far(qtbot, preview, wanted):
    preview.show_pages(40, A4)
    qtbot.waitUntil(lambda: len(wanted) > 0)
    _answer(preview, wanted)
    press(preview, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: len(wanted) > 0)
    assert wanted[-1][0] == 39
    assert preview.page == 39
    assert 0 not in preview._images
    press(preview, Qt.Key.Key_Home)
    assert preview.page == 0


def test_another_width_is_asked_for_and_meanwhile_the_old_image_stays(qtbot, preview, wanted):
    preview.show_pages(1, A4)
    qtbot.waitUntil(lambda: len(wanted) > 0)
    before = wanted[0][1]
    _answer(preview, wanted)
    preview.window().resize(900, 800)
    qtbot.waitUntil(lambda: len(wanted) > 0)
    assert wanted[0][1] > before
    assert not preview.complete
    assert not preview.blank


def test_new_pages_keep_the_place_and_the_old_images_until_theirs_come(qtbot, preview, wanted):
    preview.show_pages(10, A4)
    qtbot.waitUntil(lambda: len(wanted) > 0)
    preview.verticalScrollBar().setValue(preview.verticalScrollBar().maximum() // 2)
    qtbot.waitUntil(lambda: len(wanted) > 1)
    _answer(preview, wanted)
    page = preview.page
    preview.show_pages(10, A4)
    assert preview.page == page
    assert not preview.blank
    qtbot.waitUntil(lambda: page in {asked for asked, _ in wanted})
    preview.show_pages(10, (215.9, 279.4))
    assert preview.blank


def test_a_page_that_is_no_more_is_not_shown(qtbot, preview, wanted):
    preview.show_pages(2, A4)
    preview.take(5, _image(100))
    assert preview.blank
    assert preview.accessibleName() == "Preview of the PDF, 2 pages"


def test_a_page_is_drawn_white_on_the_ground(qtbot, preview, wanted, look):
    preview.show_pages(1, A4)
    qtbot.waitUntil(lambda: len(wanted) > 0)
    preview.take(0, _image(wanted[0][1], "#FF0000"))
    seen = preview.grab().toImage()
    assert seen.pixelColor(preview._place(0).center()) == QColor("#FF0000")
    assert seen.pixelColor(2, 2) == QColor(look.theme.ground)
