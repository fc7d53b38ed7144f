"""The real program in a process of its own: it locks, begins anew, and never asks for a network.

It runs once, under strace and without any network where this system allows that; the tests ask what was seen.
"""

import fcntl
import re
import runpy
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from resilience_desktop.vault import Vault, unlock_secret
from tests.conftest import ROOT
from tests.live import Live
from tests.live.logind import fake_logind

WORDS = "in the middle of a wo"
GEOMETRY = [40, 30, 900, 700]
TRACE = ("strace", "-f", "-qq", "-e", "trace=socket,socketpair", "-o")

pytestmark = pytest.mark.bus


@pytest.fixture(scope="module")
def no_network():
    """Return what starts a command without any network, or nothing where that is not allowed."""
    for command in (["unshare", "-n"], ["unshare", "-cn"]):
        if (
            shutil.which("unshare")
            and not subprocess.run([*command, "true"], stderr=subprocess.DEVNULL).returncode
        ):
            return command
    return []


@pytest.fixture(scope="module")
def seen(tmp_path_factory, no_network):
    """Return what was seen on the way from the first start to the end."""
    missing = runpy.run_path(str(ROOT / "packaging" / "needs.py"))["for_the_tests"]()
    if missing:
        pytest.skip(f"needs the packages {', '.join(sorted(missing))}")
    folder = tmp_path_factory.mktemp("live")
    prefix = (*no_network, *TRACE, folder / "calls")
    with fake_logind(folder) as logind:
        bus = {"DBUS_SYSTEM_BUS_ADDRESS": logind.address}
        with Live.with_vault(folder, prefix=prefix, more=bus) as live:
            told = _play(live, logind)
    return told | {"calls": (folder / "calls").read_text()}


def _play(live, logind):
    """Write, look at an export, let the computer sleep; come back, and end.

    What delays the sleep is given back by the same stroke that empties the memory.
    """
    told = {"first": _facts(live)}
    live.do("window.setGeometry(*place)", place=GEOMETRY)
    live.unlock()
    live.go_to_prompt(3)
    live.type(WORDS)
    for _ in range(4):
        live.press_in_focus("Left")
    live.press("E", "ControlModifier")
    live.until("said('1 page')()")
    pages = live.do("window.findChild(QProcess).processId()")
    logind.wait_for("inhibited sleep delay")
    logind.happen("sleep begins")
    live.begun_anew()
    logind.wait_for("released")
    told |= {"pages": Path(f"/proc/{pages}").exists()}
    told["second"] = _facts(live)
    live.unlock()
    live.until("QApplication.focusWidget().toPlainText() == words", words=WORDS)
    told["caret"] = live.do("QApplication.focusWidget().textCursor().position()")
    told["planted"] = live.do("plant()")
    return told | {"status": live.close(), "said": live.said}


def _facts(live):
    """Return what holds of the process and its window while the vault is locked."""
    live.until("shown('Unlock', QPushButton)()")
    with (live.paths.data / "instance").open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held = False
        except BlockingIOError:
            held = True
    return {
        "pid": live.pid,
        "held": held,
        "files": live.do("open_files()"),
        "doors": live.do("doors()"),
        "refused": live.do("report.network_refused"),
        "place": live.do("window.geometry().getRect()"),
    }


def test_words_caret_and_window_are_where_they_were(seen):
    assert seen["second"]["place"] == GEOMETRY != seen["first"]["place"]
    assert seen["caret"] == len(WORDS) - 4
    assert (seen["status"], seen["said"]) == (0, "")


def test_it_is_the_same_process_with_its_doors_closed_again(seen):
    first, second = seen["first"], seen["second"]
    assert first["pid"] == second["pid"]
    assert first["doors"] == second["doors"]
    assert {"Umask:\t0077", "NoNewPrivs:\t1", "Seccomp:\t2", "Dumpable:\t0"} <= set(second["doors"])
    assert second["refused"]


def test_nothing_stays_open_but_what_a_first_start_opens(seen):
    assert seen["first"]["files"] == seen["second"]["files"]
    assert seen["pages"] is False


def test_the_data_folder_stays_its_own(seen):
    assert seen["first"]["held"]
    assert seen["second"]["held"]


def test_the_whole_program_asks_for_no_socket_but_local_ones(seen):
    """But for those of no type, by which it asks the kernel what is refused, and for the planted one."""
    calls = re.findall(r"(?:socket|socketpair)\((\w+), (\w+).*\) += (-?\d+ ?\w*)", seen["calls"])
    local = [family for family, _, _ in calls if family == "AF_UNIX"]
    others = [call for call in calls if call[0] != "AF_UNIX" and call[1] != "0"]
    assert len(local) > 2
    assert others == [("AF_INET", "SOCK_STREAM", "-1 EPERM")]
    assert seen["planted"] == "PermissionError"


def test_there_was_no_network_to_be_had(seen, no_network):
    if not no_network:
        pytest.skip("this system lets nobody start a program without a network")
    told = subprocess.run([*no_network, "cat", "/proc/net/dev"], capture_output=True, text=True, check=True)
    assert re.findall(r"^ *(\S+):", told.stdout, re.MULTILINE) == ["lo"]
    assert seen["status"] == 0


def test_the_last_words_are_kept_when_the_screen_goes_away(tmp_path):
    with Live.with_vault(tmp_path) as live:
        live.unlock()
        live.go_to_prompt(1)
        live.type("last words")
        live.do("QCoreApplication.exit(1)")  # as Qt does when the display's server is gone
        assert live.process.wait(60) == 1
        assert live.said == ""
    folder = live.paths.default_vault
    with closing(Vault.open(folder, unlock_secret(folder, live.passphrase))) as vault:
        (answer,) = vault.reflection(1).answers
    assert answer.text == "last words"
