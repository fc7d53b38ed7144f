"""Whatever is done to the paragraphs, what is seen is what there is, and all of it can be taken back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shiboken6 import delete

from resilience_desktop.workbook import Outline, Piece, Role, Run
from ui.importing.outline_column import OutlineColumn
from ui.theme import Look

START = Outline(
    (
        Piece((Run("A title"),), Role.TITLE, "stands first"),
        Piece((Run("One "), Run("two", strong=True), Run("", footnote=1), Run(" three"))),
        Piece((Run("日本語 🍵"),), item=0),
        Piece((Run("What now?"),), Role.PROMPT, item=2),
        Piece((), Role.FOOTNOTE, number=1),
    )
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("go"), st.integers(0, 8)),
        st.tuples(st.just("split"), st.integers(0, 12)),
        st.tuples(st.just("role"), st.sampled_from(Role)),
        st.tuples(st.just("type"), st.sampled_from(("x", " ", "語", "🍵"))),
        st.tuples(st.just("title"), st.sampled_from(("", "Tea", "A title"))),
        st.tuples(st.sampled_from(("merge", "up", "down", "undo", "redo")), st.none()),
    ),
    max_size=25,
)


@pytest.fixture(scope="module")
def still_look(qapp):
    made = Look(qapp, "day")
    yield made
    made.setParent(None)


def _do(column, step, given):
    pane, last = column.pane, len(column.outline.pieces) - 1
    if step == "go":
        column.list.go_to(min(given, last))
    elif step == "split":
        pane.text.caret = given
        pane.text.split_asked.emit()
    elif step == "role":
        pane.role_chosen.emit(given)
    elif step == "type":
        pane.text.textCursor().insertText(given)
    elif step == "title":
        column.set_title(given)
    else:
        getattr(pane, step).click()


def _check(column):
    pieces, row = column.outline.pieces, column.list.row
    assert 0 <= row < len(pieces)
    assert column.list.model().rowCount() == len(pieces)
    assert [column.list.model().index(n, 0).data(256) for n in range(len(pieces))] == list(pieces)
    assert column.pane.text.text() == pieces[row].text
    assert list(Role).index(pieces[row].role) == column.pane.chips.place


@given(STEPS)
@settings(max_examples=100)
def test_what_is_seen_is_what_there_is_and_all_can_be_taken_back(still_look, steps):
    column = OutlineColumn(still_look, "tea", START)
    try:
        for step, given_ in steps:
            _do(column, step, given_)
            _check(column)
        while column.pane.redo.isEnabled():
            column.redo()
        now = column.outline
        while column.pane.undo.isEnabled():
            column.undo()
            _check(column)
        assert column.outline == START
        while column.pane.redo.isEnabled():
            column.redo()
        _check(column)
        assert column.outline == now
    finally:
        delete(column)
