"""Be the floor of a start: a bare window with one label, told of when it has been painted."""

import os
import sys

import clock
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


def tell() -> None:
    os.write(int(sys.argv[1]), b"%d" % clock.now_ns())
    os._exit(0)


class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, tell)


application = QApplication([])
window = Window()
window.resize(1280, 800)
label = QLabel("Welcome back")
window.setCentralWidget(label)
if "aligned" in sys.argv:
    from PySide6.QtCore import Qt  # at the first use of any of its names, PySide makes all of them

    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
window.show()
application.exec()
