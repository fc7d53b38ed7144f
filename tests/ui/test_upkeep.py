"""Backups while the vault is open: made by themselves, between saves, and a failure told once."""

import pytest

from resilience_desktop.errors import DiskFull
from resilience_desktop.vault import backups_beside, every_backup
from ui.desk import Drafts
from ui.session import State
from ui.upkeep import FIRST_MS, Upkeep


@pytest.fixture
def upkeep(session, opened):
    return Upkeep(session, session)


@pytest.fixture
def words(qtbot, session, opened):
    with qtbot.waitSignals([session.saved, session.summaries_changed]):
        session.save(opened.page, Drafts({opened.page.reading.prompts[0]: "words"}))
    return opened.page


def full(*_):
    raise DiskFull


def made(folder):
    return every_backup(backups_beside(folder))


def test_a_due_backup_is_made_by_itself(qtbot, upkeep, words, vault_folder, monkeypatch):
    monkeypatch.setattr("ui.upkeep.FIRST_MS", 0)
    with qtbot.waitSignal(upkeep.finished):
        upkeep.start()
    (backup,) = made(vault_folder)
    assert (backup.counts.reflections, backup.counts.answers) == (1, 1)
    with qtbot.waitSignal(upkeep.finished):
        upkeep.look()
    assert made(vault_folder) == (backup,)


def test_todays_paint_comes_first():
    assert FIRST_MS >= 1_000


def test_a_save_waits_for_one_step_at_most(qtbot, session, upkeep, words, vault_folder):
    heard = []
    session.saved.connect(lambda _: heard.append("saved"))
    upkeep.finished.connect(lambda _: heard.append("finished"))
    with qtbot.waitSignal(upkeep.finished):
        upkeep.look()
        session.save(words, Drafts({words.reading.prompts[1]: "between"}))
    assert heard == ["saved", "finished"]
    assert made(vault_folder)[0].counts.answers == 1


def test_locking_does_not_wait_for_a_backup_and_leaves_none_half_made(
    qtbot, session, upkeep, words, vault_folder
):
    upkeep.failed.connect(pytest.fail)
    with qtbot.waitSignal(session.locked):
        upkeep.look()
        session.lock(words, Drafts())
    assert session.state is State.LOCKED
    assert made(vault_folder) == ()
    qtbot.waitUntil(lambda: [path.name for path in vault_folder.parent.glob("*My*")] == ["My reflections"])


def test_a_failure_is_told_with_a_way_forward_and_kept_until_a_backup_is_made(
    qtbot, upkeep, words, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr("resilience_desktop.vault.proof.write", full)
        with qtbot.waitSignal(upkeep.failed) as failed:
            upkeep.look()
    assert failed.args == [f"No backup could be made. {DiskFull()}"]
    assert upkeep.problem == failed.args[0]
    with qtbot.waitSignal(upkeep.finished):
        upkeep.look()
    assert upkeep.problem == ""
