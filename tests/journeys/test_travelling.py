"""Readings travel: a new edition is taken, a language is switched, and every answer keeps its wording."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTextEdit

from resilience_desktop.paths import assets
from resilience_desktop.readings.travelling import unpack
from tests.journeys.steps import SLOW, lock, open_vault
from ui import file_saving
from ui.dropping import FileDrop
from ui.tour.player import click, named, press, shown, type_text

pytestmark = pytest.mark.usefixtures("vault")

PACK = (assets() / "readings/protecting-compassion/pack.md").read_text(encoding="utf-8")
OLD = "Where in your days do you give in a way that leaves you empty?"
NEW = "Where do you give in a way that leaves you empty?"
HARD = "In which words would you tell yourself that it was hard?"
SCHWER = "Mit welchen Worten würdest du dir sagen, dass es schwer war?"
WER = "Wer kennt so einen Augenblick vielleicht auch?"


def button(words):
    return named(words, QPushButton)


def saved(program):
    return lambda: not program.window.centralWidget().drafts()


def go_to(qtbot, name, first):
    qtbot.waitUntil(shown(name, QPushButton))
    click(button(name))
    qtbot.waitUntil(shown(first, QTextEdit), **SLOW)


def answer(qtbot, program, ask, words):
    editor = named(ask, QTextEdit)
    editor.setFocus()
    type_text(editor, words)
    program.window.centralWidget().flush()
    qtbot.waitUntil(saved(program), **SLOW)


def test_a_new_edition_that_is_dropped_on_the_window_is_taken_and_no_answer_changes(
    qtbot, start, paths, tmp_path, monkeypatch
):
    program = start()
    open_vault(qtbot, program)
    go_to(qtbot, "Boundaries", OLD)
    answer(qtbot, program, OLD, "at night, on the ward")
    newer = tmp_path / "from a colleague.md"
    newer.write_text(PACK.replace('"1.0"', '"2.0"').replace(OLD, NEW), encoding="utf-8")
    program.window.centralWidget().findChild(FileDrop).dropped.emit(newer)
    qtbot.waitUntil(shown("Take this edition", QPushButton), **SLOW)
    click(button("Take this edition"))
    qtbot.waitUntil(shown(OLD, QTextEdit), **SLOW)
    assert named(OLD, QTextEdit).toPlainText() == "at night, on the ward"
    click(button("Reflect again"))
    qtbot.waitUntil(shown(NEW, QTextEdit), **SLOW)
    answer(qtbot, program, NEW, "less than I did")
    lock(qtbot, program)
    program.window.close()

    program = start()
    open_vault(qtbot, program)
    qtbot.waitUntil(shown(NEW, QTextEdit), **SLOW)
    click(button(f"What I wrote before: {program.window.centralWidget().page.reading.prompts[0].label}"))
    qtbot.waitUntil(
        lambda: any(
            t.toPlainText() == "at night, on the ward" for t in program.window.findChildren(QTextEdit)
        )
    )
    press(program.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(shown("Save this reading as a file…", QPushButton), **SLOW)
    out = tmp_path / "to hand on.md"
    monkeypatch.setattr(file_saving, "ask_save_path", lambda *_: out)
    click(button("Save this reading as a file…"))
    qtbot.waitUntil(out.exists, **SLOW)
    qtbot.waitUntil(lambda: bool(out.read_bytes()))
    (handed_on,) = unpack(out.read_bytes())
    assert (handed_on.version, handed_on.prompts[0].ask) == ("2.0", NEW)
    assert "ward" not in handed_on.markdown


def test_a_reading_goes_on_in_another_language_through_a_lock_with_what_was_written_in_both(qtbot, start):
    program = start()
    open_vault(qtbot, program)
    go_to(qtbot, "Self-compassion break", HARD)
    editor = named(HARD, QTextEdit)
    type_text(editor, "this is too much")  # and not saved yet
    click(button("Deutsch"))
    qtbot.waitUntil(shown(SCHWER, QTextEdit), **SLOW)
    assert named(SCHWER, QTextEdit).toPlainText() == "this is too much"
    answer(qtbot, program, WER, "du darfst sitzen bleiben")
    lock(qtbot, program)
    open_vault(qtbot, program)
    qtbot.waitUntil(shown(SCHWER, QTextEdit), **SLOW)
    assert named(SCHWER, QTextEdit).toPlainText() == "this is too much"
    page, found = program.window.centralWidget().page, []
    program.session.collect([page.reflection_id], found.append, pytest.fail, program.session)
    qtbot.waitUntil(lambda: bool(found))
    ((reflection,), _) = found[0]
    assert {a.prompt.ask: a.text for a in reflection.answers if a.text} == {
        HARD: "this is too much",
        WER: "du darfst sitzen bleiben",
    }
    assert reflection.edition.language == "de"
