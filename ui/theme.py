"""Decide how everything looks: colours and type by name, kept as data, following the system live."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache
from string import Template
from typing import Literal, NamedTuple, TypeAlias

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from resilience_desktop.paths import assets

from . import fonts, qt_names
from .fonts import Face, Role

Choice: TypeAlias = Literal["system", "day", "evening", "contrast"]

ZOOM = range(80, 251, 10)
"""The zoom steps of reading and answers, in percent."""

_USUAL_POINTS = {"darwin": 13.0, "win32": 9.0}
_COLOURS = [
    "ground",
    "surface",
    "ink",
    "quiet",
    "line",
    "accent",
    "on_accent",
    "accent_soft",
    "mark",
    "caution",
    "danger",
]


class Theme(NamedTuple):
    """Hold one theme's colours, each as ``#RRGGBB``."""

    name: str
    dark: bool
    ground: str
    surface: str
    ink: str
    quiet: str
    line: str
    accent: str
    on_accent: str
    accent_soft: str
    mark: str
    caution: str
    danger: str

    @property
    def contrast(self) -> bool:
        """Tell whether shapes need an outline too, because colours alone may not be seen."""
        return self.name.startswith("contrast")

    @property
    def accent_pressed(self) -> str:
        """Return the accent under a pointer: a step toward ink, so text on it only gains contrast."""
        return mixed(self.accent, self.ink, 0.16)

    @property
    def handle(self) -> str:
        """Return the scroll bar's handle: quiet, but no less than 3:1 on its ground."""
        return mixed(self.quiet, self.ground, 0.28)


@cache
def load(name: str) -> Theme:
    """Return the theme kept in ``assets/themes/NAME.toml``.

    The file has one NAME = VALUE on a line; loading Python's TOML reader for that would delay every
    start. Raises KeyError if a colour is missing and OSError if there is no
    such theme.
    """
    text = (assets() / "themes" / f"{name}.toml").read_text("utf-8")
    found = dict(re.findall(r'^(\S+) = "?(#\w{6}|true|false)"?$', text, re.MULTILINE))
    dark = found["dark"] == "true"
    return Theme(name, dark, **{key: found[key.replace("_", "-")] for key in _COLOURS})


