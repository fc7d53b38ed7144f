"""Ask for files and decisions; each function opens one dialog and returns a plain value."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

_OWN = QFileDialog.Option.DontUseNativeDialog
"""Native dialogs may write the chosen path into lists that other programs read."""


def ask_save_path(parent: QWidget, title: str, proposed: Path, suffix: str) -> Path | None:
    """Return where to save a file, or None when the person thinks better of it.

    The dialog itself does not ask about an existing file: see ``confirm_replace``.
    """
    dialog = QFileDialog(parent, title, str(proposed.parent), f"*.{suffix}")
    dialog.setOptions(_OWN | QFileDialog.Option.DontConfirmOverwrite)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(proposed.name)
    return Path(dialog.selectedFiles()[0]) if dialog.exec() else None


def ask_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Return a folder that is there already, or None."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start), _OWN)
    return Path(chosen) if chosen else None


def confirm_replace(parent: QWidget, name: str) -> bool:
    """Ask whether a file that is there already may be replaced; the safe answer is the default."""
    box = QMessageBox(parent)
    box.setWindowTitle("Resilience")
    box.setText(f"There is a file called “{name}” in that folder already.")
    box.setInformativeText("Replacing it removes what it holds now.")
    replace = box.addButton("Replace", QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton("Keep it", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is replace
