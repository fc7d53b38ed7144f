"""The themes keep their contrast, and the look follows person and system."""

import re
import tomllib

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from resilience_desktop.paths import assets
from ui import qt_names, theme
from ui.fonts import STYLES
from ui.theme import Look, load, mixed

THEMES = ("day", "evening", "contrast-light", "contrast-dark")
TEXT_PAIRS = (
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink", "accent_soft"),
    ("ink", "mark"),
    ("quiet", "ground"),
    ("quiet", "surface"),
    ("accent", "ground"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("accent_pressed", "ground"),
    ("on_accent", "accent"),
    ("on_accent", "accent_pressed"),
    ("caution", "ground"),
    ("caution", "surface"),
    ("danger", "ground"),
    ("danger", "surface"),
)
SHAPE_PAIRS = (
    ("accent", "ground"),  # ring, filled track, strength
    ("accent", "surface"),
    ("on_accent", "accent"),  # ring of the one action while it has the keyboard
    ("quiet", "surface"),  # unset handle, box of a check mark
    ("handle", "ground"),  # scroll bar
    ("handle", "surface"),
)


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture
def app(qapp):
    font = qapp.font()
    yield qapp
    qapp.setFont(font)


@pytest.fixture
def make(app):
    made = []

    def build(*args):
        look = Look(app, *args)
        made.append(look)
        return look

    yield build
    for look in made:
        look.setParent(None)


def test_the_formula_knows_black_on_white():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_is_read_as_its_toml_says(name):
    says = tomllib.loads((assets() / "themes" / f"{name}.toml").read_text("utf-8"))
    found = load(name)
    assert found.dark is says["dark"]
    assert {key: getattr(found, key.replace("-", "_")) for key in says["colours"]} == says["colours"]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids="-on-".join)
def test_text_can_be_read_in_every_theme(name, pair):
    found = load(name)
    least = 7.0 if found.contrast else 4.5
    assert contrast(getattr(found, pair[0]), getattr(found, pair[1])) >= least


@pytest.mark.parametrize("name", ["day", "evening"])
@pytest.mark.parametrize("pair", SHAPE_PAIRS, ids="-on-".join)
def test_shapes_that_carry_meaning_can_be_seen(name, pair):
    found = load(name)
    assert contrast(getattr(found, pair[0]), getattr(found, pair[1])) >= 3


@pytest.mark.parametrize("name", ["contrast-light", "contrast-dark"])
def test_even_hairlines_can_be_seen_in_high_contrast(name):
    found = load(name)
    for line in (found.line, found.accent, found.quiet):
        assert contrast(line, found.ground) >= 7
        assert contrast(line, found.surface) >= 7
    assert contrast(found.handle, found.ground) >= 3


def test_every_token_is_a_colour():
    for name in THEMES:
        found = load(name)
        for token in found._fields[2:]:
            assert re.fullmatch("#[0-9A-F]{6}", getattr(found, token))


def test_a_colour_halfway_is_halfway():
    assert mixed("#000000", "#FF8000", 0.5) == "#804000"


def test_the_window_wears_the_theme(make):
    look = make("evening")
    palette = QApplication.palette()
    assert look.theme.dark
    assert palette.color(QPalette.ColorRole.Window).name().upper() == look.theme.ground
    assert palette.color(QPalette.ColorRole.Highlight).name().upper() == look.theme.accent
    assert look.theme.accent in QApplication.instance().styleSheet()
    assert "${" not in QApplication.instance().styleSheet()


@pytest.fixture
def system(qapp, monkeypatch):
    """Return a function that has the system change its mind, and tell of it as Qt would."""

    def change(*, dark=None, contrast=None):
        hints = qapp.styleHints()
        if dark is not None:
            monkeypatch.setattr(qt_names, "is_dark", lambda _: dark)
            hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        if contrast is not None:
            preference = Qt.ContrastPreference
            monkeypatch.setattr(qt_names, "wants_contrast", lambda _: contrast)
            hints.accessibility().contrastPreferenceChanged.emit(
                preference.HighContrast if contrast else preference.NoPreference
            )

    return change


