"""Set the stage for the tour: a vault of its own, a fixed evening, pictures in both themes."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.files import PRIVATE_FOLDER, in_words
from resilience_desktop.hardening import Report
from resilience_desktop.paths import find
from resilience_desktop.workbook import Moment
from ui.app import Program, keep_dialogs_inside, make_application
from ui.theme import Choice

from .player import Condition, Player, keep_picture
from .script import tell

EVENING = Moment(1_795_376_460_000, "+01:00[Europe/Berlin]")
"""22 November 2026, 20:41: the same pictures come out at every hour."""


class Evening:
    """Say what time it is in the tour: always EVENING, but for the days that are told of."""

    def __init__(self) -> None:
        self.days_ago = 0

    def __call__(self) -> Moment:
        """Return the moment."""
        return Moment(EVENING.utc_ms - self.days_ago * 86_400_000, EVENING.zone)


class Stage:
    """Hold the running program and the folder for its pictures."""

    themes: tuple[Choice, ...] = ("evening", "day")

    def __init__(self, program: Program, out: Path, clock: Evening) -> None:
        self.program = program
        self.clock = clock
        self.window = program.window
        self.out = out

    def picture(self, name: str, widget: QWidget | None = None) -> Generator[Condition, None, None]:
        """Keep pictures of the window in both themes, the day's last."""
        for theme in self.themes:
            self.program.look.choose(theme)
            yield from self.settle()
            suffix = "" if theme == "day" else f"-{theme}"
            keep_picture(widget or self.window, self.out / f"{name}{suffix}.png")

    def settle(self, turns: int = 4) -> Generator[Condition, None, None]:
        """Let layouts and paints that are under way come to rest."""
        for _ in range(turns):
            yield lambda: True


def play(out: Path, report: Report) -> int:
    """Play the tour and leave pictures and the PDF in ``out``; return 0, or 1 when it had to stop."""
    try:
        out.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        return _say(in_words(error))
    with tempfile.TemporaryDirectory(prefix="resilience-tour-") as home:
        paths = find(Path(home))
        application = make_application()
        keep_dialogs_inside(paths.config)
        clock = Evening()
        program = Program(application, paths, report, clock=clock)
        ended: list[Exception | None] = []
        player = Player(tell(Stage(program, out, clock)), _ending(ended, application), application)
        program.window.show()
        program.session.warm_up()
        player.start()
        application.exec()
        program.stop()
    closed = ResilienceError("The tour's window was closed before its end.")
    stopped = ended[0] if ended else closed
    return _say(stopped) if stopped else 0


def _ending(ended: list[Exception | None], application: QApplication) -> Callable[[Exception | None], None]:
    def end(error: Exception | None) -> None:
        ended.append(error)
        application.exit()

    return end


def _say(error: Exception) -> int:
    sys.stderr.write(f"{error}\n")
    return 1
