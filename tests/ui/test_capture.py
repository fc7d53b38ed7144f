"""Keeping the window out of captures: what each system is asked, by the numbers of its own headers."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel

from ui import capture
from ui.sections.locking import LockingSection
from ui.tour.player import named


class Library:
    """Stand for a system's library: remember each call, answer as told."""

    def __init__(self, answers):
        self.answers = answers
        self.calls = []

    def __getattr__(self, name):
        def call(*arguments):
            self.calls.append((name, *arguments))
            answer = self.answers[name]
            return answer(*arguments) if callable(answer) else answer

        self.__dict__[name] = call
        return call


def ask(platform, hidden, **answers):
    library, names = Library(answers), []

    def load(name):
        names.append(name)
        return library

    taken = capture.set_hidden(77, hidden, platform=platform, load=load)
    return taken, names, library.calls


@pytest.mark.parametrize(("hidden", "affinity"), [(True, 0x11), (False, 0)])
def test_windows_is_asked_to_leave_the_window_out_or_to_let_it_in(hidden, affinity):
    taken, names, calls = ask("win32", hidden, SetWindowDisplayAffinity=1)
    assert taken
    assert names == ["user32"]
    assert calls == [("SetWindowDisplayAffinity", 77, affinity)]


def test_a_windows_that_cannot_leave_it_out_shows_it_black():
    taken, _, calls = ask("win32", True, SetWindowDisplayAffinity=lambda _, how: how == 1)
    assert taken
    assert [call[2] for call in calls] == [0x11, 1]
    assert not ask("win32", True, SetWindowDisplayAffinity=0)[0]


@pytest.mark.parametrize(("hidden", "sharing"), [(True, 0), (False, 1)])
def test_macos_is_asked_through_the_window_of_the_view(hidden, sharing):
    sent = {(77, b"window"): 1234}
    taken, names, calls = ask(
        "darwin", hidden, sel_registerName=lambda name: name, objc_msgSend=lambda *a: sent.get(a[:2])
    )
    assert taken
    assert names == ["/usr/lib/libobjc.A.dylib"]
    assert calls[-1] == ("objc_msgSend", 1234, b"setSharingType:", sharing)


def test_a_view_without_a_window_is_not_touched():
    taken, _, calls = ask("darwin", True, sel_registerName=lambda name: name, objc_msgSend=None)
    assert not taken
    assert all(call[2:] != (b"setSharingType:",) for call in calls)


def test_elsewhere_nothing_is_loaded():
    assert ask("linux", True) == (False, [], [])


@pytest.mark.parametrize(("platform", "offered"), [("win32", True), ("darwin", True), ("linux", False)])
def test_the_choice_stands_only_where_it_does_something(qtbot, preferences, monkeypatch, platform, offered):
    with monkeypatch.context() as patch:
        patch.setattr(capture.sys, "platform", platform)
        assert capture.is_offered() is offered
    monkeypatch.setattr(capture, "is_offered", lambda: offered)
    section = LockingSection(preferences)
    qtbot.addWidget(section)
    section.show()
    assert any("Screenshots" in label.text() for label in section.findChildren(QLabel)) is offered
    if offered:
        box = named("Screenshots and shared screens", QComboBox, section)
        box.setCurrentIndex(1)
        box.activated.emit(1)
        assert preferences.now.capture == "shown"
