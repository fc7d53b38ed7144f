from __future__ import annotations

import json
import os
import stat
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop import settings
from resilience_desktop.errors import DiskFull, ResilienceError
from resilience_desktop.settings import Settings

FOLDERS = st.lists(st.text(st.characters(exclude_characters="\0"), min_size=1), max_size=3).map(
    lambda names: tuple(dict.fromkeys(Path("/", name) for name in names))
)
ANY_SETTINGS = st.builds(
    Settings,
    theme=st.sampled_from(["system", "day", "evening", "contrast"]),
    zoom=st.integers(80, 250),
    face=st.sampled_from(["literata", "atkinson"]),
    lock_minutes=st.integers(1, 60),
    paper=st.sampled_from(["a4", "letter"]),
    text_size=st.sampled_from(["compact", "comfortable", "large"]),
    vaults=FOLDERS,
    last_vault=st.none() | st.just(Path("/somewhere")),
    window=st.none()
    | st.tuples(st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 9), st.integers(1, 9)),
    window_fills=st.sampled_from(["nothing", "desktop", "screen"]),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner),
    max_leaves=5,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def stored(path: Path) -> dict[str, object]:
    return json.loads(path.read_text())


def test_nothing_private_has_a_setting():
    """A new key stands here only after someone asked what it tells about the person."""
    assert [one.name for one in fields(Settings)] == [
        "theme",
        "zoom",
        "face",
        "lock_minutes",
        "motion",
        "reminder",
        "reminder_day",
        "reminder_from",
        "paper",
        "text_size",
        "capture",
        "vaults",
        "last_vault",
        "window",
        "window_fills",
    ]


def test_without_a_file_everything_has_its_default(path):
    loaded = settings.load(path)
    assert loaded == Settings()
    assert (loaded.theme, loaded.zoom, loaded.lock_minutes) == ("system", 100, 5)
    assert not path.exists()


@given(chosen=ANY_SETTINGS)
def test_what_was_saved_comes_back(tmp_path_factory, chosen):
    path = tmp_path_factory.mktemp("config") / "settings.json"
    settings.save(path, chosen)
    assert settings.load(path) == chosen


@pytest.mark.parametrize(
    "broken",
    [b"", b"\xff\xfe", b"{", b"[]", b"null", b"7", b'"words"', b"[" * 100_000, b"{}" * 2, b'{"theme": NaN}'],
)
def test_a_broken_file_gives_the_defaults(path, broken):
    path.parent.mkdir()
    path.write_bytes(broken)
    assert settings.load(path) == Settings()


def test_a_folder_in_the_place_of_the_file_gives_the_defaults(path):
    path.mkdir(parents=True)
    assert settings.load(path) == Settings()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "vaporwave"),
        ("theme", 1),
        ("theme", ["day"]),
        ("zoom", 79),
        ("zoom", 251),
        ("zoom", "100"),
        ("zoom", 100.0),
        ("zoom", True),
        ("lock_minutes", 0),
        ("lock_minutes", 61),
        ("lock_minutes", True),
        ("paper", "a5"),
        ("text_size", None),
        ("vaults", "/one"),
        ("vaults", ["relative"]),
        ("vaults", [None]),
        ("vaults", ["/nul\0"]),
        ("vaults", ["/half a sign \ud83d"]),
        ("last_vault", "relative"),
        ("last_vault", 5),
        ("window", [1, 2, 3]),
        ("window", [0, 0, 0, 10]),
        ("window", [0, 0, 10, "10"]),
        ("window", [0, 0, 10, 2**31]),
        ("window", {"left": 0}),
    ],
)
def test_a_value_out_of_range_costs_that_key_alone(path, key, value):
    path.parent.mkdir()
    path.write_text(json.dumps({"face": "atkinson", key: value}))
    loaded = settings.load(path)
    assert getattr(loaded, key) == getattr(Settings(), key)
    assert loaded.face == "atkinson"


@given(value=JSON, key=st.sampled_from([one.name for one in fields(Settings)]))
def test_no_value_at_all_makes_loading_fail(tmp_path_factory, key, value):
    path = tmp_path_factory.mktemp("config") / "settings.json"
    path.write_text(json.dumps({key: value}))
    assert isinstance(settings.load(path), Settings)


def test_keys_of_a_newer_version_survive(path):
    path.parent.mkdir()
    path.write_text(json.dumps({"zoom": 90, "hologram": {"depth": [1, 2]}}))
    settings.save(path, Settings(zoom=120))
    assert stored(path)["hologram"] == {"depth": [1, 2]}
    assert stored(path)["zoom"] == 120


def test_a_broken_file_is_replaced_by_a_sound_one(path):
    path.parent.mkdir()
    path.write_bytes(b"{")
    settings.save(path, Settings(face="atkinson"))
    assert settings.load(path).face == "atkinson"


def test_the_file_and_its_folder_are_private(path):
    settings.save(path, Settings())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ResilienceError, match="not there any more"):
        settings.save(tmp_path / "file" / "config" / "settings.json", Settings())


def test_a_full_disk_leaves_the_old_settings(path, monkeypatch):
    settings.save(path, Settings(zoom=90))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        settings.save(path, Settings(zoom=200))
    monkeypatch.undo()
    assert settings.load(path).zoom == 90
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("variables", "paper"),
    [
        ({"LANG": "en_US.UTF-8"}, "letter"),
        ({"LANG": "fr_CA"}, "letter"),
        ({"LANG": "en_GB.UTF-8"}, "a4"),
        ({"LANG": "de_DE@euro"}, "a4"),
        ({"LANG": "en_US.UTF-8", "LC_PAPER": "de_DE.UTF-8"}, "a4"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "es_MX.UTF-8"}, "letter"),
        ({"LANG": "C.UTF-8"}, "a4"),
        ({}, "a4"),
    ],
)
def test_the_paper_is_that_of_the_persons_country(monkeypatch, variables, paper):
    monkeypatch.delenv("LANG")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert Settings().paper == paper
