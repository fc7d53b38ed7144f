"""What a person does in one stroke: unlock, go to an answer, lock."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTextEdit

from tests.ui.conftest import PASSPHRASE
from ui.session import State
from ui.tour.player import named, press, shown, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier
SLOW = {"timeout": 20_000}


def unlock(qtbot, program, passphrase=PASSPHRASE):
    qtbot.waitUntil(shown("Unlock", QPushButton), **SLOW)
    field = named("Passphrase", QLineEdit, program.window)
    field.selectAll()
    type_text(field, passphrase)
    press(field, Qt.Key.Key_Return)


def open_vault(qtbot, program):
    unlock(qtbot, program)
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)


def prompt(program, number):
    reading = program.session.readings[0].reading
    return reading.prompts[number - 1]


def editor(program, number):
    return named(prompt(program, number).ask, QTextEdit, program.window)


def lock(qtbot, program):
    press(program.window, Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(lambda: program.session.state is State.LOCKED)
