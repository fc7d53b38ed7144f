"""Behind the closed doors nothing can be opened, started or changed, and what is needed still works."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from resilience_desktop.importing import sandbox

ROOT = Path(__file__).resolve().parent.parent.parent
linux = pytest.mark.skipif(sys.platform != "linux", reason="these promises are kept by Linux's kernel")

CLOSED = """
import errno, os, signal, socket, sys, threading
from resilience_desktop.importing import sandbox
doors = sandbox.close()
"""
TRY = """
try:
    {act}
    os.write(1, b"done")
except OSError as error:
    os.write(1, errno.errorcode[error.errno].encode())
"""
OPENING = [
    "os.open('/etc/passwd', os.O_RDONLY)",
    "os.open('/proc/self/environ', os.O_RDONLY)",
    "os.open('new', os.O_WRONLY | os.O_CREAT)",
    "os.dup(0)",
    "os.pipe()",
    "os.memfd_create('new')",
    "socket.socket(socket.AF_UNIX)",
    "socket.socket(socket.AF_INET)",
    "socket.socketpair()",
]
CHANGING = [
    "os.stat('/etc/passwd')",
    "os.readlink('/proc/self/exe')",
    "os.listdir('.')",
    "os.unlink('there')",
    "os.rename('there', 'elsewhere')",
    "os.mkdir('new')",
    "os.link('there', 'elsewhere')",
    "os.symlink('there', 'elsewhere')",
    "os.chmod('there', 0o777)",
    "os.truncate('there', 0)",
    "os.chdir('/')",
    "os.fork()",
    "os.execv('/bin/true', ['true'])",
    "os.kill(os.getppid(), 0)",
    "signal.pthread_kill(threading.get_ident(), 0)",
    "os.setpriority(os.PRIO_PROCESS, 0, 5)",
]


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )


@linux
@pytest.mark.parametrize("act", [*OPENING, *CHANGING])
def test_the_kernel_refuses_it(act):
    Path("there").touch()
    done = run(CLOSED + TRY.format(act=act))
    assert done.stdout == "EPERM", done.stderr
    assert {path.name for path in Path().iterdir() if not path.name.startswith("xdg_")} == {"there"}


@pytest.mark.parametrize("act", OPENING)
def test_the_same_is_done_while_the_doors_are_open(act):
    assert run(f"import errno, os, socket{TRY.format(act=act)}").stdout == "done"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
@pytest.mark.parametrize("act", OPENING)
def test_nothing_is_opened_even_where_no_filter_is_known(act):
    code = CLOSED.replace("doors =", "sandbox.hardening.refuse_all_but = lambda calls: False\ndoors =")
    assert run(code + TRY.format(act=act)).stdout in ("EMFILE", "EINVAL")


@linux
def test_it_says_which_doors_are_closed():
    done = run(CLOSED + "os.write(1, repr(doors).encode())")
    assert done.stdout == repr(sandbox.Doors(calls=True, limits=True))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
def test_a_limit_that_a_system_does_not_take_keeps_no_other_from_holding():
    refusing = """
import resource
whole = resource.setrlimit
def refuse(limit, values):
    if limit == resource.RLIMIT_FSIZE:
        raise ValueError("not allowed to raise maximum limit")
    whole(limit, values)
resource.setrlimit = refuse
"""
    done = run(refusing + CLOSED + "os.write(1, str(doors.limits).encode())" + TRY.format(act=OPENING[0]))
    assert done.stdout in ("FalseEPERM", "FalseEMFILE")


@linux
def test_memory_ends_at_the_limit_and_not_before():
    code = (
        CLOSED
        + """
    kept = []
    try:
        for _ in range(64):
            kept.append(bytes(2**26))
    except MemoryError:
        pass
    count = len(kept)
    del kept
    print(count * 2**26)
    """
    )
    assert (
        sandbox.MEMORY // 2 < int(run(textwrap.dedent(code.replace("\n    ", "\n"))).stdout) < sandbox.MEMORY
    )


@linux
def test_what_never_ends_is_ended():
    code = CLOSED.replace("doors =", "sandbox.CPU_SECONDS = 1\ndoors =") + "while True: pass\n"
    assert run(code).returncode < 0


@linux
def test_computing_and_answering_still_work():
    code = CLOSED + "print(sum(range(1000)), len(bytes(2**24)), flush=True)\nos._exit(0)\n"
    done = run(code)
    assert (done.stdout, done.returncode) == ("499500 16777216\n", 0)


def test_the_same_calls_are_let_through_on_each_processor():
    counts = {name: len(calls) for name, calls in sandbox._CALLS.items()}
    assert len(set(counts.values())) == 1
    assert all(len(set(calls)) == len(calls) for calls in sandbox._CALLS.values())
