"""Tell what happens in the tour, from the first start to the saved PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QSlider,
    QTextEdit,
)

from resilience_desktop.workbook import CheckIn, Noticed
from ui.widgets.earlier_answers import WrittenText
from ui.widgets.guarded_text import forget_copied

from .adding import add_a_reading
from .player import Script, TourStopped, click, click_later, named, press, said, shown, type_text

if TYPE_CHECKING:
    from resilience_desktop.vault import Vault

    from .stage import Stage
from .travelling import readings_travel

PASSPHRASE = "otter lantern quiet harbour"  # noqa: S105  # it guards a vault that the tour throws away

FIRST = (
    "Tired, first. Another programme, I thought, and who will cover the ward while we sit in a circle. "
    "Then something softer that I did not expect."
)
EARLIER = (
    (
        28,
        "Honestly? I rolled my eyes. We do this every two years and by spring the posters are gone.",
        CheckIn(1, 2, Noticed.RESISTANCE),
    ),
    (
        14,
        "Less angry. I noticed that I was tired before I was annoyed. The circle was shorter than I "
        "had feared.",
        CheckIn(3, 4, Noticed.BOTH),
    ),
)
"""Rounds of earlier weeks: how many days ago, what was answered first, and where the person stood."""
SECOND = "The winter of the merger. We were told that it would help us too"
QUOTED = "The winter of the merger"
PASSAGE = "Fighting wakefulness keeps us awake;"
NOTE = "At three in the morning this is exactly me."
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def tell(stage: Stage) -> Script:
    """Play every act in order."""
    yield from _first_start(stage)
    yield from _remember(stage)
    yield from _write(stage)
    yield from _look_around(stage)
    yield from _look_back(stage)
    yield from _lock_and_return(stage)
    yield from _read_again(stage)
    yield from _letter(stage)
    yield from add_a_reading(stage)
    yield from readings_travel(stage)
    yield from _export(stage)


def _first_start(stage: Stage) -> Script:
    yield shown("Continue", QPushButton)
    yield from stage.picture("welcome")
    click(named("Continue", QPushButton))
    yield shown("Passphrase", QLineEdit)
    type_text(named("Passphrase", QLineEdit), PASSPHRASE)
    type_text(named("Once more", QLineEdit), PASSPHRASE)
    yield said("Guessing")
    named("Passphrase", QLineEdit).setFocus()
    yield from stage.picture("passphrase")
    click(named("Continue", QPushButton))
    yield shown("Create my vault", QPushButton)
    yield from stage.picture("recovery-code")
    code = next(c.text() for c in stage.window.findChildren(QLabel, "code") if c.isVisible())
    type_text(named("Type it back from your note", QLineEdit), code.lower())
    click(named("Create my vault", QPushButton))
    yield shown("Reading", QTextEdit)


def _remember(stage: Stage) -> Script:
    """Have two rounds of earlier weeks in the vault."""
    reading = stage.program.session.readings[0].reading
    if reading is None:
        raise TourStopped("The bundled reading could not be read.")

    def fill(vault: Vault) -> None:
        edition = vault.keep_edition(reading)
        for days_ago, words, check_in in EARLIER:
            stage.clock.days_ago = days_ago
            vault.save(vault.begin(edition).id, {reading.prompts[0]: words}, check_in=check_in)
        stage.clock.days_ago = 0

    done: list[object] = []
    stage.program.session.ask(fill, done.append, done.append, stage.program.session)
    yield lambda: bool(done)


def _look_back(stage: Stage) -> Script:
    click(named("Then and now", QPushButton))
    yield shown("Show as a table", QPushButton)
    yield from stage.picture("then-and-now")
    click(named("Show as a table", QPushButton))
    yield from stage.picture("then-and-now-table")
    stage.window.resize(900, 640)
    stage.program.look.set_zoom(200)
    yield from stage.picture("then-and-now-200-percent-small")
    stage.program.look.set_zoom(100)
    stage.window.resize(1280, 800)
    press(stage.window, Qt.Key.Key_Escape)


def _write(stage: Stage) -> Script:
    prompts = stage.program.session.readings[0].reading
    if prompts is None:
        raise TourStopped("The bundled reading could not be read.")
    first, second = (named(p.ask, QTextEdit) for p in prompts.prompts[:2])
    slider = named("Openness", QSlider)
    slider.setFocus()
    press(slider, Qt.Key.Key_Left)
    click(named("I noticed resistance", QPushButton))
    yield from _mark(stage)
    first.setFocus()
    type_text(first, FIRST)
    yield _saved_again(stage)
    press(stage.window, Qt.Key.Key_2, CONTROL)
    yield second.hasFocus
    type_text(second, SECOND)
    yield _saved_again(stage)
    yield from stage.picture("today")


def _mark(stage: Stage) -> Script:
    """Highlight a passage of the reading, and note something beside it."""
    reading = named("Reading", QTextEdit)
    reading.setTextCursor(reading.document().find(PASSAGE))
    yield from stage.picture("passage")
    press(reading, Qt.Key.Key_N, CONTROL | SHIFT)
    yield shown(f"Note beside “{PASSAGE}”", QTextEdit)
    note = named(f"Note beside “{PASSAGE}”", QTextEdit)
    type_text(note, NOTE)
    yield from stage.picture("note")
    press(note, Qt.Key.Key_Escape)
    reading.verticalScrollBar().setValue(0)


def _look_around(stage: Stage) -> Script:
    window, look = stage.window, stage.program.look
    look.set_zoom(200)
    yield from stage.picture("today-200-percent")
    window.resize(900, 640)
    yield from stage.picture("today-200-percent-small")
    look.set_zoom(100)
    yield from stage.picture("today-small")
    window.resize(760, 640)
    yield from stage.picture("today-tabs")
    window.resize(1280, 800)
    press(window, Qt.Key.Key_K, CONTROL)
    yield shown("Search", QLineEdit)
    type_text(named("Search", QLineEdit), "merger")
    yield shown("What was found", QListView)
    yield from stage.picture("search")
    press(window, Qt.Key.Key_Escape)
    click(named("Practice", QPushButton))
    yield shown("Begin", QPushButton)
    yield from stage.picture("practice")
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_F9)
    yield shown("Come back", QPushButton)
    yield from stage.picture("pause")
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_F1)
    yield shown("Help", QLabel)
    yield from stage.picture("help")
    press(window, Qt.Key.Key_Escape)
    click(named("Settings", QPushButton))
    yield shown("Show my recovery code", QPushButton)
    yield from stage.picture("settings")
    yield from _keys(stage)
    yield from _backups(stage)


def _keys(stage: Stage) -> Script:
    click_later(named("Save a recovery sheet…", QPushButton))
    yield lambda: isinstance(QApplication.activeModalWidget(), QMessageBox)
    warning = QApplication.activeModalWidget()
    yield from stage.picture("recovery-sheet-warning", warning)
    click(named("Not now", QPushButton, warning))
    yield lambda: QApplication.activeModalWidget() is None
    stage.window.activateWindow()  # where no window manager does it after a dialog
    yield stage.window.isActiveWindow
    click(named("Change passphrase…", QPushButton))
    yield shown("Present passphrase", QLineEdit)
    yield from stage.picture("change-passphrase")
    press(stage.window, Qt.Key.Key_Escape)
    yield shown("Change passphrase…", QPushButton)


def _backups(stage: Stage) -> Script:
    button = named("Back up now", QPushButton)
    click(button)
    yield said("The backup is made and proved.")
    for page in stage.window.findChildren(QScrollArea):
        page.ensureWidgetVisible(named("Choose a second place…", QPushButton))
    yield from stage.picture("settings-backups")
    click(named("Look into a backup…", QPushButton))
    yield shown("Look into it", QPushButton)
    yield lambda: named("Backup", QComboBox).count() > 0
    click(named("Look into it", QPushButton))
    yield shown("What was written", QTextEdit)
    yield from stage.picture("backup")
    click(named("Today", QPushButton))


def _lock_and_return(stage: Stage) -> Script:
    press(stage.window, Qt.Key.Key_2, CONTROL)
    yield lambda: isinstance(QApplication.focusWidget(), QTextEdit)
    press(QApplication.focusWidget() or stage.window, Qt.Key.Key_Period)
    press(stage.window, Qt.Key.Key_L, CONTROL)
    yield shown("Unlock", QPushButton)
    yield said("Last proved backup")
    field = named("Passphrase", QLineEdit)
    type_text(field, "not the one")
    yield from stage.picture("unlock")
    click(named("Unlock", QPushButton))
    yield lambda: any(
        "does not open this vault" in label.text() for label in stage.window.findChildren(QLabel)
    )
    yield from stage.picture("unlock-refused")
    type_text(field, PASSPHRASE)
    press(field, Qt.Key.Key_Return)
    yield shown("Reading", QTextEdit)
    yield lambda: isinstance(QApplication.focusWidget(), QTextEdit)
    editor = QApplication.focusWidget()
    if not isinstance(editor, QTextEdit) or editor.toPlainText() != SECOND + ".":
        raise TourStopped("After unlocking, the words were not where they had been.")
    yield from stage.picture("back-again")


def _read_again(stage: Stage) -> Script:
    """Open an older round, with what was written before it; cut an answer, and bring it back."""
    reading = stage.program.session.readings[0].reading
    if reading is None:
        raise TourStopped("The bundled reading could not be read.")
    asked = reading.prompts[0]
    click(named("8 November 2026", QPushButton))
    yield shown("Continue writing", QPushButton)
    click(named(f"What I wrote before: {asked.label}", QPushButton))
    yield lambda: any(text.isVisible() for text in stage.window.findChildren(WrittenText))
    yield from stage.picture("older-round")
    click(named("Continue writing", QPushButton))
    answer = named(asked.ask, QTextEdit)
    yield answer.hasFocus
    before = answer.toPlainText()
    press(answer, Qt.Key.Key_A, CONTROL)
    type_text(answer, before.partition(".")[0] + ", and lighter.")
    yield _saved_again(stage)
    yield shown(f"Earlier versions: {asked.label}", QPushButton)
    click(named(f"Earlier versions: {asked.label}", QPushButton))
    yield shown("Bring this back", QPushButton)
    yield from stage.picture("versions")
    click(named("Bring this back", QPushButton))
    yield answer.isVisible
    if answer.toPlainText() != before:
        raise TourStopped("The earlier version did not come back.")
    yield _saved_again(stage)
    click(named("22 November 2026", QPushButton))
    yield lambda: named(asked.ask, QTextEdit).toPlainText() == FIRST


def _letter(stage: Stage) -> Script:
    reading = stage.program.session.readings[0].reading
    click(named("Letters", QPushButton))
    yield shown("New letter", QPushButton)
    click(named("New letter", QPushButton))
    yield shown("Letter", QTextEdit)
    area, to = named("Letter", QTextEdit), named("To", QTextEdit)
    to.setFocus()
    type_text(to, "the facilitator")
    area.setFocus()
    for line in ("Dear facilitator,", "", "before our next circle, one thing is still with me:"):
        type_text(area, line)
        press(area, Qt.Key.Key_Return)
    answer = reading.prompts[1].ask if reading else ""
    yield shown(answer, QTextEdit)
    named(answer, QTextEdit).setFocus()
    for _ in QUOTED:
        press(named(answer, QTextEdit), Qt.Key.Key_Right, SHIFT)
    click(named("Copy selection into the letter", QPushButton))
    area.setFocus()
    press(area, Qt.Key.Key_Return)
    type_text(area, "Could we speak about it on Thursday? Only with you, not with the manager")
    for _ in "the manager":
        press(area, Qt.Key.Key_Left, SHIFT)
    click(named("Black out", QPushButton))
    press(area, Qt.Key.Key_End, CONTROL)
    press(area, Qt.Key.Key_Period)
    yield said("Saved")
    yield from stage.picture("letter")
    click(named("Copy", QPushButton))
    yield said("Copied.")
    press(stage.window, Qt.Key.Key_Escape)
    yield shown("What left this vault", QPushButton)
    click(named("What left this vault", QPushButton))
    yield shown("What left this vault", QListView)
    yield from stage.picture("ledger")
    forget_copied()  # what Python laid on the clipboard must not outlive it
    press(stage.window, Qt.Key.Key_Escape)
    press(stage.window, Qt.Key.Key_Escape)
    yield shown("Reading", QTextEdit)


def _export(stage: Stage) -> Script:
    press(stage.window, Qt.Key.Key_E, CONTROL)
    yield shown("Save PDF…", QPushButton)
    yield lambda: any(
        "page" in label.text() for label in stage.window.findChildren(QLabel) if label.isVisible()
    )
    yield from stage.picture("export")
    click_later(named("Save PDF…", QPushButton))
    yield lambda: isinstance(QApplication.activeModalWidget(), QFileDialog)
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QFileDialog):
        raise TourStopped("The dialog for saving went away.")
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    if not isinstance(name, QLineEdit):
        raise TourStopped("The dialog for saving has no field for a name.")
    (stage.out / "reflection.pdf").unlink(missing_ok=True)
    yield name.hasFocus
    # folder and name one after the other: typed as one path, Qt may take its last folder for what is meant
    folder = stage.out.resolve()
    name.clear()
    type_text(name, str(folder))
    press(name, Qt.Key.Key_Return)
    yield lambda: Path(dialog.directory().absolutePath()) == folder
    name.clear()
    type_text(name, "reflection.pdf")
    yield from stage.picture("save-dialog", dialog)
    press(name, Qt.Key.Key_Return)
    yield (stage.out / "reflection.pdf").exists
    yield from stage.picture("exported")


def _saved_again(stage: Stage) -> Callable[[], bool]:
    def saved() -> bool:
        states = [label.text() for label in stage.window.findChildren(QLabel) if label.isVisible()]
        return any(s.startswith("Saved") for s in states) and "Saving…" not in states

    return saved
