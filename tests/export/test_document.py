"""What stands on the pages: the person's choice, in the reading's order, in the words that were answered."""

from dataclasses import replace

import pytest

from resilience_desktop.export.document import MANY, SCALE, Choice, build, each_text, in_words
from resilience_desktop.workbook import (
    Answer,
    CheckIn,
    Edition,
    Footnote,
    Heading,
    Listing,
    Noticed,
    Paragraph,
    Prompt,
    Quote,
    Reading,
    Reflection,
    Run,
)

from .conftest import EDITION, WHEN

FIRST = Prompt("first", "First", "What was first?", "Anything.")
SECOND = Prompt("second", "Second", "And then?")
THIRD = Prompt("third", "Third", "And last?")
READING = Reading(
    "letting-go",
    "1",
    "Letting go",
    "en",
    (Paragraph((Run("Once."), Run("", footnote=1))),),
    (FIRST, SECOND, THIRD),
    footnotes=(Footnote(1, (Paragraph((Run("A paper."),)),)),),
    authors=("A. Writer",),
    license="CC BY 4.0",
    source="a handout",
)
UNNOTICED = CheckIn()


def reflection(*answers, id=1, edition=EDITION, check_in=UNNOTICED):
    made = tuple(Answer(prompt, text, WHEN) for prompt, text in answers)
    return Reflection(id, edition, WHEN, WHEN, check_in, made)


def entries(document):
    return [
        (entry.number, entry.ask, entry.answer) for section in document.sections for entry in section.entries
    ]


def test_all_that_was_answered_stands_in_the_readings_order_with_its_number():
    round_ = reflection((THIRD, "c"), (FIRST, "a"))
    made = build([round_], {1: READING}, Choice())
    assert entries(made) == [(1, "What was first?", "a"), (3, "And last?", "c")]
    assert (made.title, made.language, made.sections[0].day) == ("Letting go", "en", "22 November 2026")


def test_only_chosen_answers_stand_there():
    rounds = [reflection((FIRST, "a"), (SECOND, "b"), id=1), reflection((FIRST, "x"), (SECOND, "y"), id=2)]
    made = build(rounds, {1: READING}, Choice(prompts=frozenset({(1, "second"), (2, "first")})))
    assert entries(made) == [(2, "And then?", "b"), (1, "What was first?", "x")]


def test_empty_answers_are_left_out_and_blank_reflections_with_them():
    rounds = [reflection((FIRST, " \n\t"), id=1), reflection((FIRST, "x"), (SECOND, ""), id=2)]
    made = build(rounds, {1: READING}, Choice())
    assert entries(made) == [(1, "What was first?", "x")]
    assert len(made.sections) == 1


def test_a_single_blank_reflection_is_still_a_page():
    assert [s.title for s in build([reflection()], {1: READING}, Choice()).sections] == ["Letting go"]


def test_an_answer_keeps_the_wording_it_answered():
    asked = replace(FIRST, ask="What was it, first of all?")
    assert entries(build([reflection((asked, "a"))], {1: READING}, Choice())) == [
        (1, "What was it, first of all?", "a")
    ]


def test_an_answer_whose_prompt_is_gone_comes_last_and_keeps_its_wording():
    gone = Prompt("gone", "Gone", "Asked long ago?")
    made = build([reflection((gone, "z"), (THIRD, "c"))], {1: READING}, Choice())
    assert entries(made) == [(3, "And last?", "c"), (0, "Asked long ago?", "z")]


def test_answers_come_without_their_reading_too():
    made = build([reflection((SECOND, "b"), (FIRST, "a"))], {}, Choice(reading=True))
    assert entries(made) == [(1, "And then?", "b"), (2, "What was first?", "a")]
    assert made.title == "Letting go"


def test_dates_and_check_ins_stand_there_only_when_asked_for():
    round_ = reflection((FIRST, "a"), check_in=CheckIn(3, 6))
    shy = build([round_], {1: READING}, Choice(dates=False)).sections[0]
    open_ = build([round_], {1: READING}, Choice(check_ins=True)).sections[0]
    assert (shy.day, shy.check_in) == ("", "")
    assert (open_.day, open_.check_in) == ("22 November 2026", "Openness: 3 of 10 before, 6 of 10 after")


