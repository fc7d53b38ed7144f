"""Each type of prompt is read with its details, and what is wrong with them is told with its line."""

from __future__ import annotations

import pytest

from resilience_desktop.readings import parse
from resilience_desktop.workbook import Choices, PromptType, Scale


def fence(type_: str, *lines: str) -> str:
    head = ("```prompt", "id: first", "label: First", "ask: What is here?", f"type: {type_}")
    return "\n".join([*head, *lines, "```", ""])


SCALE = ("min: 0", "max: 10")
CHOICE = ("options: [Rest, Company]",)
FIRST = 16
"""The line of the first detail of a prompt."""


def prompt_of(text):
    reading, problems = parse(text)
    assert problems == ()
    return reading.prompts[0]


@pytest.mark.parametrize("type_", ["text", "list", "release"])
def test_a_type_without_details_is_taken(pack, type_):
    prompt = prompt_of(pack(prompts=fence(type_)))
    assert (prompt.type, prompt.kind) == (type_, PromptType(type_))
    assert (prompt.scale, prompt.choices) == (None, None)


def test_a_scale_is_read_with_its_ends(pack):
    lines = ("min: -2", "max: +2", "min-label: heavy", 'max-label: "light: as air"')
    prompt = prompt_of(pack(prompts=fence("scale", *lines)))
    assert prompt.kind is PromptType.SCALE
    assert prompt.scale == Scale(-2, 2, "heavy", "light: as air")


def test_the_ends_of_a_scale_need_no_words(pack):
    assert prompt_of(pack(prompts=fence("scale", *SCALE))).scale == Scale(0, 10)


def test_a_choice_is_read_with_its_options(pack):
    lines = ("options:", "- Rest", "- 'Company: of a kind'", "several: yes", "own: no")
    prompt = prompt_of(pack(prompts=fence("choice", *lines)))
    assert prompt.kind is PromptType.CHOICE
    assert prompt.choices == Choices(("Rest", "Company: of a kind"), several=True, own=False)


def test_one_option_and_no_own_words_unless_the_pack_says_so(pack):
    assert prompt_of(pack(prompts=fence("choice", *CHOICE))).choices == Choices(("Rest", "Company"))
    assert prompt_of(pack(prompts=fence("choice", *CHOICE, "own: Yes"))).choices.own


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (("max: 10",), 11),
        (("min: 0",), 11),
        (("min: low", "max: 10"), FIRST),
        (("min: 0", "max: 9.5"), FIRST + 1),
        (("min: 0", "max: 0"), FIRST + 1),
        (("min: 5", "max: 1"), FIRST + 1),
        (("min: 0", "max: 101"), FIRST + 1),
        (("min: 990", "max: 1001"), FIRST + 1),
        (("min: 0", "max: 99999999999999999999"), FIRST + 1),
        (("min: 0", "max: 10", f"max-label: {'x' * 201}"), FIRST + 2),
        (("min: [0, 1]", "max: 10"), FIRST),
    ],
)
def test_ends_that_are_no_scale_are_an_error_on_their_line(pack, lines, at):
    reading, problems = parse(pack(prompts=fence("scale", *lines)))
    assert reading is None
    assert {problem.line for problem in problems} == {at}
    assert all(problem.is_error for problem in problems)


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        ((), 11),
        (("options: Rest",), FIRST),
        ((f"options: [{', '.join(map(str, range(31)))}]",), FIRST),
        (("options: [Rest, Rest]",), FIRST),
        ((f"options: [Rest, {'x' * 201}]",), FIRST),
        ((*CHOICE, "several: often"), FIRST + 1),
        ((*CHOICE, "own: 1"), FIRST + 1),
    ],
)
def test_options_that_are_no_choice_are_an_error_on_their_line(pack, only_problem, lines, at):
    problem = only_problem(pack(prompts=fence("choice", *lines)))
    assert problem.is_error
    assert problem.line == at


def test_the_bounds_themselves_are_allowed(pack):
    widest = fence("scale", "min: 900", "max: 1000", f"min-label: {'x' * 200}")
    assert prompt_of(pack(prompts=widest)).scale.high == 1000
    thirty = fence("choice", f"options: [{', '.join(f'o{n}' for n in range(29))}, {'x' * 200}]")
    assert len(prompt_of(pack(prompts=thirty)).choices.options) == 30


@pytest.mark.parametrize(
    ("type_", "lines"), [("text", ("min: 1",)), ("scale", (*SCALE, "own: yes")), ("list", CHOICE)]
)
def test_a_detail_of_another_type_is_left_out_with_a_warning(pack, only_problem, type_, lines):
    text = pack(prompts=fence(type_, *lines))
    problem = only_problem(text)
    assert not problem.is_error
    assert problem.line == FIRST + len(lines) - 1
    assert parse(text)[0].prompts[0].choices is None


def test_a_type_that_is_not_known_is_answered_as_text_whatever_else_stands_there(pack, only_problem):
    text = pack(prompts=fence("drawing", *SCALE, *CHOICE))
    assert not only_problem(text).is_error
    prompt = parse(text)[0].prompts[0]
    assert (prompt.type, prompt.kind) == ("drawing", PromptType.TEXT)


def test_the_examples_of_the_guide_are_read_as_it_says(pack):
    from resilience_desktop.paths import assets

    guide = (assets() / "readings" / "README.md").read_text(encoding="utf-8")
    example = guide.partition("### Other ways to answer")[2].split("````markdown\n")[1].split("````")[0]
    reading, problems = parse(pack(prompts=example))
    assert problems == ()
    scale, choice = reading.prompts
    assert scale.scale == Scale(0, 10, "cold", "as warm as the cup")
    assert choice.choices == Choices(
        ("The window", "Someone beside me", "Nothing: I left"), several=True, own=True
    )
