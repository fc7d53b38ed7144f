"""The field for a recovery code: what is typed carelessly still matches, what is wrong does not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from resilience_desktop.vault import new_secret, secret_from_code
from ui.widgets.code_field import CodeField

CODE = "8Q5ZH-HNVJY-QECRR-T668B-WN710-KZMA"


@pytest.fixture
def field(qtbot):
    made = CodeField("Recovery code")
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        CODE.replace("1", "l").replace("0", "O"),
        CODE.replace("V", "u"),
        CODE.replace("8", "８"),
    ],
)
def test_a_code_typed_carelessly_matches(field, typed):
    field._line.setText(typed)
    assert field.matches(CODE)


@pytest.mark.parametrize("typed", ["", CODE[:-1], CODE.replace("8Q5", "Q85"), CODE + "2"])
def test_another_code_does_not_match(field, typed):
    field._line.setText(typed)
    assert not field.matches(CODE)


def test_what_matches_also_opens(field):
    secret = new_secret()
    typed = secret.code().lower().replace("0", "o").replace("v", "u")
    field._line.setText(typed)
    assert field.matches(secret.code())
    assert secret_from_code(typed) == secret


def test_a_code_cannot_be_copied_out(field, qtbot):
    QApplication.clipboard().setText("a recipe")
    field.show()
    field._line.setText(CODE)
    field.select_all()
    QTest.keyClick(field._line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "a recipe"
    assert field._line.displayText() == CODE
    QApplication.clipboard().clear()
