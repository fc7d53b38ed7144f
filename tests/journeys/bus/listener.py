"""Know a program only by what it tells a screen reader, and use it only by what it offers one.

The accessibility bus carries everything. Keys are pressed where a person has nothing but keys.
Run by the system's own Python, to which Debian's pyatspi belongs.
"""

import contextlib
import subprocess
import time

import pyatspi
from gi.repository import Atspi, GLib

PATIENCE_S = 30
"""How long a fact may take to become true, in seconds."""

LOOK_EVERY_MS = 15
TAB, ESCAPE, LEFT, RIGHT, F1, F8 = 0xFF09, 0xFF1B, 0xFF51, 0xFF53, 0xFFBE, 0xFFC5  # keysymdef.h
CONTROL = 37  # the key's number on a PC keyboard, which Xvfb has

GONE = (GLib.Error, LookupError, NotImplementedError)
"""What pyatspi raises of an accessible that is gone, or does not offer any more what was asked of it."""

_PARTS = {"label", "list item", "menu item", "page tab"}
"""What belongs to a control, or is only read: Tab need not stop there."""


class Listener:
    """Listen to one running program."""

    def __init__(self, command):
        self.said = []
        self._focused = []
        self._command = command
        pyatspi.Registry.registerEventListener(self._hear, "object:announcement")
        pyatspi.Registry.registerEventListener(self._follow, "object:state-changed:focused")
        self._process = subprocess.Popen(command)
        self._program = self.until(self._find_program, "the program on the bus")
        self._program.set_cache_mask(Atspi.Cache.NONE)  # nobody tells the cache of every change

    def meet_again(self):
        """Listen to the same process after it began anew, as at a lock: on the bus it is another one."""
        former = self._program

        def other():
            found = self._find_program()
            return found if found and found != former and found.childCount else None

        self._program = self.until(other, "the program on the bus again")
        self._program.set_cache_mask(Atspi.Cache.NONE)

    def come_forward(self):
        """Give the window the keyboard, as a window manager would: start the program once more."""
        subprocess.run(self._command, check=True)
        self.until(lambda: "active" in states(self._program.getChildAtIndex(0)), "the window in front")

    def end(self):
        """Wait for the program's end and return its exit status."""
        return self._process.wait(PATIENCE_S)

    def until(self, fact, what):
        """Return what ``fact`` returns as soon as that is true; SystemExit tells what was waited for."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            _take_events()
            with contextlib.suppress(*GONE):  # while it is looked at
                if found := fact():
                    return found
            if self._process.poll() is not None:
                raise SystemExit(f"The program ended ({self._process.returncode}) instead of showing {what}.")
            GLib.timeout_add(LOOK_EVERY_MS, lambda: GLib.SOURCE_REMOVE)
            GLib.MainContext.default().iteration(True)
        raise SystemExit(f"Waited in vain for {what}. To be heard are:\n{self._outline()}")

    def find(self, role, name):
        """Wait for something of this role and exact name that can be used now, and return it."""
        return self.until(lambda: self._look_for(role, name), f"{role} “{name}”")

    def find_words(self, start):
        """Wait for words on the screen that begin so, and return them."""

        def look():
            return next((node.name for node in self._shown() if node.name.startswith(start)), None)

        return self.until(look, f"words that begin “{start}”")

    def shows(self, role, name):
        """Tell whether something of this role and name can be used now."""
        return self._look_for(role, name) is not None

    def press(self, role, name):
        """Press a button as soon as it is there."""

        def press():
            if (button := self._look_for(role, name)) is None:
                return False
            action = button.queryAction()
            names = [action.getName(number) for number in range(action.nActions)]
            wanted = next(name for name in ("Press", "Check", "Toggle") if name in names)
            return action.doAction(names.index(wanted))

        self.until(press, f"{role} “{name}” to press")

    def key(self, symbol, *, control=False):
        """Press one key of the keyboard."""
        registry = pyatspi.Registry
        if control:
            registry.generateKeyboardEvent(CONTROL, None, pyatspi.KEY_PRESS)
        registry.generateKeyboardEvent(symbol, None, pyatspi.KEY_SYM)
        if control:
            registry.generateKeyboardEvent(CONTROL, None, pyatspi.KEY_RELEASE)

    def controls(self):
        """Return what can be used now and takes the keyboard, in the order of the tree."""
        wanted = {"focusable", "enabled"}
        return [n for n in self._shown() if wanted <= states(n) and n.getRoleName() not in _PARTS]

    def focus(self):
        """Return what has the keyboard; LookupError when nothing that can be used has it."""
        for node in self.controls():
            if "focused" in states(node):
                return node
        raise LookupError

    def tab_around(self):
        """Press Tab until the keyboard is where it was after the first; return what it came by."""
        stops = [self._move(TAB)]
        while (stop := self._move(TAB)).path != stops[0].path:
            stops.append(stop)
            assert len(stops) < 100, "Tab goes on and on"
        return stops

    def arrow_reaches(self, control):
        """Tell whether an arrow key leads here from the control before it, as among chips."""
        around = control.parent
        beside = [around.getChildAtIndex(number) for number in range(around.childCount)]
        beside = [node for node in beside if node.getRoleName() == control.getRoleName()]
        before = beside[[node.path for node in beside].index(control.path) - 1]
        if before.path == control.path:
            return False
        before.queryComponent().grabFocus()
        self.until(lambda: self.focus().path == before.path, f"the keyboard at “{before.name}”")
        reached = self._move(RIGHT).path == control.path
        self._move(LEFT)
        return reached

    def everything(self):
        """Return every word that anybody on the bus can get out of the program, seen or unseen."""
        words = []
        for node in _walk(self._program):
            words += [node.name, node.description, *map(str, node.getAttributes())]
            if "Text" in node.get_interfaces():
                words.append(read(node))
        return "\n".join(words)

    def _find_program(self):
        desktop = pyatspi.Registry.getDesktop(0)
        running = (desktop.getChildAtIndex(number) for number in range(desktop.childCount))
        return next((p for p in running if p and p.get_process_id() == self._process.pid), None)

    def _look_for(self, role, name):
        for node in self._shown():
            if node.getRoleName() == role and heard(node) == name and "enabled" in states(node):
                return node
        return None

    def _shown(self):
        return _walk(self._program, lambda node: "showing" in states(node))

    def _move(self, symbol):
        """Press a key that moves the keyboard's place, and return the new one."""
        _take_events()
        self._focused.clear()
        self.key(symbol)
        return self.until(lambda: self._focused and self._focused[-1], "the keyboard to move on")

    def _hear(self, event):
        with contextlib.suppress(GLib.Error):  # who said it is gone already
            self.said.append((event.source.name, str(event.any_data)))

    def _follow(self, event):
        with contextlib.suppress(GLib.Error):
            if event.detail1 and event.source.getRoleName() not in _PARTS:
                self._focused.append(event.source)

    def _outline(self):
        lines = ((">" if "focused" in states(n) else " ", n.getRoleName(), n.name) for n in self._shown())
        return "\n".join(f"{mark} {role}: {name}" for mark, role, name in lines if name)


def heard(node):
    """Return the name that a screen reader speaks; a combo box has its label's, since Qt says its value."""
    if node.getRoleName() != "combo box":
        return node.name
    relations = {relation.getRelationType(): relation for relation in node.getRelationSet()}
    label = relations.get(pyatspi.RELATION_LABELLED_BY)
    return label.getTarget(0).name if label else ""


def read(node):
    """Return the whole text."""
    return node.queryText().getText(0, -1)


def write(node, text):
    """Replace the whole text."""
    assert node.queryEditableText().setTextContents(text), f"“{node.name}” takes no text"


def states(node):
    """Return the names of a node's states."""
    return {pyatspi.stateToString(state) for state in node.getState().getStates()}


def _walk(node, enter=lambda _: True):
    """Yield a node and those below it, but nothing of those that are not to be entered."""
    if node is None or not enter(node):
        return
    yield node
    for number in range(node.childCount):
        yield from _walk(node.getChildAtIndex(number), enter)


def _take_events():
    while GLib.MainContext.default().iteration(False):
        pass
