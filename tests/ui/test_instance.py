"""One window for each data folder."""

import subprocess
import sys
from pathlib import Path

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
