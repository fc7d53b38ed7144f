from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from resilience_desktop.errors import ReadingEmpty, ReadingTooLong
from resilience_desktop.readings import parse
from resilience_desktop.readings.writing import pack_text
from resilience_desktop.workbook import (
    Block,
    Heading,
    Listing,
    Noticed,
    Outline,
    Paragraph,
    Piece,
    Quote,
    Reading,
    Role,
    Run,
)
from resilience_desktop.workbook.signs import shown

SIGNS = [
    "*",
    "**",
    "_",
    "`",
    "[",
    "](",
    ")",
    "![",
    "<b>",
    "<http://x.org>",
    "https://x.org",
    "&amp;",
    "&#12;",
    "\\",
]
SIGNS += [
    "# ",
    "- ",
    "+ ",
    "1. ",
    "2) ",
    "---",
    "===",
    "~~~",
    "```",
    "> ",
    "    ",
    "\t",
    "[^1]",
    "[^1]: ",
    "[x]: y",
    "|",
]
SIGNS += [
    ": ",
    " #",
    "'",
    '"',
    "!",
    "@",
    "%",
    "{",
    "}",
    ",",
    "? ",
    "word",
    "two words",
    "é",
    "字",
    "שלום",
    "\u3000",
    "\u2028",
]
SIGNS += [
    "\n",
    "\r\n",
    "\n\n",
    "\x00",
    "\x85",
    "\ud800",
    "\ufeff",
    "\u200b",
    "#",
    "$",
    "10",
    "https:",
    "a_b",
    "a*b",
]

words = st.lists(
    st.sampled_from(SIGNS) | st.text(st.characters(exclude_categories=()), max_size=5), max_size=12
).map("".join)
runs = st.lists(
    st.builds(Run, words, st.booleans(), st.booleans(), st.booleans())
    | st.builds(Run, words)
    | st.integers(1, 4).map(lambda number: Run("", footnote=number)),
    max_size=4,
).map(tuple)
pieces = st.builds(
    Piece,
    runs,
    role=st.sampled_from(Role),
    item=st.none() | st.integers(0, 3) | st.just(10**10),
    is_quote=st.booleans(),
    level=st.integers(1, 6),
    number=st.integers(0, 5),
    when=st.none() | st.sampled_from(Noticed),
)
outlines = st.builds(
    Outline,
    st.lists(pieces, max_size=12).map(tuple),
    language=st.sampled_from(["en", "de-AT", "", "not a tag"]),
    authors=st.lists(words, max_size=2).map(tuple),
    source=words,
    license=words,
)


def page(*pieces: Piece, **facts) -> Reading:
    """Return what is read of the pack of these pieces, after seeing that there is no problem."""
    reading, problems = parse(pack_text(Outline(pieces, **facts), id="a-reading"))
    assert [
        str(problem) for problem in problems if problem.is_error or "asks nothing" not in str(problem)
    ] == []
    return reading


def text(said: str, **facts) -> Piece:
    return Piece((Run(said),), **facts)


def flat(said: str) -> str:
    """Return the words alone, without any blank: breaking up long paragraphs may take or leave some."""
    return "".join(shown(said).split())


def inside(blocks: Iterable[Block]) -> str:
    """Return the words of blocks; the number of a list's item that could not be one is part of its words."""
    found = ""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            found += "".join(run.text for run in block.runs)
        elif isinstance(block, Quote):
            found += inside(block.blocks)
        elif isinstance(block, Listing):
            found += "".join(map(inside, block.items))
    return flat(found)