def mixed(one: str, other: str, share: float) -> str:
    """Return ``#RRGGBB`` on the way from one colour to the other; ``share`` runs from 0.0 to 1.0."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def stylesheet(theme: Theme, type_of: Mapping[Role, QFont]) -> str:
    """Return the window's style sheet in a theme's colours, with a font for each role."""
    values = {name: str(value) for name, value in theme._asdict().items()}
    values |= {f"type_{role}": _type(font) for role, font in type_of.items()}
    values |= {"accent_pressed": theme.accent_pressed, "handle": theme.handle}
    values["check"] = _icon("check", light=not theme.dark)
    values["chevron"] = _icon("chevron", light=theme.dark)
    return Template(_template()).substitute(values)


def _type(font: QFont) -> str:
    """Write a font as the declarations of a style sheet."""
    return (
        f'font-family: "{font.family()}"; font-size: {font.pixelSize()}px; '
        f"font-weight: {font.weight().value};"
    )


@cache
def _template() -> str:
    return (assets() / "themes" / "window.qss").read_text("utf-8")


def _icon(name: str, *, light: bool) -> str:
    return (assets() / "icons" / f"{name}-{'light' if light else 'dark'}.svg").as_posix()


class Look(QObject):
    """Hold the look that the person chose, and lay it over the application.

    ``zoom`` is a percentage of ZOOM for reading and answers. The system's own text size
    multiplies every role, controls too. Widgets ask for fonts by role and listen to
    ``changed``.
    """

    changed = Signal()

    def __init__(
        self, app: QApplication, choice: Choice = "system", zoom: int = 100, face: Face = "literata"
    ) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._zoom = _step(zoom)
        self._face = face
        self._text_scale = _text_scale(app)
        self._applied: tuple[object, ...] = ()
        hints = app.styleHints()
        self._hints = hints
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        if choice != "system":
            self._frame_windows()
        self._look_at_system()
        self._theme = load(self._theme_name())
        self._apply()

    @property
    def theme(self) -> Theme:
        """Return the theme in force."""
        return self._theme

    @property
    def choice(self) -> Choice:
        """Return what the person chose: a theme, or to follow the system."""
        return self._choice

    @property
    def zoom(self) -> int:
        """Return the zoom of reading and answers in percent."""
        return self._zoom

    @property
    def face(self) -> Face:
        """Return the typeface that the person chose."""
        return self._face

    @property
    def text_scale(self) -> float:
        """Return the system's text size; 1.0 is usual, 2.0 is twice as large."""
        return self._text_scale

    def choose(self, choice: Choice) -> None:
        """Change the theme, or follow the system from now on."""
        self._choice = choice
        self._frame_windows()
        self._refresh()

    def set_zoom(self, percent: int) -> None:
        """Change the zoom; the value is brought to the nearest step from 80 to 250."""
        self._zoom = _step(percent)
        self._refresh()

    def set_face(self, face: Face) -> None:
        """Change the typeface of prose and controls."""
        self._face = face
        self._refresh()

    def font(self, role: Role) -> QFont:
        """Return the font of a role at the present size."""
        style = fonts.STYLES[role]
        font = QFont(fonts.family(self._face, prose=style.prose))
        font.setPixelSize(max(1, round(style.size * self._factor(role))))
        font.setWeight(style.weight)
        # Unhinted glyphs keep their true widths, as on a high-density screen and on paper.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def line_height(self, role: Role) -> int:
        """Return the distance in pixels from one line of a role to the next."""
        return round(fonts.STYLES[role].line * self._factor(role))

    def scaled(self, pixels: int) -> int:
        """Return a width that has to grow with the system's text size."""
        return round(pixels * self._text_scale)

    def follow(self, window: QWidget) -> None:
        """Watch a top-level window for news of the system's text size."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take up the system's text size when its theme changes."""
        if event.type() == QEvent.Type.ThemeChange:
            self._text_scale = _scale(_system_points())
            self._refresh()
        return super().eventFilter(watched, event)

    def _follow_system(self) -> None:
        self._look_at_system()
        self._refresh()

    def _look_at_system(self) -> None:
        self._dark = qt_names.is_dark(self._hints)
        self._high = qt_names.wants_contrast(self._hints)

    def _frame_windows(self) -> None:
        """Ask the system to draw title bars to match; it may not be able to."""
        schemes = {"day": "Light", "evening": "Dark"}
        qt_names.put(self._hints, "colorScheme", schemes.get(self._choice, "Unknown"))

    def _refresh(self) -> None:
        self._theme = load(self._theme_name())
        if self._apply():
            self.changed.emit()

    def _theme_name(self) -> str:
        if self._choice in ("day", "evening"):
            return self._choice
        if self._choice == "contrast" or self._high:
            return "contrast-dark" if self._dark else "contrast-light"
        return "evening" if self._dark else "day"

    def _apply(self) -> bool:
        """Lay the look over the application; do only what differs, and say whether anything did."""
        state = (self._theme, self._face, self._text_scale, self._zoom)
        if state == self._applied:
            return False
        before, self._applied = self._applied, state
        fonts.register(self._face)
        if state[:1] != before[:1]:
            self._app.setPalette(_palette(self._theme))
        if state[1:3] != before[1:3]:
            self._app.setFont(self.font("control"))
        roles = {role: self.font(role) for role in fonts.STYLES}
        self._app.setStyleSheet(stylesheet(self._theme, roles))
        return True

    def _factor(self, role: Role) -> float:
        zoom = self._zoom / 100 if fonts.STYLES[role].zooms else 1.0
        return self._text_scale * zoom


def _step(percent: int) -> int:
    return min(max(round(percent / 10) * 10, ZOOM.start), ZOOM[-1])


def _text_scale(app: QApplication) -> float:
    points = app.font().pointSizeF()  # negative once a font was set in pixels, as Look does itself
    return _scale(points if points > 0 else _system_points())


def _system_points() -> float:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()


def _scale(points: float) -> float:
    """Compare a default font with the usual one; desktops differ by a point without meaning more."""
    scale = points / _USUAL_POINTS.get(sys.platform, 10.0)
    return 1.0 if 0.85 <= scale <= 1.15 else min(max(scale, 0.8), 3.0)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    colours = (
        (theme.ground, (role.Window,)),
        (theme.accent_soft, (role.AlternateBase,)),
        (theme.surface, (role.Base, role.Button, role.ToolTipBase, role.Light)),
        (theme.ink, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText)),
        (theme.quiet, (role.PlaceholderText,)),
        (theme.line, (role.Mid, role.Midlight, role.Dark, role.Shadow)),
        (theme.accent, (role.Highlight, role.Accent, role.Link, role.LinkVisited)),
        (theme.on_accent, (role.HighlightedText,)),
    )
    palette = QPalette()
    for colour, roles in colours:
        for each in roles:
            palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.quiet))
    return palette
