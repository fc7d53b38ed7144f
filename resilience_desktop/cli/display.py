"""Tell whether a window could be shown here, before Qt would end the program over it."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_HIDDEN = ("offscreen", "minimal")
_ROOT = Path(__file__).resolve().parents[2]


def is_there() -> bool:
    """Tell whether a screen answers (or windows are to stay hidden); elsewhere than on Linux one does."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") in _HIDDEN:
        return True
    return _wayland_answers() or _x_answers()


def tour_folder() -> Path:
    """Create and return a fresh folder: in build/tour of the sources one stands in, else a temporary one."""
    if Path.cwd() != _ROOT or not (_ROOT / "Makefile").exists():
        import tempfile  # takes longer to load than the rest of this file, and is seldom needed

        return Path(tempfile.mkdtemp(prefix="resilience-tour-"))
    number = 1
    while True:
        folder = _ROOT / "build" / "tour" / str(number)
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            number += 1
        else:
            return folder


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", "/"), name or "").is_socket()


def _x_answers() -> bool:
    """Connect to the X display as Qt will: its name alone does not tell whether it lets anyone in."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed
