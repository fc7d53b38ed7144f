"""The export page: what it shows is what was chosen, and is what is written."""

import stat
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QPushButton,
)

from resilience_desktop.export.pdf import page_image
from resilience_desktop.workbook import CheckIn, Moment
from resilience_desktop.workbook.mark import marked, words_of
from tests.ui.screens.export_steps import (
    LONG,
    SLOW,
    WORDS,
    box,
    pages_of,
    press_button,
    save_pdf,
    says,
    text_of,
    wait_for_pages,
)
from ui.desk import Drafts
from ui.tour.player import named, press, shown
from ui.widgets.choice_list import ChoiceList


def test_what_is_shown_is_what_is_written(qtbot, show, write, paper):
    screen = show(write("Tired, first.", WORDS))
    wait_for_pages(qtbot, screen, pages=1)
    fetched = []
    screen._process.fetched.connect(fetched.append)
    save_pdf(qtbot, screen)
    path = paper / "Reflection 2026-11-22.pdf"
    assert [path.read_bytes()] == fetched
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    seen = pages_of(screen)._images[0]
    drawn = QImage.fromData(page_image(fetched[0], "", 0, pages_of(screen)._device_width()))
    assert drawn.convertToFormat(seen.format()) == seen
    assert "Tired, first." in text_of(path)
    assert [p.name for p in paper.iterdir()] == [path.name]


def test_the_preview_says_what_it_is_and_is_crisp(qtbot, show, write):
    screen = show(write(LONG[:9_000]))
    wait_for_pages(qtbot, screen)
    preview = pages_of(screen)
    assert preview.count > 2
    assert preview.accessibleName() == f"Preview of the PDF, {preview.count} pages"
    assert set(preview._images) == set(preview._visible()) != set(range(preview.count))
    across = preview._sheet().width() * preview.devicePixelRatioF()
    assert preview._images[0].width() == pytest.approx(across, abs=1.5)
    assert says(screen, f"Page 1 of {preview.count}")
    preview.setFocus()
    press(preview, Qt.Key.Key_End)
    assert says(screen, f"Page {preview.count} of {preview.count}")
    wait_for_pages(qtbot, screen)
    assert preview.count - 1 in preview._images


def test_words_on_their_way_into_the_vault_are_on_the_pages(qtbot, session, opened, show, paper):
    page = opened.page
    session.save(page, Drafts({page.reading.prompts[0]: "the first word"}))
    screen = show(page)
    wait_for_pages(qtbot, screen)
    session.save(page, Drafts({page.reading.prompts[1]: "the second word"}))
    qtbot.waitUntil(shown("2 Experiences", QCheckBox), **SLOW)
    wait_for_pages(qtbot, screen)
    save_pdf(qtbot, screen)
    text = text_of(next(paper.iterdir()))
    assert "the first word" in text
    assert "the second word" in text


def test_where_nothing_is_written_a_worksheet_is_offered(qtbot, opened, show, paper):
    screen = show(opened.page)
    qtbot.waitUntil(lambda: says(screen, "Nothing is written here yet"), **SLOW)
    assert not named("Save PDF…", QPushButton, screen).isEnabled()
    boxes = {box.text(): box for box in screen.findChildren(QCheckBox)}
    assert not boxes["4 All in (empty)"].isEnabled()
    press_button(screen, "Show a worksheet")
    wait_for_pages(qtbot, screen)
    assert box(screen, "A blank worksheet instead").isChecked()
    assert says(screen, "holds none of your words")
    save_pdf(qtbot, screen)
    assert opened.page.reading.prompts[3].ask[:20] in text_of(paper / "Worksheet.pdf")


def test_only_the_answers_that_are_checked_are_written(qtbot, show, write, paper):
    screen = show(write("Tired, first.", WORDS))
    wait_for_pages(qtbot, screen)
    box(screen, "2 Experiences").click()
    assert box(screen, "3 Toward openness (empty)").isChecked() is False
    wait_for_pages(qtbot, screen)
    save_pdf(qtbot, screen)
    text = text_of(next(paper.iterdir()))
    assert "Tired, first." in text
    assert "merger" not in text


def test_with_nothing_checked_it_says_so(qtbot, show, write):
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    box(screen, "1 Reaction").click()
    assert says(screen, "Please check an answer")
    assert not named("Save PDF…", QPushButton, screen).isEnabled()
    box(screen, "1 Reaction").click()
    wait_for_pages(qtbot, screen, pages=1)
    assert named("Save PDF…", QPushButton, screen).isEnabled()


def test_dates_check_ins_and_the_reading_come_as_chosen(qtbot, show, write, paper):
    screen = show(write("Tired, first.", check_in=CheckIn(before=4)))
    wait_for_pages(qtbot, screen)
    for words in ("Dates", "Where I was: closed to open", "The reading"):
        box(screen, words).click()
    wait_for_pages(qtbot, screen)
    save_pdf(qtbot, screen)
    text = text_of(next(paper.iterdir()))
    assert "22 November 2026" not in text
    assert "4 of 10 before" in text
    assert "Compassion can be trained" in text


