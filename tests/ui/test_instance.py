"""One window for each data folder."""

import errno
import select
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


HAND_OVER = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui import rebirth
from ui.instance import Instance
application = QCoreApplication([])
before = rebirth.received()
instance = Instance(Path(sys.argv[1]), application, before.instance if before else 0)
print(instance.first, flush=True)
if before is None:
    os.set_inheritable(instance.descriptor, True)
    environment = os.environ | {rebirth.MARK: f"front {instance.descriptor}"}
    os.execve(sys.executable, sys.orig_argv, environment)
input()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there the lock is given back and taken anew")
def test_the_lock_is_never_free_while_the_process_begins_anew(qapp, tmp_path):
    path = tmp_path / "instance"
    with subprocess.Popen(
        [sys.executable, "-c", HAND_OVER, str(path)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "True\n"
        while not select.select([process.stdout], [], [], 0)[0]:
            other = Instance(path, qapp)
            assert not other.first
            other.release()
        assert process.stdout.readline() == "True\n"
        process.communicate("\n")
    after = Instance(path, qapp)
    assert after.first
    after.release()


def test_a_number_that_is_no_lock_of_this_folder_is_left_alone(qapp, tmp_path):
    with (tmp_path / "other").open("wb") as other:
        for number in (other.fileno(), 0, 9_999):
            alone = Instance(tmp_path / "instance", qapp, number)
            assert alone.first
            assert alone.descriptor != number
            alone.release()
        other.write(b"still open")


def test_a_lock_that_was_given_back_can_be_taken_again(qapp, tmp_path):
    one = Instance(tmp_path / "instance", qapp)
    one.release()
    one.take()
    assert one.first
    assert not Instance(tmp_path / "instance", qapp).first
    one.release()
