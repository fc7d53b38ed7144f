"""A sample of each part of the torture; ``make torture`` runs them in full."""

from __future__ import annotations

import pytest

from .part import CannotRun, Task
from .parts import PARTS


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_sample_holds_and_its_control_finds_what_it_has_to(part, tmp_path):
    try:
        outcome = part.run(Task(part.sample, tmp_path, seed=1, quick=True))
    except CannotRun as missing:
        pytest.skip(str(missing))
    assert outcome.failures == ()
    assert outcome.control > 0
    assert outcome.count >= part.sample
