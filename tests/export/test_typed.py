"""Typed text is parted so that every letter can be set, and none is added, lost or moved."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.export.layout import Layout, TextSize
from resilience_desktop.export.typed import clean, direction, lines

WIDTH = Layout(size=TextSize.LARGE).measure
INVISIBLE = re.compile("[\u200b\u2066-\u2069\u202a-\u202e]")
ODD = (
    " \t\n\r\x00\x1b\x85\u2028\u2029\ufeff\ufffe\ud800\u200b\u200d\u202e\u2067\u2069\xa0\xad"
    "aW#é\u0301\u20e3\u05e9\u05b0\u0627\u0651漢。ーก👍🏽\U0001f1e9"
)
FLOODS = st.lists(st.tuples(st.sampled_from(ODD), st.sampled_from([1, 1, 2, 30])), max_size=25)
ANY = st.text(st.characters(exclude_categories=())) | FLOODS.map(lambda f: "".join(c * n for c, n in f))


def written(made):
    """Yield the text that each line sets, with a tab between cells."""
    for line in made:
        if isinstance(line, int):
            yield from [""] * line
        elif isinstance(line, str):
            yield line
        else:
            yield "\t".join("".join(pieces) for pieces in line["cells"])


def bare(text):
    return INVISIBLE.sub("", text).replace("\xa0", " ").replace("\t", "    ")


@given(ANY, st.sampled_from(["ltr", "rtl"]))
def test_no_letter_is_added_lost_or_moved(typed, base):
    text = clean(typed)
    assert bare("\n".join(written(lines(text, base, WIDTH)))) == bare(text)


def test_plain_lines_stay_plain_and_empty_ones_are_counted():
    assert lines("One.\n\n\nTwo, “three”.\n", "ltr", WIDTH) == ["One.", 2, "Two, “three”.", 1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_way_to_end_a_line_ends_it(end):
    assert lines(clean(f"a{end}b"), "ltr", WIDTH) == ["a", "b"]


@pytest.mark.parametrize("char", ["\x00", "\x1b", "\x7f", "\x9f", "\ud800", "\ufdd0", "\uffff", "\U0010fffe"])
def test_what_cannot_be_printed_is_shown_as_such(char):
    assert clean(f"a{char}b") == "a\ufffdb"


def test_spaces_are_held_where_a_page_would_swallow_them():
    made = ["".join(line["cells"][0]) for line in lines("  a\nb  c\nd  \n e", "ltr", WIDTH)]
    assert made == ["\xa0 a", "b\xa0 c", "d \xa0", "\xa0e"]


def test_tabs_part_a_line_into_cells():
    assert lines("a\tb c\t", "ltr", WIDTH) == [{"dir": "", "wide": False, "cells": [["a"], ["b c"], [""]]}]


def test_blanks_without_end_are_set_as_several_lines():
    assert len(lines(" " * 1000 + "a", "ltr", WIDTH)) == 6


def test_a_flood_of_tabs_becomes_spaces():
    (line,) = lines("\t".join("ab" * 50), "ltr", WIDTH)
    assert len(line["cells"]) == 1


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Hello שלום", "ltr"),
        ("שלום hello", "rtl"),
        ("مرحبا", "rtl"),
        ("12, 3 (…)", ""),
        ("12 ש", "rtl"),
        ("\u2067שלום\u2069 a", "ltr"),
        ("\u2069\u2066a", ""),
    ],
)
def test_the_first_strong_letter_decides_the_direction(text, way):
    assert direction(text) == way


def test_a_line_tells_its_direction_only_where_it_is_not_the_pages():
    assert [line["dir"] for line in lines("שלום\na ש", "ltr", WIDTH)] == ["rtl", ""]
    assert [line["dir"] for line in lines("שלום\na ש\n12", "rtl", WIDTH)] == ["", "ltr", ""]


@pytest.mark.parametrize(
    "letter", ["W", "a", "é", "漢", "ก", "ー", "\xa0", "👍🏽", "👨\u200d👩\u200d👧", "🇩🇪", "e\u0301"]
)
def test_a_word_wider_than_the_page_may_break_but_not_inside_a_letter(letter):
    (line,) = lines(letter * 150, "ltr", WIDTH)
    pieces = [piece.lstrip("\u200b") for piece in line["cells"][0]]
    assert len(pieces) > 7
    assert all(piece.startswith(letter) and len(piece) % len(letter) == 0 for piece in pieces)


def test_ordinary_long_words_stay_whole():
    word = "Donaudampfschifffahrtsgesellschaft"
    (line,) = lines(f"Die {word} ruht.", "ltr", WIDTH)
    assert line["cells"] == [[f"Die {word} ruht."]]


def test_marks_without_end_are_parted_from_their_letter():
    (line,) = lines("a" + "\u0301" * 500, "ltr", WIDTH)
    assert max(map(len, line["cells"][0])) < 40


def test_bidi_controls_without_end_are_obeyed_only_so_far():
    (line,) = lines("\u202ba" * 90, "ltr", WIDTH)
    assert "".join(line["cells"][0]).count("\u202b") == 60


def test_a_word_without_end_is_set_as_several_paragraphs():
    made = lines("a" * 50_000, "ltr", WIDTH)
    assert len(made) > 5
    assert max(len(line["cells"][0]) for line in made) == 400


def test_a_foreign_mark_is_parted_from_a_right_to_left_letter_and_a_kindred_one_is_not():
    (line,) = lines("ש\u05b0ש\u20e3ש", "ltr", WIDTH)
    assert line["cells"] == [["ש\u05b0ש", "\u20e3ש"]]


def test_a_skin_tone_stays_with_its_emoji_beside_right_to_left_letters():
    (line,) = lines("שלום 👍🏽", "ltr", WIDTH)
    assert line["cells"] == [["שלום \u2066👍🏽\u2069"]]
