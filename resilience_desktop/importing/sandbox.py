"""Close the doors of the process that reads strange files, once it has loaded all that it needs."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import NamedTuple

from .. import hardening

MEMORY = 2**30
"""The most bytes of address space: the modules take 80 MiB of it, and 35 pages of PDF 130 MiB."""

CPU_SECONDS = 30
"""The most time of a processor, loading included; ten pages take less than one second."""

_CALLS = {
    # read, write, close, fstat, lseek, mmap, mprotect, munmap, brk, rt_sigaction, rt_sigprocmask,
    # rt_sigreturn, writev, sched_yield, mremap, madvise, getpid, exit, gettimeofday, sigaltstack, gettid,
    # futex, clock_gettime, exit_group, getrandom; from each architecture's unistd.h
    "x86_64": (
        *(0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 20, 24, 25, 28, 39, 60, 96, 131, 186, 202, 228, 231),
        318,
    ),
    "aarch64": (
        *(63, 64, 57, 80, 62, 222, 226, 215, 214, 134, 135, 139, 66, 124, 216, 233, 172, 93, 169, 132),
        *(178, 98, 113, 94, 278),
    ),
}
"""All that is needed to compute, to read the request and to answer: no file, process or socket is opened,
nothing outside is looked at, changed or signalled."""


class Doors(NamedTuple):
    """Say which doors are closed: the filter of the kernel, the limits of time and memory."""

    calls: bool
    limits: bool


def close() -> Doors:
    """Let this process do nothing but compute, read what it has open, and write there; for good."""
    limited = _limit()
    return Doors(hardening.refuse_all_but(_CALLS), limited)


def _limit() -> bool:
    """Lower every limit that this system knows, and tell whether it took all of them."""
    if sys.platform == "win32":
        return False
    import resource

    limits = [
        (resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 1),  # SIGXCPU, then SIGKILL
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NPROC, 0, 0),
        (resource.RLIMIT_NOFILE, 0, 0),  # what is open stays so; nothing can be opened
    ]
    if sys.platform == "linux":
        limits.append((resource.RLIMIT_AS, MEMORY, MEMORY))  # macOS takes it and does not keep to it
    taken = 0
    for limit, soft, hard in limits:
        with suppress(ValueError, OSError):  # the others are no less worth
            resource.setrlimit(limit, (soft, hard))
            taken += 1
    return taken == len(limits)
