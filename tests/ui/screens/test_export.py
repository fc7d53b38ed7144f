"""The export page: what it shows is what is written, nothing is written unasked, nothing outlives it."""

import errno
import os
import stat

import pikepdf
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
)
from shiboken6 import delete, isValid

from resilience_desktop.export.pdf import page_image
from resilience_desktop.workbook import CheckIn
from ui import file_saving
from ui.autolock import AutoLock
from ui.desk import Drafts
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.screens.export import ExportScreen
from ui.theme import Look
from ui.tour.player import click, click_later, named, press, shown, type_text
from ui.widgets.choice_list import ChoiceList
from ui.widgets.page_preview import PagePreview

WORDS = "The winter of the merger.\n\tWe were told that it would help us too."
LONG = "Then something softer that I did not expect. " * 8_000
SLOW = {"timeout": 30_000}


@pytest.fixture
def look(qapp):
    made = Look(qapp, "day")
    yield made
    made.setParent(None)


@pytest.fixture
def preferences(tmp_path):
    return Preferences(tmp_path / "settings.json")


@pytest.fixture
def paper(tmp_path, monkeypatch):
    """Return the folder to save in; the dialog for it answers the name it proposes, in that folder."""
    folder = tmp_path / "paper"
    folder.mkdir()
    monkeypatch.setattr(file_saving, "ask_save_path", lambda _, __, proposed, ___: folder / proposed.name)
    return folder


@pytest.fixture
def show(qtbot, session, look, preferences):
    """Return a function that shows the export of a page; its child goes with it."""
    made = []

    def begin(page, size=(1280, 800)):
        screen = ExportScreen(session, look, preferences, page)
        made.append(screen)
        screen.resize(*size)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        return screen

    yield begin
    for screen in made:
        if isValid(screen):
            delete(screen)


@pytest.fixture
def write(qtbot, session, opened):
    """Return a function that writes answers into a new round, and returns its page."""

    def save(*answers, check_in=None):
        with qtbot.waitSignal(session.page_opened) as turned:
            session.reflect_again(opened.page.reading.id, pytest.fail)
        page = turned.args[0].page
        drafts = Drafts(dict(zip(page.reading.prompts, answers, strict=False)), check_in)
        with qtbot.waitSignal(session.summaries_changed):
            session.save(page, drafts)
        return page

    return save


def _pages(screen):
    return screen.findChild(PagePreview)


def _wait(qtbot, screen, pages=None):
    qtbot.waitUntil(lambda: screen.ready and (pages is None or _pages(screen).count == pages), **SLOW)


