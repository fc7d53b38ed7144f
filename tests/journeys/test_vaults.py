"""Several vaults on one laptop: open another, make, rename, move and forget one; nothing is deleted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QTextEdit

from resilience_desktop.vault import MINIMUM, Vault, unlock_secret
from tests.ui.conftest import PASSPHRASE
from ui.tour.player import named, press, said, shown, type_text

ROOT = Path(__file__).resolve().parents[2]
HOLD = (
    "import sys; from pathlib import Path; from resilience_desktop.vault import Vault, unlock_secret\n"
    "folder = Path(sys.argv[1]); held = Vault.open(folder, unlock_secret(folder, sys.argv[2]))\n"
    "print('open', flush=True); sys.stdin.read()"
)
SLOW = {"timeout": 20_000}


@pytest.fixture
def other(tmp_path, clock):
    folder = tmp_path / "elsewhere" / "Evenings"
    folder.parent.mkdir()
    Vault.create(folder, PASSPHRASE, clock=clock, cost=MINIMUM).close()
    return folder


@pytest.fixture
def program(qtbot, start, vault, other):
    """Return the program on the page that lists both vaults."""
    begun = start()
    begun.preferences.change(vaults=(vault, other), last_vault=vault)
    push("Open another…")
    qtbot.waitUntil(shown("Make a new vault…", QPushButton), **SLOW)
    return begun


def push(name):
    button = named(name, QPushButton)
    button.setFocus()
    press(button, Qt.Key.Key_Space)


def listed():
    every = named("Vaults on this laptop", QListWidget)
    return [every.item(row).text() for row in range(every.count())]


def choose(row):
    every = named("Vaults on this laptop", QListWidget)
    every.setFocus()
    for _ in range(row):
        press(every, Qt.Key.Key_Down)


def answer(monkeypatch, name, value):
    monkeypatch.setattr(f"ui.screens.vaults.{name}", lambda *_: value)


def unlock(qtbot):
    type_text(named("Passphrase", QLineEdit), PASSPHRASE)
    press(named("Passphrase", QLineEdit), Qt.Key.Key_Return)
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)


def test_known_vaults_are_listed_by_name_and_another_one_is_opened(qtbot, program, other):
    assert listed() == ["My reflections", "Evenings"]
    choose(1)
    assert named("Where it lies", QLineEdit).text() == str(other)
    press(named("Vaults on this laptop", QListWidget), Qt.Key.Key_Return)
    qtbot.waitUntil(said("Vault: Evenings"))
    unlock(qtbot)
    assert program.preferences.now.last_vault == other


def test_a_renamed_vault_is_known_by_its_new_name_and_opens(qtbot, program, vault, monkeypatch):
    answer(monkeypatch, "ask_name", "Mornings")
    push("Rename…")
    qtbot.waitUntil(lambda: listed() == ["Mornings", "Evenings"])
    renamed = vault.with_name("Mornings")
    assert program.preferences.now.last_vault == renamed
    assert not vault.exists()
    push("Open")
    qtbot.waitUntil(said("Vault: Mornings"))
    unlock(qtbot)


def test_a_name_that_will_not_do_is_told(qtbot, program, vault, monkeypatch):
    answer(monkeypatch, "ask_name", "a/b")
    push("Rename…")
    qtbot.waitUntil(said("becomes the name of its folder"))
    push("Make a new vault…")
    qtbot.waitUntil(said("becomes the name of its folder"))
    assert vault.exists()


def test_a_moved_vault_is_known_at_its_new_place(qtbot, program, vault, tmp_path, monkeypatch):
    into = tmp_path / "stick"
    into.mkdir()
    answer(monkeypatch, "ask_folder", into)
    push("Move…")
    qtbot.waitUntil(said(f"The vault lies here now: {into / vault.name}"))
    assert program.session.folder == into / vault.name
    assert program.preferences.now.last_vault == into / vault.name


def test_a_vault_that_is_open_elsewhere_is_not_moved(qtbot, program, vault, tmp_path, monkeypatch):
    opened = Vault.open(vault, unlock_secret(vault, PASSPHRASE))
    answer(monkeypatch, "ask_folder", tmp_path)
    push("Move…")
    qtbot.waitUntil(said("open in another window"))
    opened.close()
    assert vault.exists()


def test_a_vault_open_in_another_process_is_told_and_free_once_that_is_killed(qtbot, start, vault):
    """Another data folder has another lock of its own; the database's lock decides, and leaves no trace."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, vault, PASSPHRASE],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "open\n"
    start()
    type_text(named("Passphrase", QLineEdit), PASSPHRASE)
    press(named("Passphrase", QLineEdit), Qt.Key.Key_Return)
    qtbot.waitUntil(said("open in another window"), **SLOW)
    holder.kill()
    holder.communicate()
    unlock(qtbot)


