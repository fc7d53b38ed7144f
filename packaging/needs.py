"""Name the system packages that are missing for the window or for the tests, one a line.

    needs.py run     what the window cannot open without
    needs.py test    what further tests need: a display, buses, a tracer, a disk of their own

Libraries are asked for by loading them, so that it does not matter where they came from; the
packages are those of Debian 12 and Ubuntu 22.04 or later. Elsewhere than on Linux nothing is missing.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
from pathlib import Path

# What Qt 6.11's own libraries, its xcb plugin and its input methods link (readelf -d) or load (libdbus).
_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libz.so.1": "zlib1g",
}
_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_PROGRAMS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "dbus-run-session": "dbus",
    "strace": "strace",
    "mkfs.ext4": "e2fsprogs",
    "mount": "mount",
}
_SYSTEM_FOLDERS = "/usr/sbin:/sbin"  # not everyone looks for programs there
_BUS_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_BINDINGS = {"pyatspi": "python3-pyatspi", "dbus": "python3-dbus", "gi": "python3-gi"}
_BINDINGS_PLACE = Path("/usr/lib/python3/dist-packages")  # they belong to the system's own Python


def for_the_window() -> set[str]:
    """Return the packages without which no window opens or no virtual environment is made."""
    missing = {package for name, package in _libraries().items() if not _loads(name)}
    if not importlib.util.find_spec("ensurepip"):
        missing.add("python{}.{}-venv".format(*sys.version_info))
    return missing


def for_the_tests() -> set[str]:
    """Return the packages without which some tests are left out."""
    missing = {package for program, package in _PROGRAMS.items() if not _finds(program)}
    if not any(Path(launcher).exists() for launcher in _BUS_LAUNCHERS):
        missing.add("at-spi2-core")
    missing |= {package for name, package in _BINDINGS.items() if not (_BINDINGS_PLACE / name).exists()}
    return missing


def _finds(program: str) -> bool:
    return any(shutil.which(program, path=folders) for folders in (None, _SYSTEM_FOLDERS))


def _libraries() -> dict[str, str]:
    return _LIBRARIES | _WAYLAND if os.environ.get("WAYLAND_DISPLAY") else _LIBRARIES


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    if sys.platform == "linux":
        print(*sorted(for_the_tests() if sys.argv[1:] == ["test"] else for_the_window()), sep="\n")
