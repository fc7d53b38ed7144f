"""The details of a prompt survive as plain values, and nonsense in their place hides no answer."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.workbook import Choices, Prompt, PromptType, Scale
from resilience_desktop.workbook.details import detailed, details

label = st.text(max_size=20).filter(lambda words: "\n" not in words)
option = label.filter(bool)
scales = st.builds(
    lambda low, steps, a, b: Scale(low, low + steps, a, b),
    st.integers(-900, 900),
    st.integers(1, 100),
    label,
    label,
)
choices = st.builds(
    Choices,
    st.lists(option, min_size=2, max_size=30, unique=True).map(tuple),
    several=st.booleans(),
    own=st.booleans(),
)
prompts = st.one_of(
    scales.map(lambda scale: Prompt("a", "A", "How?", type="scale", scale=scale)),
    choices.map(lambda some: Prompt("b", "B", "What?", type="choice", choices=some)),
    st.sampled_from(["text", "list", "release", "drawing", "scale", "choice"]).map(
        lambda name: Prompt("c", "C", "Which?", type=name)
    ),
)
nonsense = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["min", "max", "min_label", "options", "several"]), inner)
    ),
)


@given(prompts)
def test_details_come_back_as_they_were(prompt):
    bare = replace(prompt, scale=None, choices=None)
    assert detailed(bare, json.loads(json.dumps(details(prompt)))) == prompt


@given(nonsense, st.sampled_from(["scale", "choice", "text", "list"]))
def test_nonsense_in_their_place_is_answered_as_text_or_is_sound(found, name):
    prompt = detailed(Prompt("a", "A", "How?", type=name), found)
    assert prompt.scale is None or prompt.scale.is_sound
    assert prompt.choices is None or prompt.choices.is_sound
    assert prompt.kind is PromptType.TEXT or details(prompt) or name == "list"


def test_a_prompt_of_plain_words_has_no_details():
    assert details(Prompt("a", "A", "How?")) == {}
    assert details(Prompt("a", "A", "How?", type="release")) == {}


@pytest.mark.parametrize(
    "scale", [Scale(0, 0), Scale(3, 1), Scale(0, 101), Scale(-1001, -950), Scale(0, 5, "x" * 201)]
)
def test_a_scale_out_of_bounds_is_not_shown(scale):
    assert not scale.is_sound


@pytest.mark.parametrize("options", [("a",), ("a", "a"), ("a", ""), ("a", "b\nc"), ("a", "x" * 201)])
def test_options_that_cannot_be_told_apart_are_not_shown(options):
    assert not Choices(options).is_sound
