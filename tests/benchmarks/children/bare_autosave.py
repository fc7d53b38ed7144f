"""Be the floor of an autosave: a bare editor whose text goes to a bare transaction on another thread."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

from tests.benchmarks.children import stage
from tests.benchmarks.save import bare_database, bare_save
from tests.benchmarks.words import text
from ui.autosave import DELAY_MS


class Told(QObject):
    saved = Signal()


pipe, words, count = map(int, sys.argv[1:])
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
editor = QTextEdit()
editor.setPlainText(text(words))
window.setCentralWidget(editor)
window.show()
editor.setFocus()
stage.rest(editor.hasFocus)
told = Told()
thread = ThreadPoolExecutor(1)
connection = bare_database(Path.home() / f"bare-{id(told)}.db", text(words))
arrived: list[int] = []
told.saved.connect(lambda: arrived.append(1), Qt.ConnectionType.QueuedConnection)


def save() -> None:
    new = editor.toPlainText()
    thread.submit(lambda: (bare_save(connection, new), told.saved.emit()))


timer = QTimer()
timer.setSingleShot(True)
timer.timeout.connect(save)
longest = []
for _ in range(count):
    arrived.clear()
    stage.type_keys(window, editor.viewport(), 1, lambda _: None)
    timer.start(DELAY_MS)
    longest.append(stage.longest_busy(lambda: bool(arrived)))
stage.end(pipe, longest)
