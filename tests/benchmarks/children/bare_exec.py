"""Be the floor of a lock: a bare window that becomes a fresh process when it is asked to."""

import os
import sys

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

pipe = int(sys.argv[1])
try:
    os.set_inheritable(pipe, False)
except OSError:  # begun anew
    raise SystemExit(0) from None


class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os.write(pipe, b"painted\n"))


application = QApplication([])
window = Window()
window.resize(1280, 800)
window.setCentralWidget(QLabel("Welcome back"))
asked = QSocketNotifier(pipe, QSocketNotifier.Type.Read)
asked.activated.connect(lambda *_: os.read(pipe, 64) and os.execv(sys.executable, sys.orig_argv))  # noqa: S606
window.show()
application.exec()
