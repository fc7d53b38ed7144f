"""One window for each data folder."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from resilience_desktop.errors import ResilienceError
from ui import instance
from ui.instance import Instance


def test_a_second_start_calls_the_first(qtbot, qapp, tmp_path):
    first = Instance(tmp_path / "data" / "instance", qapp)
    assert first.first
    second = Instance(tmp_path / "data" / "instance", qapp)
    assert not second.first
    with qtbot.waitSignal(first.called):
        second.ring()
    with qtbot.waitSignal(first.called):
        second.ring()
    second.release()
    first.release()


def test_the_lock_goes_with_the_process(qapp, tmp_path):
    path = tmp_path / "instance"
    hold = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "from ui.instance import Instance\na = QCoreApplication([])\n"
        f"assert Instance(Path({str(path)!r}), a).first\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", hold], check=False, cwd=Path(__file__).parents[2])
    assert killed.returncode == -9
    after = Instance(path, qapp)
    assert after.first
    after.release()


def test_a_data_folder_that_cannot_be_made_is_told_in_words(qapp, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ResilienceError):
        Instance(tmp_path / "file" / "data" / "instance", qapp)


def test_a_folder_without_locks_keeps_nobody_from_a_window(qapp, tmp_path, monkeypatch):
    def refuse(_):
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(instance, "_take", refuse)
    alone = Instance(tmp_path / "instance", qapp)
    assert alone.first
    alone.release()


def test_a_start_that_cannot_be_says_why_and_ends(tmp_path):
    (tmp_path / "file").touch()
    ended = subprocess.run(
        [sys.executable, "main.py", "--data-dir", str(tmp_path / "file" / "data")],
        check=False,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "Please choose another" in ended.stderr
