"""The act in which a new edition arrives and is not taken, and a reading is read in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QPushButton, QTextEdit

from resilience_desktop.paths import assets

from .player import Script, TourStopped, click, named, said, shown

if TYPE_CHECKING:
    from .stage import Stage

OTHER_WORDS = (
    ('version: "1.0"', 'version: "1.1"'),
    ("in a way that leaves you empty?", "until nothing is left?"),
    ("It is a\nwarm picture.", "It is a\nkind picture."),
)
"""What the edition that arrives says in other words."""

_LANGUAGE = "Selbstfürsorge"


def readings_travel(stage: Stage) -> Script:
    """Look at a new edition and keep the present one; turn to German, and come back to the first reading."""
    window = stage.window
    text = (assets() / "readings/protecting-compassion/pack.md").read_text(encoding="utf-8")
    for words, others in OTHER_WORDS:
        text = text.replace(words, others)
    click(named("Add a reading…", QPushButton, window))
    yield shown("Paste text", QPushButton)
    QApplication.clipboard().setText(text)
    click(named("Paste text", QPushButton, window))
    yield said("A new edition")
    QApplication.clipboard().clear()
    yield from stage.picture("new-edition")
    click(named("Keep mine", QPushButton, window))
    yield shown("Self-compassion break", QPushButton)
    click(named("Self-compassion break", QPushButton, window))
    yield shown("Deutsch", QPushButton)
    click(named("Deutsch", QPushButton, window))
    yield lambda: _LANGUAGE in named("Reading", QTextEdit, window).toPlainText()
    yield from stage.picture("reading-in-german")
    if not named("English", QPushButton, window).isVisible():
        raise TourStopped("There was no way back to English.")
    click(named("English", QPushButton, window))
    yield lambda: _LANGUAGE not in named("Reading", QTextEdit, window).toPlainText()
    click(named("Meeting resistance", QPushButton, window))
    yield lambda: "Pavlov" in named("Reading", QTextEdit, window).toPlainText()
