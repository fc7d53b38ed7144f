"""Preferences: what holds, what is written, what is told."""

import os

import pytest

from resilience_desktop import settings
from resilience_desktop.errors import DiskFull
from ui.preferences import Preferences


@pytest.fixture
def preferences(qapp, tmp_path):
    return Preferences(tmp_path / "config" / "settings.json")


def test_a_change_holds_and_is_written(qtbot, preferences, tmp_path):
    with qtbot.waitSignal(preferences.changed):
        preferences.change(theme="evening", zoom=150)
    assert preferences.now.theme == "evening"
    assert settings.load(tmp_path / "config" / "settings.json").zoom == 150


def test_the_same_value_again_writes_nothing(qtbot, preferences, tmp_path):
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.change(zoom=preferences.now.zoom)
    assert not (tmp_path / "config").exists()


def test_a_change_that_cannot_be_written_holds_and_is_told(qtbot, preferences, monkeypatch):
    def full(*_):
        raise DiskFull

    monkeypatch.setattr(settings, "save", full)
    with qtbot.waitSignals([preferences.not_written, preferences.changed]):
        preferences.change(zoom=120)
    assert preferences.now.zoom == 120


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_the_file_is_private(preferences, tmp_path):
    preferences.change(zoom=120)
    assert (tmp_path / "config" / "settings.json").stat().st_mode & 0o777 == 0o600
