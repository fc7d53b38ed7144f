from __future__ import annotations

import sys
from pathlib import Path

import pytest

from resilience_desktop import paths


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of the XDG specification")
def test_on_linux_everything_lies_in_the_folders_of_the_desktop(monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/config")
    found = paths.find()
    assert found.default_vault == Path("/data/Resilience/My reflections")
    assert found.settings == Path("/config/Resilience/settings.json")


def test_one_folder_can_hold_everything(tmp_path):
    found = paths.find(tmp_path / "all")
    everything = (found.settings, found.default_vault, found.readings, found.instance)
    assert all(path.is_relative_to(tmp_path / "all") for path in everything)


def test_a_relative_folder_is_meant_from_where_the_person_stands(home):
    assert paths.find(Path("here")).data == home / "here"


def test_asking_creates_nothing(home, tmp_path):
    before = sorted(home.rglob("*"))
    paths.find()
    paths.find(tmp_path / "all")
    assert sorted(home.rglob("*")) == before
    assert not (tmp_path / "all").exists()


def test_what_came_along_is_found_from_anywhere():
    assert (paths.assets() / "fonts").is_dir()


def test_a_frozen_program_finds_what_was_packed_with_it(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.assets() == tmp_path / "assets"
