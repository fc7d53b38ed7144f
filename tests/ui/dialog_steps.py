"""Act on dialogs as a person does, while the call that opened one waits for it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog


def on_the_next_dialog(act, kind=QDialog):
    """Act on the next modal dialog of a kind, once it is there."""

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isVisible():
            timer.stop()
            act(dialog)

    timer = QTimer(QApplication.instance(), interval=5)
    timer.timeout.connect(look)
    timer.start()
