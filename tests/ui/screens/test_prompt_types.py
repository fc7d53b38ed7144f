"""Every way to answer, in the real window: saved by itself, locked away, looked back on, found again."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QListWidget, QRadioButton, QSlider, QTextEdit

from resilience_desktop import readings
from resilience_desktop.vault import layout
from resilience_desktop.workbook import Place
from tests.every_type import PACK, RELEASE, WRITTEN
from tests.every_type import reading as every_type
from tests.torture.encodings import encodings
from tests.ui.conftest import PASSPHRASE
from tests.ui.screens.test_looking_back import button, is_there, lock_and_unlock, said
from ui.desk import Drafts
from ui.letters.writing import shown as letter_sources
from ui.tour.player import TourStopped, click, named, press, shown, type_text
from ui.widgets.answer_column import AnswerColumn
from ui.widgets.backup_reader import BackupReader
from ui.widgets.comparison_text import ComparisonText
from ui.widgets.earlier_answers import WrittenText
from ui.widgets.fleeting_text import FleetingText
from ui.widgets.prompt_pane import PromptPane
from ui.widgets.release_field import ReleaseField
from ui.widgets.scale_mark import ScaleMark

KEYS = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PROMPTS = {prompt.id: prompt for prompt in every_type().prompts}


@pytest.fixture(scope="module")
def shelves():
    return (readings.Shelf(PACK, every_type(), ()),)


@pytest.fixture
def window(open_window, opened):
    return open_window(opened)


@pytest.fixture
def answered(qtbot, session, opened, clock):
    """Return the page of an older round in which everything was answered; a newer one follows it."""

    def write(answers):
        with qtbot.waitSignal(session.page_opened) as turned:
            session.reflect_again(every_type().id, pytest.fail)
        page = turned.args[0].page
        with qtbot.waitSignal(session.summaries_changed):
            session.save(page, Drafts({PROMPTS[each]: text for each, text in answers.items()}))
        return page

    page = write(WRITTEN)
    clock.advance(days=14)
    write({"how-heavy": "2", "company": "Nobody", "things": "a stone"})
    return page


@pytest.fixture
def later(open_window, opened, answered):
    """Return the window after both rounds were written."""
    return open_window(opened)


def slider(window):
    return named(PROMPTS["how-heavy"].ask, QSlider, window)


def pane(window):
    return next(each for each in window.findChildren(PromptPane) if each.isVisible())


def kept_answers(kept, page):
    return {a.prompt.id: a.text for a in kept(lambda vault: vault.reflection(page.reflection_id)).answers}


def all_is_saved(qtbot, window):
    qtbot.waitUntil(lambda: not window.centralWidget().drafts())


def saved(qtbot, window):
    window.centralWidget().flush()
    all_is_saved(qtbot, window)


def test_each_form_is_saved_by_itself_with_its_prompt_and_says_so(qtbot, session, window, opened, kept):
    press(slider(window), KEYS.Key_End)
    press(named("A friend", QRadioButton, window), KEYS.Key_Space)
    things = named(PROMPTS["things"].ask, QTextEdit, window)
    type_text(things, "a glove")
    all_is_saved(qtbot, window)  # nobody asked for it
    assert kept_answers(kept, opened.page) == {"how-heavy": "10", "company": "A friend", "things": "a glove"}
    found = kept(lambda vault: vault.reflection(opened.page.reflection_id))
    assert {answer.prompt for answer in found.answers} <= set(PROMPTS.values())
    assert pane(window)._cards["how-heavy"].editor.status.startswith("Saved ")


def test_the_footer_counts_the_prompts_as_they_are_numbered(qtbot, window):
    press(slider(window), KEYS.Key_Space)
    saved(qtbot, window)
    qtbot.waitUntil(lambda: said(window, f"{len(PROMPTS)} prompts, 1 answered"))


def test_locking_keeps_what_is_not_saved_yet_and_the_place(qtbot, session, window, opened):
    press(slider(window), KEYS.Key_End)
    one = named("A friend", QRadioButton, window)
    one.setFocus()
    press(one, KEYS.Key_Space)
    press(one, KEYS.Key_Down)
    lock_and_unlock(qtbot, session, window)
    qtbot.waitUntil(shown("A stranger", QRadioButton))
    qtbot.waitUntil(named("A stranger", QRadioButton, window).hasFocus)
    assert slider(window).chosen == 10
    assert named("A friend", QRadioButton, window).isChecked()


def test_the_keys_for_prompts_lead_to_each_kind_of_field(window):
    stops = []
    for number in range(1, 8):
        press(window, getattr(KEYS, f"Key_{number}"), CONTROL)
        stops.append(type(QApplication.focusWidget()).__name__)
    assert stops == [
        "AnswerText",
        "ListText",
        "ScaleSlider",
        "ScaleSlider",
        "QRadioButton",
        "QCheckBox",
        "FleetingText",
    ]


def test_an_older_round_is_only_read_until_it_is_continued(qtbot, later, answered, opened_at, kept):
    opened_at(answered)
    press(slider(later), KEYS.Key_Right)
    friend = named("A friend", QRadioButton, later)
    press(friend, KEYS.Key_Space)
    assert friend.isChecked()
    assert not later.centralWidget().drafts()
    with pytest.raises(TourStopped):
        named(PROMPTS[RELEASE].ask, FleetingText, later)
    click(button(later, "Continue writing"))
    press(slider(later), KEYS.Key_Right)
    saved(qtbot, later)
    assert kept_answers(kept, answered) == WRITTEN | {"how-heavy": "8"}


def test_what_was_written_before_is_told_in_words(qtbot, session, later, answered):
    with qtbot.waitSignal(session.page_opened):
        session.reflect_again(answered.reading.id, pytest.fail)
    for prompt_id, told in {
        "how-heavy": "7 on a scale from 0 (light as reeds) to 10 (like wet boots)",
        "company": "• A friend",
        "things": "• bread crumbs\n\n• a glove",
    }.items():
        click(button(later, f"What I wrote before: {PROMPTS[prompt_id].label}"))
        qtbot.waitUntil(lambda told=told: told in [t.text() for t in later.findChildren(WrittenText)])
    assert not is_there(later, f"What I wrote before: {PROMPTS[RELEASE].label}")


def test_an_earlier_version_is_compared_in_words_and_comes_back(
    qtbot, later, answered, opened_at, kept, clock
):
    opened_at(answered)
    click(button(later, "Continue writing"))
    clock.advance(minutes=60)
    press(slider(later), KEYS.Key_Home)
    saved(qtbot, later)
    click(button(later, f"Earlier versions: {PROMPTS['how-heavy'].label}"))
    qtbot.waitUntil(lambda: is_there(later, "Bring this back"))
    qtbot.waitUntil(button(later, "Bring this back").isEnabled)
    described = named("Comparison", ComparisonText, later).accessibleDescription()
    assert described == "Gone since then: 7. New since then: 0"
    assert named("Earlier versions", QListWidget, later).count() == 1
    click(button(later, "Bring this back"))
    qtbot.waitUntil(shown(PROMPTS["how-heavy"].ask, QSlider))
    qtbot.waitUntil(slider(later).hasFocus)
    assert slider(later).chosen == 7
    press(slider(later), KEYS.Key_Z, CONTROL)
    assert slider(later).chosen == 0
    press(slider(later), KEYS.Key_Y, CONTROL)
    saved(qtbot, later)
    assert kept_answers(kept, answered)["how-heavy"] == "7"


def test_then_and_now_draws_a_scale_and_tells_each_form_in_words(qtbot, later, answered):
    later.centralWidget().visit("then-and-now")
    columns = {}
    for label, told in {
        "3 How heavy": "2 on a scale from 0 (light as reeds) to 10 (like wet boots)",
        "5 Company": "• Nobody",
        "2 Small things": "• a stone",
    }.items():
        qtbot.waitUntil(lambda label=label: is_there(later, label))
        click(button(later, label))
        qtbot.waitUntil(lambda told=told: told in [c.text() for c in later.findChildren(AnswerColumn)])
        marks = [mark for mark in later.findChildren(ScaleMark) if mark.isVisible()]
        columns[label] = sorted(mark.share for mark in marks)
    assert columns == {"3 How heavy": [0.2, 0.7], "5 Company": [], "2 Small things": []}
    assert not is_there(later, f"7 {PROMPTS[RELEASE].label}")


def test_what_a_search_finds_in_a_choice_is_reached(qtbot, session, later, answered):
    place = Place(answered.reading.id, answered.reflection_id, "what-helped", 33, None, 0.0, "humming")
    with qtbot.waitSignal(session.page_opened):
        session.open_reflection(answered.reflection_id, pytest.fail, place)
    own = pane(later)._cards["what-helped"].editor._own.area
    qtbot.waitUntil(own.hasFocus)
    assert own.selected() == "humming"


def test_a_letter_offers_each_answer_in_words(answered, kept):
    reflection = kept(lambda vault: vault.reflection(answered.reflection_id))
    offered = {each.source.prompt_id: each.text for each in letter_sources(reflection, answered.reading)}
    assert offered["how-heavy"] == "7 on a scale from 0 (light as reeds) to 10 (like wet boots)"
    assert offered["what-helped"] == WRITTEN["what-helped"]
    assert offered["things"] == WRITTEN["things"]


def test_a_backup_is_read_in_words(qtbot, answered, kept):
    reader = BackupReader()
    qtbot.addWidget(reader)
    reader.show_backup("A backup", "", (kept(lambda vault: vault.reflection(answered.reflection_id)),))
    written = reader._text.toPlainText()
    assert "How heavy were your feet at the end?\n7 on a scale from 0 (light as reeds)" in written
    assert "• The water\n• Nothing: I hurried\nmy own humming" in written


def test_an_export_offers_every_prompt_that_keeps_an_answer(qtbot, later, answered, opened_at):
    opened_at(answered)
    later.centralWidget().show_export()
    qtbot.waitUntil(shown("3 How heavy", QCheckBox))
    words = [each.text() for each in later.findChildren(QCheckBox) if each.isVisible()]
    assert not any(PROMPTS[RELEASE].label in each for each in words)


def test_words_to_let_go_of_reach_nothing_but_the_field(qtbot, window, opened, kept, tmp_path):
    gone = "marrowbone thicket 4711"
    text = named(PROMPTS[RELEASE].ask, FleetingText, window)
    text.setFocus()
    type_text(text, gone)
    press(slider(window), KEYS.Key_End)  # something beside it is saved
    saved(qtbot, window)
    assert gone not in json.dumps([*window.centralWidget().drafts().answers.values()])
    window.centralWidget().pause()
    window.centralWidget().leave()
    assert text.toPlainText() == gone  # a pause takes nothing away
    rows = kept(every_row)
    assert rows
    assert not any(gone.encode() in row for row in rows)
    assert kept_answers(kept, opened.page) == {"how-heavy": "10"}
    for path in (each for each in tmp_path.rglob("*") if each.is_file()):
        data = path.read_bytes()
        assert not any(spelling in data for each in encodings(gone).values() for spelling in each), path


def every_row(vault):
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table'"
    return [
        value if isinstance(value, bytes) else str(value).encode()
        for (name,) in vault._database.rows(tables)
        for row in vault._database.rows(f"SELECT * FROM {name}")  # noqa: S608  names of ours
        for value in row
    ]


def test_a_lock_forgets_what_was_to_be_let_go_of(qtbot, session, window):
    text = named(PROMPTS[RELEASE].ask, FleetingText, window)
    type_text(text, "what nobody shall read")
    forgotten = []
    text.textChanged.connect(lambda: forgotten.append(text.toPlainText()))
    with qtbot.waitSignal(session.locked):
        window.lock()
    assert forgotten[-1] == ""
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        session.unlock(PASSPHRASE, pytest.fail)
    qtbot.waitUntil(lambda: bool([f for f in window.findChildren(FleetingText) if f.isVisible()]))
    assert named(PROMPTS[RELEASE].ask, FleetingText, window).toPlainText() == ""


def test_another_page_forgets_it_too(qtbot, session, window):
    type_text(named(PROMPTS[RELEASE].ask, FleetingText, window), "what nobody shall read")
    with qtbot.waitSignal(session.page_opened):
        session.reflect_again(every_type().id, pytest.fail)
    qtbot.waitUntil(lambda: len(window.findChildren(ReleaseField)) == 1)
    assert named(PROMPTS[RELEASE].ask, FleetingText, window).toPlainText() == ""


def test_the_vault_stores_nothing_for_a_prompt_of_this_kind_whoever_asks(
    kept, opened, qtbot, session, window
):
    def save(vault):
        number = vault.begin(vault.keep_edition(every_type())).id
        vault.save(number, {PROMPTS[RELEASE]: "marrowbone", PROMPTS["words"]: "kept"})
        return vault.reflection(number).answers

    assert [answer.text for answer in kept(save)] == ["kept"]
    assert layout.exists(session.folder)
