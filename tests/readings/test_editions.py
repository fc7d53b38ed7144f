from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.readings import parse
from resilience_desktop.readings.editions import Difference, Reworded, Standing, difference, order, standing


def ask(name, words="What is here?", **more):
    lines = [
        f"id: {name}",
        f"label: {name}",
        f"ask: {words}",
        *(f"{key}: {value}" for key, value in more.items()),
    ]
    return "\n".join(["```prompt", *lines, "```", ""])


@pytest.fixture
def edition(pack):
    def make(*prompts, body="Some words.", **facts):
        reading, problems = parse(pack(body, "\n".join(prompts), **facts))
        assert reading, problems
        return reading

    return make


def ids(prompts):
    return [prompt.id for prompt in prompts]


def test_prompts_are_told_as_new_reworded_retired_and_unchanged(edition):
    old = edition(ask("stays"), ask("goes"), ask("changes", "What was it?"))
    new = edition(ask("comes"), ask("changes", "What is it now?"), ask("stays"))
    found = difference(old, new)
    assert (ids(found.new), ids(found.retired), ids(found.unchanged)) == (["comes"], ["goes"], ["stays"])
    assert found.reworded == (Reworded(old.prompts[2], new.prompts[1]),)
    assert not found.text_changed


@pytest.mark.parametrize(
    "more",
    [
        {"help": "A word is enough."},
        {"note": "This one is heavy."},
        {"when": "resistance"},
        {"type": "list"},
        {"type": "scale", "min": 0, "max": 5},
        {"type": "choice", "options": "[One, Two]"},
    ],
    ids=str,
)
def test_a_prompt_counts_as_reworded_whatever_a_person_sees_of_it_changes(edition, more):
    found = difference(edition(ask("one")), edition(ask("one", **more)))
    assert ids(each.now for each in found.reworded) == ["one"]


def test_an_end_of_a_scale_and_an_option_are_part_of_the_wording(edition):
    scale = {"type": "scale", "min": 0}
    assert difference(edition(ask("one", **scale, max=5)), edition(ask("one", **scale, max=10))).reworded
    one, other = ({"type": "choice", "options": f"[Yes, {word}]"} for word in ("No", "Not yet"))
    assert difference(edition(ask("one", **one)), edition(ask("one", **other))).reworded


@pytest.mark.parametrize(
    "facts",
    [{"title": "Another"}, {"body": "Other words."}, {"care": "Stop when you like."}, {"license": "CC0"}],
)
def test_a_text_that_changed_beside_the_prompts_is_told(edition, facts):
    assert difference(edition(ask("one")), edition(ask("one"), **facts)).text_changed


def test_the_order_of_prompts_and_the_version_alone_change_nothing(edition):
    old, new = edition(ask("one"), ask("two")), edition(ask("two"), ask("one"), version='"2"')
    assert difference(old, new) == Difference(unchanged=new.prompts)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1.9", "1.10", Standing.NEWER),
        ("1.10", "1.9", Standing.OLDER),
        ("1", "1.0", Standing.CLASH),
        ("1.0", "1.0", Standing.CLASH),
        ("1.0 draft", "1.0", Standing.NEWER),
        ("1.0", "1.0.1", Standing.NEWER),
        ("spring", "summer", Standing.NEWER),
        ("9" * 60, "1" + "0" * 60, Standing.NEWER),
    ],
)
def test_versions_are_compared_number_by_number(edition, old, new, expected):
    words = {"body": "Other words."}
    one, other = (edition(ask("one"), version=f'"{v}"', **more) for v, more in ((old, {}), (new, words)))
    assert standing(one, other) is expected


def test_the_same_pack_is_the_same_edition_and_one_that_is_not_there_is_new(edition):
    assert standing(edition(ask("one")), edition(ask("one"))) is Standing.SAME
    assert standing(None, edition(ask("one"))) is Standing.NEW


@given(
    st.lists(st.integers(0, 99), min_size=1, max_size=4), st.lists(st.integers(0, 99), min_size=1, max_size=4)
)
def test_numbers_of_versions_stand_in_the_order_that_people_count_in(one, other):
    def without_end(numbers):
        while numbers and not numbers[-1]:
            numbers = numbers[:-1]
        return numbers

    said = [".".join(map(str, each)) for each in (one, other)]
    assert (order(said[0]) < order(said[1])) == (without_end(one) < without_end(other))
