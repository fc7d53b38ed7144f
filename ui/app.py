"""Compose the program: build each part once, hand it to those who need it, and run the window."""

from __future__ import annotations

import errno
import gc
import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QTimer,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QScrollArea

from resilience_desktop.errors import ResilienceError
from resilience_desktop.hardening import Report
from resilience_desktop.paths import Paths
from resilience_desktop.vault import exists

from . import accessibility, fonts, rebirth
from .autolock import AutoLock
from .instance import Instance
from .library import Library
from .main_window import NAME, MainWindow
from .preferences import Preferences
from .session import Session
from .tasks import Worker
from .theme import Look

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QMessageLogContext, QtMsgType

    from resilience_desktop.workbook import Clock, Moment


LOAD_AFTER_MS = 100
"""From the window's first moment to loading what stands behind the lock screen, in milliseconds."""

_BEHIND = (
    "resilience_desktop.vault.vault",
    "resilience_desktop.readings",
    f"{__package__}.widgets.markable_reading",
    f"{__package__}.widgets.prompt_pane",
    f"{__package__}.desk",
    f"{__package__}.workspace",
)
"""What unlocking needs, in steps short enough that a key pressed between them is not felt to wait."""


def _now() -> Moment:
    from resilience_desktop.workbook import now

    return now()


class Program:
    """Hold the parts of a running program."""

    def __init__(self, application: QApplication, paths: Paths, report: Report, clock: Clock = _now) -> None:
        self.preferences = Preferences(paths.settings, application)
        settings = self.preferences.now
        self.look = Look(application, settings.theme, settings.zoom, settings.face)
        self.worker = Worker(application)
        self._config = paths.config
        last = settings.last_vault
        folder = last if last and exists(last) else paths.default_vault
        self.session = Session(folder, Library(paths), clock, self.worker)
        self.autolock = AutoLock(application, settings.lock_minutes)
        self.window = MainWindow(
            self.session, self.look, self.preferences, self.autolock, clock, report.network
        )

    def load_ahead(self, modules: Sequence[str] = _BEHIND) -> None:
        """Load, while the person types the passphrase, what unlocking will need."""
        keep_dialogs_inside(self._config)
        if modules:
            import_module(modules[0])
            QTimer.singleShot(0, self.session, partial(self.load_ahead, modules[1:]))
            return
        # The first widget of Qt's own that PySide meets makes it look through all of Qt's classes.
        QScrollArea().viewport()
        fonts.register_slanted(self.look.face)
        self.session.warm_up()
        gc.freeze()  # what is loaded stays, so no later collection has to look through it

    def stop(self) -> None:
        """Let the worker finish, so that the vault is closed."""
        self.worker.stop()


def make_application() -> QApplication:
    """Create the QApplication, which tells nothing but where Qt complains."""
    qInstallMessageHandler(_report)
    # Native styles ignore parts of a style sheet; one style gives one look on every system. It is named
    # here, because QApplication.setStyle() has PySide look at everything that a style can draw.
    application = QApplication([NAME, "-style", "fusion"])
    accessibility.install()
    application.setApplicationName(NAME)
    application.setDesktopFileName("resilience-desktop")
    application.setQuitOnLastWindowClosed(True)
    return application


def keep_dialogs_inside(config: Path) -> None:
    """Have every dialog be Qt's own, and write nothing outside this folder of the program's own.

    Those of the system write down which folders were looked at.
    """
    from PySide6.QtCore import QSettings, Qt  # see qt_names

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(kind, scope, str(config / "qt"))


def run(paths: Paths, report: Report) -> int:
    """Show the window until it is closed; return 0. A second start shows the first one's window."""
    handover = rebirth.received() or rebirth.Handover()
    application = make_application()
    try:
        instance = Instance(paths.instance, application, handover.instance)
    except ResilienceError as error:
        return _refuse(f"{paths.data}: {error}", paths.config)
    if not instance.first:
        instance.ring()
        return 0
    program = Program(application, paths, report)
    instance.called.connect(program.window.come_forward)
    begin_anew = partial(_begin_anew, program, instance)
    program.window.emptied.connect(begin_anew)
    program.session.memory = "emptied at each lock"
    _show(program.window, handover.shown)
    QTimer.singleShot(LOAD_AFTER_MS, program.session, program.load_ahead)
    QTimer.singleShot(LOAD_AFTER_MS, program.session, partial(_close_when_asked, program))
    QTimer.singleShot(LOAD_AFTER_MS, program.session, partial(_lock_when_left, program))
    code = application.exec()
    program.window.keep_all()
    program.stop()
    return code


def _close_when_asked(program: Program) -> None:
    """Save what was written before the program ends at the system's wish; until now nothing could be."""
    from .farewell import Farewell

    Farewell(program.window).asked.connect(
        partial(QTimer.singleShot, 0, program.window, program.window.close)
    )


def _lock_when_left(program: Program) -> None:
    """Lock before the computer sleeps and when the person leaves the screen, where the system tells."""
    if sys.platform != "linux":
        return
    from .logind import Logind

    logind = Logind(program.window)
    logind.left.connect(program.window.lock)
    program.session.unlocked.connect(logind.start)
    program.window.backup_shown.connect(logind.start)
    program.window.emptied.connect(lambda _: logind.stop())
    program.session.locked.connect(logind.stop)
    program.session.covered.connect(logind.stop)


def _show(window: MainWindow, how: str) -> None:
    """Show the window as it stood before a lock, so that one that was out of the way stays there."""
    if how == rebirth.MINIMIZED:
        window.showMinimized()
    elif how == rebirth.BEHIND:
        from PySide6.QtCore import Qt  # see qt_names

        quiet = Qt.WidgetAttribute.WA_ShowWithoutActivating
        window.setAttribute(quiet)
        window.show()
        window.setAttribute(quiet, False)
    else:
        window.show()


def _begin_anew(program: Program, instance: Instance, shown: str) -> None:
    """Replace this process by a fresh one; where that cannot be, the lock screen of this one stays."""
    handed_over = instance.descriptor
    if sys.platform == "win32":  # no file is handed over there: the fresh process takes the lock itself
        instance.release()
        handed_over = 0
    try:
        rebirth.begin_anew(rebirth.Handover(shown, handed_over))
    except OSError as error:
        why = errno.errorcode.get(error.errno or 0, "unknown")
        program.session.memory = (
            f"not emptied at the last lock: this system did not start the program anew ({why})"
        )
        if sys.platform == "win32":
            instance.take()


def _refuse(sentence: str, config: Path) -> int:
    """Say why there can be no window, on the screen too where there is one; return 1."""
    sys.stderr.write(f"{sentence}\n")
    if QApplication.platformName() not in ("offscreen", "minimal"):
        from PySide6.QtWidgets import QMessageBox

        keep_dialogs_inside(config)
        QMessageBox.critical(None, NAME, sentence)
    return 1


def _report(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Say that Qt complained, and where; its words may hold the person's."""
    del message
    from PySide6.QtCore import QtMsgType  # seldom needed

    if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg) and sys.stderr is not None:
        sys.stderr.write(f"Qt: {kind.name} in {context.category}\n")