def _says(screen, words):
    return any(words in label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def _box(screen, words):
    return named(words, QCheckBox, screen)


def _press(screen, words):
    click(named(words, QAbstractButton, screen))


def _gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def _child(screen):
    return screen._process.pid


def _wait_until_under_way(qtbot, screen):
    qtbot.waitUntil(lambda: screen._wanted is not None and _child(screen) != 0)
    assert not screen.ready


def _text(path, password=""):
    from pypdfium2 import PdfDocument

    with PdfDocument(path, password=password or None) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _save(qtbot, screen, saved="PDF saved"):
    _press(screen, "Save PDF…")
    qtbot.waitUntil(lambda: _says(screen, saved), **SLOW)


def _on_the_next_dialog(kind, act):
    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isVisible():
            timer.stop()
            act(dialog)

    timer = QTimer(QApplication.instance(), interval=5)
    timer.timeout.connect(look)
    timer.start()


def test_what_is_shown_is_what_is_written(qtbot, show, write, paper):
    screen = show(write("Tired, first.", WORDS))
    _wait(qtbot, screen, pages=1)
    fetched = []
    screen._process.fetched.connect(fetched.append)
    _save(qtbot, screen)
    path = paper / "Reflection 2026-11-22.pdf"
    assert [path.read_bytes()] == fetched
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    seen = _pages(screen)._images[0]
    drawn = QImage.fromData(page_image(fetched[0], "", 0, _pages(screen)._device_width()))
    assert drawn.convertToFormat(seen.format()) == seen
    assert "Tired, first." in _text(path)
    assert [p.name for p in paper.iterdir()] == [path.name]


def test_the_preview_says_what_it_is_and_is_crisp(qtbot, show, write):
    screen = show(write(LONG[:9_000]))
    _wait(qtbot, screen)
    preview = _pages(screen)
    assert preview.count > 2
    assert preview.accessibleName() == f"Preview of the PDF, {preview.count} pages"
    assert set(preview._images) == set(preview._visible()) != set(range(preview.count))
    across = preview._sheet().width() * preview.devicePixelRatioF()
    assert preview._images[0].width() == pytest.approx(across, abs=1.5)
    assert _says(screen, f"Page 1 of {preview.count}")
    preview.setFocus()
    press(preview, Qt.Key.Key_End)
    assert _says(screen, f"Page {preview.count} of {preview.count}")
    _wait(qtbot, screen)
    assert preview.count - 1 in preview._images


def test_words_on_their_way_into_the_vault_are_on_the_pages(qtbot, session, opened, show, paper):
    page = opened.page
    session.save(page, Drafts({page.reading.prompts[0]: "the first word"}))
    screen = show(page)
    _wait(qtbot, screen)
    session.save(page, Drafts({page.reading.prompts[1]: "the second word"}))
    qtbot.waitUntil(shown("2 Experiences", QCheckBox), **SLOW)
    _wait(qtbot, screen)
    _save(qtbot, screen)
    text = _text(next(paper.iterdir()))
    assert "the first word" in text
    assert "the second word" in text


def test_where_nothing_is_written_a_worksheet_is_offered(qtbot, opened, show, paper):
    screen = show(opened.page)
    qtbot.waitUntil(lambda: _says(screen, "Nothing is written here yet"), **SLOW)
    assert not named("Save PDF…", QPushButton, screen).isEnabled()
    boxes = {box.text(): box for box in screen.findChildren(QCheckBox)}
    assert not boxes["4 All in (empty)"].isEnabled()
    _press(screen, "Show a worksheet")
    _wait(qtbot, screen)
    assert _box(screen, "A blank worksheet instead").isChecked()
    assert _says(screen, "holds none of your words")
    _save(qtbot, screen)
    assert opened.page.reading.prompts[3].ask[:20] in _text(paper / "Worksheet.pdf")


def test_only_the_answers_that_are_checked_are_written(qtbot, show, write, paper):
    screen = show(write("Tired, first.", WORDS))
    _wait(qtbot, screen)
    _box(screen, "2 Experiences").click()
    assert _box(screen, "3 Toward openness (empty)").isChecked() is False
    _wait(qtbot, screen)
    _save(qtbot, screen)
    text = _text(next(paper.iterdir()))
    assert "Tired, first." in text
    assert "merger" not in text


def test_with_nothing_checked_it_says_so(qtbot, show, write):
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)
    _box(screen, "1 Reaction").click()
    assert _says(screen, "Please check an answer")
    assert not named("Save PDF…", QPushButton, screen).isEnabled()
    _box(screen, "1 Reaction").click()
    _wait(qtbot, screen, pages=1)
    assert named("Save PDF…", QPushButton, screen).isEnabled()


def test_dates_check_ins_and_the_reading_come_as_chosen(qtbot, show, write, paper):
    screen = show(write("Tired, first.", check_in=CheckIn(before=4)))
    _wait(qtbot, screen)
    for words in ("Dates", "Where I was: closed to open", "The reading"):
        _box(screen, words).click()
    _wait(qtbot, screen)
    _save(qtbot, screen)
    text = _text(next(paper.iterdir()))
    assert "22 November 2026" not in text
    assert "4 of 10 before" in text
    assert "Compassion can be trained" in text


def test_several_reflections_are_chosen_by_their_dates(qtbot, show, write, clock, paper):
    first = write("the oldest round")
    clock.advance(days=1)
    write("the middle round")
    clock.advance(days=1)
    screen = show(write("the newest round"))
    _wait(qtbot, screen, pages=1)
    _press(screen, "Choose…")
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
    _wait(qtbot, screen, pages=2)
    _save(qtbot, screen)
    text = _text(paper / "Reflections.pdf")
    assert text.index("the oldest round") < text.index("the newest round")
    assert "the middle round" not in text
    _press(screen, "All 3")
    _wait(qtbot, screen, pages=3)
    assert not lines.isVisible()


