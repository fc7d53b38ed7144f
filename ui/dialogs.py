"""Ask for files and decisions; each function opens one dialog and returns a plain value.

Qt's dialogs are imported by those who open them: at start they would only delay the window.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

_ROOMY = QSize(760, 480)
_CLOUDS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
}
"""What stands in the names of the folders that these services make."""


def ask_save_path(parent: QWidget, title: str, proposed: Path, suffix: str) -> Path | None:
    """Return where to save a file, or None when the person thinks better of it.

    The dialog itself does not ask about an existing file: see ``confirm_replace``.
    """
    from .widgets.save_dialog import SaveDialog

    dialog = SaveDialog(parent, title, str(proposed.parent), f"{suffix.upper()} (*.{suffix})")
    dialog.setAcceptMode(SaveDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(proposed.name)
    dialog.resize(dialog.sizeHint().expandedTo(_ROOMY))
    dialog.setHistory([])
    accepted = dialog.exec()
    _forget_folders()
    if not isValid(dialog):  # gone with the page that asked, because the vault was locked
        return None
    dialog.deleteLater()
    if not accepted:
        return None
    chosen = Path(dialog.selectedFiles()[0])
    # Qt takes "Reflection 22.11" for a name that has its suffix already
    return chosen if chosen.suffix.lower() == f".{suffix}" else chosen.with_name(f"{chosen.name}.{suffix}")


def _forget_folders() -> None:
    """Remove what Qt's dialog wrote down of the folders that were looked at."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.remove("FileDialog")
    kept.sync()


def documents() -> Path:
    """Return the folder where people look for their papers, or their home where there is none."""
    from PySide6.QtCore import QStandardPaths

    location = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(location) if location and Path(location).is_dir() else Path.home()


def cloud_of(folder: Path) -> str:
    """Return the service that seems to copy this folder to other computers, or an empty text.

    Only names can be gone by: those that the services give to their own folders.
    """
    parts = [part.casefold() for way in (folder, Path(os.path.realpath(folder))) for part in way.parts]
    return next((name for part in parts for sign, name in _CLOUDS.items() if sign in part), "")


def ask_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Return a folder that is there already, or None."""
    from PySide6.QtWidgets import QFileDialog

    options = QFileDialog.Option
    dialog = QFileDialog(parent, title, str(start))
    dialog.setOptions(options.DontUseNativeDialog | options.ShowDirsOnly)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    return _chosen(dialog)


def ask_name(parent: QWidget, title: str, label: str, present: str) -> str | None:
    """Return a name that was typed, or None when the person thinks better of it."""
    from PySide6.QtWidgets import QInputDialog

    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(present)
    accepted = dialog.exec()
    if not isValid(dialog):  # gone with the page that asked
        return None
    dialog.deleteLater()
    return dialog.textValue() if accepted else None


def ask_backup(parent: QWidget) -> Path | None:
    """Return a backup's file that is there already, or None."""
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(parent, "Choose a backup", str(Path.home()), "Backups (*.backup)")
    dialog.setOptions(QFileDialog.Option.DontUseNativeDialog | QFileDialog.Option.ReadOnly)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def _chosen(dialog: QFileDialog) -> Path | None:
    """Open a dialog of Qt's own; return what was chosen, and let it remember nothing."""
    dialog.resize(dialog.sizeHint().expandedTo(_ROOMY))
    dialog.setHistory([])
    accepted = dialog.exec()
    _forget_folders()
    if not isValid(dialog):  # gone with the page that asked, because the vault was locked
        return None
    dialog.deleteLater()
    return Path(dialog.selectedFiles()[0]) if accepted else None


def tell(parent: QWidget, sentence: str) -> None:
    """Say something that should not be missed, until the person goes on."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setWindowTitle("Resilience")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.addButton("Continue", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    if isValid(box):  # it is gone when the vault was locked meanwhile
        box.deleteLater()


def confirm_restore(parent: QWidget) -> bool:
    """Ask whether a backup may take the vault's place; the safe answer is the default."""
    question = "Put this backup in the vault's place?"
    advice = (
        "The vault that is there now is moved aside and kept, whole. What was written after the backup "
        "stands in that one alone."
    )
    return _confirm(parent, question, advice, ("Put it there", "Not now"))


def ask_file(parent: QWidget, title: str, start: Path) -> Path | None:
    """Return a file that is there already, or None."""
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(parent, title, str(start))
    dialog.setOptions(QFileDialog.Option.DontUseNativeDialog | QFileDialog.Option.ReadOnly)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def ask_handout(parent: QWidget, start: Path) -> Path | None:
    """Return a file that may become a reading, or None."""
    from PySide6.QtWidgets import QFileDialog

    kinds = " ".join(f"*.{kind}" for kind in ("pdf", "docx", "odt", "html", "htm", "md", "txt", "reading"))
    dialog = QFileDialog(parent, "Choose a file", str(start), f"Handouts ({kinds});;Every file (*)")
    dialog.setOptions(QFileDialog.Option.DontUseNativeDialog | QFileDialog.Option.ReadOnly)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def confirm_delete_letter(parent: QWidget) -> bool:
    """Ask whether a letter may be removed for good; the safe answer is the default."""
    advice = "It is removed for good. Your answers stay, and so does what left the vault already."
    return _confirm(parent, "Delete this letter?", advice, ("Delete it", "Keep it"))


def confirm_replace(parent: QWidget, name: str) -> bool:
    """Ask whether a file that is there already may be replaced; the safe answer is the default."""
    question = f"There is a file called “{name}” in that folder already."
    return _confirm(parent, question, "Replacing it removes what it holds now.", ("Replace", "Keep it"))


def confirm_cloud(parent: QWidget, cloud: str) -> bool:
    """Ask whether a file may be saved where a cloud copies it; the safe answer is the default."""
    question = f"This folder looks as if {cloud} copies it to other computers."
    advice = "A file in it leaves this laptop. Another folder keeps it here."
    return _confirm(parent, question, advice, ("Save it there", "Not there"))


def confirm_sheet(parent: QWidget) -> bool:
    """Ask whether the recovery code may leave the vault as a file; the safe answer is the default."""
    question = "Whoever holds this sheet can open your vault and read everything in it."
    advice = (
        "The file is not protected. Save it where you will print it, such as a stick, print it, then remove "
        "the file. Please do not leave it on this laptop."
    )
    return _confirm(parent, question, advice, ("Save the sheet", "Not now"))


def confirm_emptying(parent: QWidget) -> bool:
    """Ask whether what lies in the bin may be removed for good; the safe answer is the default.

    False, too, when the vault was locked while it was asked.
    """
    question = "Everything in the bin will be removed for good."
    advice = "It cannot be put back afterwards. Backups keep it until newer ones have taken their place."
    return _confirm(parent, question, advice, ("Empty the bin", "Keep it")) and isValid(parent)


def _confirm(parent: QWidget, question: str, advice: str, answers: tuple[str, str]) -> bool:
    """Offer a bold and a safe answer; return whether the bold one was given."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setWindowTitle("Resilience")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(advice)
    bold = box.addButton(answers[0], QMessageBox.ButtonRole.DestructiveRole)
    safe = box.addButton(answers[1], QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(safe)
    box.setEscapeButton(safe)
    said: list[bool] = []
    bold.clicked.connect(lambda: said.append(True))
    box.exec()
    if isValid(box):  # it is gone when the vault was locked meanwhile
        box.deleteLater()
    return bool(said)
