"""Qt's names said as words: they must mean what the names mean, and cost nothing before the first paint."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea

from ui import qt_names
from ui.widgets.code_field import CodeField
from ui.widgets.label import Label
from ui.widgets.passphrase_field import PassphraseField

ROOT = Path(__file__).resolve().parents[2]


def test_the_words_mean_what_the_names_mean(qtbot):
    area = QScrollArea()
    qtbot.addWidget(area)
    qt_names.put(area, "focusPolicy", "NoFocus")
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize(("name", "words"), [("focusPolicy", "NoSuchPolicy"), ("noSuchProperty", "NoFocus")])
def test_words_that_qt_does_not_know_are_a_mistake(qtbot, name, words):
    area = QScrollArea()
    qtbot.addWidget(area)
    with pytest.raises(ValueError, match=name):
        qt_names.put(area, name, words)


def test_input_methods_are_told_that_secrets_are_typed(qtbot):
    hints = Qt.InputMethodHint
    for field in (PassphraseField("Passphrase"), CodeField("Recovery code")):
        qtbot.addWidget(field)
        told = field.findChild(QLineEdit).inputMethodHints()
        assert told & hints.ImhSensitiveData
        assert told & hints.ImhNoPredictiveText


def test_labels_take_no_markup(qtbot):
    label = Label("<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_what_the_system_wants_is_what_qt_says(qapp):
    hints = qapp.styleHints()
    high = Qt.ContrastPreference.HighContrast
    assert qt_names.wants_contrast(hints) is (hints.accessibility().contrastPreference() is high)
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light, Qt.ColorScheme.Unknown):
        hints.setColorScheme(scheme)
        assert qt_names.is_dark(hints) is (hints.colorScheme() is Qt.ColorScheme.Dark)


def test_where_the_getter_has_another_name_pyside_is_asked(qapp, monkeypatch):
    monkeypatch.setattr(qt_names, "_LIBRARY", "libNoSuch.so")
    hints = qapp.styleHints()
    assert qt_names.is_dark(hints) is (hints.colorScheme() is Qt.ColorScheme.Dark)
    assert qt_names.wants_contrast(hints) is False


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere PySide is asked")
def test_the_lock_screen_is_painted_before_any_name_of_qt_is_made(sealed_vault, tmp_path):
    """PySide makes all of them at the first; that took a tenth of the start."""
    code = (
        "import enum, os, sys\n"
        "from pathlib import Path\n"
        "made = []\n"
        "make = enum.EnumType.__new__\n"
        "def note(kind, name, *rest, **more):\n"
        "    made.append(name)\n"
        "    return make(kind, name, *rest, **more)\n"
        "enum.EnumType.__new__ = note\n"
        "from resilience_desktop import paths\n"
        "from resilience_desktop.hardening import Report\n"
        "from PySide6.QtCore import QTimer\n"
        "from ui import app\n"
        "class Watched(app.MainWindow):\n"
        "    def paintEvent(self, event):\n"
        "        super().paintEvent(event)\n"
        "        QTimer.singleShot(0, tell)\n"  # once what stands in the window was painted too
        "def tell():\n"
        "    print(*made)\n"
        "    sys.stdout.flush()\n"
        "    os._exit(0)\n"
        "app.MainWindow = Watched\n"
        "app.LOAD_AFTER_MS = 60_000\n"
        "app.run(paths.find(Path(sys.argv[1])), Report('', False, False))\n"
    )
    vault = tmp_path / "My reflections"
    vault.symlink_to(sealed_vault)
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        check=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    made = ran.stdout.split()
    assert "StandardKey" in made  # of QKeySequence: the control
    assert not {"WindowType", "ColorScheme", "AlignmentFlag", "Scope"} & set(made)