def test_a_click_on_the_words_of_a_line_checks_it(qtbot, show, write):
    write("one")
    screen = show(write("two"))
    _wait(qtbot, screen)
    _press(screen, "Choose…")
    lines = named("Reflections to choose from", ChoiceList, screen)
    where = lines.visualItemRect(lines.item(1)).center()
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert len(lines.chosen) == 2
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=where)
    press(lines, Qt.Key.Key_Home)
    press(lines, Qt.Key.Key_Space)
    assert lines.chosen == ()
    qtbot.waitUntil(lambda: _says(screen, "choose a reflection"), **SLOW)


def test_paper_and_text_size_are_remembered(qtbot, show, write, preferences):
    preferences.change(paper="letter", text_size="compact")
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)
    paper, size = (named(name, QComboBox, screen) for name in ("Paper", "Text size"))
    assert (paper.currentText(), size.currentText()) == ("Letter", "Compact")
    tall = _pages(screen)._images[0].height() / _pages(screen)._images[0].width()
    assert tall == pytest.approx(279.4 / 215.9, abs=0.01)
    press(paper, Qt.Key.Key_Up)
    press(size, Qt.Key.Key_End)
    _wait(qtbot, screen)
    tall = _pages(screen)._images[0].height() / _pages(screen)._images[0].width()
    assert tall == pytest.approx(297 / 210, abs=0.01)
    assert (preferences.now.paper, preferences.now.text_size) == ("a4", "large")


def test_a_protected_file_opens_only_with_its_password(qtbot, show, write, paper):
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)
    assert _says(screen, "whoever holds it can read it")
    _box(screen, "Protect with a password").click()
    field = named("Password", QLineEdit, screen)
    assert field.hasFocus()
    assert _says(screen, "whoever holds it and its password can read it")
    type_text(field, "lamp by the door")
    _save(qtbot, screen)
    path = next(paper.iterdir())
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password="lamp by the door") as pdf:
        assert pdf.encryption.R == 6
    assert "Tired, first." in _text(path, "lamp by the door")
    seen = _pages(screen)._images[0]
    drawn = QImage.fromData(
        page_image(path.read_bytes(), "lamp by the door", 0, _pages(screen)._device_width())
    )
    assert drawn.convertToFormat(seen.format()) == seen


def test_no_protected_file_is_written_without_a_password(qtbot, show, write, paper):
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)
    _box(screen, "Protect with a password").click()
    _save(qtbot, screen, "type the password")
    assert named("Password", QLineEdit, screen).hasFocus()
    assert list(paper.iterdir()) == []
    _box(screen, "Protect with a password").click()
    _save(qtbot, screen)
    assert "Tired, first." in _text(next(paper.iterdir()))


def test_a_password_that_cannot_be_typed_again_is_refused_in_words(qtbot, show, write, paper):
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)
    _box(screen, "Protect with a password").click()
    named("Password", QLineEdit, screen).setText("a\x07b")
    _save(qtbot, screen, "cannot be typed again")
    assert list(paper.iterdir()) == []


def test_an_existing_file_is_replaced_only_after_asking(qtbot, show, write, paper, monkeypatch):
    there = paper / "Reflection 2026-11-22.pdf"
    there.write_text("what was there")
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)
    asked, answers = [], [False, True]
    monkeypatch.setattr(file_saving, "confirm_replace", lambda _, name: asked.append(name) or answers.pop(0))
    _press(screen, "Save PDF…")
    assert asked == [there.name]
    assert there.read_text() == "what was there"
    _save(qtbot, screen)
    assert asked == [there.name] * 2
    assert "Tired, first." in _text(there)


def test_a_file_that_came_meanwhile_is_left_as_it_is(qtbot, show, write, paper, monkeypatch):
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)
    there = paper / "Reflection 2026-11-22.pdf"
    screen._process.fetched.disconnect(screen._saving.write)
    screen._process.fetched.connect(lambda _: there.write_text("what came"))
    screen._process.fetched.connect(screen._saving.write)
    _save(qtbot, screen, "There is a file of that name already")
    assert there.read_text() == "what came"


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "disk is full, so no file was saved"), (errno.EACCES, "may not be written to")],
)
def test_a_disk_that_refuses_is_told_and_left_clean(qtbot, show, write, paper, monkeypatch, code, words):
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)

    def refuse(*_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("os.fsync", refuse)
    _save(qtbot, screen, words)
    assert list(paper.iterdir()) == []
    monkeypatch.undo()
    monkeypatch.setattr(file_saving, "ask_save_path", lambda *_: paper / "again.pdf")
    _save(qtbot, screen)
    assert [p.name for p in paper.iterdir()] == ["again.pdf"]


def test_a_folder_that_is_gone_is_told(qtbot, show, write, paper, monkeypatch):
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)
    paper.rmdir()
    _save(qtbot, screen, "not there any more")
    assert not paper.exists()