@given(outlines)
@settings(max_examples=200)
@example(Outline((text("a"), Piece((Run("b", footnote=0), Run("", footnote=2)), role=Role.PROMPT))))
def test_every_word_of_an_outline_is_read_back(outline):
    kept = [piece for piece in outline.pieces if piece.role is not Role.LEFT_OUT]
    if not any(flat(piece.text) for piece in kept):
        with pytest.raises(ReadingEmpty):
            pack_text(outline, id="a-reading")
        return
    reading = page(*outline.pieces, language=outline.language, authors=outline.authors)
    asked = [flat(piece.text) for piece in kept if piece.role is Role.PROMPT and flat(piece.text)]
    assert [flat(prompt.ask) for prompt in reading.prompts] == asked
    notes = {flat(piece.text) for piece in kept if piece.role is Role.FOOTNOTE}
    there = inside(reading.body) + "".join(inside(note.blocks) for note in reading.footnotes)
    assert all(note in there for note in notes)
    body = [piece for piece in kept if piece.role in (Role.TEXT, Role.HEADING)]
    if any(flat(piece.text) or any(run.footnote for run in piece.runs) for piece in body):
        said = re.sub(r"10000000000\.", "", inside(reading.body))
        assert said == "".join(flat(piece.text) for piece in body)
    titles = [flat(piece.text) for piece in kept if piece.role is Role.TITLE and flat(piece.text)]
    if titles:
        assert flat(reading.title).replace(":", "") == "".join(titles).replace(":", "")


@given(st.lists(st.tuples(words, st.sampled_from([None, 0, 1, 2, 3]), st.booleans()), max_size=8))
def test_paragraphs_lists_and_quotes_are_what_they_were(rows):
    rows = [row for row in rows if flat(row[0])]
    if not rows:
        return
    reading = page(*(text(said, item=item, is_quote=is_quote) for said, item, is_quote in rows))
    found = list(_rows(reading.body))
    assert found == [(flat(said), item, is_quote) for said, item, is_quote in rows]


def _rows(blocks, is_quote=False):
    for block in blocks:
        if isinstance(block, Quote):
            yield from _rows(block.blocks, is_quote=True)
        elif isinstance(block, Listing):
            for place, item in enumerate(block.items):
                yield inside(item), block.start + place if block.start else 0, is_quote
        else:
            yield inside([block]), None, is_quote


@given(words.filter(flat))
def test_a_title_and_a_question_come_back_as_they_were(said):
    reading = page(text(said, role=Role.TITLE), text(said, role=Role.PROMPT), text("text"))
    assert reading.title == reading.prompts[0].ask == " ".join(shown(said).split())


def test_styles_come_back():
    runs = (Run("one "), Run("two", emphasis=True), Run(" and "), Run("three ", strong=True), Run("four"))
    (paragraph,) = page(Piece(runs)).body
    assert [run.text for run in paragraph.runs if run.emphasis] == ["two"]
    assert [run.text for run in paragraph.runs if run.strong] == ["three"]


def test_a_style_that_markdown_cannot_say_goes_and_its_words_stay():
    (paragraph,) = page(Piece((Run("再见"), Run("“你好。”", strong=True), Run("吗")))).body
    assert paragraph == Paragraph((Run("再见“你好。”吗"),))


def test_a_heading_keeps_its_level():
    for said in ("One #", "#", "One ##", "\\#", "1."):
        reading = page(text(said, role=Role.HEADING, level=3), text("text"))
        assert reading.body[0] == Heading(3, (Run(said),))


def test_a_line_break_within_a_paragraph_stays():
    (paragraph,) = page(text("one\n- two\n# three")).body
    assert paragraph == Paragraph((Run("one\n- two\n# three"),))


def test_two_lists_in_a_row_stay_two():
    items = [("a", 1), ("b", 2), ("c", 1), ("d", 0), ("e", 5)]
    lists = page(*(text(said, item=item) for said, item in items)).body
    assert [(block.start, len(block.items)) for block in lists] == [(1, 2), (1, 1), (0, 1), (5, 1)]


def test_a_footnote_stands_at_its_mark_and_may_have_several_paragraphs():
    marked = Piece((Run("one."), Run("", footnote=7)))
    reading = page(
        marked, text("first", role=Role.FOOTNOTE, number=7), text("2. second", role=Role.FOOTNOTE, number=7)
    )
    assert reading.body[0].runs == (Run("one."), Run("", footnote=1))
    assert reading.footnotes[0].blocks == (Paragraph((Run("first"),)), Paragraph((Run("2. second"),)))


def test_a_mark_whose_footnote_is_missing_is_kept_as_a_note_without_text():
    reading = page(Piece((Run("others."), Run("", footnote=1), Run(" Just"))), text("next"))
    assert [(note.number, note.blocks) for note in reading.footnotes] == [(1, ())]


