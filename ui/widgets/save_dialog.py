"""Ask where a file goes; what is typed counts, whatever Qt selected on the way."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QLineEdit, QWidget


class SaveDialog(QFileDialog):
    """Mend one thing of Qt's own dialog.

    It selects each folder that the typing passes through, may leave one of them selected, and
    then takes the folder for the answer: Return does nothing.
    """

    def __init__(self, parent: QWidget, title: str, folder: str, kinds: str) -> None:
        super().__init__(parent, title, folder, kinds)
        self.setOptions(QFileDialog.Option.DontUseNativeDialog | QFileDialog.Option.DontConfirmOverwrite)
        self._typed = False
        line = self.findChild(QLineEdit, "fileNameEdit")
        if isinstance(line, QLineEdit):
            line.textEdited.connect(self._note_typing)

    def accept(self) -> None:
        """Take the name that was typed, or else what was chosen in the list."""
        if self._typed:
            for view in self.findChildren(QAbstractItemView):
                view.clearSelection()
        super().accept()

    def _note_typing(self) -> None:
        self._typed = True
