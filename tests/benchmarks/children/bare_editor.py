"""Be the floor of a key press: a bare editor with the same text, in a bare window."""

import sys

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

from tests.benchmarks.children import stage
from tests.benchmarks.words import text

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


def go_to(end: bool) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().characterCount() // 2)
    if end:
        cursor.movePosition(QTextCursor.MoveOperation.End)
    editor.setTextCursor(cursor)


stage.end(pipe, stage.type_keys(window, editor.viewport(), count, stage.middle_and_end(count, go_to)))
