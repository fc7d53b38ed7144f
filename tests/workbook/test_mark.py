"""A passage is found where it was, and in another edition by its own words and those around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.workbook import Footnote, Heading, Listing, Moment, Paragraph, Reading, Run
from resilience_desktop.workbook.mark import AROUND, find, marked, words_of

AT = Moment(0)
WORDS = "Water\nThe water is quiet. The stone is warm.\nThe water is deep."


def mark(passage: str, words: str = WORDS, nth: int = 0):
    start = -1
    for _ in range(nth + 1):
        start = words.index(passage, start + 1)
    return marked(words, 1, start, start + len(passage), AT)


def test_the_words_of_a_reading_are_its_title_text_and_footnotes_without_their_marks():
    body = (
        Heading(2, (Run("One"),)),
        Paragraph((Run("calm"), Run("", footnote=1), Run(" sea", emphasis=True))),
        Listing(1, ((Paragraph((Run("first"),)),), (Paragraph((Run("second"),)),))),
    )
    notes = (Footnote(1, (Paragraph((Run("A note."),)),)),)
    reading = Reading("r", "1", "Title", "en", body, (), notes, care="Be kind.", series="Series")
    assert words_of(reading) == "Title\nOne\ncalm sea\nfirst\nsecond\nA note."


def test_a_new_mark_knows_its_passage_and_the_words_around_it():
    made = mark("quiet")
    assert (made.passage, made.note, made.made, made.changed) == ("quiet", "", AT, AT)
    assert WORDS[made.start : made.end] == "quiet"
    assert made.before == WORDS[: made.start]
    assert made.after == WORDS[made.end : made.end + AROUND]


@given(st.text("ab \n", min_size=1, max_size=60), st.data())
def test_in_the_same_words_it_is_found_exactly_where_it_was(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert find(words, marked(words, 1, start, end, AT)) == (start, end)


@given(st.text(max_size=80), st.data(), st.text(max_size=80))
def test_whatever_the_other_words_are_only_the_very_passage_is_found(words, data, other):
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    made = marked(words, 1, start, end, AT)
    place = find(other, made)
    assert place is None or other[slice(*place)] == made.passage != ""


def test_it_moves_along_when_words_come_before_it():
    later = "A new beginning.\n" + WORDS
    first, second = mark("The water"), mark("The water", nth=1)
    assert find(later, first) == (first.start + 17, first.end + 17)
    assert find(later, second) == (second.start + 17, second.end + 17)


def test_it_is_found_when_only_the_words_on_one_side_are_still_there():
    changed = "Water\nThe water is deep, we said. The water is quiet."
    assert find(changed, mark("The water")) == (6, 15)
    only = "Stones.\nEverything was rewritten. Still, the stone is warm today."
    assert find(only, mark("stone is warm")) == (only.index("stone"), only.index(" today"))


def test_it_is_not_guessed_at_among_several():
    changed = "Stone.\nNothing is as it was; our water, your water."
    assert find(changed, mark("water")) is None


def test_it_is_not_found_where_its_words_are_gone():
    assert find("Something else.", mark("quiet")) is None
    assert find("", mark("quiet")) is None