def test_only_those_who_follow_the_system_follow_it(make, system):
    follower, settled = make("system"), make("day")
    system(dark=True)
    assert (follower.theme.name, settled.theme.name) == ("evening", "day")
    system(contrast=True)
    assert (follower.theme.name, settled.theme.name) == ("contrast-dark", "day")
    system(dark=False)
    assert follower.theme.name == "contrast-light"
    system(contrast=False)
    assert follower.theme.name == "day"


@pytest.mark.parametrize(("contrast", "name"), [(False, "evening"), (True, "contrast-dark")])
def test_what_the_system_wants_is_known_from_the_first_moment(make, system, contrast, name):
    system(dark=True, contrast=contrast)
    assert make("system").theme.name == name


def test_high_contrast_can_be_chosen_by_day_and_by_night(make, system):
    look = make("contrast")
    assert look.theme.name == "contrast-light"
    system(dark=True)
    assert look.theme.name == "contrast-dark"


def test_a_change_is_told_once_and_no_change_never(make, qtbot):
    look = make("day")
    told = []
    look.changed.connect(lambda: told.append(look.theme.name))
    look.choose("evening")
    look.choose("evening")
    look.set_zoom(100)
    assert told == ["evening"]


@pytest.mark.parametrize(
    ("asked", "given"), [(100, 100), (84, 80), (86, 90), (70, 80), (251, 250), (900, 250)]
)
def test_zoom_goes_in_steps_within_its_bounds(make, asked, given):
    look = make("day")
    look.set_zoom(asked)
    assert look.zoom == given


def test_zoom_scales_what_is_read_and_written_but_no_controls(make):
    look = make("day", 200)
    assert look.font("reading").pixelSize() == 34
    assert look.line_height("reading") == 56
    assert look.font("answer").pixelSize() == 30
    assert look.font("control").pixelSize() == 14
    assert look.line_height("status") == 16


def test_the_sizes_are_those_of_the_design(make):
    look = make("day")
    sizes = {role: (look.font(role).pixelSize(), look.line_height(role)) for role in STYLES}
    assert sizes["reading"] == (17, 28)
    assert sizes["title"] == (26, 34)
    assert sizes["prompt"] == (16, 24)
    assert sizes["answer"] == (15, 24)
    assert sizes["control"] == (14, 20)
    assert sizes["status"] == (12, 16)


@pytest.mark.parametrize("face", ["literata", "atkinson"])
def test_the_bundled_typefaces_are_the_ones_drawn(make, face):
    look = make("day", 100, face)
    for role in STYLES:
        font = look.font(role)
        assert QFontInfo(font).family() == font.family()
    assert look.font("reading").family() == (
        "Literata" if face == "literata" else "Atkinson Hyperlegible Next"
    )


def test_a_large_system_text_size_enlarges_controls_too(make, qapp):
    font = qapp.font()
    font.setPointSizeF(20)
    qapp.setFont(font)
    look = make("day")
    assert look.text_scale == pytest.approx(2)
    assert look.font("control").pixelSize() == 28
    assert look.scaled(208) == 416


def test_a_usual_text_size_of_any_desktop_is_no_enlargement(make, qapp):
    for points in (9, 10, 11):
        font = qapp.font()
        font.setPointSizeF(points)
        qapp.setFont(font)
        assert make("day").text_scale == 1.0


def test_the_system_text_size_is_followed_live(make, qapp, qtbot, monkeypatch):
    look, window = make("day"), QWidget()
    qtbot.addWidget(window)
    look.follow(window)
    monkeypatch.setattr(theme, "_system_points", lambda: 15.0)
    with qtbot.waitSignal(look.changed):
        qapp.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    assert look.font("control").pixelSize() == 21
