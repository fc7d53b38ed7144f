from __future__ import annotations

import errno
import os
import stat

import pytest

from resilience_desktop.errors import AlreadyThere, DiskFull
from resilience_desktop.readings import library, parse
from resilience_desktop.readings.editions import Standing
from resilience_desktop.readings.shelf import in_each_language
from resilience_desktop.readings.taking import arrivals, take


class World:
    """Hold two folders of readings, as the program knows them: what came along, and the person's own."""

    def __init__(self, folder, pack):
        self.bundled, self.own, self._pack = folder / "bundled", folder / "own", pack

    def edition(self, words="Some words.", **facts):
        reading, problems = parse(self._pack(words, **facts))
        assert reading, problems
        return reading

    def put(self, place, name, edition):
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(edition.markdown, encoding="utf-8")
        return path

    @property
    def shelves(self):
        return library((self.bundled, self.own))

    def arrive(self, *editions):
        return arrivals(self.shelves, self.own, editions)

    def take(self, *editions):
        take(self.shelves, self.own, self.arrive(*editions))

    def shown(self, reading_id="a-reading"):
        return in_each_language(self.shelves, reading_id)

    def files(self):
        return sorted(p.relative_to(self.own).as_posix() for p in self.own.rglob("*") if p.is_file())


@pytest.fixture
def world(tmp_path, pack):
    return World(tmp_path, pack)


def test_a_reading_that_is_not_there_is_laid_among_the_person_s_own(world):
    english, german = world.edition(), world.edition(language="de")
    assert [each.standing for each in world.arrive(english)] == [Standing.NEW]
    world.take(english, german)
    assert world.shown() == (english, german)
    assert world.files() == ["a-reading/pack.de.md", "a-reading/pack.md"]


def test_what_is_laid_there_can_be_read_by_nobody_else(world):
    world.take(world.edition())
    folder = world.own / "a-reading"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "pack.md").stat().st_mode) == 0o600


def test_a_newer_edition_replaces_the_person_s_own_and_the_former_file_is_kept(world):
    old, new = world.edition(), world.edition("New words.", version='"1.1"')
    world.put(world.own, "mine/pack.md", old)
    (arrival,) = world.arrive(new)
    assert (arrival.standing, arrival.can_be_taken, arrival.difference.text_changed) == (
        Standing.NEWER,
        True,
        True,
    )
    world.take(new)
    assert world.shown() == (new,)
    assert world.files() == ["mine/former-pack.md", "mine/pack.md"]
    assert (world.own / "mine/former-pack.md").read_text(encoding="utf-8") == old.markdown


def test_an_older_edition_or_other_words_may_replace_the_person_s_own(world):
    world.put(world.own, "mine/pack.md", world.edition(version='"2"'))
    for edition in (world.edition(), world.edition("Other words.")):
        assert world.arrive(edition)[0].can_be_taken
        world.take(edition)
        assert world.shown() == (edition,)


def test_what_came_with_the_program_gives_way_to_a_newer_edition_alone(world):
    bundled = world.edition(version='"1.1"')
    path = world.put(world.bundled, "a/pack.md", bundled)
    for edition in (world.edition(), world.edition("Other words.", version='"1.1"'), bundled):
        assert not world.arrive(edition)[0].can_be_taken
        world.take(edition)
        assert world.shown() == (bundled,)
    assert not world.own.exists()
    newer = world.edition(version='"1.2"')
    world.take(newer)
    assert world.shown() == (newer,)
    assert path.read_text(encoding="utf-8") == bundled.markdown


def test_a_program_that_brings_a_newer_edition_than_the_person_s_own_shows_it(world):
    world.put(world.own, "a/pack.md", world.edition(version='"1.1"'))
    bundled = world.edition(version='"1.2"')
    world.put(world.bundled, "a/pack.md", bundled)
    assert world.shown() == (bundled,)
    newest = world.edition(version='"1.3"')
    world.take(newest)
    assert world.shown() == (newest,)
    assert world.files() == ["a/former-pack.md", "a/pack.md"]


def test_another_language_joins_the_one_that_is_there_and_takes_no_file_s_place(world):
    english, german = world.edition(), world.edition(language="de")
    world.put(world.own, "mine/pack.md", english)
    world.take(german)
    assert world.shown() == (english, german)
    assert world.files() == ["mine/pack.de.md", "mine/pack.md"]


def test_the_same_edition_changes_nothing(world):
    world.put(world.own, "mine/pack.md", world.edition())
    assert world.arrive(world.edition())[0].standing is Standing.SAME
    world.take(world.edition())
    assert world.files() == ["mine/pack.md"]


def test_a_folder_of_that_name_that_holds_something_else_is_left_alone(world):
    world.put(world.own, "a-reading/pack.md", world.edition(id="another"))
    world.take(world.edition())
    assert world.files() == ["a-reading-2/pack.md", "a-reading/pack.md"]


def test_a_file_in_the_way_is_never_written_over(world):
    world.put(world.own, "mine/pack.md", world.edition())
    draft = world.own / "mine/pack.de.md"
    draft.write_text("a draft that is not done yet", encoding="utf-8")
    with pytest.raises(AlreadyThere):
        world.take(world.edition(language="de"))
    assert draft.read_text(encoding="utf-8") == "a draft that is not done yet"


@pytest.mark.parametrize("name", ["con", "NUL.x", "tea."])
def test_no_folder_is_named_as_windows_could_not_name_it(world, name):
    world.take(world.edition(id=name))
    (folder,) = world.own.iterdir()
    assert folder.name in ("reading-con", "reading-NUL.x", "tea")
    assert world.shown(name)


def test_a_full_disk_is_told_and_leaves_nothing_new(world, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        world.take(world.edition(), world.edition(language="de"))
    assert list(world.own.iterdir()) == []


def test_a_full_disk_leaves_the_edition_that_was_there(world, monkeypatch):
    old = world.edition()
    world.put(world.own, "mine/pack.md", old)

    def full(_):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(DiskFull):
            world.take(world.edition(version='"2"'))
    assert world.shown() == (old,)
