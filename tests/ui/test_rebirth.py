"""The process that begins anew: what crosses, what does not, and what happens where it cannot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui import rebirth
from ui.rebirth import Handover

ROOT = Path(__file__).resolve().parents[2]

BEGIN_ANEW = """
import json, os, sys
sys.path.insert(0, {root!r})
from ui import rebirth
before = rebirth.received()
print(json.dumps([os.getpid(), before and [before.shown, before.instance], sys.argv[1:], sys.flags.isolated,
                  sorted(os.listdir("/proc/self/fd"), key=int)[3:-1], rebirth.MARK in os.environ,
                  os.environ.get("KEPT"), os.environ.get("DESKTOP_STARTUP_ID")]), flush=True)
if before is None:
    kept, lost = os.open("kept", os.O_CREAT), os.open("lost", os.O_CREAT)
    os.set_inheritable(lost, True)
    rebirth.begin_anew(rebirth.Handover(rebirth.BEHIND, kept))
"""


@pytest.fixture
def script(tmp_path):
    made = tmp_path / "a script.py"
    made.write_text(BEGIN_ANEW.format(root=str(ROOT)), "utf-8")
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="there no process becomes another one")
@pytest.mark.parametrize("name", ["a script.py", "{}/a script.py"])
def test_it_goes_on_as_the_same_command_with_nothing_but_what_is_handed_over(tmp_path, script, name):
    done = subprocess.run(
        [sys.executable, "-I", name.format(tmp_path), "--data-dir", "a folder"],
        cwd=tmp_path,
        env=os.environ | {"KEPT": "yes", "DESKTOP_STARTUP_ID": "of the first start"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    first, second = map(json.loads, done.stdout.splitlines())
    held = second[1][1]
    assert first[1:] == [None, ["--data-dir", "a folder"], 1, [], False, "yes", "of the first start"]
    assert second == [
        first[0],
        ["behind", held],
        ["--data-dir", "a folder"],
        1,
        [str(held)],
        False,
        "yes",
        None,
    ]


@pytest.mark.parametrize("broken", ["", "front", "upside-down 4", "front four", "front -1", " 3"])
def test_what_makes_no_sense_counts_as_a_first_start(broken):
    environment = {rebirth.MARK: broken, "OTHER": "stays"}
    assert rebirth.received(environment) is None
    assert environment == {"OTHER": "stays"}


def test_a_program_that_is_gone_is_not_replaced(monkeypatch):
    monkeypatch.setattr(sys.modules["__main__"], "__file__", "/nowhere/main.py", raising=False)
    with pytest.raises(FileNotFoundError):
        rebirth.begin_anew(Handover())


def test_a_start_that_the_system_refuses_changes_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(rebirth, "_command", lambda: [str(tmp_path / "nothing")])
    with (tmp_path / "file").open("wb") as file:
        with pytest.raises(FileNotFoundError):
            rebirth.begin_anew(Handover(instance=file.fileno()))
        assert not os.get_inheritable(file.fileno())
    assert rebirth.MARK not in os.environ


def test_a_frozen_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["Resilience", "--data-dir", "a folder"])
    assert rebirth._command() == [sys.executable, "--data-dir", "a folder"]


class Ended(BaseException):
    """What stands for the end of this process."""


def test_where_no_process_becomes_another_one_a_new_one_is_started_and_this_one_ends(
    qtbot, monkeypatch, tmp_path
):
    """What Windows does, on this system: only the name of the platform and the end are imitated."""
    told = tmp_path / "told by a fresh process"
    code = f"import os; open({str(told)!r}, 'w').write(os.environ[{rebirth.MARK!r}])"

    def end(status):
        raise Ended(status)

    monkeypatch.setattr(rebirth, "_command", lambda: [sys.executable, "-c", code])
    monkeypatch.setattr(rebirth.sys, "platform", "win32")
    monkeypatch.setattr(rebirth.os, "_exit", end)
    with pytest.raises(Ended, match="0"):
        rebirth.begin_anew(Handover(rebirth.MINIMIZED))
    monkeypatch.undo()
    qtbot.waitUntil(lambda: told.exists() and told.read_text() == "minimized 0", timeout=20_000)


def test_a_process_that_does_not_start_is_told(qapp, tmp_path):
    with pytest.raises(OSError, match="could not be started"):
        rebirth.start([str(tmp_path / "nothing")], {})
