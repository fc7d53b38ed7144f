from __future__ import annotations

import pytest

from resilience_desktop.readings import limits
from resilience_desktop.readings.problem import Report


def lines(text: str) -> list[int]:
    report = Report("pack.md", text.count("\n") + 1)
    limits.check(text, report)
    assert all(problem.is_error for problem in report.problems())
    return [problem.line for problem in report.problems()]


def test_an_ordinary_text_passes():
    assert lines("Grüße, 你好, שלום, مرحبا, 👩🏽‍⚕️\u202e\u2028\ttab\n\nend") == []


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x0c", "\x7f", "\x85", "\x9b", "\ud800", "\ufffe"])
def test_a_character_that_cannot_be_shown_is_refused_on_its_line(character):
    assert lines(f"one\ntwo {character}\nthree") == [2]


def test_a_file_may_be_as_long_as_the_limit_and_no_longer():
    page = ("x" * 1022 + "\n\n") * 256
    assert len(page) == limits.LONGEST_FILE
    assert lines(page) == []
    assert lines(page + "x") == [1]


def test_a_passage_may_be_as_long_as_the_limit_and_no_longer():
    passage = "x" * limits.LONGEST_PASSAGE
    assert lines(f"a\n\n{passage}\n\n{passage}") == []
    assert lines(f"a\n\n{passage}\n\n{passage}x") == [5]


def test_a_footnote_name_may_be_as_long_as_the_limit_and_no_longer():
    name = "x" * limits.LONGEST_MARK
    assert lines(f"a\n[^{name}]") == []
    assert lines(f"a\n[^{name}x]") == [2]
