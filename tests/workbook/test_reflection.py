from __future__ import annotations

import dataclasses

import pytest

from resilience_desktop import workbook
from resilience_desktop.workbook import ANSWER_LIMIT, OPENNESS, Answer, Edition, Moment, Prompt, Reflection

AT = Moment(0)
EDITION = Edition(1, "tea", "1.0", "en", "A slow cup of tea", "")
PROMPT = Prompt("noticed", "What I noticed", "What did you notice?")


def test_an_answer_is_found_by_its_prompt():
    reflection = Reflection(1, EDITION, AT, AT, answers=(Answer(PROMPT, "steam", AT),))
    assert reflection.text("noticed") == "steam"


def test_what_was_not_answered_is_empty():
    assert Reflection(1, EDITION, AT, AT).text("noticed") == ""


def test_the_limits_are_those_that_the_screens_speak_of():
    assert ANSWER_LIMIT == 1_000_000
    assert (OPENNESS[0], OPENNESS[-1]) == (0, 10)


KINDS = [kind for name in workbook.__all__ if isinstance(kind := getattr(workbook, name), type)]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if dataclasses.is_dataclass(kind)])
def test_values_never_change_and_can_be_compared(kind):
    assert kind.__dataclass_params__.frozen
    assert kind.__dataclass_params__.eq
    assert kind.__hash__ is not None
