"""Wire the window: which screen stands in it, what the keys do, and the drill of locking."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from resilience_desktop.errors import NoVault
from resilience_desktop.vault import exists

from .autolock import AutoLock
from .autosave import Autosave
from .preferences import Preferences
from .rebirth import BEHIND, FRONT, MINIMIZED
from .screens.unlock import UnlockScreen
from .session import Session, State
from .theme import Look

if TYPE_CHECKING:  # what stands behind the lock screen is imported when it is needed, not before
    from resilience_desktop.workbook import Clock

    from .desk import Opened
    from .keys import Known
    from .rescue import Rescued
    from .screens.rescue import RescueScreen, SalvagePage
    from .screens.vaults import VaultsScreen
    from .workspace import Workspace

NAME = "Resilience"
SIZE = (1280, 800)
SMALLEST = (640, 480)
SETTLE_AFTER_MS = 2_000
"""From opening the vault, when Today is being painted, to looking after its keys, in milliseconds."""

GONE_MS = 5_000
"""How long a process that was killed may take to be gone, in milliseconds."""


class MainWindow(QMainWindow):
    """Show one screen at a time; while the vault is locked no word of it is in the window."""

    quit_asked = Signal()
    backup_shown = Signal()
    """Words of a backup stand in the window while the vault is closed: to be watched like an open one."""
    emptied = Signal(str)
    """The vault is closed and nothing of it is needed any more; holds how the window stands (see rebirth)."""

    def __init__(
        self,
        session: Session,
        look: Look,
        preferences: Preferences,
        autolock: AutoLock,
        clock: Clock,
        network: str,
    ) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._preferences = preferences
        self._autolock = autolock
        self._clock = clock
        self._network = network
        self._workspace: Workspace | None = None
        self._rescue: RescueScreen | SalvagePage | VaultsScreen | None = None
        self._closing = False
        self._lock_wanted = False
        self._stood = FRONT
        self.setWindowTitle(NAME)
        self.setMinimumSize(*SMALLEST)
        self._restore_size()
        self._bind_keys()
        look.follow(self)
        session.unlocked.connect(self._open)
        session.locked.connect(self._finish_lock)
        session.not_opened.connect(self._not_opened)
        session.rescued.connect(self._tell_rescued)
        session.covered.connect(lambda _: self._stay_open())
        session.moved.connect(self._remember_vault)
        autolock.idled.connect(self.lock)
        preferences.changed.connect(self._apply)
        look.changed.connect(self._remember_zoom)
        self.show_first()

    def show_first(self) -> None:
        """Show the lock screen, or lead through the first start where there is no vault yet."""
        if exists(self._session.folder):
            self._show_unlock()
        else:
            from .screens.create import CreateScreen

            create = CreateScreen(self._session)
            create.vaults_asked.connect(self._show_vaults)
            self._show(create)
            create.begin()

    def lock(self) -> None:
        """Save, blank and lock; never ask."""
        self._leave_rescue()
        self._lock_wanted = self._session.state is State.OPENING
        if self._session.state is not State.OPEN or self._workspace is None:
            return
        self._stood = self._how_it_stands()
        self._autolock.stop()
        self._dismiss_dialogs()
        self._workspace.finish_composing()
        page, drafts = self._workspace.page, self._workspace.drafts()
        self._session.lock(page, drafts)
        from .widgets.fleeting_text import FleetingText

        for fleeting in self._workspace.findChildren(FleetingText):
            fleeting.forget()
        from PySide6.QtCore import QProcess  # not before there is one

        helpers = self._workspace.findChildren(QProcess)  # they hold what an export shows
        self._show_unlock()
        for helper in helpers:
            helper.blockSignals(True)
            helper.kill()
            helper.waitForFinished(GONE_MS)
        from .widgets.guarded_text import forget_copied

        forget_copied()

    def keep_all(self) -> None:
        """Save and close what is open when the program ends without having been asked to.

        So it is when the screen's server is gone: what draws must not be touched any more.
        """
        if self._workspace is not None:
            self._session.lock(self._workspace.page, self._workspace.drafts())
            for autosave in self._workspace.findChildren(Autosave):
                autosave.stop()

    def come_forward(self) -> None:
        """Show the window above the others, as a second start asks."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def _open(self, opened: Opened) -> None:
        from .workspace import Workspace

        self._workspace = Workspace(self._session, self._look, self._preferences, self._clock, self._network)
        self._workspace.lock_asked.connect(self.lock)
        self._workspace.touched.connect(self._autolock.touch)
        self._show(self._workspace)
        self._workspace.show_page(opened)  # in its place first: a page that moves in is styled anew
        self._workspace.remind()
        self._autolock.start()
        QTimer.singleShot(SETTLE_AFTER_MS, self._workspace, self._session.settle)
        self._remember_vault(self._session.folder)
        if self._closing or self._lock_wanted:  # asked for while the vault was being opened
            self.lock()

    def _remember_vault(self, folder: Path) -> None:
        vaults = (folder, *self._preferences.now.vaults)
        self._preferences.change(last_vault=folder, vaults=tuple(dict.fromkeys(vaults)))

    def _show_unlock(self) -> None:
        screen = UnlockScreen(self._session)
        screen.vaults_asked.connect(self._show_vaults)
        screen.backups_asked.connect(self._show_backups)
        screen.salvage_asked.connect(self._show_salvage)
        self._show(screen)
        screen.begin()

    def _show_backups(self, path: Path | None) -> None:
        from .screens.rescue import RescueScreen

        screen = RescueScreen(self._session, path=path)
        screen.shown.connect(self.backup_shown)
        self._show_rescue(screen)

    def _show_vaults(self) -> None:
        from .screens.vaults import VaultsScreen

        screen = VaultsScreen(self._session, self._preferences)
        screen.vault_chosen.connect(self._change_vault)
        screen.new_asked.connect(self._make_new)
        screen.backups_asked.connect(self._show_backups)
        self._show_rescue(screen)

    def _make_new(self, folder: Path) -> None:
        self._session.folder = folder
        self.show_first()

    def _show_salvage(self, known: Known | None) -> None:
        from .screens.rescue import SalvagePage

        self._show_rescue(SalvagePage(self._session, known))

    def _show_rescue(self, screen: RescueScreen | SalvagePage | VaultsScreen) -> None:
        """Show a page before the lock; what it may show of a backup is not left open for long."""
        self._rescue = screen
        screen.left.connect(self._leave_rescue)
        self._show(screen)
        self._autolock.start()

    def _leave_rescue(self) -> None:
        """Go back to the lock screen; where words were shown, as after a lock."""
        if self._rescue is None or self._session.state is not State.LOCKED:
            return
        self._stood = self._how_it_stands()
        self._autolock.stop()
        self._dismiss_dialogs()
        had_words = self._rescue.shows_words
        self._session.rescue(lambda rescue: rescue.forget(), lambda _: None, lambda _: None, self)
        self.show_first()
        if had_words:
            from .widgets.guarded_text import forget_copied

            forget_copied()
            self._finish_lock()

    def _go_back(self) -> None:
        if self._rescue is not None and self._session.state is State.LOCKED:
            self._rescue.leave()
        self._with_workspace(lambda workspace: workspace.leave())

    def _tell_rescued(self, rescued: Rescued) -> None:
        if rescued.moved_aside:
            vaults = (*self._preferences.now.vaults, rescued.moved_aside)
            self._preferences.change(vaults=tuple(dict.fromkeys(vaults)))
        from .dialogs import tell

        QTimer.singleShot(0, self, lambda: tell(self, rescued.words))

    def _change_vault(self, folder: Path) -> None:
        if self._session.state is not State.LOCKED:
            return
        if exists(folder):
            self._session.folder = folder
            self._show_unlock()
        elif self._rescue is not None:
            self._rescue.tell(NoVault())

    def _show(self, screen: QWidget) -> None:
        old = self.takeCentralWidget()
        if screen is not self._workspace:
            self._workspace = None
        if screen is not self._rescue:
            self._rescue = None
        if old is not None:
            old.hide()
            old.deleteLater()
        self.setCentralWidget(screen)
        screen.setFocus()

    def _finish_lock(self) -> None:
        if self._closing:
            self.close()
        else:
            self._remember_size()
            self.emptied.emit(self._stood)

    def _not_opened(self) -> None:
        if self._workspace is not None:  # another vault was to take this one's place, and neither opens
            self._autolock.stop()
            self._show_unlock()
        self._close_if_asked()

    def _close_if_asked(self) -> None:
        self._lock_wanted = False
        if self._closing:
            self.close()

    def _stay_open(self) -> None:
        self._closing = False

    def _dismiss_dialogs(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            dialog.done(QDialog.DialogCode.Rejected)

    def _apply(self) -> None:
        now = self._preferences.now
        self._look.choose(now.theme)
        self._look.set_zoom(now.zoom)
        self._look.set_face(now.face)
        self._autolock.set_minutes(now.lock_minutes)
        self._keep_out_of_captures()

    def _zoom(self, step: int) -> None:
        wanted = 100 if step == 0 else self._look.zoom + step
        self._preferences.change(zoom=min(250, max(80, wanted)))

    def _remember_zoom(self) -> None:
        """Keep a zoom that was made with the mouse wheel."""
        self._preferences.change(zoom=self._look.zoom)

    def _go_to_prompt(self, number: int) -> None:
        self._with_workspace(lambda workspace: workspace.go_to_prompt(number))

    def _with_workspace(self, do: Callable[[Workspace], object]) -> None:
        if self._workspace is not None:
            do(self._workspace)

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+L": self.lock,
            "F9": lambda: self._with_workspace(lambda workspace: workspace.pause()),
            "Ctrl+K": lambda: self._with_workspace(lambda workspace: workspace.visit("search")),
            "Ctrl+E": lambda: self._with_workspace(lambda workspace: workspace.show_export()),
            "Ctrl++": lambda: self._zoom(10),
            "Ctrl+=": lambda: self._zoom(10),
            "Ctrl+-": lambda: self._zoom(-10),
            "Ctrl+0": lambda: self._zoom(0),
            "F1": lambda: self._with_workspace(lambda workspace: workspace.show_help()),
            "F11": lambda: self.showNormal() if self.isFullScreen() else self.showFullScreen(),
            "Esc": self._go_back,
            "Ctrl+Q": self.close,
        }
        for number in range(1, 10):
            keys[f"Ctrl+{number}"] = partial(self._go_to_prompt, number)
        for sequence, action in keys.items():
            QShortcut(QKeySequence(sequence), self, action)

    def _restore_size(self) -> None:
        wanted = self._preferences.now.window
        if wanted is None:
            self.resize(*SIZE)
        elif QApplication.screenAt(QRect(*wanted).center()):
            self.setGeometry(*wanted)
        else:  # the screen that it stood on is gone
            self.resize(QSize(*wanted[2:]).boundedTo(QApplication.primaryScreen().availableSize()))
        fills = self._preferences.now.window_fills
        if fills != "nothing":
            from PySide6.QtCore import Qt  # at the first use of any of its names, PySide makes all of them

            states = Qt.WindowState
            self.setWindowState(states.WindowMaximized if fills == "desktop" else states.WindowFullScreen)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the window out of captures as soon as the system knows it."""
        super().showEvent(event)
        self._keep_out_of_captures()

    def _keep_out_of_captures(self) -> None:
        if sys.platform in ("win32", "darwin"):  # only there it can be asked for
            from .capture import set_hidden

            set_hidden(int(self.winId()), self._preferences.now.capture == "hidden")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lock first; the window closes once every word is safe."""
        if self._session.state is State.LOCKED:
            self._remember_size()
            super().closeEvent(event)
            self.quit_asked.emit()
            return
        event.ignore()
        self._closing = True
        self.lock()

    def _remember_size(self) -> None:
        if self.isMinimized():
            return
        fills = "screen" if self.isFullScreen() else "desktop" if self.isMaximized() else "nothing"
        place = self.geometry() if fills == "nothing" else self.normalGeometry()
        known = place.getRect() if place.isValid() else self._preferences.now.window
        self._preferences.change(window=known, window_fills=fills)

    def _how_it_stands(self) -> str:
        if self.isMinimized():
            return MINIMIZED
        return FRONT if QApplication.activeWindow() else BEHIND