@pytest.mark.parametrize(
    ("check_in", "words"),
    [
        (CheckIn(), ""),
        (CheckIn(0), "Openness: 0 of 10 before"),
        (CheckIn(None, 10), "Openness: 10 of 10 after"),
        (
            CheckIn(3, 6, Noticed.RESISTANCE),
            "Openness: 3 of 10 before, 6 of 10 after; noticed resistance",
        ),
        (CheckIn(3, None, Noticed.ALL_IN), "Openness: 3 of 10 before; noticed being all in"),
        (CheckIn(noticed=Noticed.BOTH), "Noticed both resistance and being all in"),
    ],
)
def test_a_check_in_is_said_in_plain_words(check_in, words):
    assert in_words(check_in) == words


def test_the_reading_stands_there_once_with_its_footnotes_and_origin():
    rounds = [reflection((FIRST, "a"), id=1), reflection((FIRST, "x"), id=2)]
    first, second = build(rounds, {1: READING}, Choice(reading=True)).sections
    assert first.body == READING.body
    assert first.footnotes == READING.footnotes
    assert first.credits == "A. Writer · a handout · CC BY 4.0"
    assert (second.body, second.footnotes, second.credits) == ((), (), "")


def test_headings_of_a_reading_stand_below_the_title_and_skip_no_level():
    def heading(level):
        return Heading(level, (Run("h"),))

    body = (heading(4), heading(1), Quote((heading(6),)), Listing(0, ((heading(5),),)), heading(2))
    made = build([reflection()], {1: replace(READING, body=body)}, Choice(reading=True)).sections[0].body
    assert made == (
        heading(2),
        heading(2),
        Quote((heading(3),)),
        Listing(0, ((heading(4),),)),
        heading(2),
    )


def test_several_readings_share_a_neutral_title_and_the_commonest_language():
    other = Edition(2, "other", "1", "de", "Anderes", "")
    rounds = [
        reflection((FIRST, "a"), id=1, edition=other),
        reflection((FIRST, "b"), id=2),
        reflection((FIRST, "c"), id=3),
    ]
    made = build(rounds, {1: READING}, Choice())
    assert (made.title, made.language) == (MANY, "en")
    assert [section.language for section in made.sections] == ["de", "en", "en"]


def test_a_worksheet_asks_every_prompt_and_holds_no_answer():
    rounds = [reflection((FIRST, "secret"), id=1), reflection((FIRST, "too"), id=2)]
    made = build(rounds, {1: READING}, Choice(worksheet=True, check_ins=True))
    assert made.worksheet
    assert entries(made) == [(1, "What was first?", ""), (2, "And then?", ""), (3, "And last?", "")]
    assert made.sections[0].entries[0].help == "Anything."
    assert (made.sections[0].day, made.sections[0].check_in) == ("Date:", SCALE)


def test_a_worksheet_needs_no_reflection_and_can_ask_chosen_prompts_only():
    assert len(entries(build([], {1: READING}, Choice(worksheet=True)))) == 3
    chosen = Choice(worksheet=True, dates=False, prompts=frozenset({(1, "second")}))
    made = build([reflection()], {1: READING}, chosen)
    assert entries(made) == [(2, "And then?", "")]
    assert made.sections[0].day == ""


def test_nothing_chosen_is_a_document_without_sections():
    made = build([], {}, Choice())
    assert (made.title, made.language, made.sections) == (MANY, "en", ())


def test_each_text_reaches_every_text():
    made = build([reflection((FIRST, "a"))], {1: READING}, Choice(reading=True))
    seen = []
    same = each_text(made, lambda text: seen.append(text) or text)
    assert same == made
    assert {"a", "What was first?", "Once.", "A paper.", "Letting go", "22 November 2026"} <= set(seen)
