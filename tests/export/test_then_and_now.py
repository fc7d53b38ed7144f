"""Then and now on paper: each prompt with its answers over time, and the path as a table."""

import io
import re
from dataclasses import replace

import pikepdf
import pytest

from resilience_desktop.export import markdown, text, wire
from resilience_desktop.export.document import Choice, Stood
from resilience_desktop.export.layout import Layout
from resilience_desktop.export.pdf import render
from resilience_desktop.export.then_and_now import build
from resilience_desktop.workbook import Answer, CheckIn, Edition, Moment, Noticed, Prompt, Reading, Reflection

from .conftest import WHEN, lines_of

FIRST, SECOND = Prompt("first", "First", "What was first?"), Prompt("second", "Second", "And then?")
GONE = Prompt("gone", "Gone", "What is asked no more?")
READING = Reading("letting-go", "1", "Letting go", "en", (), (FIRST, SECOND))
EDITION = Edition(7, "letting-go", "1", "en", "Letting go", "")
DAY = 86_400_000


def round_of(number, *pairs, check_in=None):
    at = Moment(WHEN.utc_ms - (3 - number) * 14 * DAY, WHEN.zone)
    answers = tuple(Answer(prompt, words, at) for prompt, words in pairs)
    return Reflection(number, EDITION, at, at, check_in or CheckIn(), answers)


ROUNDS = (
    round_of(1, (GONE, "once"), (replace(FIRST, ask="What was it?"), "angry"), check_in=CheckIn(1, 2)),
    round_of(2, (FIRST, "  "), (SECOND, "years ago")),
    round_of(3, (FIRST, "tired *now*"), check_in=CheckIn(None, 7, Noticed.RESISTANCE)),
)
READINGS = {7: READING}


@pytest.fixture(scope="module")
def document():
    return build(ROUNDS, READINGS, Choice(check_ins=True))


def test_each_prompt_has_its_answers_the_newest_first(document):
    (section,) = document.sections
    asked = [(e.number, e.ask, [(then.day, then.answer) for then in e.rounds]) for e in section.entries]
    assert asked == [
        (1, "What was first?", [("22 November 2026", "tired *now*"), ("25 October 2026", "angry")]),
        (2, "And then?", [("8 November 2026", "years ago")]),
        (0, "What is asked no more?", [("25 October 2026", "once")]),
    ]
    assert [then.ask for then in section.entries[0].rounds] == ["", "What was it?"]


def test_the_path_is_a_table_without_rounds_that_say_nothing(document):
    assert document.sections[0].path == (
        Stood("22 November 2026", "", "7", "resistance"),
        Stood("25 October 2026", "1", "2", ""),
    )


def test_what_is_not_wanted_stays_away():
    plain = build(ROUNDS, READINGS, Choice(prompts=frozenset({(2, "second")}), dates=False))
    (section,) = plain.sections
    assert section.path == ()
    assert [(e.ask, [then.day for then in e.rounds]) for e in section.entries] == [("And then?", ["Round 2"])]


def test_each_reading_has_its_own_section():
    other = replace(ROUNDS[0], id=9, edition=replace(EDITION, id=8, reading_id="tea", title="Tea"))
    made = build((*ROUNDS, other), READINGS, Choice())
    assert [(s.title, len(s.entries)) for s in made.sections] == [("Tea", 2), ("Letting go", 3)]
    assert made.title == "Reflections"


def test_the_words_and_the_table_stand_in_the_pdf_and_are_tagged(document):
    made = render(document, Layout())
    words = " ".join(" ".join(lines_of(made.data)).split())
    for each in ("22 November 2026 7 resistance", "Then asked: What was it?", "tired *now*"):
        assert each in words
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        tagged = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        kinds = [str(each.S) for each in tagged]
        metadata = bytes(pdf.Root.Metadata.read_bytes())
    assert kinds.count("/Table") == 1
    assert kinds.count("/TH") == 4
    assert kinds.count("/TD") == 8
    assert kinds.count("/H3") == 4
    assert re.search(rb"pdfuaid:part>1<", metadata)


def test_markdown_and_text_hold_it_too(document):
    written = markdown.write(document)
    assert "## 1\\. What was first?\n\n### 22 November 2026\n\ntired \\*now\\*\n\n" in written
    assert "*Then asked: What was it?*" in written
    assert "- 25 October 2026: before 1, after 2" in written
    plain = text.write(document)
    assert "22 November 2026: after 7, noticed resistance\n" in plain
    assert "25 October 2026\nThen asked: What was it?\nangry\n" in plain


def test_it_reaches_the_process_that_makes_the_pages(document):
    header, body = wire.next_frame(bytearray(wire.render_request(document, Layout(), "")))
    assert wire.read_render(header, body)[0] == document
