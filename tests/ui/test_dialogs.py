"""The dialogs: where files go, what may be replaced, and a vault that locks while one is open."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QMessageBox, QPushButton, QWidget
from shiboken6 import delete

from tests.ui.dialog_steps import on_the_next_dialog
from ui import dialogs


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def _type_name(name):
    def act(dialog):
        dialog.findChild(QLineEdit, "fileNameEdit").setText(name)
        dialog.accept()

    return act


def _press(words):
    def act(box):
        next(b for b in box.findChildren(QPushButton) if b.text() == words).click()

    return act


def test_the_proposed_name_and_folder_stand_in_the_dialog(parent, tmp_path):
    seen = []

    def look(dialog):
        seen.append((dialog.findChild(QLineEdit, "fileNameEdit").text(), Path(dialog.directory().path())))
        seen.append(dialog.testOption(QFileDialog.Option.DontUseNativeDialog))
        dialog.accept()

    on_the_next_dialog(look)
    proposed = tmp_path / "Reflections.pdf"
    assert dialogs.ask_save_path(parent, "Save PDF", proposed, "pdf") == proposed
    assert seen == [("Reflections.pdf", tmp_path), True]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("words", "words.pdf"), ("Words.PDF", "Words.PDF"), ("22.11", "22.11.pdf"), ("a.txt", "a.txt.pdf")],
)
def test_a_name_gets_the_suffix_unless_it_has_it(parent, tmp_path, typed, kept):
    on_the_next_dialog(_type_name(typed))
    assert dialogs.ask_save_path(parent, "Save PDF", tmp_path / "x.pdf", "pdf") == tmp_path / kept


def test_thinking_better_of_it_gives_no_path(parent, tmp_path):
    on_the_next_dialog(QDialog.reject)
    assert dialogs.ask_save_path(parent, "Save PDF", tmp_path / "x.pdf", "pdf") is None


def test_the_dialog_that_saves_may_go_with_its_page(qapp, tmp_path):
    parent = QWidget()
    on_the_next_dialog(lambda _: delete(parent))
    assert dialogs.ask_save_path(parent, "Save PDF", tmp_path / "x.pdf", "pdf") is None


def test_a_file_that_is_there_is_chosen_by_its_path(parent, tmp_path):
    (tmp_path / "Letter.pdf").write_bytes(b"%PDF")
    on_the_next_dialog(_type_name(str(tmp_path / "Letter.pdf")))
    assert dialogs.ask_file(parent, "Check a file", tmp_path) == tmp_path / "Letter.pdf"


def test_the_dialog_that_looks_for_a_file_may_go_with_its_page(qapp, tmp_path):
    page = QWidget()
    page.show()
    on_the_next_dialog(lambda _: delete(page))
    assert dialogs.ask_file(page, "Check a file", tmp_path) is None


def test_a_question_may_go_with_its_page(qapp):
    parent = QWidget()
    on_the_next_dialog(lambda _: delete(parent))
    assert not dialogs.confirm_replace(parent, "Reflections.pdf")


@pytest.mark.parametrize(
    ("ask", "bold", "safe", "told"),
    [
        (dialogs.confirm_replace, "Replace", "Keep it", "Reflections.pdf"),
        (dialogs.confirm_cloud, "Save it there", "Not there", "Dropbox"),
        (
            lambda parent, _: dialogs.confirm_delete_letter(parent),
            "Delete it",
            "Keep it",
            "Delete this letter?",
        ),
        (lambda parent, _: dialogs.confirm_sheet(parent), "Save the sheet", "Not now", "can open your vault"),
    ],
)
def test_a_question_is_answered_safely_by_default(parent, ask, bold, safe, told):
    seen = []

    def look(box):
        seen.append((told in box.text(), box.defaultButton().text(), box.escapeButton().text()))
        box.reject()

    on_the_next_dialog(look)
    assert not ask(parent, told)
    assert seen == [(True, safe, safe)]
    on_the_next_dialog(_press(safe))
    assert not ask(parent, told)
    on_the_next_dialog(_press(bold))
    assert ask(parent, told)


def test_nothing_of_a_dialog_stays_behind(qtbot, parent, tmp_path):
    on_the_next_dialog(QDialog.reject)
    dialogs.ask_save_path(parent, "Save PDF", tmp_path / "x.pdf", "pdf")
    on_the_next_dialog(QDialog.reject)
    dialogs.confirm_replace(parent, "x.pdf")
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog) + parent.findChildren(QMessageBox))


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("Dropbox (Personal)/papers", "Dropbox"),
        ("OneDrive - Ward 7", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-me/My Drive", "Google Drive"),
        ("Google Drive", "Google Drive"),
        ("iCloudDrive/x", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("NEXTCLOUD", "Nextcloud"),
        ("Documents/papers", ""),
    ],
)
def test_a_folder_that_a_cloud_copies_is_known_by_its_name(folder, cloud):
    assert dialogs.cloud_of(Path("/somewhere") / folder) == cloud


def test_a_link_into_a_cloud_is_followed(tmp_path):
    (tmp_path / "Nextcloud").mkdir()
    (tmp_path / "papers").symlink_to("Nextcloud")
    assert dialogs.cloud_of(tmp_path / "papers") == "Nextcloud"
    (tmp_path / "round").symlink_to("round")
    assert dialogs.cloud_of(tmp_path / "round") == ""


def test_papers_go_to_documents_or_else_home(home):
    assert dialogs.documents() == home
    (home / "Documents").mkdir()
    assert dialogs.documents() == home / "Documents"


@pytest.mark.qt_log_ignore(
    "This plugin does not support"
)  # the offscreen platform's words on a list of names
def test_return_accepts_a_path_that_was_typed_through_short_folders(qtbot, parent, tmp_path):
    folder = tmp_path / "1" / "2"
    folder.mkdir(parents=True)

    def type_a_path(dialog):
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        line.setFocus()
        line.clear()
        QTest.keyClicks(line, str(folder / "mine.pdf"))
        QTest.keyClick(line, Qt.Key.Key_Return)
        if dialog.isVisible():
            dialog.reject()

    on_the_next_dialog(type_a_path)
    assert dialogs.ask_save_path(parent, "Save PDF", tmp_path / "a.pdf", "pdf") == folder / "mine.pdf"


def _save(parent, folder):
    return dialogs.ask_save_path(parent, "Save PDF", folder / "a.pdf", "pdf")


def _folder(parent, folder):
    return dialogs.ask_folder(parent, "Choose a folder", folder)


def _backup(parent, folder):
    return dialogs.ask_backup(parent)


@pytest.mark.parametrize(("ask", "answer"), [(_save, "a.pdf"), (_folder, ""), (_backup, "a.backup")])
def test_no_folder_that_was_looked_at_is_written_down(parent, home, tmp_path, ask, answer):
    secret = tmp_path / "a telling name"
    secret.mkdir()
    (secret / "a.backup").touch()
    seen = []

    def choose(dialog):
        dialog.setDirectory(str(secret))
        if answer:
            dialog.selectFile(str(secret / answer))
        seen.append(dialog.testOption(QFileDialog.Option.DontUseNativeDialog))
        dialog.accept()

    on_the_next_dialog(choose)
    assert ask(parent, secret) == secret / answer
    assert seen == [True]
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert not [key for key in kept.allKeys() if key.startswith("FileDialog")]
    assert "telling" not in _everything_written(Path(kept.fileName()).parent, home)


def test_without_forgetting_a_dialog_would_write_its_folder_down(parent, tmp_path, monkeypatch):
    monkeypatch.setattr(dialogs, "_forget_folders", lambda: None)
    on_the_next_dialog(lambda dialog: dialog.accept())
    _save(parent, tmp_path)
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.sync()
    try:
        assert tmp_path.name in _everything_written(Path(kept.fileName()).parent)
    finally:
        kept.remove("FileDialog")
        kept.sync()


def _everything_written(*folders):
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return "".join(f"{path.name} {path.read_bytes().decode('utf-8', 'replace')}" for path in files)
