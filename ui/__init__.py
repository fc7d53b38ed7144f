"""Draw the window and everything in it."""

from importlib import import_module

import PySide6.QtCore  # noqa: F401  it brings the module below along


def _leave_sources_unread() -> None:
    """Keep PySide from reading the source of every module that is imported, only to look for its own name.

    It does so for ``from __feature__ import``, other spellings of Qt's names, which nobody here uses.
    """
    feature = import_module("shibokensupport.feature")
    if hasattr(feature, "feature_imported"):
        vars(feature)["feature_imported"] = lambda module: None


_leave_sources_unread()
