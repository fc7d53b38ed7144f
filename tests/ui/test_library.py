"""The shelves are looked at once, and anew after a reading was laid there."""

import errno
import os
import stat
import subprocess
import sys

import pytest

from resilience_desktop.errors import DiskFull, NotAllowed
from resilience_desktop.paths import find
from resilience_desktop.readings import parse
from ui.library import Library

PACK = """---
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


def _take(library):
    reading, _ = parse(PACK)
    library.take(library.arrivals((reading,)))


def _ids(library):
    return [shelf.reading.id for shelf in library() if shelf.reading]


def test_a_reading_that_was_added_is_found(library):
    before = _ids(library)
    _take(library)
    assert _ids(library) == [*before, "a-slow-cup"]


def test_the_folders_are_read_once_until_something_is_added(library):
    assert library() is library()


def test_what_is_added_can_be_read_by_nobody_else(library, paths):
    _take(library)
    folder = paths.readings / "a-slow-cup"
    assert stat.S_IMODE((folder / "pack.md").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_pack_that_is_a_link_to_the_open_vault_leaves_it_locked_for_others(
    library, paths, session, opened, root, link
):
    vault = session.folder / "vault.db"
    (paths.readings / "x").mkdir(parents=True)
    link(vault, paths.readings / "x" / "pack.md")
    assert library()[-1].is_broken
    other = "import sys; from pathlib import Path; from resilience_desktop.vault.connection import *\n"
    other += "refuse_if_open(Path(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", other, str(vault)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "OpenElsewhere" in done.stderr


def test_a_full_disk_is_told_and_leaves_nothing(library, paths, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        _take(library)
    assert list(paths.readings.iterdir()) == []


def test_a_folder_that_may_not_be_written_to_is_told(library, paths, monkeypatch):
    def forbidden(*_, **__):
        raise OSError(errno.EACCES, "forbidden")

    monkeypatch.setattr(type(paths.readings), "mkdir", forbidden)
    with pytest.raises(NotAllowed):
        _take(library)
