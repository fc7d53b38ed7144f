"""Keep the window out of screenshots, recordings and shared screens, where the system offers that.

Windows takes it for each top-level window (SetWindowDisplayAffinity, since Windows 10 version 2004), macOS
too (NSWindow.sharingType). Linux has no such thing: on Wayland a program sees other windows only
through a dialog of the desktop, on X11 nothing keeps it out.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any

_NOTHING, _NO_CONTENT, _LEFT_OUT = 0x0, 0x1, 0x11
"""WDA_NONE, WDA_MONITOR and WDA_EXCLUDEFROMCAPTURE (winuser.h)."""

_NOT_SHARED, _SHARED = 0, 1
"""NSWindowSharingNone and NSWindowSharingReadOnly (NSWindow.h)."""

Load = Callable[[str], Any]
"""Loads a system's library by name, as ctypes.CDLL does; on 64 bits Windows knows one way of calling."""


def is_offered() -> bool:
    """Tell whether this system lets a window be kept out."""
    return sys.platform in ("win32", "darwin")


def set_hidden(window: int, hidden: bool, *, platform: str = sys.platform, load: Load = ctypes.CDLL) -> bool:
    """Keep a window out of captures, or let it in; tell whether the system took it.

    ``window`` is what Qt calls winId: a HWND on Windows, the address of a NSView on macOS.
    """
    if platform == "win32":
        return _on_windows(load("user32"), window, hidden)
    if platform == "darwin":
        return _on_macos(load("/usr/lib/libobjc.A.dylib"), window, hidden)
    return False


def _on_windows(user32: Any, window: int, hidden: bool) -> bool:  # noqa: ANN401 - a library has no type
    affinity = user32.SetWindowDisplayAffinity
    affinity.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
    affinity.restype = ctypes.c_int
    wanted = (_LEFT_OUT, _NO_CONTENT) if hidden else (_NOTHING,)  # older systems know a black window only
    return any(affinity(window, how) for how in wanted)


def _on_macos(objc: Any, view: int, hidden: bool) -> bool:  # noqa: ANN401 - a library has no type
    """Send ``[[view window] setSharingType:]``; each shape of a message needs its own prototype."""
    name = objc.sel_registerName
    name.argtypes, name.restype = (ctypes.c_char_p,), ctypes.c_void_p
    send = objc.objc_msgSend
    send.argtypes, send.restype = (ctypes.c_void_p, ctypes.c_void_p), ctypes.c_void_p
    window = send(view, name(b"window"))
    if not window:
        return False
    send.argtypes, send.restype = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong), None
    send(window, name(b"setSharingType:"), _NOT_SHARED if hidden else _SHARED)
    return True
