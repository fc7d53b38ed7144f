"""A place in a reading's words and a place in the document that shows them lead to each other."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from resilience_desktop.workbook import Footnote, Heading, Listing, Paragraph, Quote, Reading, Rule, Run
from resilience_desktop.workbook.mark import words_of
from ui.widgets.exact_text import read_exactly, units
from ui.widgets.prose import ProseWriter
from ui.widgets.word_places import WordPlaces

RUNS = st.lists(
    st.one_of(
        st.builds(Run, st.text("ab 😀ש.", max_size=6), st.booleans()),
        st.builds(lambda number: Run("", footnote=number), st.integers(1, 9)),
    ),
    max_size=4,
).map(tuple)
PARAGRAPHS = st.builds(Paragraph, RUNS)
BLOCKS = st.recursive(
    st.one_of(PARAGRAPHS, st.builds(Heading, st.integers(1, 3), RUNS), st.just(Rule())),
    lambda inner: st.one_of(
        st.builds(Quote, st.lists(inner, max_size=3).map(tuple)),
        st.builds(
            Listing,
            st.integers(0, 3),
            st.lists(st.lists(inner, max_size=2).map(tuple), max_size=3).map(tuple),
        ),
    ),
    max_leaves=6,
)
READINGS = st.builds(
    Reading,
    st.just("r"),
    st.just("1"),
    st.text("Tt 😀", min_size=1, max_size=5),
    st.just("en"),
    st.lists(BLOCKS, max_size=4).map(tuple),
    st.just(()),
    st.lists(st.builds(Footnote, st.integers(1, 9), st.lists(BLOCKS, max_size=2).map(tuple)), max_size=2).map(
        tuple
    ),
    series=st.sampled_from(("", "Series")),
    care=st.sampled_from(("", "Take care.")),
)


def written(look, reading):
    document = QTextDocument()
    writer = ProseWriter(document, look)
    writer.write(reading)
    return document, WordPlaces(words_of(reading), writer.pieces)


def shown(document, first, last):
    text = units(read_exactly(document))[2 * first : 2 * last]
    return text.decode("utf-16-le", "surrogatepass")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(READINGS, st.data())
def test_every_stretch_of_words_stands_in_the_document_letter_for_letter(look, reading, data):
    document, places = written(look, reading)
    words = places.words
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    there = "".join(shown(document, *stretch) for stretch in places.stretches(start, end))
    assert there == words[start:end].replace("\n", "")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(READINGS, st.data())
def test_what_is_selected_where_a_passage_stands_is_that_passage(look, reading, data):
    _, places = written(look, reading)
    words = places.words
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    stretches = places.stretches(start, end)
    if stretches:
        passage = words[slice(*places.passage(stretches[0][0], stretches[-1][1]))]
        assert passage == words[start:end].strip()


@pytest.mark.parametrize(
    ("selected", "passage"),
    [
        ("•\tone", "one"),
        ("calm.1 And", "calm. And"),
        ("1\u2002A note", "A note"),
        ("Series", ""),
        ("Take care.", ""),
        ("Series\nTitle\ncal", "Title\ncal"),
        (" And more.\n", "And more."),
        ("more.\n•\tone\n•\ttwo", "more.\none\ntwo"),
    ],
)
def test_what_the_page_adds_belongs_to_no_passage(look, selected, passage):
    note = Footnote(1, (Paragraph((Run("A note"),)),))
    items = tuple((Paragraph((Run(text),)),) for text in ("one", "two"))
    first = Paragraph((Run("calm."), Run("", footnote=1), Run(" And more.")))
    reading = Reading(
        "r",
        "1",
        "Title",
        "en",
        (first, Listing(0, items)),
        (),
        (note,),
        series="Series",
        care="Take care.",
    )
    document, places = written(look, reading)
    at = read_exactly(document).index(selected)
    assert places.words[slice(*places.passage(at, at + len(selected)))] == passage
