"""Close the doors of this process before anything private comes in.

Called first thing by main.py, before Qt, the vault or any other thread exists.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
import threading
import warnings
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TextIO

from .errors import ResilienceError

_DROPPED = ("QT_", "PYTHON", "LD_", "DYLD_", "WAYLAND_DEBUG", "GTK_MODULES", "GIO_", "MALLOC_", "GCONV_PATH")
"""Variables that can load code, open ports or switch on logs of what is typed."""

_FOLDERS = ("_HOME", "_RUNTIME_DIR")
_KEPT = {
    # how the window is reached by screen readers, keyboards and eyes; each only names or measures
    "QT_ACCESSIBILITY",
    "QT_LINUX_ACCESSIBILITY_ALWAYS_ON",
    "QT_IM_MODULE",
    "QT_IM_MODULES",
    "QT_SCALE_FACTOR",
    "QT_SCALE_FACTOR_ROUNDING_POLICY",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_AUTO_SCREEN_SCALE_FACTOR",
    "QT_ENABLE_HIGHDPI_SCALING",
    "QT_FONT_DPI",
    # how Python reads text and whether it writes beside the program; a child process needs the same
    "PYTHONUTF8",
    "PYTHONDONTWRITEBYTECODE",
}

_SAFE_PLATFORMS = {"xcb", "wayland", "wayland-egl", "offscreen", "minimal", "windows", "cocoa"}
"""Qt's platforms that show a window here or nowhere; vnc and its like would serve it to others."""

# linux/prctl.h, linux/seccomp.h, linux/audit.h
_PR_SET_DUMPABLE, _PR_GET_DUMPABLE, _PR_SET_NO_NEW_PRIVS, _PR_GET_NO_NEW_PRIVS = 4, 3, 38, 39
_SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC = 1, 1
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_X32 = 0x40000000
_IO_URING = (425, 426, 427)  # setup, enter, register: the same number on every architecture
_AF_UNIX, _AF_INET, _AF_MAX = 1, 2, 46
_LOAD, _EQUAL, _AT_LEAST, _LEAVE = 0x20, 0x15, 0x35, 0x06  # LD|W|ABS, JMP|JEQ|K, JMP|JGE|K, RET|K
_NO_TYPE = 0  # a socket of no type opens nowhere, so that asking for it only tells whether one may ask


class _Machine(NamedTuple):
    """Hold what the filter must know of one architecture: its audit number and four system calls."""

    audit: int
    socket: int
    socketpair: int
    seccomp: int


_MACHINES = {
    "x86_64": _Machine(0xC000003E, 41, 53, 317),
    "aarch64": _Machine(0xC00000B7, 198, 199, 277),
}


REFUSED = "refused by the kernel"
_FRAMES = 8  # the innermost; endless recursion must not fill the screen


class Report(NamedTuple):
    """Say which doors are closed.

    ``network`` reads "refused by the kernel", or that this is not available here, and why. ``dumpable`` tells
    whether other programs of the same person may read this process's memory, ``core`` whether
    a crash may write that memory to the disk.
    """

    network: str
    dumpable: bool
    core: bool

    @property
    def network_refused(self) -> bool:
        """Tell whether the kernel refuses every socket but local ones."""
        return self.network == REFUSED


class _NotRefusedError(Exception):
    """The network cannot be refused here; the text says why, in words for the About box."""


def harden() -> Report:
    """Make files private, clear the environment, hide the memory, refuse the network; say how far it went.

    Never fails: what this system cannot do is said in the report.
    """
    os.umask(0o077)
    _fill_standard_streams()
    leave_strange_paths(sys.path, os.environ)
    clear_environment(os.environ)
    core = _allow_core_dumps()
    libc = _libc()
    dumpable = libc is None or _stay_dumpable(libc)
    try:
        _refuse_network(libc, os.environ.get("DISPLAY", ""))
    except _NotRefusedError as reason:
        return Report(f"refusing it is not available here, because {reason}", dumpable, core)
    return Report(REFUSED, dumpable, core)


