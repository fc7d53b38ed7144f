"""What forms are made of: labels, buttons, the meter, centred pages, the footer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.theme import Look
from ui.widgets.buttons import flat_button, primary_button, secondary_button
from ui.widgets.centered import CenteredPage
from ui.widgets.footer import Footer
from ui.widgets.label import Label
from ui.widgets.strength_meter import SENTENCES, StrengthMeter

LONG = "It encrypts everything that you write. It is never stored and never sent, so nobody can reset it."


def colours(widget):
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())
    }


@pytest.mark.parametrize(
    ("role", "line"), [("control", 20), ("status", 16), ("title", 34), ("prompt", 24), ("label", 20)]
)
def test_a_label_stands_on_the_lines_of_its_role(look, qtbot, role, line):
    label = Label(LONG, role)
    qtbot.addWidget(label)
    assert label.heightForWidth(10_000) == line
    assert label.heightForWidth(300) % line == 0
    assert label.heightForWidth(300) > line


def test_a_label_follows_the_zoom(look, qtbot):
    label = Label("Title", "title")
    qtbot.addWidget(label)
    label.ensurePolished()
    look.set_zoom(200)
    assert label.heightForWidth(10_000) == 68


@pytest.mark.parametrize("tone", ["quiet", "accent", "caution", "danger", "ink"])
def test_a_label_speaks_in_its_tone(look, stand, tone):
    label = stand(Label(LONG, "title", "ink"))
    label.set_tone(tone)
    assert getattr(look.theme, tone) in colours(label)


def test_a_label_breaks_lines_where_it_is_told(look, qtbot):
    label = Label("one\ntwo")
    qtbot.addWidget(label)
    assert label.heightForWidth(10_000) == 40


def test_a_label_never_reads_its_words_as_markup(look, qtbot):
    label = Label("<b>bold</b> & more")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>bold</b> & more"


def test_an_empty_label_keeps_its_line(look, qtbot):
    label = Label("", "status")
    qtbot.addWidget(label)
    assert label.heightForWidth(100) == 16


def test_a_very_long_word_is_broken_and_not_cut(look, stand):
    label = stand(Label("Rindfleischetikettierungsüberwachung" * 3), 200, 200)
    assert label.width() <= 200
    assert label.heightForWidth(label.width()) > 20


@pytest.mark.parametrize("make", [primary_button, secondary_button, flat_button])
def test_buttons_are_pressed_by_space_and_enter(look, stand, make):
    page = QWidget()
    row = QHBoxLayout(page)
    button = make("Continue")
    row.addWidget(button)
    stand(page)
    heard = []
    button.clicked.connect(lambda: heard.append(1))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(heard) == 3
    assert button.text() == "Continue"


@pytest.mark.parametrize("theme", ["day", "evening", "contrast"])
@pytest.mark.parametrize("make", [primary_button, secondary_button, flat_button])
def test_a_button_with_the_keyboard_looks_different(look, stand, make, theme):
    look.choose(theme)
    page = QWidget()
    row = QHBoxLayout(page)
    one, other = make("Same"), make("Same")
    row.addWidget(one)
    row.addWidget(other)
    stand(page)
    one.setFocus()
    assert one.grab().toImage() != other.grab().toImage()
    one.clearFocus()
    assert one.grab().toImage() == other.grab().toImage()


def test_buttons_have_the_height_of_the_design(look, stand):
    page = QWidget()
    row = QHBoxLayout(page)
    for button in (primary_button("Continue"), secondary_button("Back")):
        row.addWidget(button)
        assert button.sizeHint().height() == 38
    stand(page)


@pytest.mark.parametrize("score", range(5))
def test_each_strength_has_a_kind_sentence(look, stand, score):
    meter = stand(StrengthMeter())
    meter.set_score(score)
    assert meter.sentence == SENTENCES[score]
    meter.set_score(score, "Said otherwise.")
    assert meter.sentence == "Said otherwise."
    meter.set_score(None)
    assert meter.sentence == ""


def test_the_bars_fill_with_the_strength(look, stand):
    meter = stand(StrengthMeter(), 400, 80)

    def filled():
        image = meter._bars.grab().toImage()
        middles = [round(image.width() * (n + 0.5) / 4) for n in range(4)]
        return [image.pixelColor(x, 2).name().upper() == look.theme.accent for x in middles].count(True)

    seen = []
    for score in (None, 0, 1, 2, 3, 4):
        meter.set_score(score)
        seen.append(filled())
    assert seen == [0, 1, 1, 2, 3, 4]


def form():
    page = CenteredPage(420)
    page.column.addWidget(Label(LONG))
    for number in range(6):
        page.column.addWidget(QPushButton(f"Button {number}"))
    return page


def test_a_form_stands_in_the_middle(look, stand):
    page = stand(form(), 1280, 800)
    box = page._form.mapTo(page, page._form.rect().center())
    assert page._form.width() == 420
    assert box.x() == pytest.approx(640, abs=2)
    assert box.y() == pytest.approx(400, abs=2)


def test_a_form_scrolls_in_a_small_window_and_is_never_cut(look, stand):
    page = stand(form(), 300, 160)
    assert page._form.width() <= 300
    assert page.verticalScrollBar().maximum() > 0
    assert page.horizontalScrollBar().maximum() == 0


def test_a_form_grows_with_the_system_text_size(qapp, look, stand):
    usual = qapp.font()
    large = qapp.font()
    large.setPointSizeF(20)
    qapp.setFont(large)
    big = Look(qapp, "day")
    page = stand(form(), 1280, 800)
    assert page._form.width() == 840
    big.setParent(None)
    qapp.setFont(usual)


def test_the_footer_is_one_line_high_and_grows_when_it_must(look, stand):
    footer = Footer("Encrypted on this laptop only", "4 prompts")
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(footer, 0, Qt.AlignmentFlag.AlignBottom)
    stand(page, 900, 200)
    assert footer.height() == 32
    footer.set_right("This page could not be saved yet, so it stays open. " * 4)
    assert footer.heightForWidth(900) > 32
    footer.set_left("")
    assert footer._left.text() == ""
