"""What two texts have in common and where they differ, at any length."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from resilience_desktop.workbook import ANSWER_LIMIT
from resilience_desktop.workbook.comparison import MOST_SHOWN, SHOWN, Fate, Stretch, compare

ANY = st.text(st.characters(exclude_categories=()) | st.sampled_from("  \nab"), max_size=40)


@given(ANY, ANY)
@example("a\0b \ud800 \r\n", "a\0b \udfff\n")
def test_both_texts_can_be_read_off_a_comparison(earlier, present):
    stretches = compare(earlier, present)
    assert "".join(s.text for s in stretches if s.fate is not Fate.NEW) == earlier
    assert "".join(s.text for s in stretches if s.fate is not Fate.GONE) == present
    assert all(s.text for s in stretches)
    assert all(one.fate is not other.fate for one, other in pairwise(stretches))


def test_words_are_compared_and_not_letters():
    assert compare("I was very tired today", "I was tired and cross today") == (
        Stretch(Fate.STAYED, "I was "),
        Stretch(Fate.GONE, "very "),
        Stretch(Fate.STAYED, "tired "),
        Stretch(Fate.NEW, "and cross "),
        Stretch(Fate.STAYED, "today"),
    )


def test_the_same_text_has_no_change_and_an_empty_one_is_all_change():
    assert compare("same", "same") == (Stretch(Fate.STAYED, "same"),)
    assert compare("", "new words") == (Stretch(Fate.NEW, "new words"),)
    assert compare("old", "") == (Stretch(Fate.GONE, "old"),)
    assert compare("", "") == ()


def test_what_stayed_far_from_a_change_is_left_out():
    text = "word " * 4000
    first, left_out, last, gone = compare(f"{text}end", text)
    assert (first.text, last.text) == (text[:SHOWN], text[-SHOWN:])
    assert (left_out.fate, gone) == (Fate.LEFT_OUT, Stretch(Fate.GONE, "end"))
    assert first.text + left_out.text + last.text == text


def test_the_longest_answers_show_a_bounded_piece():
    one, other = ("ab " * ANSWER_LIMIT)[:ANSWER_LIMIT], ("ba " * ANSWER_LIMIT)[:ANSWER_LIMIT]
    stretches = compare(one, other)
    shown = sum(len(s.text) for s in stretches if s.fate is not Fate.LEFT_OUT)
    assert 0 < shown <= 2 * MOST_SHOWN
    assert "".join(s.text for s in stretches if s.fate is Fate.LEFT_OUT)
