from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_desktop.paths import assets
from resilience_desktop.readings import parse
from resilience_desktop.workbook.signs import UNSHOWN

HEAD = '---\nformat: 1\nid: a\nversion: "1"\ntitle: t\nlanguage: en\n---\n'
BUNDLED = (assets() / "readings/meeting-resistance/pack.md").read_text(encoding="utf-8")
YAML = [
    "---\n",
    "id: a",
    "label: ",
    "ask: ",
    "when: ",
    "type: ",
    "format: 1",
    "version: ",
    "language: ",
    "resistance",
]
YAML += ["*a", "&a", "!t", "!!str", "? ", ": ", "'", '"', "|\n", ">-\n", "{", "}", ", ", "%YAML 1.1", "...\n"]
YAML += [r'"\UFFFFFFFF"', r'"\ud800"', r'"\e"']
MARKDOWN = [
    "```prompt\n",
    "```\n",
    "~~~",
    "[^a]",
    "[^a]: ",
    "[^b]",
    "[",
    "](",
    ")",
    "![",
    "]",
    "[x]: http://x\n",
    "> ",
]
MARKDOWN += [
    "<http://x>",
    "<a@b.c>",
    "<b>",
    "<!--",
    "-->",
    "<?x",
    "<![CDATA[",
    "- ",
    "* ",
    "1. ",
    "0) ",
    "# ",
    "===",
]
MARKDOWN += [
    "**",
    "_",
    "`",
    "``",
    "\\",
    "&#12;",
    "&amp;",
    "&#x110000;",
    "//",
    "%ff",
    "word",
    "é",
    "    ",
    "  \n",
    "\t",
]
ODD = ["\n", "\n\n", " ", "\r\n", "\r", "\u2028", "\x85", "\0", "\ud800", "\ufeff", HEAD]

anything = st.text(st.characters(exclude_categories=()), max_size=60)
scraps = st.lists(st.sampled_from(YAML + MARKDOWN + ODD) | anything, max_size=40).map("".join)
nearly = st.tuples(st.integers(0, len(BUNDLED)), st.integers(0, 200), scraps).map(
    lambda cut: BUNDLED[: cut[0]] + cut[2] + BUNDLED[cut[0] + cut[1] :]
)
texts = anything | scraps | scraps.map(HEAD.__add__) | nearly


@given(texts)
@settings(max_examples=400, deadline=None)
def test_no_text_whatever_raises_and_every_problem_stands_inside_the_file(text):
    reading, problems = parse(text)
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n"))
    assert all(1 <= problem.line <= lines for problem in problems)
    assert all(problem.message.isprintable() for problem in problems)
    assert (reading is None) == any(problem.is_error for problem in problems)


@given(scraps.map(lambda text: HEAD + UNSHOWN.sub("", text)))
@settings(max_examples=200, deadline=None)
def test_a_reading_that_was_kept_reads_the_same_again(text):
    reading, problems = parse(text)
    if reading:
        assert parse(reading.markdown) == (reading, problems)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_make_no_other_edition(pack, end):
    text = pack("one\ntwo")
    reading, problems = parse("\ufeff" + text.replace("\n", end))
    assert not problems
    assert reading == parse(text)[0]
    assert reading.markdown == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_alike_whatever_ends_them(pack, only_problem, end):
    assert only_problem(pack("one\n\n<br>").replace("\n", end)).line == 11


def test_problems_speak_of_the_file_that_was_named(only_problem):
    assert str(only_problem("no head", "my/pack.md")).startswith("my/pack.md:1: ")


def test_every_problem_of_a_file_is_told_at_once(pack):
    _, problems = parse(pack("<b>\n\n![x](y)\n\n[^z]", version="1.1", odd="key"))
    assert [problem.line for problem in problems] == [4, 7, 10, 12, 14]


@pytest.mark.parametrize("piece", ["[^a", "![", "[", "> ", "- ", "***a", "[a]: x\n", "a\n", "`", "{"])
def test_a_text_as_dense_as_may_be_is_answered(piece):
    passage = piece * (19_000 // len(piece))
    for text in (f"{HEAD}{passage}\n", HEAD.replace("title: t", f"title: {passage}")):
        reading, problems = parse(text)
        assert reading or any(problem.is_error for problem in problems)


def test_the_markdown_and_yaml_readers_are_not_loaded_before_they_are_needed():
    code = "import sys, resilience_desktop.readings; print({'yaml', 'markdown_it'} & set(sys.modules))"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
