"""Every change can be taken back and made again."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.workbook import Outline, Piece, Run
from ui.importing.steps import MOST, Steps, first_difference


def outline(*texts):
    return Outline(tuple(Piece((Run(text),)) for text in texts))


@given(st.lists(st.sampled_from("abc"), max_size=8))
def test_all_changes_can_be_taken_back_and_made_again(words):
    steps = Steps(outline("start"))
    seen = [steps.now, *(steps.now for word in words if steps.go(outline(word)))]
    for earlier in reversed(seen[:-1]):
        steps.undo()
        assert steps.now == earlier
    assert not steps.can_undo
    for later in seen[1:]:
        steps.redo()
        assert steps.now == later
    assert not steps.can_redo


def test_changes_of_one_kind_in_a_row_are_one():
    steps = Steps(outline(""))
    for text in ("t", "te", "tea"):
        steps.go(outline(text), "words 0")
    steps.go(outline("coffee"), "words 1")
    steps.undo()
    assert steps.now == outline("tea")
    steps.undo()
    assert steps.now == outline("")


def test_what_was_taken_back_is_gone_after_another_change():
    steps = Steps(outline("a"))
    steps.go(outline("b"))
    steps.undo()
    steps.go(outline("c"))
    assert not steps.can_redo


def test_a_change_of_the_same_kind_after_undo_can_be_taken_back_alone():
    steps = Steps(outline("a"))
    steps.go(outline("b"), "words")
    steps.go(outline("x"))
    steps.undo()
    steps.go(outline("c"), "words")
    steps.undo()
    assert steps.now == outline("b")


def test_what_was_changed_to_and_fro_is_no_step():
    steps = Steps(outline("a"))
    steps.go(outline("b"))
    steps.go(outline("bc"), "words")
    steps.go(outline("b"), "words")
    steps.undo()
    assert steps.now == outline("a")
    assert not steps.can_undo


def test_no_change_is_no_step():
    steps = Steps(outline("a"))
    assert not steps.go(outline("a"))
    assert not steps.can_undo


def test_the_oldest_changes_are_forgotten_and_the_rest_stays():
    steps = Steps(outline("start"))
    for number in range(MOST + 10):
        steps.go(outline(str(number)))
    for _ in range(MOST + 20):
        steps.undo()
    assert steps.now == outline("9")


def test_the_first_difference_is_where_one_looks():
    assert first_difference(outline("a", "b", "c"), outline("a", "x", "c")) == 1
    assert first_difference(outline("a"), outline("a", "b")) == 1
    made = outline("a")
    assert first_difference(made, replace(made, source="s")) == 1
