"""The tour: the whole main job, played in a process of its own, with pictures left behind."""

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QImage

from ui.theme import load
from ui.tour.script import FIRST, SECOND

ROOT = Path(__file__).resolve().parents[2]
SCREENS = (
    "welcome",
    "passphrase",
    "recovery-code",
    "passage",
    "note",
    "today",
    "today-200-percent",
    "today-tabs",
    "settings",
    "recovery-sheet-warning",
    "change-passphrase",
    "settings-backups",
    "backup",
    "search",
    "then-and-now",
    "then-and-now-table",
    "practice",
    "pause",
    "help",
    "unlock",
    "unlock-refused",
    "back-again",
    "older-round",
    "versions",
    "letter",
    "ledger",
    "add-reading",
    "reading-in-hand",
    "reading-added",
    "new-edition",
    "reading-in-german",
    "export",
    "exported",
)


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    out = tmp_path_factory.mktemp("tour")
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "main.py", "tour", "--out", str(out)],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return out


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_has_a_picture_in_both_themes(played, name):
    for suffix, theme in (("", "day"), ("-evening", "evening")):
        picture = QImage(str(played / f"{name}{suffix}.png"))
        assert not picture.isNull()
        corner = picture.pixelColor(2, picture.height() - 2).name().upper()
        assert corner == load(theme).ground


def test_the_words_typed_stand_in_the_pdf(played):
    with pypdfium2.PdfDocument(played / "reflection.pdf") as pdf:
        text = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    assert FIRST in text
    assert f"{SECOND}." in text


def test_the_pdf_is_private(played):
    assert (played / "reflection.pdf").stat().st_mode & 0o777 == 0o600
