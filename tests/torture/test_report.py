"""Whether a run that lost something, showed nothing or could not take place says so and fails."""

from __future__ import annotations

import pytest

from . import __main__ as torture
from .part import CannotRun, Outcome, Part, Task, together


def _part(name, outcome):
    def run(task):
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    return Part(name, f"What {name} shows.", "a control", full=10, sample=1, run=run)


@pytest.fixture
def report(tmp_path, monkeypatch):
    """Return a function that runs parts and returns the exit status and the report."""

    def run(*parts):
        monkeypatch.setattr(torture, "PARTS", parts)
        status = torture.main(["--jobs", "1", "--out", str(tmp_path / "REPORT.md")])
        return status, run.path.read_text()

    run.path = tmp_path / "REPORT.md"
    return run


GOOD = _part("good", Outcome(1234, (), 7, {"things": 5678}, {"slowest, ms": 1.25}))


def test_a_run_that_holds_says_what_it_tried_and_on_what(report):
    status, text = report(GOOD)
    assert status == 0
    assert "| good | 1,234 | 0 | 7 | 0 s | holds |" in text
    assert "- things: 5,678" in text
    assert "- slowest, ms: 1.25" in text
    for name in ("system", "Python", "SQLCipher", "SQLite", "libsodium", "Qt"):
        assert f"- {name}: " in text


def test_what_was_shown_stands_in_the_report_though_a_later_part_is_stopped(report):
    with pytest.raises(KeyboardInterrupt):
        report(GOOD, _part("stopped", KeyboardInterrupt()))
    assert "| good | 1,234 | 0 | 7 | 0 s | holds |" in report.path.read_text()


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome(10, ("a word",), 1), "FAILED, 1 times"),
        (Outcome(10, (), 0), "shows nothing"),
        (Outcome(0, (), 1), "shows nothing"),
        (CannotRun("strace is not installed"), "not run: strace is not installed"),
        (ValueError("odd"), "broke off: ValueError('odd')"),
    ],
    ids=["lost", "no control", "nothing tried", "cannot run", "broken"],
)
def test_a_run_that_does_not_hold_fails_and_says_why(report, outcome, said):
    status, text = report(GOOD, _part("bad", outcome))
    assert status == 1
    assert said in text
    assert "| good | 1,234 | 0 |" in text


def test_what_was_lost_stands_in_the_report(report):
    assert "- LOST: a word" in report(_part("bad", Outcome(10, ("a word",), 1)))[1]


def test_shares_are_added_up_and_each_needs_its_control():
    one, other = Outcome(3, (), 2, {"a": 1}, {"m": 1.0}), Outcome(4, ("x",), 1, {"a": 2, "b": 3}, {"m": 0.5})
    assert together([one, other]) == Outcome(7, ("x",), 3, {"a": 3, "b": 3}, {"m": 1.0})
    assert together([one, Outcome(4, (), 0)]).control == 0


def test_the_shares_of_a_task_make_up_the_whole(tmp_path):
    assert sum(Task(50, tmp_path, 1, index, 3).own_count for index in range(3)) == 50
    assert [Task(50, tmp_path, 1, scale=scale).some_of(30) for scale in (1.0, 0.5, 0.01)] == [30, 15, 1]
    assert Task(8, tmp_path, 1).some_of(30) == 8
