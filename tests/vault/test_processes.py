"""What other programs, and the sudden end of this one, may do to a vault."""

from __future__ import annotations

import signal
import sys

import pytest

from resilience_desktop.errors import OpenElsewhere
from resilience_desktop.vault import MINIMUM, Vault, unlock_secret

OPEN = """
import sys
from pathlib import Path
from resilience_desktop.vault import Vault, secret_from_code
vault = Vault.open(Path(sys.argv[1]), secret_from_code(sys.stdin.readline()))
"""

OPEN_OR_SAY = OPEN.replace("vault =", "try: vault =") + "except Exception as e: print(type(e).__name__)"

HOLD = "print('open', flush=True); sys.stdin.readline(); vault.close(); print('closed', flush=True)"

SAVE_FOR_EVER = """
answers = vault.reflection(1).answers
number = 0
while True:
    number += 1
    vault.save(1, {answer.prompt: f"{number} " * 400 for answer in answers})
    print(number, flush=True)
"""

DIE_MIDWAY = """
import os, signal
database = vault._database
database.rows("PRAGMA cache_size = 1")
with database.transaction():
    for number in range(1, 4):
        database.change("UPDATE answers SET text = zeroblob(200000 + id)")
    os.kill(os.getpid(), signal.SIGKILL)
"""

DIE_WHILE_MAKING = """
import os, signal, sys
from pathlib import Path
from resilience_desktop.vault import MINIMUM, Vault, keyfile, layout
step = sys.argv[2]
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
module, name = {"keys": (keyfile, "write_copies"), "name": (layout.Path, "rename")}[step]
setattr(module, name, die)
Vault.create(Path(sys.argv[1]), "x", cost=MINIMUM)
"""


def tell(process, secret) -> None:
    process.stdin.write(secret.code() + "\n")
    process.stdin.flush()


def end(process) -> None:
    process.stdin.close()
    process.stdout.close()


def test_a_vault_open_in_another_program_is_refused_until_it_is_closed(folder, secret, child):
    other = child(OPEN + HOLD, folder)
    tell(other, secret)
    assert other.stdout.readline() == "open\n"
    for _ in range(2):
        with pytest.raises(OpenElsewhere):
            Vault.open(folder, secret)
    tell(other, secret)
    assert other.stdout.readline() == "closed\n"
    Vault.open(folder, secret).close()
    assert other.wait() == 0
    end(other)


def test_another_program_is_refused_from_the_first_moment(folder, secret, child):
    vault = Vault.open(folder, secret)
    other = child(OPEN_OR_SAY, folder)
    tell(other, secret)
    assert other.stdout.readline() == "OpenElsewhere\n"
    assert other.wait() == 0
    end(other)
    vault.close()


def assert_others_are_refused(folder, secret, child):
    other = child(OPEN_OR_SAY, folder)
    tell(other, secret)
    assert other.stdout.readline() == "OpenElsewhere\n"
    end(other)
    other.wait()


def test_asking_for_the_passphrase_again_does_not_let_others_in(folder, secret, passphrase, child):
    """On POSIX systems, closing any handle to a file gives up every lock of the process on it."""
    vault = Vault.open(folder, secret)
    unlock_secret(folder, passphrase)
    with pytest.raises(OpenElsewhere):
        Vault.open(folder, secret)
    assert_others_are_refused(folder, secret, child)
    vault.close()


def test_looking_the_vault_up_in_its_own_ledger_does_not_let_others_in(folder, secret, child):
    vault = Vault.open(folder, secret)
    assert vault.ledger.of_file(folder / "vault.db") == ()
    assert_others_are_refused(folder, secret, child)
    vault.close()


def test_every_save_that_was_reported_outlives_a_kill(filled, secret, child):
    for round_ in range(8):
        other = child(OPEN + SAVE_FOR_EVER, filled)
        tell(other, secret)
        reported = [int(other.stdout.readline()) for _ in range(3 + 7 * round_)][-1]
        other.kill()
        reported = int((other.stdout.read().split() or [reported])[-1])
        assert other.wait() == -signal.SIGKILL
        end(other)
        vault = Vault.open(filled, secret)
        texts = {answer.text for answer in vault.reflection(1).answers}
        vault.verify()
        vault.close()
        assert len(texts) == 1  # all answers of one save, or none of them
        assert int(texts.pop().split()[0]) >= reported
    vault = Vault.open(filled, secret)
    vault.set_fact("after", "all")
    vault.close()
    assert sorted(path.name for path in filled.iterdir()) == ["vault.db", "vault.keys", "vault.keys.2"]


def test_a_save_cut_off_in_the_middle_is_taken_back_by_itself(filled, secret, child):
    before = (filled / "vault.db").read_bytes()
    vault = Vault.open(filled, secret)
    reflections = [vault.reflection(number) for number in (1, 2, 3)]
    vault.close()
    other = child(OPEN + DIE_MIDWAY, filled)
    tell(other, secret)
    assert other.wait() == -signal.SIGKILL
    end(other)
    assert (filled / "vault.db").read_bytes()[: len(before)] != before  # it was cut off in the middle
    assert (filled / "vault.db-journal").stat().st_size > 512
    vault = Vault.open(filled, secret)
    vault.verify()
    assert [vault.reflection(number) for number in (1, 2, 3)] == reflections
    vault.close()


@pytest.mark.parametrize("step", ["keys", "name"])
def test_a_making_cut_off_leaves_no_half_vault_and_nothing_in_the_way(tmp_path, child, step):
    home = tmp_path / "data"
    other = child(DIE_WHILE_MAKING, home / "vault", step)
    assert other.wait() == -signal.SIGKILL
    end(other)
    (left,) = home.iterdir()
    assert left.name.startswith(".vault.")
    Vault.create(home / "vault", "x", cost=MINIMUM).close()
    assert [path.name for path in home.iterdir()] == ["vault"]


def test_the_programs_here_are_real(child):
    other = child("import sys; print(sys.argv[1])", "yes")
    assert other.stdout.readline() == "yes\n"
    assert other.args[0] == sys.executable
    other.wait()
    end(other)