def test_a_folder_that_a_cloud_copies_is_asked_about(qtbot, show, write, tmp_path, monkeypatch):
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    monkeypatch.setattr(file_saving, "ask_save_path", lambda _, __, proposed, ___: folder / proposed.name)
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)
    asked, answers = [], [False, True]
    monkeypatch.setattr(file_saving, "confirm_cloud", lambda _, cloud: asked.append(cloud) or answers.pop(0))
    _press(screen, "Save PDF…")
    assert list(folder.iterdir()) == []
    _save(qtbot, screen)
    assert asked == ["Dropbox"] * 2
    assert len(list(folder.iterdir())) == 1


def test_characters_that_no_font_has_are_named(qtbot, show, write, paper):
    screen = show(write("before \ue5ff after"))
    _wait(qtbot, screen)
    assert _says(screen, "U+E5FF")
    _save(qtbot, screen)
    assert "after" in _text(next(paper.iterdir()))
    _box(screen, "1 Reaction").click()
    assert not _says(screen, "U+E5FF")


def test_an_image_that_cannot_be_drawn_is_told_and_the_file_still_saved(qtbot, show, write, paper):
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)
    screen._process.image(7, 100)
    qtbot.waitUntil(lambda: _says(screen, "could not be drawn"), **SLOW)
    _save(qtbot, screen)
    assert "Tired, first." in _text(next(paper.iterdir()))


def test_pages_that_take_a_while_are_announced_over_the_last_ones(qtbot, show, write, monkeypatch):
    monkeypatch.setattr("ui.widgets.preview_column.QUIET_MS", 0)
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)
    qtbot.waitUntil(lambda: _says(screen, "1 page"))
    _box(screen, "The reading").click()
    qtbot.waitUntil(lambda: _says(screen, "Preparing the pages…"))
    assert not _pages(screen).blank
    _wait(qtbot, screen)
    qtbot.waitUntil(lambda: _says(screen, "Page 1 of"))
    assert not _says(screen, "Preparing")


@pytest.fixture
def slow_pages(monkeypatch):
    """Have the bar come at once, so that a test need not outlast the patience of a person."""
    monkeypatch.setattr("ui.widgets.preview_column.LONG_MS", 0)


def test_long_pages_can_be_stopped_at_once(qtbot, show, write, slow_pages):
    screen = show(write(LONG))
    _wait_until_under_way(qtbot, screen)
    qtbot.waitUntil(shown("Stop", QPushButton))
    pid = _child(screen)
    _press(screen, "Stop")
    qtbot.waitUntil(lambda: _gone(pid))
    assert _says(screen, "Stopped")
    assert _child(screen) not in (0, pid)
    _box(screen, "A blank worksheet instead").click()
    _wait(qtbot, screen)
    _box(screen, "A blank worksheet instead").click()
    _wait(qtbot, screen)
    assert _pages(screen).count > 50


def test_what_was_stopped_can_be_prepared_after_all(qtbot, show, write, slow_pages):
    screen = show(write(LONG[:50_000]))
    qtbot.waitUntil(shown("Stop", QPushButton))
    _press(screen, "Stop")
    _press(screen, "Prepare them now")
    _wait(qtbot, screen)


def test_a_child_that_dies_is_told_and_replaced(qtbot, show, write, slow_pages):
    screen = show(write(LONG))
    _wait_until_under_way(qtbot, screen)
    os.kill(_child(screen), 9)
    qtbot.waitUntil(lambda: _says(screen, "could not be made"), **SLOW)
    _press(screen, "Prepare them now")
    _wait(qtbot, screen)


def test_saving_waits_for_the_newest_pages(qtbot, show, write, paper):
    screen = show(write(LONG[:100_000], WORDS))
    _wait_until_under_way(qtbot, screen)
    qtbot.waitUntil(shown("2 Experiences", QCheckBox))
    _box(screen, "2 Experiences").click()
    _save(qtbot, screen)
    assert "merger" not in _text(next(paper.iterdir()))