def test_highlights_and_notes_come_only_when_they_are_chosen(qtbot, show, write, paper, kept):
    page = write("Tired, first.")
    words = words_of(page.reading)
    mark = replace(marked(words, 1, 0, 10, Moment(0)), note="a word of mine")
    kept(lambda vault: vault.save(page.reflection_id, marked={1: mark}))
    screen = show(page)
    wait_for_pages(qtbot, screen)
    assert not box(screen, "Highlights and notes").isChecked()
    box(screen, "Highlights and notes").click()
    wait_for_pages(qtbot, screen)
    save_pdf(qtbot, screen)
    assert "a word of mine" in text_of(next(paper.iterdir()))


def test_several_reflections_are_chosen_by_their_dates(qtbot, show, write, clock, paper):
    first = write("the oldest round")
    clock.advance(days=1)
    write("the middle round")
    clock.advance(days=1)
    screen = show(write("the newest round"))
    wait_for_pages(qtbot, screen, pages=1)
    press_button(screen, "Choose…")
    lines = named("Reflections to choose from", ChoiceList, screen)
    assert [lines.item(row).text()[:16] for row in range(3)] == [
        "24 November 2026",
        "23 November 2026",
        "22 November 2026",
    ]
    assert len(lines.chosen) == 1
    lines.setFocus()
    press(lines, Qt.Key.Key_End)
    press(lines, Qt.Key.Key_Space)
    assert set(lines.chosen) >= {first.reflection_id}
    wait_for_pages(qtbot, screen, pages=2)
    save_pdf(qtbot, screen)
    text = text_of(paper / "Reflections.pdf")
    assert text.index("the oldest round") < text.index("the newest round")
    assert "the middle round" not in text
    press_button(screen, "All 3")
    wait_for_pages(qtbot, screen, pages=3)
    assert not lines.isVisible()


def test_a_click_on_the_words_of_a_line_checks_it(qtbot, show, write):
    write("one")
    screen = show(write("two"))
    wait_for_pages(qtbot, screen)
    press_button(screen, "Choose…")
    lines = named("Reflections to choose from", ChoiceList, screen)
    where = lines.visualItemRect(lines.item(1)).center()
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert len(lines.chosen) == 2
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=where)
    press(lines, Qt.Key.Key_Home)
    press(lines, Qt.Key.Key_Space)
    assert lines.chosen == ()
    qtbot.waitUntil(lambda: says(screen, "choose a reflection"), **SLOW)


def test_paper_and_text_size_are_remembered(qtbot, show, write, preferences):
    preferences.change(paper="letter", text_size="compact")
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    paper, size = (named(name, QComboBox, screen) for name in ("Paper", "Text size"))
    assert (paper.currentText(), size.currentText()) == ("Letter", "Compact")
    tall = pages_of(screen)._images[0].height() / pages_of(screen)._images[0].width()
    assert tall == pytest.approx(279.4 / 215.9, abs=0.01)
    press(paper, Qt.Key.Key_Up)
    press(size, Qt.Key.Key_End)
    wait_for_pages(qtbot, screen)
    tall = pages_of(screen)._images[0].height() / pages_of(screen)._images[0].width()
    assert tall == pytest.approx(297 / 210, abs=0.01)
    assert (preferences.now.paper, preferences.now.text_size) == ("a4", "large")


def test_characters_that_no_font_has_are_named(qtbot, show, write, paper):
    screen = show(write("before \ue5ff after"))
    wait_for_pages(qtbot, screen)
    assert says(screen, "U+E5FF")
    save_pdf(qtbot, screen)
    assert "after" in text_of(next(paper.iterdir()))
    box(screen, "1 Reaction").click()
    assert not says(screen, "U+E5FF")


def test_an_image_that_cannot_be_drawn_is_told_and_the_file_still_saved(qtbot, show, write, paper):
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    screen._process.image(7, 100)
    qtbot.waitUntil(lambda: says(screen, "could not be drawn"), **SLOW)
    save_pdf(qtbot, screen)
    assert "Tired, first." in text_of(next(paper.iterdir()))


def test_then_and_now_arranges_the_chosen_rounds_by_prompt(qtbot, clock, show, write, paper):
    write("rolled my eyes", check_in=CheckIn(1, 2))
    clock.advance(days=14)
    screen = show(write("tired, first", check_in=CheckIn(5, 7)))
    wait_for_pages(qtbot, screen)
    press_button(screen, "All 2")
    box(screen, "Then and now, by prompt").click()
    assert box(screen, "Where I was: closed to open").isChecked()
    wait_for_pages(qtbot, screen)
    save_pdf(qtbot, screen)
    text = " ".join(text_of(next(paper.iterdir())).split())
    assert "6 December 2026 5 7 22 November 2026 1 2" in text
    assert text.index("tired, first") < text.index("rolled my eyes")
    assert text.count("1 What went through you") == 1
    box(screen, "A blank worksheet instead").click()
    assert not box(screen, "Then and now, by prompt").isEnabled()
