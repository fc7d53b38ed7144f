"""The shelves are looked at once, and anew after a reading was laid there."""

import errno
import os
import stat

import pytest

from resilience_desktop.errors import AlreadyThere, DiskFull, NotAllowed
from resilience_desktop.paths import find
from ui.library import Library

PACK = b"""---
format: 1
id: a-slow-cup
version: "1"
title: A slow cup
language: en
---

Put the kettle on.
"""


@pytest.fixture
def paths(tmp_path):
    return find(tmp_path / "data")


@pytest.fixture
def library(paths):
    return Library(paths)


def _ids(library):
    return [shelf.reading.id for shelf in library() if shelf.reading]


def test_a_reading_that_was_added_is_found(library):
    before = _ids(library)
    library.add("a-slow-cup", {"pack.md": PACK})
    assert _ids(library) == [*before, "a-slow-cup"]


def test_the_folders_are_read_once_until_something_is_added(library):
    assert library() is library()


def test_what_is_added_can_be_read_by_nobody_else(library, paths):
    library.add("a-slow-cup", {"pack.md": PACK})
    folder = paths.readings / "a-slow-cup"
    assert stat.S_IMODE((folder / "pack.md").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_nothing_is_written_over_a_reading_that_is_there(library, paths):
    library.add("a-slow-cup", {"pack.md": PACK})
    with pytest.raises(AlreadyThere):
        library.add("a-slow-cup", {"pack.de.md": b"new", "pack.md": b"other"})
    folder = paths.readings / "a-slow-cup"
    assert [path.name for path in folder.iterdir()] == ["pack.md"]
    assert (folder / "pack.md").read_bytes() == PACK


def test_a_full_disk_is_told_and_leaves_nothing(library, paths, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        library.add("a-slow-cup", {"pack.md": PACK})
    assert list(paths.readings.iterdir()) == []


def test_a_folder_that_may_not_be_written_to_is_told(library, paths, monkeypatch):
    def forbidden(*_, **__):
        raise OSError(errno.EACCES, "forbidden")

    monkeypatch.setattr(type(paths.readings), "mkdir", forbidden)
    with pytest.raises(NotAllowed):
        library.add("a-slow-cup", {"pack.md": PACK})