def test_a_forgotten_vault_is_listed_no_more_and_stays_where_it_is(qtbot, program, other):
    choose(1)
    push("Forget")
    assert listed() == ["My reflections"]
    assert said("Nothing was deleted")()
    assert (other / "vault.db").exists()
    assert other not in program.preferences.now.vaults
    push("Forget")
    assert listed() == ["My reflections"]
    assert said("the only vault")()


def test_a_vault_whose_folder_may_not_be_looked_into_counts_as_away(qtbot, program, other, monkeypatch):
    look = Path.exists
    monkeypatch.setattr(Path, "exists", lambda path: _refused() if path.parent == other else look(path))
    choose(1)
    assert said("Its folder is not there now.")()


def _refused():
    raise PermissionError


def test_a_vault_whose_disk_is_away_is_told_and_cannot_be_opened(qtbot, program, other):
    other.rename(other.with_name("away"))
    choose(1)
    assert said("Its folder is not there now.")()
    assert not named("Open", QPushButton).isEnabled()
    press(named("Vaults on this laptop", QListWidget), Qt.Key.Key_Return)
    assert shown("Forget", QPushButton)()


def test_a_further_vault_is_made_beside_the_first_and_the_way_back_is_open(
    qtbot, program, vault, monkeypatch
):
    answer(monkeypatch, "ask_name", "Work")
    push("Make a new vault…")
    qtbot.waitUntil(shown("Continue", QPushButton), **SLOW)
    assert program.session.folder == vault.with_name("Work")
    push("I have a vault already…")
    qtbot.waitUntil(shown("Make a new vault…", QPushButton))
    assert listed() == ["My reflections", "Evenings"]
    push("Make a new vault…")
    qtbot.waitUntil(shown("Continue", QPushButton))
    push("Continue")
    type_text(named("Passphrase", QLineEdit), PASSPHRASE)
    type_text(named("Once more", QLineEdit), PASSPHRASE)
    push("Continue")
    qtbot.waitUntil(shown("Not now", QPushButton), **SLOW)
    push("Not now")
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)
    assert program.preferences.now.vaults[0] == vault.with_name("Work")


def test_a_taken_name_is_no_place_for_a_new_vault(qtbot, program, vault, monkeypatch):
    answer(monkeypatch, "ask_name", vault.name)
    push("Make a new vault…")
    qtbot.waitUntil(said("There is a vault in this folder already."))


def test_escape_leads_back_to_the_lock_screen(qtbot, program):
    press(program.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(shown("Unlock", QPushButton))


def test_a_first_start_can_go_on_with_a_vault_or_a_backup_that_is_there(qtbot, start, other, monkeypatch):
    start()
    push("I have a vault already…")
    qtbot.waitUntil(shown("From a backup…", QPushButton), **SLOW)
    push("From a backup…")
    qtbot.waitUntil(said("No backup was found"), **SLOW)
    push("Back")
    qtbot.waitUntil(shown("Continue", QPushButton))
    push("I have a vault already…")
    qtbot.waitUntil(shown("Choose a folder…", QPushButton))
    answer(monkeypatch, "ask_folder", other)
    push("Choose a folder…")
    qtbot.waitUntil(said("Vault: Evenings"))
