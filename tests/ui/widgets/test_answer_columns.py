"""Answers stand side by side, whole and in their order, and only those in view are made."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest

from resilience_desktop.workbook import CheckIn, EarlierAnswer, Moment, Prompt, Step
from ui.widgets.answer_columns import AHEAD, GAP, LEAST, AnswerColumns
from ui.widgets.past_text import PastText

KEYS = Qt.Key
DAY = 86_400_000
NOW = 1_795_376_460_000  # 22 November 2026
ASK = "What was it?"


def asked(question):
    return Prompt("first", "First", question)


def steps(count):
    return tuple(Step(n, Moment(NOW - (count - n) * DAY), CheckIn()) for n in range(count, 0, -1))


@pytest.fixture
def columns(look, stand):
    """Return columns of 10,000 rounds whose answers are handed over as they are wanted."""
    made = AnswerColumns(look)
    made.asked = []
    made.wanted.connect(lambda ids: made.asked.append(ids))
    made.wanted.connect(lambda ids: made.give([EarlierAnswer(n, asked(ASK), f"answer {n}") for n in ids]))
    stand(made, 1000, 400)
    made.set_steps(steps(10_000), ASK)
    return made


def shown(columns):
    return [
        (each.step.reflection_id, each.text())
        for each in columns.columns
        if each.isVisible() and each.geometry().intersects(columns.viewport().rect())
    ]


def test_the_newest_stand_at_the_left_and_only_some_are_made(columns):
    assert shown(columns) == [(n, f"answer {n}") for n in (10_000, 9_999, 9_998)]
    assert len(columns.columns) < 8
    assert sum(map(len, columns.asked)) < 8 + AHEAD


def test_every_column_can_be_scrolled_to(columns):
    bar = columns.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert shown(columns) == [(n, f"answer {n}") for n in (3, 2, 1)]
    assert columns.columns[-1].geometry().right() <= columns.viewport().width()
    assert len(columns.columns) < 8
    columns.go_to_row(4_000)
    assert shown(columns)[0] == (6_000, "answer 6000")
    columns.go_to(10_000)
    assert shown(columns)[0] == (10_000, "answer 10000")


def test_a_round_without_an_answer_leads_to_the_one_after_it(columns):
    some = tuple(each for each in steps(10_000) if each.reflection_id % 10 == 0)
    columns.set_steps(some, ASK)
    columns.go_to(4_995)
    assert (5_000, "answer 5000") in shown(columns)


def test_long_scrolling_forgets_what_is_far(columns):
    bar = columns.horizontalScrollBar()
    for value in range(0, 60 * bar.singleStep(), bar.singleStep() // 2):
        bar.setValue(value)
    assert len(columns._answers) < 8 + 4 * AHEAD
    assert len({each for ids in columns.asked for each in ids}) == sum(map(len, columns.asked))


def test_arrow_keys_go_from_date_to_date_and_home_to_the_newest(columns, qapp):
    columns.columns[0].stops[0].setFocus()
    for key, number in (
        (KEYS.Key_Left, 10_000),
        (KEYS.Key_Right, 9_999),
        (KEYS.Key_Right, 9_998),
        (KEYS.Key_Right, 9_997),
        (KEYS.Key_End, 1),
        (KEYS.Key_Home, 10_000),
    ):
        QTest.keyClick(qapp.focusWidget(), key)
        assert qapp.focusWidget().text() == Moment(NOW - (10_000 - number) * DAY).day()
        assert number in [each for each, _ in shown(columns)]


def test_the_tab_key_goes_through_dates_and_answers_in_their_order(columns, qapp):
    columns.columns[0].stops[0].setFocus()
    heard = []
    for _ in range(8):
        heard.append(qapp.focusWidget().accessibleName() or qapp.focusWidget().text())
        QTest.keyClick(qapp.focusWidget(), KEYS.Key_Tab)
    days = [Moment(NOW - n * DAY).day() for n in range(4)]
    assert heard == [day for day in days for _ in range(2)]


def test_the_column_with_the_keyboard_stays_while_others_are_scrolled_by(columns, qapp):
    first = columns.columns[0]
    first.stops[1].setFocus()
    columns.horizontalScrollBar().setValue(columns.horizontalScrollBar().maximum())
    assert first.has_keyboard
    assert first.step.reflection_id == 10_000


def test_a_date_opens_its_round(columns):
    opened = []
    columns.opened.connect(lambda each: opened.append(each.reflection_id))
    QTest.mouseClick(columns.columns[1].stops[0], Qt.MouseButton.LeftButton)
    assert opened == [9_999]


def test_another_wording_of_the_question_is_told(look, stand):
    made = stand(AnswerColumns(look), 900, 300)
    made.set_steps(
        steps(2), ASK, (EarlierAnswer(2, asked(ASK), "b"), EarlierAnswer(1, asked("What happened?"), "a"))
    )
    assert [each.asked() for each in made.columns] == ["", "Then asked: What happened?"]


@pytest.mark.parametrize(("width", "count"), [(300, 1), (LEAST * 2 + GAP, 2), (1000, 3)])
def test_columns_are_never_narrower_than_can_be_read(look, stand, width, count):
    made = stand(AnswerColumns(look), width, 300)
    made.set_steps(steps(200), ASK)
    assert len(shown(made)) == count
    assert all(each.width() >= min(LEAST, width) for each in made.columns)


def test_large_text_takes_wider_columns(look, stand):
    made = stand(AnswerColumns(look), 1000, 300)
    made.set_steps(steps(200), ASK)
    look.set_zoom(200)
    assert len(shown(made)) == 1
    assert made.minimumHeight() > 300


def test_few_columns_need_no_scrolling(look, stand):
    made = stand(AnswerColumns(look), 1000, 300)
    made.set_steps(steps(2), ASK)
    assert made.all_in_view
    assert [each.geometry().right() <= 1000 for each in made.columns] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "two\n\nparagraphs",
        "nul\0inside",
        "half \ud800 pair",
        "a\tb",
        "é" * 25_000,
        "🙂" * 12_000 + "\nend",
    ],
)
def test_an_answer_is_whole_and_is_copied_as_it_was_written(look, stand, text):
    made = stand(PastText(look), 300, 200)
    made.set_text(text)
    assert made.text() == text
    assert made.isReadOnly()
    made.selectAll()
    made.copy()
    if "\ud800" not in text and "\0" not in text:  # no clipboard carries these
        assert made.selected() == text
        assert QGuiApplication.clipboard().text() == text


def test_part_of_a_long_paragraph_is_copied_without_the_seams(look, stand):
    text = "".join(chr(0x4E00 + n % 5000) for n in range(30_000))
    made = stand(PastText(look), 300, 200)
    made.set_text("first\n" + text)
    cursor = made.textCursor()
    cursor.setPosition(6 + 490)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor, 30)
    made.setTextCursor(cursor)
    assert made.selected() == text[490:519]  # one of the thirty is the seam


def test_a_million_characters_without_a_blank_are_whole(look, stand):
    made = stand(PastText(look), 300, 200)
    made.set_text("x" * 1_000_000)
    assert made.document().blockCount() == 2_000
    assert made.text() == "x" * 1_000_000
