"""What meets a person on a bad day: each time a clear sentence, and nothing lost."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTextEdit

from resilience_desktop.vault import Vault, unlock_secret
from tests.ui.conftest import PASSPHRASE
from ui.instance import Instance
from ui.tour.player import click, named, said, shown, type_text

SLOW = {"timeout": 20_000}
ROOT = Path(__file__).resolve().parents[2]


def _try(text=PASSPHRASE):
    type_text(named("Passphrase", QLineEdit), text)
    click(named("Unlock", QPushButton))


def _empty(folder):
    (folder / "vault.db").write_bytes(b"")


def _truncate(folder):
    path = folder / "vault.db"
    path.write_bytes(path.read_bytes()[:-5000])


def _flip_the_first_page(folder):
    path = folder / "vault.db"
    data = bytearray(path.read_bytes())
    data[500] ^= 1
    path.write_bytes(data)


def _break_both_keys(folder):
    for name in ("vault.keys", "vault.keys.2"):
        (folder / name).write_bytes(b"nonsense")


def _lose_the_database(folder):
    (folder / "vault.db").unlink()


def _make_newer(folder):
    path = folder / "vault.keys"
    data = bytearray(path.read_bytes())
    data[9] = 2
    data[-32:] = hashlib.blake2b(data[:-32], digest_size=32).digest()
    for name in ("vault.keys", "vault.keys.2"):
        (folder / name).write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_empty, "empty or cut short"),
        (_truncate, "damaged"),
        (_flip_the_first_page, "damaged"),
        (_break_both_keys, "your recovery code still opens the vault"),
        (_lose_the_database, "missing from its folder"),
        (_make_newer, "newer version"),
    ],
)
def test_a_harmed_vault_is_told_in_words_and_left_as_it_is(qtbot, start, vault, harm, words):
    harm(vault)
    before = {path.name: path.read_bytes() for path in vault.iterdir()}
    start()
    _try()
    qtbot.waitUntil(said(words), **SLOW)
    assert not said("does not open this vault")()
    assert {path.name: path.read_bytes() for path in vault.iterdir()} == before


def test_one_broken_key_copy_is_mended_by_unlocking(qtbot, start, vault):
    sound = (vault / "vault.keys").read_bytes()
    (vault / "vault.keys").write_bytes(b"nonsense")
    start()
    _try()
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)
    assert (vault / "vault.keys").read_bytes() == sound


def test_with_both_key_copies_broken_the_recovery_code_still_opens(qtbot, start, vault):
    opened = Vault.open(vault, unlock_secret(vault, PASSPHRASE))
    code = opened.recovery_code()
    opened.close()
    _break_both_keys(vault)
    start()
    click(named("Use recovery code", QPushButton))
    type_text(named("Recovery code", QLineEdit), code)
    click(named("Unlock", QPushButton))
    qtbot.waitUntil(shown("New passphrase", QLineEdit), **SLOW)
    click(named("Not now", QPushButton))
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)


def test_a_broken_pack_is_listed_with_its_problem(qtbot, start, vault, paths):
    broken = paths.readings / "mine" / "pack.md"
    broken.parent.mkdir(parents=True)
    broken.write_text("---\nformat: 1\n---\n<script>", encoding="utf-8")
    start()
    _try()
    qtbot.waitUntil(shown("mine (cannot be shown)", QPushButton), **SLOW)
    click(named("mine (cannot be shown)", QPushButton))
    qtbot.waitUntil(said("This reading cannot be shown: "))


def test_a_folder_without_a_vault_is_told(qtbot, start, vault, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.screens.vaults.ask_folder", lambda *_: tmp_path)
    start()
    click(named("Open another…", QPushButton))
    qtbot.waitUntil(shown("Choose a folder…", QPushButton))
    click(named("Choose a folder…", QPushButton))
    qtbot.waitUntil(said("no vault in this folder"))


def test_another_vault_can_be_opened(qtbot, start, vault, tmp_path, monkeypatch):
    other = tmp_path / "Other"
    vault.rename(other)
    vault.mkdir()
    (vault / "vault.db").write_bytes(b"")
    monkeypatch.setattr("ui.screens.vaults.ask_folder", lambda *_: other)
    program = start()
    click(named("Open another…", QPushButton))
    qtbot.waitUntil(shown("Choose a folder…", QPushButton))
    click(named("Choose a folder…", QPushButton))
    qtbot.waitUntil(said("Vault: Other"))
    _try()
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)
    assert program.preferences.now.last_vault == other


def test_a_vault_that_was_removed_while_it_was_open_goes_on_in_another_place(
    qtbot, start, vault, tmp_path, monkeypatch
):
    place = tmp_path / "stick"
    place.mkdir()
    monkeypatch.setattr("ui.dialogs.ask_folder", lambda *_: place)
    program = start()
    _try()
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)
    editors = (e for e in QApplication.allWidgets() if isinstance(e, QTextEdit) and not e.isReadOnly())
    type_text(next(editors), "the last words")
    shutil.rmtree(vault)
    program.window.lock()
    qtbot.waitUntil(said("choose another place for it on the lock screen"), **SLOW)
    click(named("Choose another place…", QPushButton))
    qtbot.waitUntil(said("Vault: stick"), **SLOW)
    assert program.preferences.now.last_vault == place
    qtbot.waitUntil(shown("Open another…", QPushButton))
    _try()
    qtbot.waitUntil(shown("Reading", QTextEdit), **SLOW)
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible(), **SLOW)
    opened = Vault.open(place, unlock_secret(place, PASSPHRASE))
    (only,) = opened.summaries()
    assert [answer.text for answer in opened.reflection(only.id).answers] == ["the last words"]
    opened.close()


def test_a_second_start_raises_the_first_window_and_ends(qtbot, start, vault, paths):
    program = start()
    instance = Instance(paths.instance, program.window)
    assert instance.first
    with qtbot.waitSignal(instance.called, **SLOW):
        second = subprocess.run(
            [sys.executable, "main.py", "--data-dir", str(paths.data)],
            check=False,
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            timeout=30,
        )
    assert second.returncode == 0
    instance.release()


def test_qts_own_settings_stay_in_our_folder(tmp_path):
    code = (
        "import sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QSettings\n"
        "from resilience_desktop.paths import find\n"
        "from ui.app import keep_dialogs_inside, make_application\n"
        "a = make_application()\nkeep_dialogs_inside(find(Path(sys.argv[1])).config)\n"
        "for s in (QSettings(), QSettings('QtProject')):\n    print(s.fileName())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], check=True, cwd=ROOT, capture_output=True, text=True
    )
    assert all(line.startswith(str(tmp_path)) for line in ran.stdout.splitlines())


@pytest.mark.skipif(os.name == "nt", reason="Windows asks its windows itself")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_request_to_end_saves_the_last_words_first(vault, paths, number):
    code = (
        "import sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTextEdit\n"
        "from resilience_desktop import paths\nfrom resilience_desktop.hardening import Report\n"
        "from ui import app\nfrom ui.tour.player import Player, click, named, shown, type_text\n"
        "def story():\n"
        "    yield shown('Unlock', QPushButton)\n"
        f"    type_text(named('Passphrase', QLineEdit), {PASSPHRASE!r})\n"
        "    click(named('Unlock', QPushButton))\n"
        "    yield shown('Reading', QTextEdit)\n"
        "    editors = (e for e in QApplication.allWidgets() if isinstance(e, QTextEdit))\n"
        "    editor = next(e for e in editors if not e.isReadOnly())\n"
        "    type_text(editor, 'the last words')\n"
        "    print('typed', flush=True)\n"
        "    yield lambda: False\n"
        "real = app.make_application\n"
        "def make():\n"
        "    made = real()\n"
        "    Player(story(), lambda error: None, made).start()\n"
        "    return made\n"
        "app.make_application = make\n"
        "raise SystemExit(app.run(paths.find(Path(sys.argv[1])), Report('', False, False)))\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(paths.data)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "typed\n"
    child.send_signal(number)
    child.communicate(timeout=60)
    assert child.returncode == 0
    opened = Vault.open(vault, unlock_secret(vault, PASSPHRASE))
    (only,) = opened.summaries()
    (answer,) = opened.reflection(only.id).answers
    opened.close()
    assert answer.text == "the last words"


def test_the_lock_screen_says_when_the_last_proved_backup_was_made(qtbot, start, vault):
    program = start()
    program.session.warm_up()
    qtbot.waitUntil(said("No backup yet."))
    opened = Vault.open(vault, unlock_secret(vault, PASSPHRASE), clock=program.session._clock)
    reading = program.session.readings[0].reading
    opened.save(opened.begin(opened.keep_edition(reading)).id, {reading.prompts[0]: "words"})
    opened.back_up()
    opened.close()
    program.window.show_first()
    qtbot.waitUntil(said("Last proved backup: 22 November 2026, 1 answer"))
