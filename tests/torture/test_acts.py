"""Whether each act of the torture does what it tells, when nothing hinders it."""

from __future__ import annotations

import pytest

from . import acts, ledger, world


@pytest.mark.parametrize("act", acts.ALL, ids=lambda act: act.name)
def test_an_act_that_nothing_hinders_does_all_that_it_tells(act, tmp_path):
    home, told = tmp_path / "home", []
    with world.unburdened():
        act.lay(home)
        act.run(home, told.append)
        ledger.examine(home, act.ledger(tuple(told)), backups=act.backups)
    assert any(line.startswith("done") for line in told)
