"""Words as a search compares them: without case and accents, in any script, with their exact places."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.workbook.words import Query, fold, parse, spans, words


def folded(text):
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t stop — Café Über straße", ["don", "t", "stop", "cafe", "uber", "strasse"]),
        ("ŁÓDŹ Ærø naïve Œuvre", ["lodz", "aero", "naive", "oeuvre"]),
        ("e\u0301tude étude", ["etude", "etude"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("希望とは 東京", ["希", "望", "と", "は", "東", "京"]),
        ("ภาษา ok", ["ภ", "า", "ษ", "า", "ok"]),
        ("שָׁלוֹם مَرْحَبًا", ["שלום", "مرحبا"]),
        ("🙂 fine👍", ["🙂", "fine", "👍"]),
        ("x_y a\0b \ud800 c\x1bd", ["x", "y", "a", "b", "c", "d"]),
        ("ﷺ ⑴ ½", ["صلىاللهعليهوسلم", "1", "1⁄2"]),
        ("", []),
        ("… — !?", []),
    ],
)
def test_a_text_is_taken_apart_into_what_people_call_words(text, expected):
    assert folded(text) == expected


@given(st.text())
def test_each_word_stands_where_it_says_and_has_no_sign_of_the_index_language(text):
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert fold(text[word.start : word.end]) == word.folded
        assert not any(c.isascii() and not c.isalnum() for c in word.folded)
        end = word.end


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_a_text_in_capitals_or_taken_apart_into_letters_and_accents_has_the_same_words(text):
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("typed", "phrases", "begins"),
    [
        ("tired", (("tired",),), (True,)),
        ("tired ", (("tired",),), (False,)),
        ("ti", (("ti",),), (False,)),
        ("so tired of", (("so",), ("tired",), ("of",)), (False, False, False)),
        ("merg* circle ", (("merg",), ("circle",)), (True, False)),
        ('"the circle" beg', (("the", "circle"), ("beg",)), (False, True)),
        ("“der Kreis", (("der", "kreis"),), (False,)),
        ("don't", (("don", "t"),), (False,)),
        ("希望", (("希", "望"),), (False,)),
        ("same same ", (("same",),), (False,)),
        ('* " “” (', (), ()),
    ],
)
def test_what_is_typed_means_words_beginnings_and_phrases(typed, phrases, begins):
    assert parse(typed) == Query(phrases, begins)


@given(st.text())
def test_whatever_is_typed_is_a_query(typed):
    query = parse(typed)
    assert all(phrase and all(phrase) for phrase in query.phrases)
    assert len(query.phrases) == len(query.begins)


def test_places_are_those_of_the_text_as_it_was_written():
    text = "🙂 Café, café; CAFETERIA. The cafe\u0301"
    assert [text[a:b] for a, b in spans(text, parse("cafe "))] == ["Café", "café", "cafe\u0301"]
    assert [text[a:b] for a, b in spans(text, parse("cafe"))] == ["Café", "café", "CAFETERIA", "cafe\u0301"]
    assert [text[a:b] for a, b in spans(text, parse('"the cafe"'))] == ["The cafe\u0301"]


def test_nothing_is_found_where_one_of_the_words_is_missing():
    assert spans("the circle was short", parse("circle long ")) == ()
    assert spans("the circle was short", parse('"circle short"')) == ()


@given(st.text(min_size=1), st.integers(0), st.integers(1))
def test_every_whole_stretch_of_words_is_found_as_a_phrase(text, first, many):
    there = list(words(text))
    if not there:
        return
    start = first % len(there)
    phrase = there[start : start + 1 + many % 4]
    query = Query((tuple(word.folded for word in phrase),), (False,))
    assert (phrase[0].start, phrase[-1].end) in spans(text, query)