def test_a_footnote_that_nothing_points_to_gets_a_mark_at_the_end():
    reading = page(text("one"), text("two"), text("a note", role=Role.FOOTNOTE))
    assert reading.body[-1].runs == (Run("two"), Run("", footnote=1))
    assert inside(reading.footnotes[0].blocks) == "anote"


def test_what_is_left_out_is_in_no_line_of_the_pack():
    assert "secret" not in pack_text(Outline((text("kept"), text("secret", role=Role.LEFT_OUT))), id="a")


@pytest.mark.parametrize("unit", ["word ", "A sentence here. ", "x", "字。", "*_`", "[^1]"])
def test_a_paragraph_that_is_too_long_is_broken_up(unit):
    said = unit * (45_000 // len(unit))
    for piece in (text(said), text(said, is_quote=True), text(said, item=1), text(said, role=Role.HEADING)):
        reading = page(piece, text("last"))
        assert inside(reading.body) == flat(said) + "last"
    noted = page(Piece((Run("a"), Run("", footnote=1))), text(said, role=Role.FOOTNOTE, number=1))
    assert inside(noted.footnotes[0].blocks) == flat(said)


def test_a_long_paragraph_is_broken_between_sentences():
    body = page(text("A sentence here. " * 2000)).body
    assert len(body) > 1
    assert all(paragraph.runs[0].text.endswith("here.") for paragraph in body)


def test_long_lists_and_quotes_stay_whole():
    (listing,) = page(*(text("some words " * 10, item=0) for _ in range(400))).body
    assert len(listing.items) == 400
    quotes = page(*(text("some words " * 10, is_quote=True) for _ in range(400))).body
    assert inside(quotes) == "somewords" * 4000


def test_more_than_fifty_questions_are_refused_in_words():
    asks = [text(f"What is {number}?", role=Role.PROMPT) for number in range(51)]
    assert len(page(*asks[:50]).prompts) == 50
    with pytest.raises(ReadingTooLong, match="at most 50 questions"):
        pack_text(Outline(tuple(asks)), id="a")


@pytest.mark.parametrize(
    "outline",
    [
        Outline(tuple(text("字" * 1000) for _ in range(100))),
        Outline((text("x" * 10_001, role=Role.PROMPT),)),
        Outline((text("x" * 30_000, role=Role.TITLE),)),
        Outline((text("x"),), source="x" * 30_000),
    ],
)
def test_what_a_pack_cannot_hold_is_refused(outline):
    with pytest.raises(ReadingTooLong):
        pack_text(outline, id="a")


def test_two_titles_are_one():
    assert (
        page(text("At work:", role=Role.TITLE), text("Letting go", role=Role.TITLE), text("x")).title
        == "At work: Letting go"
    )
    assert (
        page(text("At work", role=Role.TITLE), text("Letting go", role=Role.TITLE), text("x")).title
        == "At work: Letting go"
    )
    assert (
        page(text("Who?", role=Role.TITLE), text("Letting go", role=Role.TITLE), text("x")).title
        == "Who? Letting go"
    )


def test_without_a_title_the_name_is_one_and_without_a_name_the_first_words():
    nameless = Outline((text("One two three four five six seven eight nine."),))
    assert parse(pack_text(nameless, id="a", name="My file"))[0].title == "My file"
    assert parse(pack_text(nameless, id="a"))[0].title == "One two three four five six seven eight…"


def test_facts_come_back():
    facts = {
        "language": "pt-BR",
        "authors": ("Ada: One", "Ben, Two"),
        "source": "A book #2",
        "license": "CC-BY-4.0",
    }
    reading = page(text("x"), **facts)
    assert {key: getattr(reading, key) for key in facts} == facts
    assert page(text("x"), language="no tag at all").language == "und"
    assert parse(pack_text(Outline((text("x"),)), id="a", version="1.10"))[0].version == "1.10"


def test_a_question_for_some_keeps_its_limit():
    reading = page(*(text(f"Why {when}?", role=Role.PROMPT, when=when) for when in (None, *Noticed)))
    assert [prompt.when for prompt in reading.prompts] == [None, Noticed.RESISTANCE, Noticed.ALL_IN, None]
