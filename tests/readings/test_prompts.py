from __future__ import annotations

from dataclasses import replace

import pytest

from resilience_desktop.readings import parse
from resilience_desktop.workbook import Noticed, Prompt


def fence(**facts: str | None) -> str:
    lines = {"id": "first", "label": "First", "ask": "What is here?"} | facts
    return "\n".join(["```prompt", *(f"{k}: {v}" for k, v in lines.items() if v is not None), "```", ""])


def test_a_prompt_is_read_in_full(pack):
    prompt = fence(help="Take your time.", type="text", when="all-in")
    reading, problems = parse(pack(prompts=prompt))
    assert not problems
    assert reading.prompts == (
        Prompt("first", "First", "What is here?", "Take your time.", "text", Noticed.ALL_IN),
    )


def test_a_content_note_is_read_and_is_no_part_of_the_wording(pack):
    reading, problems = parse(pack(prompts=fence(note="It touches on loss.")))
    (prompt,) = reading.prompts
    assert problems == ()
    assert prompt.note == "It touches on loss."
    assert prompt == replace(prompt, note="")


def test_prompts_keep_the_order_of_the_file_and_leave_the_text(pack):
    reading, _ = parse(pack(prompts=f"{fence(id='b')}\nBetween.\n\n{fence(id='a')}"))
    assert [prompt.id for prompt in reading.prompts] == ["b", "a"]
    assert len(reading.body) == 1


@pytest.mark.parametrize("key", ["id", "label", "ask"])
def test_each_needed_key_is_missed_where_the_prompt_opens(pack, only_problem, key):
    problem = only_problem(pack(prompts=fence(**{key: None})))
    assert problem.is_error
    assert problem.line == 11
    assert f"“{key}”" in problem.message


def test_an_unknown_key_is_a_warning_on_its_line(pack, only_problem):
    problem = only_problem(pack(prompts=fence(hint="x")))
    assert not problem.is_error
    assert problem.line == 15


def test_an_unknown_type_is_kept_and_warned_of(pack, only_problem):
    text = pack(prompts=fence(type="drawing"))
    problem = only_problem(text)
    assert not problem.is_error
    assert problem.line == 15
    assert parse(text)[0].prompts[0].type == "drawing"


@pytest.mark.parametrize("when", ["both", "never", "Resistance"])
def test_an_unknown_when_is_an_error(pack, only_problem, when):
    problem = only_problem(pack(prompts=fence(when=when)))
    assert problem.is_error
    assert problem.line == 15


def test_two_prompts_of_one_id_are_an_error_at_the_second(pack, only_problem):
    problem = only_problem(pack(prompts=fence() + "\n" + fence(label="Again")))
    assert problem.is_error
    assert problem.line == 17
    assert "“first”" in problem.message


def test_fifty_prompts_are_enough(pack, only_problem):
    fifty = "\n".join(fence(id=f"p{n}") for n in range(50))
    reading, problems = parse(pack(prompts=fifty))
    assert not problems
    assert len(reading.prompts) == 50
    problem = only_problem(pack(prompts=f"{fifty}\n{fence(id='p50')}"))
    assert problem.is_error
    assert problem.line == 11 + 50 * 6


def test_a_reading_that_asks_nothing_is_a_warning(pack, only_problem):
    assert not only_problem(pack("Text", prompts="")).is_error


@pytest.mark.parametrize(
    ("before", "indent", "above"), [("- ", "  ", 0), ("> ", "> ", 0), ("x[^1]\n\n[^1]: ", "    ", 2)]
)
def test_a_prompt_stands_by_itself(pack, only_problem, before, indent, above):
    inside = before + fence().rstrip().replace("\n", f"\n{indent}")
    problem = only_problem(pack(prompts=inside))
    assert problem.is_error
    assert problem.line == 11 + above


def test_a_longer_fence_and_tildes_open_a_prompt_too(pack):
    prompt = fence().replace("```", "~~~~")
    assert len(parse(pack(prompts=prompt))[0].prompts) == 1


def test_markup_in_a_prompt_stays_as_it_is_written(pack):
    reading, _ = parse(pack(prompts=fence(ask="Is 1 <b>2</b> *3*?")))
    assert reading.prompts[0].ask == "Is 1 <b>2</b> *3*?"
