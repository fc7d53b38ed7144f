"""Do the whole main job as somebody does it who hears the screen and has a keyboard.

    journey.py DATA_DIR COMMAND … < expected.json

COMMAND starts the program; expected.json names what its reading asks and says:
{"prompts": [{"ask", "help", "label"}, …], "words": [stretches of the reading, …]}.
"""

import json
import re
import sys
from pathlib import Path

from listener import ESCAPE, F1, F8, GONE, Listener, heard, read, states, write

PASSPHRASE = "otter lantern quiet harbour"
FIRST = "Marmalade melts.\nIn Köln, the lighthouse keeper rakes gravel."
SECOND = "Zinnia seeds fall from yellowed envelopes"
CARET = SECOND.index("yellowed")
WORDS = set(re.findall(r"\w{5,}", f"{FIRST} {SECOND}".casefold()))
"""The longer words of both answers; nothing else in the program uses any of them."""

NOTE = "My own thought."

HANDOUT = """A slow cup of tea

Put the kettle on, and stay with it. Nothing need be done until it boils.

Questions

1. What did you hear while you waited?
"""

FIXED = {
    "Passphrase": "password text",
    "Once more": "password text",
    "Continue": "push button",
    "Back": "push button",
    "Create my vault": "push button",
    "Unlock": "push button",
    "Use recovery code": "push button",
    "Today": "push button",
    "Settings": "push button",
    "Lock now": "push button",
    "Export…": "push button",
    "Save PDF…": "push button",
    "Reading": "text",
    "Openness": "slider",
}
"""The names that are promised to screen readers, and to whoever scripts the window."""


