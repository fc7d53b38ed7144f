"""Show the reading beside an editor for each prompt, and keep every word on its way to the vault."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import Clock, Moment, Place, Prompt, Reading
from ui.autosave import Autosave
from ui.desk import Drafts, Opened, Saved
from ui.looking_back import LookingBack
from ui.marking import Marking
from ui.session import Session
from ui.theme import Look
from ui.widgets.markable_reading import KEYS, Wish
from ui.widgets.prompt_pane import PromptPane
from ui.widgets.reading_column import ReadingColumn
from ui.widgets.two_columns import QWIDGETSIZE_MAX, needs_tabs

READING_SHARE = 0.47
"""The reading's part of the width: 500 of the 1,072 pixels beside the navigation at 1280."""

LET_GO_FIRST = (
    "On this page there are words to let go of, which are kept nowhere: in the other language they would be "
    "gone. Let them go first, if you like."
)

_CHECK_IN = "check-in"
"""The check-in's key among the unsaved pieces; a prompt's key is its id behind a colon."""


class TodayScreen(QWidget):
    """Show one page; editors report, the autosave decides, the session saves."""

    counted = Signal(int, int)
    versions_asked = Signal(object, str)
    told = Signal(str)
    _laid_out = Signal()

    def __init__(
        self, session: Session, look: Look, clock: Clock, opened: Opened, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._clock = clock
        self._narrow = False
        self._wanted = opened.place
        self.page = opened.page
        self._prompts = _prompts(opened)
        self._autosave = Autosave(self._save, self)
        self._column = ReadingColumn(look)
        self._reading = self._column.reading
        self._line = QFrame()
        self._tabs = QTabBar()
        columns = self._lay_out()
        self._pane = PromptPane(self._prompts, look, self)
        columns.addWidget(self._pane, 1)
        self._marking = Marking(self._column, self.page, clock, self)
        self._marking.touched.connect(self._autosave.touch)
        self._fill(opened)
        self._looking_back = LookingBack(session, self._pane, opened, self.flush, self)
        self._connect()
        self._offer_languages()
        # After the first layout, but before the first paint: a timer would fire after both.
        self._laid_out.connect(self._go_to_wanted, Qt.ConnectionType.QueuedConnection)
        self._laid_out.emit()

    def drafts(self) -> Drafts:
        """Return every word that is not known to be in the vault, and where the person is."""
        return self._drafts(self._autosave.unsaved)

    def finish_composing(self) -> None:
        """Take what an input method is still composing as it stands."""
        self._pane.finish_composing()
        self._marking.finish_composing()

    def flush(self) -> None:
        """Send what changed to the vault now."""
        self._autosave.flush()

    def go_to_prompt(self, number: int) -> None:
        """Put the caret into the answer of the prompt with this number, from 1."""
        if 1 <= number <= len(self._prompts):
            self._show_tab(1)
            self._pane.go_to(self._prompts[number - 1].id)

    def bring_back(self, prompt_id: str, text: str) -> None:
        """Put an earlier version in the place of an answer; Undo takes it away again."""
        self._looking_back.continue_writing()
        self._show_tab(1)
        self._pane.replace_answer(prompt_id, text)

    def _lay_out(self) -> QHBoxLayout:
        """Stand the parts in their places; return the columns, where the prompts come in."""
        self._line.setObjectName("hairline")
        self._line.setFixedWidth(1)
        self._tabs.setAccessibleName("Reading or prompts")
        for label in ("Reading", "Prompts"):
            self._tabs.addTab(label)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tabs)
        columns = QHBoxLayout()
        layout.addLayout(columns, 1)
        columns.setSpacing(0)
        columns.addWidget(self._column)
        columns.addWidget(self._line)
        return columns

    def _fill(self, opened: Opened) -> None:
        self._reading.set_reading(opened.page.reading)
        if opened.reflection:
            self._pane.set_check_in(opened.reflection.check_in)
            for answer in opened.reflection.answers:
                self._pane.set_answer(answer.prompt.id, answer.text, answer.prompt)
                self._pane.set_status(answer.prompt.id, self._saved_words(answer.changed))
        for prompt, text in opened.drafts.answers.items():
            self._pane.set_answer(prompt.id, text)
            self._edited(prompt.id)
        if opened.drafts.check_in is not None:
            self._pane.set_check_in(opened.drafts.check_in)
            self._autosave.touch(_CHECK_IN)
        self._marking.take(opened.reflection.marks if opened.reflection else (), opened.drafts.marks)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(lambda _: self._arrange())
        self._pane.edited.connect(self._edited)
        self._pane.left.connect(self._autosave.flush)
        self._pane.check_in_changed.connect(lambda: self._autosave.touch(_CHECK_IN))
        self._session.saved.connect(self._saved)
        self._session.save_failed.connect(self._not_saved)
        self._look.changed.connect(self._arrange)
        self._looking_back.versions_asked.connect(self._ask_for_versions)
        self._looking_back.state_changed.connect(self._marking.show)
        self._looking_back.state_changed.connect(self._offer_languages)
        self._marking.left.connect(self._autosave.flush)
        self._marking.quoted.connect(self._quote)
        self._marking.told.connect(self.told)
        for keys, act in (
            (KEYS[Wish.HIGHLIGHT], self._marking.toggle),
            (KEYS[Wish.NOTE], partial(self._marking.do, Wish.NOTE)),
            (KEYS[Wish.QUOTE], partial(self._marking.do, Wish.QUOTE)),
            ("F8", self._walk),
            ("Shift+F8", partial(self._walk, back=True)),
        ):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _offer_languages(self) -> None:
        """Let the reading be read in another language, where there is one and the page is written on."""
        reading, languages = self.page.reading, self._session.languages_of(self.page.reading)
        if len(languages) < 2 or self._looking_back.is_read_only:
            self._column.set_head(None)
            return
        from ui.widgets.language_switch import LanguageSwitch  # few readings have a second language

        tags = [each.language for each in languages]
        switch = LanguageSwitch(tags, tags.index(reading.language))
        switch.chosen.connect(lambda place: self._read_in(languages[place]))
        self._column.set_head(switch)
        for one, other in pairwise((self._tabs, *switch.buttons)):  # as the eye goes: before the reading
            self.setTabOrder(one, other)

    def _read_in(self, reading: Reading) -> None:
        """Save what is written, take no more keys, and turn to another language at the same place."""
        from ui.widgets.fleeting_text import FleetingText  # few pages have any

        if any(not text.document().isEmpty() for text in self.findChildren(FleetingText)):
            self._tell_beside_reading(LET_GO_FIRST)
            return
        self.finish_composing()
        self.flush()
        self.setEnabled(False)
        place = replace(self._place(), prompt_id=None, caret=0)  # the reading has the keyboard then
        self._session.read_in(self.page, reading, place, self._stay)

    def _stay(self, error: ResilienceError) -> None:
        self.setEnabled(True)
        self._tell_beside_reading(str(error))

    def _tell_beside_reading(self, sentence: str) -> None:
        self._column.line.show_words(sentence)
        self._column.fit_foot()

    def _walk(self, *, back: bool = False) -> None:
        self._show_tab(0)
        self._marking.walk(back=back)

    def _quote(self, passage: str) -> None:
        self._show_tab(1)
        self._pane.quote(passage)

    def _ask_for_versions(self, prompt_id: str) -> None:
        prompt = next(prompt for prompt in self._prompts if prompt.id == prompt_id)
        self.versions_asked.emit(prompt, self._pane.answer(prompt_id))

    def count(self) -> None:
        """Say how many prompts there are, as they are numbered, and how many have an answer that is kept."""
        answered = sum(bool(self._pane.answer(p.id).strip()) for p in self._prompts)
        self.counted.emit(len(self._prompts), answered)

    def _edited(self, prompt_id: str) -> None:
        self._autosave.touch(":" + prompt_id)
        self._pane.set_status(prompt_id, "Saving…")

    def _save(self, pieces: frozenset[str]) -> None:
        self._session.save(self.page, self._drafts(pieces))

    def _saved(self, saved: Saved) -> None:
        if saved.page is not self.page:
            return
        arrived, words = self._autosave.confirm(), self._saved_words(saved.at)
        for piece in filter(_is_answer, arrived):
            self._pane.set_status(piece[1:], words)
        self._marking.note_saved(arrived, words)
        self._looking_back.note_saved(saved)
        self.count()

    def _not_saved(self, sentence: str) -> None:
        self._autosave.fail()
        words = f"Not saved yet. {sentence}"
        for piece in filter(_is_answer, self._autosave.unsaved):
            self._pane.set_status(piece[1:], words, "caution")
        self._marking.note_failed(self._autosave.unsaved, words)

    def _drafts(self, pieces: frozenset[str]) -> Drafts:
        answers = {p: self._pane.answer(p.id) for p in self._prompts if ":" + p.id in pieces}
        check_in = self._pane.check_in if _CHECK_IN in pieces else None
        return Drafts(answers, check_in, self._place(), marks=self._marking.drafts(pieces))

    def _place(self) -> Place:
        if self._wanted is not None:  # locked again before the page was laid out
            return self._wanted
        prompt_id, caret = self._pane.place
        mark, caret = self._marking.place(self.focusWidget()) or (None, caret)
        return Place(
            self.page.reading.id,
            self.page.reflection_id,
            prompt_id,
            caret,
            self._pane.scroll_fraction,
            self._reading.scroll_fraction,
            mark=mark,
        )

    def _go_to_wanted(self) -> None:
        place, self._wanted = self._wanted, None
        self._reading.scroll_fraction = place.reading_scroll if place else 0.0
        if place and place.mark:
            self._show_tab(0)
            self._reading.setFocus()
            if place.sought:
                self._marking.show_found(place.mark)
            else:
                self._marking.go_to(place.mark, place.caret)
        elif place and place.prompt_id:
            self._show_tab(1)
            self._pane.go_to(place.prompt_id, place.caret, place.sought)
        else:
            self._show_tab(int(self.page.as_written))  # of an older round, what was written comes first
            self._reading.setFocus()
            self._reading.select_found(place.sought if place else "")
        if place and place.scroll is not None:
            self._pane.scroll_fraction = place.scroll
        self.count()

    def _saved_words(self, at: Moment) -> str:
        return f"Saved {at.time() if at.day() == self._clock().day() else at.day()}"

    def _show_tab(self, index: int) -> None:
        self._tabs.setCurrentIndex(index)

    def _arrange(self) -> None:
        self._narrow = needs_tabs(self.window(), self._look)
        self._tabs.setVisible(self._narrow)
        self._line.setVisible(not self._narrow)
        self._column.setVisible(not self._narrow or self._tabs.currentIndex() == 0)
        self._pane.setVisible(not self._narrow or self._tabs.currentIndex() == 1)
        share = round(self.width() * READING_SHARE)
        self._column.setMinimumWidth(0 if self._narrow else share)
        self._column.setMaximumWidth(QWIDGETSIZE_MAX if self._narrow else share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between two columns and two tabs."""
        super().resizeEvent(event)
        self._arrange()


def _is_answer(piece: str) -> bool:
    return piece.startswith(":")


def _prompts(opened: Opened) -> tuple[Prompt, ...]:
    """Return the reading's prompts, then those that only an earlier edition asked.

    A round that is shown as it was written shows the wording that each answer answers.
    """
    reading = opened.page.reading
    known = {p.id for p in reading.prompts}
    answered = opened.reflection.answers if opened.reflection else ()
    earlier = tuple(a.prompt for a in answered if a.prompt.id not in known)
    if not opened.page.as_written:
        return reading.prompts + earlier
    worded = {a.prompt.id: a.prompt for a in answered}
    return tuple(replace(worded.get(p.id, p), note=p.note) for p in reading.prompts) + earlier
