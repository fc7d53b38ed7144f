"""How the program and a person at a terminal speak with each other, also when one of them has left."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from resilience_desktop.vault import unlock_secret

from .conftest import PASSPHRASE, ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these are the terminals of Unix")

AT_A_TERMINAL = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored where the tests run in the background
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


class Terminal:
    """Hold a program at a terminal of its own: ``screen`` is all that was shown there."""

    def __init__(self, *arguments: object) -> None:
        self._ours, theirs = os.openpty()
        self._program = subprocess.Popen(
            [sys.executable, "-c", AT_A_TERMINAL, str(ROOT / "main.py"), *map(str, arguments)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.screen = b""

    def wait_for(self, words: bytes) -> None:
        while words not in self.screen:
            part = self._read()
            assert part, self.screen
            self.screen += part

    def type(self, keys: bytes) -> None:
        os.write(self._ours, keys)

    def status(self) -> int:
        while part := self._read():
            self.screen += part
        return self._program.wait(timeout=60)

    def close(self) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._ours)

    def _read(self) -> bytes:
        try:
            return os.read(self._ours, 1024)
        except OSError:  # the other side is closed
            return b""


@pytest.fixture
def terminal():
    opened = []

    def open_terminal(*arguments: object) -> Terminal:
        opened.append(Terminal(*arguments))
        return opened[-1]

    yield open_terminal
    for one in opened:
        one.close()


def test_the_passphrase_is_asked_for_and_never_shown(terminal, vault):
    at = terminal("verify", "--vault", vault)
    at.wait_for(b"Passphrase: ")
    at.type(PASSPHRASE.encode() + b"\n")
    assert at.status() == 0
    assert b"The vault is whole." in at.screen
    assert b"quiet" not in at.screen


def test_a_wrong_passphrase_at_the_terminal_is_told(terminal, vault):
    at = terminal("verify", "--vault", vault)
    at.wait_for(b"Passphrase: ")
    at.type(b"something else\n")
    assert at.status() == 1
    assert b"That passphrase does not open this vault." in at.screen
    assert b"something else" not in at.screen


@pytest.mark.parametrize(
    ("keys", "words"),
    [(b"\x04", b"No passphrase was given."), (b"\x03", b"Stopped."), (b"\xff\n", b"not UTF-8")],
)
def test_leaving_the_question_is_an_answer(terminal, vault, keys, words):
    at = terminal("verify", "--vault", vault)
    at.wait_for(b"Passphrase: ")
    at.type(keys)
    assert at.status() == 1
    assert words in at.screen
    assert b"Traceback" not in at.screen


def test_without_a_terminal_the_passphrase_is_not_asked_for(run, vault):
    done = run("verify", "--vault", vault)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == "There is no terminal to ask for the passphrase. It can be handed over with --passphrase-fd.\n"
    )


def test_a_passphrase_is_never_read_from_a_pipe_that_was_not_named(run, vault):
    done = run("verify", "--vault", vault, stdin=None, input=PASSPHRASE)
    assert done.returncode == 1
    assert "There is no terminal" in done.stderr


@pytest.mark.parametrize(
    ("handed", "status", "words"),
    [
        (PASSPHRASE, 0, ""),
        (PASSPHRASE + "\n", 0, ""),
        (PASSPHRASE + "\n\n", 1, "does not open this vault"),
        (b"\xff\xfe", 1, "not UTF-8"),
        ("x" * 4096, 1, "does not open this vault"),
        ("x" * 4097, 1, "too long"),
    ],
)
def test_a_passphrase_can_be_handed_over(run, vault, handed, status, words):
    done = run("verify", "--vault", vault, passphrase=handed)
    assert done.returncode == status
    assert words in done.stderr


def test_a_descriptor_that_is_not_open_is_wrong_usage(run, vault):
    done = run("verify", "--vault", vault, "--passphrase-fd", "97")
    assert done.returncode == 2
    assert done.stderr == (
        "Nothing can be read from that file descriptor. Open it first, for instance with 3< FILE.\n"
    )


def shell(line: str, *arguments: object, **options: object):
    """Run a line of the shell, in which "$@" is the program."""
    command = [sys.executable, ROOT / "main.py", *arguments]
    return subprocess.run(
        ["/bin/sh", "-c", line, "sh", *map(str, command)],
        capture_output=True,
        text=True,
        timeout=60,
        start_new_session=True,
        **options,
    )


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("info", "--vault")])
def test_a_reader_who_leaves_early_is_no_trouble(vault, arguments):
    if arguments[0] == "info":
        arguments = (*arguments, vault)
    # the reader is gone before the program starts: the pipe's other end is closed
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, ROOT / "main.py", *arguments], stdout=writing, stderr=subprocess.PIPE, timeout=60
        )
    finally:
        os.close(writing)
    assert done.stderr == b""


def test_a_closed_output_is_told_in_words(vault):
    done = shell('"$@" >&-', "info", "--vault", vault)
    assert done.returncode == 1
    assert done.stderr == "The result cannot be shown: standard output is closed.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the full device is Linux's")
def test_a_full_output_is_told_in_words(vault):
    done = shell('"$@" >/dev/full', "info", "--vault", vault)
    assert done.returncode == 1
    assert done.stderr == "The disk is full. Please make some room; then it will be tried again.\n"


@pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_change_no_answer(vault, closed):
    done = shell(f'"$@" {closed}', "info", "--vault", vault / "nowhere")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr == "" or "There is no vault" in done.stderr


def test_a_folder_with_an_odd_name_is_shown(run, vault):
    odd = vault.rename(os.fsdecode(os.fsencode(vault.parent) + b"/\xff\xc3\xa9"))
    done = run("info", "--vault", odd, text=False, env=os.environ | {"LC_ALL": "POSIX", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert b"vault.db" in done.stdout


def test_a_passphrase_for_a_new_vault_is_asked_for_twice(terminal, tmp_path):
    arguments = ("sample", "--vault", tmp_path / "vault", "--years", 1, "--rounds", 3)
    for second, status in ((b"another", 1), (PASSPHRASE.encode(), 0)):
        at = terminal(*arguments)
        at.wait_for(b"Passphrase: ")
        at.type(PASSPHRASE.encode() + b"\n")
        at.wait_for(b"Once more: ")
        at.type(second + b"\n")
        assert at.status() == status
        assert (tmp_path / "vault").exists() == (status == 0)
    assert b"3 of 3 reflections are written." in at.screen
    assert b"Reflections: 3. Answers: 12." in at.screen
    unlock_secret(tmp_path / "vault", PASSPHRASE)
