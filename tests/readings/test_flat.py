from __future__ import annotations

import pytest

from resilience_desktop.readings import flat
from resilience_desktop.readings.flat import Keys
from resilience_desktop.readings.problem import Report

KEYS = Keys(required=("id",), optional=("ask", "names"), lists=("names",))


def read(block: str) -> tuple[dict[str, flat.Entry], list[tuple[int, bool, str]]]:
    """Read a block whose fence stands on line 10."""
    report = Report("pack.md", 1000)
    entries = flat.read(block, 10, KEYS, report)
    return entries, [(p.line, p.is_error, p.message) for p in report.problems()]


def refusal(block: str) -> tuple[int, str]:
    _, ((line, is_error, message),) = read(block)
    assert is_error
    return line, message


def test_values_come_as_they_are_written():
    entries, problems = read("id: no\nask: 1.10\n")
    assert not problems
    assert {key: entry.text for key, entry in entries.items()} == {"id": "no", "ask": "1.10"}
    assert entries["ask"].line == 12


@pytest.mark.parametrize("value", ["1.10", "2", "2026-11-22", "true"])
def test_what_yaml_takes_for_something_else_than_text_is_known(value):
    entries, _ = read(f'id: {value}\nask: "{value}"\n')
    assert not entries["id"].is_text
    assert entries["ask"].is_text


def test_line_breaks_in_a_value_become_spaces_and_other_spaces_stay():
    entries, _ = read("id: |\n  one\n  two\n\n  three\nask: four\u00a0five\n")
    assert entries["id"].text == "one two three"
    assert entries["ask"].text == "four\u00a0five"


def test_a_list_is_read_where_one_is_allowed():
    entries, problems = read("id: x\nnames:\n  - Ada\n  - Ben\n")
    assert not problems
    assert entries["names"].items == ("Ada", "Ben")


def test_a_list_is_refused_elsewhere():
    assert refusal("id: x\nask: [a, b]\n") == (12, "The key “ask” takes one value, not a list.")


@pytest.mark.parametrize("value", ["", '""', "' '", "[]"])
def test_a_key_with_nothing_behind_it_is_missing(value):
    assert refusal(f"id: {value}\n") == (10, "The key “id” is missing, or nothing stands behind it.")


def test_an_empty_block_misses_its_keys():
    assert refusal("")[0] == 10


def test_an_unknown_key_is_a_warning_with_a_guess():
    entries, problems = read("id: x\nasks: y\n")
    assert problems == [(12, False, "The key “asks” is not known, and is left out. Is it “ask”?")]
    assert "id" in entries


def test_a_long_unknown_key_is_told_in_short():
    _, ((_, _, message),) = read(f"id: x\n{'k' * 900}: y\n")
    assert len(message) < 100


def test_a_key_that_stands_twice_is_an_error_where_it_stands_again():
    assert refusal("id: x\nask: y\nid: z\n") == (13, "The key “id” stands here a second time.")


@pytest.mark.parametrize(
    "block",
    [
        "id: x\nask: {a: b}\n",
        "id: x\nask:\n  a: b\n",
        "id: x\nnames: [[a]]\n",
        "id: x\nnames: [{a: b}]\n",
        "id: x\n[a, b]: c\n",
        "id: x\n? {a: b}\n: c\n",
    ],
)
def test_nesting_is_refused_on_its_line(block):
    line, message = refusal(block)
    assert line in (12, 13)
    assert "key: value" in message


@pytest.mark.parametrize("block", ["just words\n", "- a\n- b\n"])
def test_what_is_no_key_and_value_is_refused(block):
    line, message = refusal(block)
    assert line == 11
    assert "key: value" in message


@pytest.mark.parametrize(
    "value", ["&a x", "*a", "!x y", "!!str x", "!!python/object/apply:os.system [ls]", "[&a x, *a]"]
)
def test_anchors_aliases_and_tags_are_refused(value):
    line, message = refusal(f"id: x\nnames: {value}\n")
    assert line == 12
    assert "anchors, aliases and tags" in message


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("id: x\nask: a: b\n", 12),
        ("id: x\nask: 'never closed\nmore\n", 12),
        ("id: x\nwords without a colon\nask: y\n", 12),
        ("id: x\n\task: y\n", 12),
        ("id: x\nask: @y\n", 12),
        ("id: x\nask: *very* much\n", 12),
        ("id: x\n--- \nid: y\n", 12),
    ],
)
def test_broken_yaml_is_told_on_its_line_with_a_way_out(block, line):
    at, message = refusal(block)
    assert at == line
    assert "quotes" in message


@pytest.mark.parametrize("escape", [r"\UFFFFFFFF", r"\U00110000"])
def test_an_escape_for_no_character_is_told(escape):
    line, message = refusal(f'id: x\nask: "{escape}"\n')
    assert line == 11
    assert "escape" in message


def test_an_impossible_directive_is_told():
    assert refusal(f"%YAML {'1' * 5000}.1\n---\nid: x\n")[0] == 11


@pytest.mark.parametrize("escape", [r"\e[2J", r"\0", r"\ud800"])
def test_a_control_character_cannot_come_in_through_an_escape(escape):
    line, message = refusal(f'id: x\nask: "a{escape}"\n')
    assert line == 12
    assert "control character" in message


def test_a_control_character_in_a_key_never_reaches_a_message():
    _, ((_, _, message),) = read('id: x\n"a\\e[2J": y\n')
    assert message.isprintable()


def test_lines_are_counted_as_editors_count_them():
    _, problems = read('id: x\nask: "a\u2028b\u2029c"\nodd: y\n')
    assert [line for line, _, _ in problems] == [13]


@pytest.mark.parametrize("text", ["a", "A-b.c_9", "0", "x" * 64])
def test_ids_of_plain_letters_are_taken(text):
    report = Report("pack.md", 9)
    flat.check_id({"id": flat.Entry((text,), 2)}, report)
    assert not report.problems()


@pytest.mark.parametrize("text", ["-a", "a b", "größe", "x" * 65, "a/b"])
def test_other_ids_are_refused(text):
    report = Report("pack.md", 9)
    flat.check_id({"id": flat.Entry((text,), 2)}, report)
    assert [(p.line, p.is_error) for p in report.problems()] == [(2, True)]
