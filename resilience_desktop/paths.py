"""Say where things live on this computer; nothing else asks the system."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import appdirs

NAME = "Resilience"


class Paths(NamedTuple):
    """Hold the folders of one installation; ``data`` may hold several vaults."""

    data: Path
    config: Path

    @property
    def settings(self) -> Path:
        """Return the settings file; nothing private stands in it."""
        return self.config / "settings.json"

    @property
    def default_vault(self) -> Path:
        """Return the folder of the first vault."""
        return self.data / "My reflections"

    @property
    def readings(self) -> Path:
        """Return the folder where a person may lay readings of their own."""
        return self.data / "readings"

    @property
    def instance(self) -> Path:
        """Return the file whose lock says that a window is open."""
        return self.data / "instance"


def find(data_dir: Path | None = None) -> Paths:
    """Return where things live; with ``data_dir`` everything lies in that one folder."""
    if data_dir is not None:
        folder = data_dir.absolute()
        return Paths(folder, folder)
    return Paths(Path(appdirs.user_data_dir(NAME, False)), Path(appdirs.user_config_dir(NAME, False)))


def assets() -> Path:
    """Return the folder of readings, themes, icons, fonts and templates that came along."""
    frozen = getattr(sys, "_MEIPASS", None)
    return (Path(frozen) if frozen else Path(__file__).resolve().parent.parent) / "assets"
