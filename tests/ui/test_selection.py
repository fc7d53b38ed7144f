"""What can be chosen for an export, and what comes of the choice."""

import pytest

from resilience_desktop.export.document import Choice
from resilience_desktop.workbook import Answer, CheckIn, Edition, Moment, Prompt, Reading, Reflection
from ui import selection
from ui.widgets.choice_list import Line

AT = Moment(1_795_376_460_000)


def _reading(name, *ids, version="1"):
    prompts = tuple(Prompt(i, i.capitalize(), f"{i}?") for i in ids)
    return Reading(name, version, f"About {name}", "en", (), prompts)


def _round(number, reading, edition=1, check_in=None, **answers):
    kept = Edition(edition, reading.id, reading.version, "en", reading.title, "")
    given = tuple(Answer(Prompt(i, i.capitalize(), f"{i}?"), text, AT) for i, text in answers.items())
    return Reflection(number, kept, AT, AT, check_in or CheckIn(), given)


@pytest.fixture
def rest():
    return _reading("rest", "one", "two")


def _asks(document):
    return [[entry.ask for entry in section.entries] for section in document.sections]


def test_each_prompt_of_a_reading_is_a_line_and_empty_ones_are_told(rest):
    rounds = [_round(1, rest, one="a", two=" \n"), _round(2, rest, one="b")]
    assert selection.lines(rounds, {1: rest}) == [
        Line(("rest", "one"), "1 One", "About rest", empty=False),
        Line(("rest", "two"), "2 Two", "About rest", empty=True),
    ]


def test_prompts_that_only_an_earlier_edition_asked_come_last(rest):
    newer = _reading("rest", "two", version="2")
    rounds = [_round(1, rest, one="a"), _round(2, newer, edition=2, two="b")]
    made = selection.lines(rounds, {1: rest, 2: newer})
    assert [(line.words, line.empty) for line in made] == [("1 Two", False), ("One", False)]


def test_lines_of_several_readings_stand_in_groups(rest):
    work = _reading("work", "one")
    rounds = [_round(1, rest, one="a"), _round(2, work, edition=2, one="b")]
    made = selection.lines(rounds, {1: rest, 2: work})
    assert [line.group for line in made] == ["About rest", "About rest", "About work"]
    assert len({line.key for line in made}) == 3


def test_answers_can_be_chosen_though_their_reading_cannot_be_read(rest):
    made = selection.lines([_round(1, rest, one="a")], {})
    assert made == [Line(("rest", "one"), "One", "About rest", empty=False)]


def test_a_page_without_answers_has_empty_lines_only(rest):
    assert [(line.words, line.empty) for line in selection.blank_lines(rest)] == [
        ("1 One", True),
        ("2 Two", True),
    ]


def test_what_is_left_out_is_left_out_of_every_round_of_its_reading_alone(rest):
    work = _reading("work", "one")
    rounds = [
        _round(1, rest, one="a", two="b"),
        _round(2, rest, one="c"),
        _round(3, work, edition=2, one="d"),
    ]
    made = selection.document(rounds, {1: rest, 2: work}, Choice(), {("rest", "one")})
    assert _asks(made) == [["two?"], ["one?"]]


@pytest.mark.parametrize("answers", [{}, {"one": " "}, {"one": "left out"}])
def test_blank_pages_are_no_document(rest, answers):
    rounds = [_round(1, rest, **answers)]
    assert selection.document(rounds, {1: rest}, Choice(), {("rest", "one")}) is None
    assert selection.document((), {}, Choice(), ()) is None


def test_a_check_in_alone_can_be_written(rest):
    rounds = [_round(1, rest, check_in=CheckIn(before=4))]
    assert selection.document(rounds, {1: rest}, Choice(check_ins=True), ()).sections[0].check_in
    assert selection.document(rounds, {1: rest}, Choice(), ()) is None


def test_a_worksheet_asks_everything_and_answers_nothing(rest):
    made = selection.worksheet(rest, Choice())
    assert made.worksheet
    assert _asks(made) == [["one?", "two?"]]
    assert not any(entry.answer for section in made.sections for entry in section.entries)