def refuse_all_but(calls: Mapping[str, Sequence[int]]) -> bool:
    """Have the kernel refuse every call to the system but these, by architecture; tell whether it does.

    For good, for this process and its children. At most 200 calls fit.
    """
    libc, name = _libc(), os.uname().machine if sys.platform == "linux" else ""
    if libc is None or name not in _MACHINES or name not in calls or sys.maxsize < 2**32:
        return False
    try:
        _install(libc, _MACHINES[name], _program_of(_MACHINES[name], calls[name]))
    except _NotRefusedError:
        return False
    return True


def leave_strange_paths(path: list[str], environment: Mapping[str, str]) -> None:
    """Look for libraries in none of the folders that PYTHONPATH names, but for the program's own.

    ``python -E -s`` never does. Without it, what Python itself loaded from there has run before
    anything here could; starting anew would come too late for that, and cost every such start twice.
    """
    named = {Path(name).resolve() for name in environment.get("PYTHONPATH", "").split(os.pathsep) if name}
    if named:
        named.discard(Path(__file__).resolve().parent.parent)
        path[:] = [folder for folder in path if Path(folder).resolve() not in named]


def clear_environment(environment: MutableMapping[str, str]) -> None:
    """Drop each variable that could change how Python, Qt or the loader behave, but the harmless ones."""
    for name in [name for name in environment if name.startswith(_DROPPED) and name not in _KEPT]:
        if name == "QT_QPA_PLATFORM" and _SAFE_PLATFORMS.issuperset(environment[name].split(";")):
            continue
        del environment[name]
    for name in [name for name in environment if name.startswith("XDG_") and name.endswith(_FOLDERS)]:
        if not os.path.isabs(environment[name]):  # noqa: PTH117  # to be ignored, says the XDG Base Directory spec
            del environment[name]  # else files would lie wherever the program was started


def install_hooks() -> None:
    """Report what nobody caught, in every thread, by type and place and never by value."""
    sys.excepthook = lambda _type, error, _trace: _say(error)
    sys.unraisablehook = lambda event: _say(event.exc_value)
    threading.excepthook = lambda event: _say(event.exc_value)
    warnings.showwarning = _say_warning


