"""On a real X11 display: what is selected reaches no other program, whichever widget it stands in."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CODE = """\
import json
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
application = QApplication([])
from ui.theme import Look
from ui.widgets.answer_text import AnswerText
from ui.widgets.fleeting_text import FleetingText
from ui.widgets.guarded_label import GuardedLabel
from ui.widgets.guarded_line import GuardedLine
from ui.widgets.passphrase_field import SecretLine
from ui.widgets.path_line import PathLine
look = Look(application, "day")
shown, line, path = SecretLine("Passphrase"), GuardedLine(), PathLine("Folder")
shown.setEchoMode(QLineEdit.EchoMode.Normal)
shown.setText("marrowbone")
line.set_text("marrowbone")
path.set_path("marrowbone")
control, answer, fleeting = QLineEdit("marrowbone"), AnswerText(look), FleetingText(look)
answer.set_text("marrowbone")
fleeting.setPlainText("marrowbone")
reached = {}
for widget in (control, shown, path.focusProxy(), line, answer, fleeting, GuardedLabel("marrowbone")):
    widget.show()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    name = "control" if widget is control else type(widget).__name__
    reached[name] = application.clipboard().text(QClipboard.Mode.Selection)
    application.clipboard().clear(QClipboard.Mode.Selection)
print(json.dumps(reached))
"""


@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="no Xvfb")
def test_what_is_selected_by_keyboard_reaches_no_other_program():
    done = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", CODE],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "xcb"},
    )
    reached = json.loads(done.stdout or done.stderr)
    assert reached.pop("control").startswith("marrow")
    names = ("SecretLine", "QuietLine", "GuardedLine", "AnswerText", "FleetingText", "GuardedLabel")
    assert reached == dict.fromkeys(names, "")
