"""What the process promises before anything private comes in, each seen from a process of its own."""

from __future__ import annotations

import os
import shutil
import stat
import struct
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop import hardening

ROOT = Path(__file__).resolve().parent.parent
linux = pytest.mark.skipif(sys.platform != "linux", reason="these promises are kept by Linux's kernel")

HARDEN = "from resilience_desktop import hardening; report = hardening.harden()\n"
SECRET = "the-words-of-a-person"


def run(code: str, *before: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the code in a fresh interpreter; ``before`` goes in front of its command."""
    return subprocess.run(
        [*before, sys.executable, "-c", textwrap.dedent(code)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def answer(code: str, *before: str, **environment: str) -> str:
    done = run(code, *before, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


TRY_SOCKET = """
import errno, socket
try:
    socket.socket({family}, {kind}).close()
    print("opened")
except OSError as error:
    print(errno.errorcode[error.errno])
"""


@linux
@pytest.mark.parametrize(
    "family", ["socket.AF_INET", "socket.AF_INET6", "socket.AF_NETLINK", "socket.AF_PACKET"]
)
@pytest.mark.parametrize("kind", ["socket.SOCK_STREAM", "socket.SOCK_DGRAM", "socket.SOCK_RAW"])
def test_the_kernel_refuses_every_socket_that_leaves_the_computer(family, kind):
    assert answer(HARDEN + TRY_SOCKET.format(family=family, kind=kind)) == "EPERM"


@linux
@pytest.mark.parametrize("family", ["socket.AF_INET", "socket.AF_NETLINK"])
def test_without_the_filter_those_sockets_open(family):
    assert answer(TRY_SOCKET.format(family=family, kind="socket.SOCK_DGRAM")) == "opened"


@linux
def test_local_sockets_still_work():
    pair = "import socket; a, b = socket.socketpair(); a.send(b'x'); print(b.recv(1) == b'x')"
    assert answer(HARDEN + TRY_SOCKET.format(family="socket.AF_UNIX", kind="socket.SOCK_STREAM")) == "opened"
    assert answer(HARDEN + pair) == "True"


@linux
def test_threads_that_ran_before_and_children_are_refused_too():
    code = """
    import subprocess, sys, threading
    go, tried = threading.Event(), TRIED
    early = threading.Thread(target=lambda: (go.wait(), exec(tried)))
    early.start()
    from resilience_desktop import hardening
    hardening.harden()
    go.set()
    early.join()
    sys.stdout.flush()
    subprocess.run([sys.executable, "-c", tried])
    """.replace("TRIED", repr(TRY_SOCKET.format(family="socket.AF_INET", kind="socket.SOCK_DGRAM")))
    assert answer(code) == "EPERM\nEPERM"


@linux
@pytest.mark.parametrize("number", [425, 426, 427, 0x4000_0000 | 39])
def test_the_kernel_refuses_io_uring_and_the_second_set_of_numbers(number):
    code = "import ctypes; libc = ctypes.CDLL(None, use_errno=True)\n"
    code += f"print(libc.syscall({number}, 0, 0, 0, 0, 0, 0), ctypes.get_errno())"
    assert answer(HARDEN + code) == "-1 1"


@linux
def test_the_filter_cannot_be_taken_off_and_programs_gain_no_rights():
    status = answer(HARDEN + "print(open('/proc/self/status').read())")
    assert "NoNewPrivs:\t1" in status
    assert "Seccomp:\t2" in status


def test_the_report_says_that_the_network_is_refused():
    report = hardening.Report("refused by the kernel", dumpable=False, core=False)
    assert report.network_refused
    if sys.platform == "linux":
        assert answer(HARDEN + "print(report)") == str(report)


@linux
def test_a_filter_that_is_there_already_is_not_set_twice():
    """It stays when the process begins anew after a lock; hundreds of them would slow every call down."""
    again = "print([line for line in open('/proc/self/status') if line.startswith('Seccomp_filters')])\n"
    told = answer(HARDEN + again + "print(hardening.harden() == report)\n" + again)
    first, same, second = told.splitlines()
    assert (first, same) == (second, "True")


@linux
def test_a_filter_that_leaves_a_door_open_is_no_reason_to_leave_ours_out():
    """Another sandbox may have refused the internet alone; Bluetooth is a way out as well."""
    lax = """
    import struct
    from resilience_desktop import hardening
    ours = hardening._program
    def lax(machine):
        rows = bytearray(ours(machine))
        rows[80:88] = struct.pack("=HBBI", 0x15, 1, 0, 2)
        return bytes(rows)
    hardening._program = lax
    print(hardening.harden().network)
    hardening._program = ours
    """
    tried = TRY_SOCKET.format(family="socket.AF_NETLINK", kind="socket.SOCK_RAW")
    told = answer(textwrap.dedent(lax) + textwrap.dedent(tried) + HARDEN + textwrap.dedent(tried))
    assert told.splitlines() == [
        "refusing it is not available here, because the kernel took the filter but does not keep to it",
        "opened",
        "EPERM",
    ]


@linux
def test_a_window_shown_over_the_network_keeps_it_and_the_report_says_so():
    code = (
        HARDEN
        + TRY_SOCKET.format(family="socket.AF_INET", kind="socket.SOCK_DGRAM")
        + "print(report.network)"
    )
    assert (
        answer(code, DISPLAY="localhost:10.0")
        == "opened\nrefusing it is not available here, because the window itself is shown over the network"
    )


@pytest.mark.parametrize(
    ("display", "over_network"),
    [
        ("", False),
        (":0", False),
        (":0.0", False),
        ("unix:0", False),
        ("unix/host:0", False),
        ("/private/tmp/launch/org.x:0", False),
        ("localhost:10.0", True),
        ("192.0.2.7:0", True),
        ("[::1]:11", True),
    ],
)
def test_a_display_reached_over_the_network_is_recognised(display, over_network):
    assert hardening._over_network(display) is over_network


def judged(program: bytes, arch: int, number: int, family: int) -> int:
    """Return what the kernel would answer, by running the filter as linux/filter.h says."""
    data = struct.pack("<IIQQ", number, arch, 0, family)
    rows = [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]
    place, held = 0, 0
    while True:
        code, if_true, if_false, constant = rows[place]
        place += 1
        match code:
            case 0x20:
                (held,) = struct.unpack_from("<I", data, constant)
            case 0x15:
                place += if_true if held == constant else if_false
            case 0x35:
                place += if_true if held >= constant else if_false
            case 0x06:
                return constant


ALLOW, EPERM = 0x7FFF0000, 0x00050001
NUMBERS = st.one_of(st.integers(0, 600), st.integers(0, 2**32 - 1))


@pytest.mark.parametrize("name", ["x86_64", "aarch64"])
@given(number=NUMBERS, family=st.integers(0, 2**64 - 1) | st.just(1))
def test_the_filter_allows_everything_else_and_nothing_more(name, number, family):
    machine = hardening._MACHINES[name]
    is_socket = number in (machine.socket, machine.socketpair)
    refused = number >= 0x4000_0000 or number in (425, 426, 427) or (is_socket and family & 0xFFFF_FFFF != 1)
    program = hardening._program(machine)
    assert judged(program, machine.audit, number, family) == (EPERM if refused else ALLOW)
    assert judged(program, 0x4000_0003, number, family) == EPERM  # 32-bit calls on a 64-bit machine


@pytest.mark.parametrize("name", ["x86_64", "aarch64"])
@pytest.mark.parametrize("family", [1, 1 + 2**32])
def test_the_filter_allows_local_sockets_and_no_others(name, family):
    machine = hardening._MACHINES[name]
    for number in (machine.socket, machine.socketpair):
        assert judged(hardening._program(machine), machine.audit, number, family) == ALLOW
        assert judged(hardening._program(machine), machine.audit, number, family + 1) == EPERM


def test_new_files_are_private(tmp_path):
    answer(
        HARDEN
        + f"open({str(tmp_path / 'file')!r}, 'w').close(); import os; os.mkdir({str(tmp_path / 'd')!r})"
    )
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "d").stat().st_mode) == 0o700


@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_no_file_takes_the_place_of_a_closed_stream(tmp_path, closed):
    """What a library prints there would stand in it."""
    code = "import os; file = os.open('file', os.O_WRONLY | os.O_CREAT); os.write(file, str(file).encode())"
    for before, safe in ((HARDEN, True), ("", False)):
        shell = ["/bin/sh", "-c", f'"$@" {closed}', "sh"]
        command = f"import os; os.chdir({str(tmp_path)!r})\n{before}{code}"
        assert run(command, *shell).returncode == 0
        assert (int((tmp_path / "file").read_text()) > 2) is safe
        (tmp_path / "file").unlink()


STARE = """
import subprocess, sys
process = subprocess.Popen([sys.executable, "-c", {victim!r}], stdin=-1, stdout=-1)
process.stdout.readline()
try:
    open(f"/proc/{{process.pid}}/mem", "rb").close()
    print("read")
except PermissionError:
    print("refused")
process.communicate()
"""
# Root may read everything: it steps down first, for the one who looks and the one looked at.
STEP_DOWN = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()


@linux
def test_other_programs_of_the_same_person_cannot_read_the_memory():
    wait = "print(flush=True); input()"
    assert (
        answer(STARE.format(victim=wait.replace("input()", "import sys; sys.stdin.read()")), *STEP_DOWN)
        == "read"
    )
    hidden = HARDEN + wait.replace("input()", "import sys; sys.stdin.read()")
    assert answer(STARE.format(victim=hidden), *STEP_DOWN) == "refused"


@linux
def test_a_crash_writes_no_memory_to_the_disk():
    assert answer(HARDEN + "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))") == "(0, 0)"


def test_the_environment_cannot_steer_qt_python_or_the_loader():
    environment = {
        "QT_PLUGIN_PATH": "/elsewhere",
        "QT_LOGGING_RULES": "*=true",
        "QT_QPA_PLATFORM": "vnc",
        "PYTHONPATH": "/elsewhere",
        "PYTHONINSPECT": "1",
        "LD_PRELOAD": "/elsewhere.so",
        "DYLD_INSERT_LIBRARIES": "/elsewhere.dylib",
    }
    hardening.clear_environment(environment)
    assert environment == {}


@pytest.mark.parametrize("value", ["", "relative/folder"])
def test_a_folder_that_is_no_whole_path_is_not_written_to(value):
    environment = {"XDG_DATA_HOME": value, "XDG_RUNTIME_DIR": value, "XDG_CONFIG_HOME": "/a/folder"}
    hardening.clear_environment(environment)
    assert environment == {"XDG_CONFIG_HOME": "/a/folder"}


def test_what_a_person_needs_to_see_hear_and_type_stays():
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_IM_MODULE": "ibus",
        "QT_SCALE_FACTOR": "1.5",
        "PATH": "/usr/bin",
        "DISPLAY": ":0",
        "LANG": "de_DE.UTF-8",
    }
    before = dict(environment)
    hardening.clear_environment(environment)
    assert environment == before


@pytest.mark.parametrize(
    ("platform", "stays"),
    [
        ("xcb", True),
        ("wayland;xcb", True),
        ("offscreen", True),
        ("vnc", False),
        ("vnc:port=5901", False),
        ("xcb;vnc", False),
        ("webgl", False),
        ("offscreen:configfile=/elsewhere", False),
    ],
)
def test_only_platforms_that_show_the_window_here_are_taken(platform, stays):
    environment = {"QT_QPA_PLATFORM": platform}
    hardening.clear_environment(environment)
    assert ("QT_QPA_PLATFORM" in environment) is stays


EVERYTHING = (
    HARDEN
    + """
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication, QTextEdit
app = QApplication([])
editor = QTextEdit()
editor.show()
QTimer.singleShot(0, app.quit)
app.exec()
app.clipboard().setText("copied")
import nacl.bindings, pikepdf, pypdfium2, sqlcipher3, typst
database = sqlcipher3.connect(":memory:")
pdf = typst.compile(b"Words")
print(report.network_refused, app.platformName(), app.clipboard().text(), pdf[:5],
      database.execute("SELECT 1").fetchone(), QDBusConnection.sessionBus().isConnected())
"""
)


@linux
def test_windows_clipboard_pdf_and_vault_work_behind_the_filter():
    assert answer(EVERYTHING) == "True offscreen copied b'%PDF-' (1,) False"


@linux
@pytest.mark.bus
@pytest.mark.skipif(
    not shutil.which("xvfb-run") or not shutil.which("dbus-run-session"), reason="no Xvfb or D-Bus"
)
def test_a_real_screen_and_a_session_bus_are_reached_behind_the_filter():
    shown = answer(EVERYTHING, "dbus-run-session", "--", "xvfb-run", "-a", QT_QPA_PLATFORM="xcb")
    assert shown == "True xcb copied b'%PDF-' (1,) True"


def test_the_programs_own_folder_stays_though_pythonpath_names_it():
    strange, usual = str(Path("strange").absolute()), "/usr/lib/python3"
    path = [str(ROOT), strange, usual]
    hardening.leave_strange_paths(path, {"PYTHONPATH": os.pathsep.join(["strange", str(ROOT), ""])})
    assert path == [str(ROOT), usual]
