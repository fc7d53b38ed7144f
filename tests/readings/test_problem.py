from __future__ import annotations

from resilience_desktop.readings.problem import Problem, Report


def test_a_problem_reads_as_file_line_message():
    assert str(Problem("my/pack.md", 7, "This is odd.")) == "my/pack.md:7: This is odd."


def test_problems_come_in_the_order_of_lines():
    report = Report("pack.md", 9)
    report.warn(8, "later")
    report.error(2, "sooner")
    assert [(p.line, p.message, p.is_error) for p in report.problems()] == [
        (2, "sooner", True),
        (8, "later", False),
    ]


def test_a_line_past_the_end_becomes_the_last_line():
    report = Report("pack.md", 3)
    report.error(4, "something is missing")
    assert report.problems()[0].line == 3


def test_warnings_alone_do_not_fail_a_file():
    report = Report("pack.md", 3)
    report.warn(1, "look here")
    assert not report.failed
    report.error(1, "stop here")
    assert report.failed
