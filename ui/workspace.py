"""Compose the open vault: navigation, the page in hand, and the footer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.reminder import is_due
from resilience_desktop.workbook import Clock, Place, Prompt, ReflectionSummary

from .contents import contents, entry_of
from .desk import Drafts, Opened, Page, Visit
from .dropping import FileDrop
from .finder import Learner
from .footing import Footing
from .pages import (
    ADD_READING,
    HELP,
    KINDS,
    NEW_PASSPHRASE,
    PAUSE,
    REHEARSAL,
    TAKE_READING,
    TODAY,
    KeepsWords,
    PageKind,
    StepsBack,
)
from .parts import Parts
from .preferences import Preferences
from .recovery_offer import RecoveryOffer
from .screens.today import TodayScreen
from .session import Session
from .standing import Standing
from .theme import Look
from .upkeep import Upkeep
from .waiting import Waiting
from .widgets.navigation import Navigation

LEARN_AFTER_MS = 3_000
"""From unlocking to bringing the search's index up to date, in milliseconds."""

REMINDER = "You asked to be reminded today. Reflect if you like; not now is an answer too."
EXPORT = "export"


class Workspace(QWidget):
    """Show Today and what can be reached from it; hand navigation to the session."""

    lock_asked = Signal()
    _page_changed = Signal()
    touched = Signal()

    def __init__(
        self, session: Session, look: Look, preferences: Preferences, clock: Clock, network: str
    ) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._preferences = preferences
        self._clock = clock
        self._network = network
        self._summaries: tuple[ReflectionSummary, ...] = ()
        self._bin_holds_something = False
        self._today: TodayScreen | None = None
        self._upkeep = Upkeep(session, self)
        self._navigation = Navigation(look)
        self._content = QStackedWidget()
        self._offer = RecoveryOffer(session, clock)
        self._footer = Footing(preferences)
        self._stood = Standing(self._content)
        self._waiting = Waiting(self)
        Learner(session, self).start(LEARN_AFTER_MS)
        self._lay_out()
        self._navigation.chosen.connect(self._choose)
        self._offer.taken.connect(partial(self.visit, REHEARSAL))
        # After Today has taken the keyboard to where the person was, which it does once it is laid out.
        self._page_changed.connect(self._focus_visited, Qt.ConnectionType.QueuedConnection)
        session.page_opened.connect(self.show_page)
        session.summaries_changed.connect(self._list)
        session.bin_changed.connect(self._note_bin)
        preferences.not_written.connect(self.tell)
        FileDrop(self).dropped.connect(partial(self.visit, ADD_READING))
        self._upkeep.failed.connect(self.tell)
        self._upkeep.start()

    @property
    def page(self) -> Page | None:
        """Return the page in hand."""
        return self._today.page if self._today else None

    @property
    def summaries(self) -> tuple[ReflectionSummary, ...]:
        """Return the newest rounds, newest first."""
        return self._summaries

    def drafts(self) -> Drafts:
        """Return every word that is not known to be in the vault."""
        return replace(self._today.drafts(), visit=self._unsaved()) if self._today else Drafts()

    def finish_composing(self) -> None:
        """Take what an input method is still composing as it stands."""
        if self._today:
            self._today.finish_composing()

    def flush(self) -> None:
        """Send what changed to the vault now."""
        if self._today:
            self._today.flush()

    def show_page(self, opened: Opened) -> None:
        """Show a page in Today; the page before it has been saved by then, or it stays."""
        if self._today is not None and self._today.drafts():
            self._take_keys_again()
            self.tell(
                "This page could not be saved yet, so it stays open. It is tried again every few seconds."
            )
            return
        before = [self._today, self._content.currentWidget()]
        self._today = TodayScreen(self._session, self._look, self._clock, opened, self._content)
        self._today.counted.connect(self._footer.count)
        self._today.told.connect(self.tell)
        self._today.versions_asked.connect(self._show_versions)
        self._content.addWidget(self._today)
        self._content.setCurrentWidget(self._today)
        for old in filter(None, dict.fromkeys(before)):
            self._content.removeWidget(old)
            old.deleteLater()
        self._list(opened.summaries)
        if visit := opened.drafts.visit:  # a page comes back with the words that it had not saved
            self.visit(visit.key, visit.state)
        elif opened.by_code:
            self.visit(NEW_PASSPHRASE)
        else:
            self._waiting.go_on()
        self._page_changed.emit()

    def go_to_prompt(self, number: int) -> None:
        """Go to a prompt of Today, by its number from 1; what a visited page holds is saved first."""
        today = self._today
        if today is not None and self._content.currentWidget() is today:
            today.go_to_prompt(number)
        elif today is not None:
            self._leave_then(partial(self._back_to_prompt, number))

    def visit(self, key: str, state: object = None) -> None:
        """Show the page with this key; everything written in Today is on its way into the vault first."""
        if self._today is None or self._waits(partial(self.visit, key, state)):
            return
        self.flush()
        kind = next(kind for kind in KINDS if kind.key == key)
        parts = Parts(
            self._session,
            self._look,
            self._preferences,
            self._clock,
            self._network,
            self._today.page,
            self._open_place,
            partial(self.visit, "letters"),
            self._choose,
            partial(self.visit, TAKE_READING),
            self.tell,
            self._upkeep,
            self.drafts,
            self.leave,
            self.lock_asked.emit,
            self.touched.emit,
            state,
        )
        self._leave_then(partial(self._show_kind, kind, parts))

    def pause(self) -> None:
        """Save, and cover the page with a quiet one; or come back from it."""
        current = self._content.currentWidget()
        if current is not None and current.objectName() == PAUSE:
            self.leave()
        else:
            self.visit(PAUSE)

    def show_export(self) -> None:
        """Show what can leave the vault as a PDF; everything written is on its way into the vault first."""
        if self._today is None or self._waits(self.show_export) or self._export_is_shown():
            return
        from .screens.export import ExportScreen  # needed seldom, and never before Today is painted

        self.flush()
        screen = ExportScreen(self._session, self._look, self._preferences, self._today.page)
        screen.setObjectName(EXPORT)
        screen.left.connect(self.leave)
        self._leave_then(partial(self._visit, screen))

    def show_help(self) -> None:
        """Show what the keys do."""
        self.visit(HELP)

    def tell(self, sentence: str) -> None:
        """Say something in the footer for a while."""
        self._footer.say(sentence)

    def leave(self) -> bool:
        """Go back to where this page is reached from; tell whether there was anything to leave."""
        current = self._content.currentWidget()
        if self._today is None or current is None or current is self._today:
            return False
        if isinstance(current, StepsBack) and current.step_back():
            return True
        self._choose(self._stood.way_back(current) or TODAY)
        return True

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._content, 1)
        right.addWidget(self._offer)
        right.addWidget(self._footer)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._navigation)
        layout.addLayout(right, 1)

    def remind(self) -> None:
        """Say a quiet word on a day of which the person asked to be reminded."""
        now = self._preferences.now
        first = date.fromordinal(now.reminder_from)
        if is_due(now.reminder, first, self._clock().local().date()):
            self.tell(REMINDER)

    def _list(self, summaries: tuple[ReflectionSummary, ...]) -> None:
        self._summaries = summaries
        session, binned = self._session, self._bin_holds_something
        listed = contents(session.shown, session.readings, summaries, bin_holds_something=binned)
        self._navigation.set_items(*listed)
        self._mark()

    def _show_versions(self, prompt: Prompt, present: str) -> None:
        page = self.page
        if page is None or page.reflection_id is None:
            return
        from .screens.versions import VersionsScreen  # needed seldom

        self.flush()
        screen = VersionsScreen(self._session, self._look, page.reflection_id, prompt, present)
        screen.setObjectName("versions")
        screen.brought_back.connect(self._bring_back)
        if page.binned:
            screen.forbid_bringing_back()
        self._leave_then(partial(self._visit, screen))

    def _bring_back(self, prompt_id: str, text: str) -> None:
        """Put an earlier version where the answer stands; Undo takes it away again."""
        self._back_to_today()
        if self._today is not None:
            self._today.bring_back(prompt_id, text)

    def _note_bin(self, holds_something: bool) -> None:
        if holds_something != self._bin_holds_something:
            self._bin_holds_something = holds_something
            self._list(self._summaries)

    def _mark(self) -> None:
        """Say where the person is; some pages take the whole window."""
        current = self._content.currentWidget()
        key = current.objectName() if current is not None else ""
        kind = next((kind for kind in KINDS if kind.key == key), None)
        whole = kind.whole if kind else self._export_is_shown()
        self._navigation.setHidden(whole)
        self._footer.setHidden(whole)
        self._offer.set_on_today(current is self._today)
        self._navigation.set_current(
            *((key, kind.under) if kind else (entry_of(self.page, self._summaries),))
        )
        self._footer.set_on_today(current is self._today)

    def _export_is_shown(self) -> bool:
        current = self._content.currentWidget()
        return current is not None and current.objectName() == EXPORT

    def _choose(self, key: str) -> None:
        kind, _, which = key.partition(":")
        plain: dict[str, Callable[[], object]] = {
            "today": partial(self._leave_then, self._back_to_today),
            "lock": self.lock_asked.emit,
            "export": self.show_export,
            "again": self._again,
        }
        plain.update({each.key: partial(self.visit, each.key) for each in KINDS})
        if kind in plain:
            plain[kind]()
        elif kind == "broken":
            self._tell_problem(int(which))
        elif kind == "reading":
            self._turn(lambda: self._session.open_reading(which, self._stay))
        else:
            self._turn(lambda: self._session.open_reflection(int(which), self._stay))

    def _again(self) -> None:
        page = self.page
        if page is not None:
            self._turn(lambda: self._session.reflect_again(page.reading.id, self._stay))

    def _turn(self, ask: Callable[[], None]) -> None:
        """Save the page in hand, take no more keys for it, then ask for the other one."""
        self._leave_then(partial(self._turn_now, ask))

    def _turn_now(self, ask: Callable[[], None]) -> None:
        if self._today is not None:
            self._today.flush()
            self._today.setEnabled(False)
        ask()

    def _stay(self, error: ResilienceError) -> None:
        self._take_keys_again()
        self.tell(str(error))

    def _take_keys_again(self) -> None:
        """Let the person go on in the page that stays after all."""
        current = self._content.currentWidget()
        for page in filter(None, (self._today, current)):
            page.setEnabled(True)
        if current is not None and current is not self._today:
            current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_problem(self, index: int) -> None:
        problems = self._session.readings[index].problems
        self.tell(f"This reading cannot be shown: {problems[0]}" if problems else "This reading is empty.")

    def _open_place(self, place: Place) -> None:
        """Show a place in a reflection, which a visited page names."""
        number = place.reflection_id
        if number is None:
            self._turn(lambda: self._session.open_reading(place.reading_id, self._stay, place))
        else:
            self._turn(lambda: self._session.open_reflection(number, self._stay, place))

    def _show_kind(self, kind: PageKind, parts: Parts) -> None:
        screen = kind.make(parts)
        screen.setObjectName(kind.key)
        self._stood.leave(kind)
        self._visit(screen)
        self._stood.come_back(screen)

    def _focus_visited(self) -> None:
        current = self._content.currentWidget()
        if current is not None and current is not self._today:
            current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unsaved(self) -> Visit | None:
        screen = self._content.currentWidget()
        return screen.unsaved() if isinstance(screen, KeepsWords) else None

    def _leave_then(self, go: Callable[[], None]) -> None:
        """Save what the visited page holds, then go; if it cannot be saved, it stays.

        Until then it takes no keys: what they would write stood in no save.
        """
        unsaved, current = self._unsaved(), self._content.currentWidget()
        if unsaved is None or current is None:
            go()
        else:
            current.setEnabled(False)
            self._session.ask(unsaved.save, partial(self._gone, go), self._stay, self)

    def _gone(self, go: Callable[[], None], _: object) -> None:
        go()
        self._waiting.go_on()

    def _waits(self, wish: Callable[[], object]) -> bool:
        """Tell whether a wish has to wait for a page that is being opened, saved or added."""
        return self._waiting.holds(wish, (self._today, self._content.currentWidget()))

    def _visit(self, screen: QWidget) -> None:
        self._back_to_today()
        self._content.addWidget(screen)
        self._content.setCurrentWidget(screen)
        screen.setFocus(Qt.FocusReason.OtherFocusReason)
        self._mark()

    def _back_to_prompt(self, number: int) -> None:
        self._back_to_today()
        if self._today is not None:
            self._today.go_to_prompt(number)

    def _back_to_today(self) -> None:
        if self._today is None:
            return
        visiting = self._content.currentWidget()
        self._content.setCurrentWidget(self._today)
        if visiting is not None and visiting is not self._today:
            self._content.removeWidget(visiting)
            visiting.deleteLater()
        self._mark()
