"""Say to Qt by its own words what else takes one of the names of ``Qt``, and hear them as numbers.

At the first use of any of these names PySide makes all of them, some thousand; that took a tenth of the
start. So what stands before the lock screen is painted says them as properties; ``load`` makes them then.
"""

from __future__ import annotations

import ctypes
import os
import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QStyleHints
from shiboken6 import getCppPointer

_LIBRARY = "libQt6Gui.so.6"
_COLOR_SCHEME = "_ZNK11QStyleHints11colorSchemeEv"
_CONTRAST = "_ZNK19QAccessibilityHints18contrastPreferenceEv"
_DARK, _HIGH_CONTRAST = 2, 1  # Qt::ColorScheme::Dark, Qt::ContrastPreference::HighContrast


def put(item: QObject, name: str, words: str) -> None:
    """Set a property by Qt's own words for it, such as "NoFocus". Raises ValueError when it is not set."""
    if not item.setProperty(name, words):
        raise ValueError(f"{name} was not set to {words}")


def is_dark(hints: QStyleHints) -> bool:
    """Tell whether the system, or whoever asked it, wants dark windows."""
    answer = _ask(hints, _COLOR_SCHEME)
    if answer is not None:
        return answer == _DARK
    from PySide6.QtCore import Qt

    return hints.colorScheme() == Qt.ColorScheme.Dark


def wants_contrast(hints: QStyleHints) -> bool:
    """Tell whether the system wants high contrast."""
    answer = _ask(hints.accessibility(), _CONTRAST)
    if answer is not None:
        return answer == _HIGH_CONTRAST
    from PySide6.QtCore import Qt

    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def load() -> None:
    """Have PySide make the names of ``Qt`` now."""
    from PySide6.QtCore import Qt

    _ = Qt.Key


def _ask(item: QObject, question: str) -> int | None:
    """Call a getter of Qt that answers with an enumeration; None where it is not called by this name."""
    if sys.platform != "linux":
        return None
    try:  # the library that is loaded already, and no other one
        getter = getattr(ctypes.CDLL(_LIBRARY, mode=os.RTLD_NOLOAD | os.RTLD_NOW), question)
    except (OSError, AttributeError):
        return None
    getter.argtypes, getter.restype = (ctypes.c_void_p,), ctypes.c_int
    return int(getter(getCppPointer(item)[0]))