def describe(error: BaseException) -> str:
    """Return what went wrong and where, with nothing of what was being worked on.

    The message stands only where it is ours (ResilienceError: words fit for a person).
    """
    words = f": {error}" if isinstance(error, ResilienceError) else ""
    places = []
    trace = error.__traceback__
    while trace is not None:
        places.append(_place(trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    way = " at " + " < ".join(reversed(places[-_FRAMES:])) if places else ""
    return f"{type(error).__name__}{words}{way}"


def _say(error: BaseException | None) -> None:
    if error is None or isinstance(error, (KeyboardInterrupt, SystemExit)):
        return
    _write(describe(error))


def _say_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    del message, file, line
    _write(f"{category.__name__} at {_place(filename, lineno)}")


def _write(text: str) -> None:
    if sys.stderr is None:  # a windowed program on Windows has none
        return
    try:
        print(f"Resilience: {text}", file=sys.stderr)  # noqa: T201 - the last resort speaks on stderr
    except (OSError, ValueError):  # closed, or its reader is gone
        return


def _place(filename: str, line: int) -> str:
    """Return the end of the path alone: the rest may hold the person's name."""
    return f"{'/'.join(Path(filename).parts[-2:])}:{line}"


def _fill_standard_streams() -> None:
    """Give closed streams a file: the next one opened would take their number and what is printed there."""
    for stream in range(3):
        try:
            os.fstat(stream)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one


def _libc() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4  # the kernel looks at all 64 bits
    return libc


def _allow_core_dumps() -> bool:
    if sys.platform == "win32":
        return True
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return False


def _stay_dumpable(libc: ctypes.CDLL) -> bool:
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return bool(libc.prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0))


def _refuse_network(libc: ctypes.CDLL | None, display: str) -> None:
    """Have the kernel refuse every socket but AF_UNIX, for this process and its children, for good.

    Raises _NotRefusedError where the window needs the network itself, or the kernel will not do it.
    """
    if libc is None:
        raise _NotRefusedError("this system has no such filter")
    if _over_network(display):
        raise _NotRefusedError("the window itself is shown over the network")
    machine = _MACHINES.get(os.uname().machine)
    if machine is None or sys.maxsize < 2**32:
        raise _NotRefusedError("no filter is known for this processor")
    if libc.prctl(_PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) and _is_refused(libc):
        return  # by the filter of the process that this one goes on from after a lock; they would pile up
    _install(libc, machine, _program(machine))
    if not _is_refused(libc):
        raise _NotRefusedError("the kernel took the filter but does not keep to it")


def _install(libc: ctypes.CDLL, machine: _Machine, program: bytes) -> None:
    """Hand the kernel a filter beside those that it has. Raises _NotRefusedError."""
    code = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: a 16-bit count, padding, a pointer
    header = ctypes.create_string_buffer(struct.pack("@HP", len(program) // 8, ctypes.addressof(code)))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.syscall(
        machine.seccomp, _SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC, header
    ):
        raise _NotRefusedError(f"the kernel would not ({errno.errorcode.get(ctypes.get_errno(), 'unknown')})")


def _is_refused(libc: ctypes.CDLL) -> bool:
    """Ask for everything that the filter refuses, the commonest first; tell whether all of it is refused."""
    sockets = (libc.socket(family, _NO_TYPE, 0) for family in range(_AF_INET, _AF_MAX))
    rings = (libc.syscall(number, 0, 0, 0, 0, 0, 0) for number in _IO_URING)
    return all(answer < 0 and ctypes.get_errno() == errno.EPERM for answer in chain(sockets, rings))


def _over_network(display: str) -> bool:
    """Tell whether this X display is reached over TCP, as with ``ssh -X`` (``localhost:10.0``)."""
    host = display.rpartition(":")[0]
    return bool(host) and host != "unix" and not host.startswith(("/", "unix/"))


def _program(machine: _Machine) -> bytes:
    """Return the filter as BPF (linux/filter.h): each row a code, two jumps, a constant."""
    rows = (
        (_LOAD, 0, 0, 4),  # seccomp_data.arch
        (_EQUAL, 0, 10, machine.audit),  # another architecture's calls have other numbers
        (_LOAD, 0, 0, 0),  # seccomp_data.nr
        (_AT_LEAST, 8, 0, _X32),  # x86-64's second set of numbers
        (_EQUAL, 7, 0, _IO_URING[0]),
        (_EQUAL, 6, 0, _IO_URING[1]),
        (_EQUAL, 5, 0, _IO_URING[2]),
        (_EQUAL, 1, 0, machine.socket),
        (_EQUAL, 0, 2, machine.socketpair),
        (_LOAD, 0, 0, 16),  # the low half of args[0]: the kernel takes the family as an int
        (_EQUAL, 0, 1, _AF_UNIX),
        (_LEAVE, 0, 0, _ALLOW),
        (_LEAVE, 0, 0, _REFUSE),
    )
    return _packed(rows)


def _program_of(machine: _Machine, calls: Sequence[int]) -> bytes:
    """Return the filter that lets these calls through and no other."""
    count = len(calls)
    rows = (
        (_LOAD, 0, 0, 4),  # seccomp_data.arch
        (_EQUAL, 0, count + 1, machine.audit),
        (_LOAD, 0, 0, 0),  # seccomp_data.nr
        *((_EQUAL, count - at, 0, call) for at, call in enumerate(calls)),
        (_LEAVE, 0, 0, _REFUSE),
        (_LEAVE, 0, 0, _ALLOW),
    )
    return _packed(rows)


def _packed(rows: Iterable[tuple[int, int, int, int]]) -> bytes:
    return b"".join(struct.pack("=HBBI", *row) for row in rows)