def test_it_stays_after_saving_and_leads_back(qtbot, show, write, paper):
    screen = show(write("Tired, first."))
    _wait(qtbot, screen)
    _save(qtbot, screen)
    assert _says(screen, "PDF saved: Reflection 2026-11-22.pdf")
    with qtbot.waitSignal(screen.left):
        _press(screen, "Back to Today")


def test_cancel_leaves(qtbot, opened, show):
    screen = show(opened.page)
    with qtbot.waitSignal(screen.left):
        _press(screen, "Cancel")


def test_leaving_ends_the_child(qtbot, show, write):
    screen = show(write(LONG))
    _wait_until_under_way(qtbot, screen)
    pid = _child(screen)
    screen.deleteLater()
    qtbot.waitUntil(lambda: _gone(pid))


def test_the_order_of_the_keyboard_follows_the_eye(qtbot, show, write):
    write("one")
    screen = show(write("two"))
    _wait(qtbot, screen)
    _box(screen, "Protect with a password").click()
    screen.setFocus()
    order = []
    for _ in range(16):
        focused = QApplication.focusWidget()
        order.append(focused.accessibleName() or focused.text())
        press(focused, Qt.Key.Key_Tab)
    assert order == [
        *("This one", "Choose…", "All 2", "1 Reaction", "The reading", "Dates"),
        *("Where I was: closed to open", "A blank worksheet instead", "Paper", "Text size"),
        *("Protect with a password", "Password", "Show", "Cancel", "Save PDF…", "Preview of the PDF, 1 page"),
    ]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_small_window_holds_it_all(qtbot, show, write, look, monkeypatch, scale):
    monkeypatch.setattr(look, "_text_scale", scale)
    look.set_zoom(110)
    write("one")
    screen = show(write("two"), size=(900, 640))
    _wait(qtbot, screen)
    _box(screen, "Protect with a password").click()
    assert (screen.width(), screen.height()) == (900, 640)
    form = screen._form
    assert form.widget().width() <= form.viewport().width()
    for words in ("Cancel", "Save PDF…"):
        button = named(words, QPushButton, screen)
        assert screen.rect().contains(
            button.geometry().translated(button.parentWidget().mapTo(screen, button.pos()) - button.pos())
        )
    assert _pages(screen).width() >= 300


@pytest.fixture
def window(qtbot, session, look, preferences, clock, write):
    """Return a window on the open vault, its export page shown while long pages are prepared."""
    page = write(LONG)
    made = MainWindow(session, look, preferences, AutoLock(QApplication.instance(), 5), clock, "refused")
    with qtbot.waitSignal(session.page_opened) as turned:
        session.open_reflection(page.reflection_id, pytest.fail)
    session.unlocked.emit(turned.args[0])
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    press(made, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    yield made
    made._autolock.stop()
    delete(made)


def test_locking_while_pages_are_prepared_ends_everything(qtbot, session, window):
    screen = window.findChild(ExportScreen)
    _wait_until_under_way(qtbot, screen)
    pid = _child(screen)
    with qtbot.waitSignal(session.locked):
        press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _gone(pid) and not isValid(screen))
    assert window.findChildren(ExportScreen) == []


@pytest.mark.parametrize("there", [False, True])
def test_locking_while_a_dialog_asks_writes_nothing(qtbot, session, window, tmp_path, monkeypatch, there):
    screen = window.findChild(ExportScreen)
    _wait(qtbot, screen)
    pid = _child(screen)
    path = tmp_path / "Reflection.pdf"
    if there:
        path.write_text("what was there")
        monkeypatch.setattr(file_saving, "ask_save_path", lambda *_: path)
    _on_the_next_dialog(QMessageBox if there else QFileDialog, lambda _: window.lock())
    with qtbot.waitSignal(session.locked, **SLOW):
        click_later(named("Save PDF…", QPushButton, screen))
    qtbot.waitUntil(lambda: _gone(pid) and not isValid(screen))
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)]
    assert not there or path.read_text() == "what was there"


def test_escape_goes_back_to_today(qtbot, window):
    screen = window.findChild(ExportScreen)
    qtbot.waitUntil(lambda: _child(screen) != 0)
    pid = _child(screen)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: _gone(pid) and not isValid(screen))
    assert named("Today", QPushButton, window).isVisible()
