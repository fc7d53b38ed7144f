"""Highlights and notes leave on the pages only when they are asked for, each passage with its note."""

import io
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.export import markdown, text, then_and_now, wire
from resilience_desktop.export.document import Choice, Passage, build
from resilience_desktop.export.pdf import Layout, render
from resilience_desktop.workbook import (
    Answer,
    Footnote,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Prompt,
    Quote,
    Reading,
    Reflection,
    Run,
)
from resilience_desktop.workbook.highlighting import highlighted
from resilience_desktop.workbook.mark import marked, words_of
from tests.export.conftest import EDITION, WHEN, lines_of

ASK = Prompt("first", "First", "What was first?")
READING = Reading(
    "letting-go",
    "1",
    "Letting go",
    "en",
    (
        Heading(2, (Run("Still water"),)),
        Paragraph((Run("The water is "), Run("very", emphasis=True), Run(" quiet."), Run("", footnote=1))),
        Listing(1, ((Paragraph((Run("a stone"),)),), (Quote((Paragraph((Run("a tree"),)),)),))),
    ),
    (ASK,),
    footnotes=(Footnote(1, (Paragraph((Run("A paper on water."),)),)),),
)


def mark(passage, note="", number=1):
    words = words_of(READING)
    start = words.index(passage)
    return replace(marked(words, number, start, start + len(passage), WHEN), note=note)


MARKS = (mark("Still water"), mark("very quiet.\na stone", "So *it* is.\nFor now.", 2))


def reflection(id=1, marks=MARKS, answers=("Tired.",)):
    made = tuple(Answer(ASK, answer, WHEN) for answer in answers)
    return Reflection(id, EDITION, WHEN, WHEN, answers=made, marks=marks)


def runs_of(blocks):
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield from block.runs
        elif isinstance(block, Quote):
            yield from runs_of(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from runs_of(item)


def highlights(blocks):
    return "|".join(run.text for run in runs_of(blocks) if run.marked)


def test_they_stand_there_only_when_asked_for():
    shy = build([reflection()], {1: READING}, Choice(reading=True)).sections[0]
    assert shy.passages == ()
    assert highlights(shy.body) == ""
    section = build([reflection()], {1: READING}, Choice(marks=True)).sections[0]
    assert section.passages == (
        Passage("Still water"),
        Passage("very quiet.\na stone", "So *it* is.\nFor now."),
    )


def test_a_reflection_in_which_nothing_is_written_but_marked_is_a_page():
    rounds = [reflection(1, answers=()), reflection(2, (), ()), reflection(3, ())]
    made = build(rounds, {1: READING}, Choice(marks=True))
    assert [bool(section.passages) for section in made.sections] == [True, False]
    assert len(build(rounds, {1: READING}, Choice()).sections) == 1


def test_with_the_reading_they_are_highlighted_in_it_and_it_still_comes_once():
    rounds = [reflection(1), reflection(2, (mark("a tree"),))]
    first, second = build(rounds, {1: READING}, Choice(reading=True, marks=True)).sections
    assert highlights(first.body) == "Still water|very| quiet.|a stone"
    assert (second.body, second.footnotes) == ((), ())
    assert second.passages == (Passage("a tree"),)


def test_a_worksheet_shows_none():
    sheet = build([reflection()], {1: READING}, Choice(reading=True, marks=True, worksheet=True)).sections[0]
    assert (sheet.passages, highlights(sheet.body)) == ((), "")


def test_then_and_now_has_them_by_their_days_the_newest_first():
    rounds = [reflection(1, MARKS[:1]), reflection(2, MARKS)]
    made = then_and_now.build(rounds, {1: READING}, Choice(marks=True, dates=False))
    assert [(each.day, each.words[:5]) for each in made.sections[0].passages] == [
        ("Round 2", "Still"),
        ("", "very "),
        ("Round 1", "Still"),
    ]
    assert then_and_now.build(rounds, {1: READING}, Choice()).sections[0].passages == ()


def test_markdown_quotes_them():
    written = markdown.write(build([reflection()], {1: READING}, Choice(marks=True)))
    assert written.endswith(
        "## Highlights and notes\n\n> Still water\n\n> very quiet.\n>\n> a stone\n\n"
        "So \\*it\\* is.\\\nFor now.\n"
    )


def test_text_sets_them_in():
    written = text.write(build([reflection()], {1: READING}, Choice(marks=True)))
    assert written.endswith(
        "Highlights and notes\n\n    Still water\n\n    very quiet.\n    a stone\nSo *it* is.\nFor now.\n"
    )


def test_the_pdf_quotes_them_highlights_them_in_the_reading_and_stays_accessible():
    document = build([reflection()], {1: READING}, Choice(reading=True, marks=True))
    made = render(document, Layout())
    assert made.universal
    lines = lines_of(made.data)
    at = lines.index("Highlights and notes")
    assert lines[at + 1 : at + 6] == ["Still water", "very quiet.", "a stone", "So *it* is.", "For now."]
    with pikepdf.open(io.BytesIO(made.data)) as pdf, pdf.open_outline() as outline:
        assert [child.title for child in outline.root[0].children][-1] == "Highlights and notes"
        plain = render(build([reflection()], {1: READING}, Choice(reading=True)), Layout())
    assert b"Highlights" not in b"".join(line.encode() for line in lines_of(plain.data))


def test_they_reach_the_process_that_makes_the_pages():
    document = build([reflection()], {1: READING}, Choice(reading=True, marks=True))
    heard = bytearray(wire.render_request(document, Layout(), ""))
    assert wire.read_render(*wire.next_frame(heard))[0] == document


RUNS = st.lists(
    st.one_of(
        st.builds(Run, st.text("ab ", max_size=4)),
        st.builds(lambda number: Run("", footnote=number), st.integers(1, 3)),
    ),
    max_size=3,
).map(tuple)
BLOCKS = st.recursive(
    st.builds(Paragraph, RUNS),
    lambda inner: (
        st.builds(Quote, st.lists(inner, max_size=2).map(tuple))
        | st.builds(
            Listing, st.just(0), st.lists(st.lists(inner, max_size=2).map(tuple), max_size=2).map(tuple)
        )
    ),
    max_leaves=4,
)
MANY = st.lists(BLOCKS, max_size=3).map(tuple)
NOTES = st.lists(st.builds(Footnote, st.integers(1, 3), MANY), max_size=2).map(tuple)


@given(st.text("Tt", max_size=3), MANY, NOTES, st.data())
def test_exactly_the_passage_is_highlighted_and_no_letter_changes(title, body, notes, data):
    reading = Reading("r", "1", title, "en", body, (), notes)
    words = words_of(reading)
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    done = highlighted(reading, [marked(words, 1, start, end, WHEN)])
    assert words_of(done) == words
    blocks = (*done.body, *(block for note in done.footnotes for block in note.blocks))
    found = "".join(run.text for run in runs_of(blocks) if run.marked)
    assert found == words[max(start, len(title)) : end].replace("\n", "")


@pytest.mark.parametrize("marks", [(), (Mark(1, 0, "elsewhere", "", "", "", WHEN, WHEN),)])
def test_a_reading_without_highlights_stays_the_same_value(marks):
    assert highlighted(READING, marks) is READING