class Journey:
    """Go from screen to screen; whatever is heard on the way is held against what is promised."""

    def __init__(self, program, expected, handout):
        self._program = program
        self._handout = handout
        self._prompts = expected["prompts"]
        self._words = expected["words"]
        self._here = Listener(program)
        self._heard = set()
        self._code = ""

    def go(self):
        """Create a vault, write, look around, lock, come back, and come back another day."""
        steps = (
            self._create,
            self._arrive,
            self._write,
            self._mark,
            self._look_around,
            self._add_a_reading,
            self._lock,
            self._come_back,
            self._come_back_another_day,
        )
        for step in steps:
            sys.stdout.write(f"{step.__name__}\n")
            sys.stdout.flush()
            step()
        missing = {name for name, role in FIXED.items() if (role, name) not in self._heard}
        assert not missing, f"never heard of: {missing}"

    def _create(self):
        here = self._here
        here.find("push button", "Continue")
        here.come_forward()
        self._expect_keyboard("push button", "Continue")
        self._check_screen("Continue")
        here.press("push button", "Continue")
        self._expect_keyboard("password text", "Passphrase")
        self._check_screen("Passphrase", "Once more", "Back", "Continue")
        for name in ("Passphrase", "Once more"):
            write(here.find("password text", name), PASSPHRASE)
        assert PASSPHRASE not in here.everything(), "the bus hands the passphrase out"
        here.press("push button", "Continue")
        self._expect_keyboard("text", "Type it back from your note")
        self._code = here.find_words("Recovery code: ").partition(": ")[2].replace(" ", "")
        self._check_screen("Type it back from your note", "Back", "Create my vault")
        write(here.find("text", "Type it back from your note"), self._code.lower())
        here.press("push button", "Create my vault")

    def _arrive(self):
        here, asks = self._here, [prompt["ask"] for prompt in self._prompts]
        self._expect_keyboard("text", "Reading")
        self._check_screen("Reading", "Openness", "I noticed resistance", *asks, "Today", "Lock now")
        text = _one_line(read(here.find("text", "Reading")))
        unheard = [words for words in self._words if _one_line(words) not in text]
        assert not unheard, f"the reading does not say {unheard}"
        for prompt in self._prompts:
            assert here.find("text", prompt["ask"]).description == prompt["help"]
        everything = here.everything()
        assert self._code not in everything, "the recovery code is still to be heard"
        assert not _found(everything), "a word to be searched for is there from the start"

    def _write(self):
        here, (first, *_, last) = self._here, self._prompts
        slider = here.find("slider", "Openness").queryValue()
        assert (slider.minimumValue, slider.maximumValue) == (0, 10)
        slider.currentValue = 7
        here.press("check box", "I noticed resistance")
        here.find("push button", f"Open anyway: {last['label']}")
        assert not here.shows("text", last["ask"]), "a prompt that does not apply is open"
        write(here.find("text", first["ask"]), FIRST)
        self._expect_announcement("Saved ", first["ask"])
        here.find_words("Saved ")
        here.until(self._lists_a_reflection, "the reflection among the others")

    def _mark(self):
        """Highlight words of the reading, hear that they are, walk to them, note something beside them."""
        here, passage = self._here, self._words[2].strip()
        reading = here.find("text", "Reading")
        words, start = reading.queryText(), read(reading).index(passage)
        reading.queryComponent().grabFocus()
        self._expect_keyboard("text", "Reading")
        assert "bg-color" not in words.getAttributes(start)[0]
        assert words.addSelection(start, start + len(passage))
        here.press("push button", "Highlight")
        self._expect_announcement("Highlighted")
        here.until(lambda: "bg-color" in words.getAttributes(start)[0], "the letters to be told apart")
        here.key(F8)
        self._expect_announcement(f"Highlight: {passage}", "Reading")
        here.press("push button", "Add a note…")
        name = f"Note beside “{passage}”"
        self._expect_keyboard("text", name)
        write(here.find("text", name), NOTE)
        self._expect_announcement("Saved ", name)
        self._check_names()
        here.key(ESCAPE)
        self._expect_keyboard("text", "Reading")
        here.key(F8)
        self._expect_announcement(f"Highlight: {passage} Note: {NOTE}", "Reading")

    def _look_around(self):
        here = self._here
        here.press("push button", "Settings")
        here.find("push button", "Show my recovery code")
        self._check_screen("Theme", "Text size", "Typeface", "Lock when left alone for")
        self._leave()
        here.key(F1)
        here.until(lambda: heard(here.focus()) == "Help", "the page of help")
        self._check_screen("Help")
        self._leave()
        here.press("push button", "Export…")
        here.find("push button", "Save PDF…")
        here.find_words("1 page")
        self._check_screen("Paper", "Text size", "Cancel", "Save PDF…")
        self._leave()

    def _add_a_reading(self):
        """Choose a file, say what its first paragraph is, hear the change, and leave it for another day."""
        here = self._here
        here.press("push button", "Add a reading…")
        self._expect_keyboard("push button", "Choose a file…")
        self._check_screen("Choose a file…", "Paste text")
        here.press("push button", "Choose a file…")
        write(here.find("text", "File name:"), str(self._handout))
        here.press("push button", "Open")
        here.find_words("Title: A slow cup of tea")
        self._check_names()
        here.press("radio button", "Heading")
        here.find_words("Heading: A slow cup of tea")
        here.press("push button", "Undo")
        here.find_words("Title: A slow cup of tea")
        here.come_forward()  # no window manager does it after a dialog
        here.key(ESCAPE)
        here.find_words("“tea” is not added yet.")
        self._leave()

    def _lock(self):
        here, ask = self._here, self._prompts[1]["ask"]
        editor = here.find("text", ask)
        editor.queryComponent().grabFocus()
        self._expect_keyboard("text", ask)
        write(editor, SECOND)
        assert editor.queryText().setCaretOffset(CARET)
        assert _found(here.everything()) == WORDS, "the search does not find what is there"
        here.press("push button", "Lock now")
        here.meet_again()
        here.find("push button", "Unlock")
        here.come_forward()
        self._expect_keyboard("password text", "Passphrase")
        assert not _found(here.everything()), "a locked program still tells what was written"
        try:
            kept = read(editor)
        except GONE:
            kept = ""
        assert not _found(kept), "who listened before still hears the answer"
        self._check_screen("Passphrase", "Unlock", "Use recovery code")

    def _come_back(self):
        here = self._here
        write(here.find("password text", "Passphrase"), "not the one")
        here.press("push button", "Unlock")
        self._expect_announcement("That passphrase does not open this vault")
        write(here.find("password text", "Passphrase"), PASSPHRASE)
        here.press("push button", "Unlock")
        self._expect_the_same(SECOND, CARET)
        here.key(ord("x"))
        here.until(lambda: f"x{SECOND[CARET:]}" in read(here.focus()), "an x where the caret was")
        self._quit()

    def _come_back_another_day(self):
        """Start anew, and unlock with the recovery code."""
        here = self._here = Listener(self._program)
        here.find("push button", "Unlock")
        here.come_forward()
        self._expect_keyboard("password text", "Passphrase")
        assert not _found(here.everything()), "a locked program tells what was written"
        here.press("push button", "Use recovery code")
        self._expect_keyboard("text", "Recovery code")
        write(here.find("text", "Recovery code"), self._code)
        here.press("push button", "Unlock")
        self._expect_keyboard("password text", "New passphrase")
        self._check_screen("New passphrase", "Once more", "Not now", "Change passphrase")
        here.press("push button", "Not now")
        self._expect_the_same(f"{SECOND[:CARET]}x{SECOND[CARET:]}", CARET + 1)
        self._quit()

    def _leave(self):
        self._here.key(ESCAPE)
        self._here.find("text", "Reading")

    def _quit(self):
        self._here.key(ord("q"), control=True)
        assert self._here.end() == 0

    def _lists_a_reflection(self):
        return any(re.fullmatch(r"\d{1,2} \w+ \d{4}", heard(node)) for node in self._here.controls())

    def _expect_keyboard(self, role, name):
        """Wait until this control has the keyboard."""
        here = self._here
        path = here.find(role, name).path
        here.until(lambda: here.focus().path == path, f"the keyboard at “{name}”")

    def _expect_announcement(self, start, by=None):
        """Wait until a screen reader was asked to say words that begin so."""
        here = self._here
        here.until(
            lambda: any(words.startswith(start) and by in (None, source) for source, words in here.said),
            f"“{start}…” to be announced",
        )

    def _expect_the_same(self, second, caret):
        """Hear every answer again, with the keyboard in the same word."""
        here, (first, last, *_, folded) = self._here, self._prompts
        self._expect_keyboard("text", last["ask"])
        here.until(lambda: here.focus().queryText().caretOffset == caret, "the caret in its old place")
        assert read(here.focus()) == second
        assert read(here.find("text", first["ask"])) == FIRST
        assert here.find("slider", "Openness").queryValue().currentValue == 7
        assert "checked" in states(here.find("check box", "I noticed resistance"))
        assert not here.shows("text", folded["ask"])

    def _check_screen(self, *order):
        """Hold each control of a screen against what is promised: a name, and a way to it by the keyboard.

        ``order`` names some of them in the order in which Tab comes by.
        """
        here = self._here
        controls = self._check_names()
        stops = here.tab_around() if len(controls) > 1 else [here.focus()]
        way = [heard(node) or node.getRoleName() for node in stops]
        known, reached = ({node.path for node in nodes} for nodes in (controls, stops))
        assert reached <= known, f"Tab leads to what cannot be used: {way}"
        lost = [heard(n) for n in controls if n.path not in reached and not here.arrow_reaches(n)]
        assert not lost, f"no key leads to {lost}; Tab leads to {way}"
        start = way.index(order[0])
        rest = iter(way[start:] + way[:start])
        assert all(name in rest for name in order), f"Tab goes another way: {way}"

    def _check_names(self):
        """Hold each control of a screen against the promise of a name; return them all."""
        controls = self._here.controls()
        nameless = [node.getRoleName() for node in controls if not heard(node)]
        assert not nameless, f"without a name: {nameless}"
        self._heard |= {(node.getRoleName(), heard(node)) for node in controls}
        return controls


def _found(text):
    """Return those words of the answers that stand in a text."""
    return {word for word in WORDS if word in text.casefold()}


def _one_line(text):
    return " ".join(text.split())


if __name__ == "__main__":
    file = Path(sys.argv[1]).with_name("tea.txt")
    file.write_text(HANDOUT, "utf-8")
    Journey((*sys.argv[2:], "--data-dir", sys.argv[1]), json.load(sys.stdin), file).go()
