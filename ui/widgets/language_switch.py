"""Offer the languages in which a reading can be read, each named as its readers name it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from .buttons import FlatButton
from .flow import FlowLayout

_WITHOUT_COUNTRY = {"en": "English", "es": "Español", "pt": "Português"}
"""Names of languages for which Qt knows only those with a country, such as British English."""


class LanguageSwitch(QWidget):
    """Show languages side by side, the present one in ink; ``chosen`` holds the place of another one.

    The present one stays marked until the page is shown anew: turning may still fail.
    """

    chosen = Signal(int)

    def __init__(self, tags: Sequence[str], present: int) -> None:
        super().__init__()
        self.buttons: list[FlatButton] = []
        self._present = present
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 12, 40, 8)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(inside := QWidget())
        layout = FlowLayout(gap=12)
        inside.setLayout(layout)  # many languages go on in a second row
        inside.setSizePolicy(_growing_down())
        self.setSizePolicy(_growing_down())
        for place, name in enumerate(names(tags)):
            button = FlatButton(name, small=True, quiet=True)
            button.setCheckable(True)
            button.setChecked(place == present)
            button.setLocale(QLocale(tags[place]))
            button.clicked.connect(partial(self._press, place))
            layout.addWidget(button)
            self.buttons.append(button)
        self.setAccessibleName("Language of the reading")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def _press(self, place: int) -> None:
        for each, button in enumerate(self.buttons):
            button.setChecked(each == self._present)
        if place != self._present:
            self.chosen.emit(place)


def _growing_down() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


def names(tags: Sequence[str]) -> tuple[str, ...]:
    """Return the languages' own names; the country comes along only where it tells two of them apart."""
    plain = [_name(tag, with_country=False) for tag in tags]
    return tuple(
        _name(tag, with_country=True) if plain.count(name) > 1 else name
        for tag, name in zip(tags, plain, strict=True)
    )


def _name(tag: str, *, with_country: bool) -> str:
    language, locale = tag.partition("-")[0].lower(), QLocale(tag)
    if not with_country and language in _WITHOUT_COUNTRY:
        return _WITHOUT_COUNTRY[language]
    has_country = len(tag.split("-")[-1]) == 2 and language != "zh"  # there it stands for a script
    known = QLocale(language) if has_country and not with_country else locale
    name = known.nativeLanguageName()
    return name[:1].upper() + name[1:] if name else tag
