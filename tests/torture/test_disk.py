"""Whether the model of a disk that loses its power forgets what it may forget, and nothing else."""

from __future__ import annotations

import os
import random

import pytest

from resilience_desktop.files import write_atomically

from . import recording
from .child import DONE, CannotRun, Child, traced
from .disk import Disk, lay_down
from .recording import ROOT_FOLDER, Cut, Named, Synced, Told, Written


@pytest.fixture
def disk(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "old").write_bytes(b"o" * 1024)
    return Disk(home, recording.numbered(home))


def states(disk: Disk) -> list[dict[str, bytes | None]]:
    chances = random.Random(1)  # noqa: S311  no key comes of it
    return [disk.after_crash(chances) for _ in range(300)]


def test_a_disk_at_rest_is_found_as_it_was(disk):
    assert disk.is_at_rest
    assert all(state == {"old": b"o" * 1024} for state in states(disk))


def test_a_write_that_was_not_synced_is_there_in_any_of_its_sectors_or_not_at_all(disk):
    disk.follow(Written(1, 0, b"n" * 1024))
    old, new = b"o" * 512, b"n" * 512
    assert {state["old"] for state in states(disk)} == {old + old, old + new, new + old, new + new}
    disk.follow(Synced(1))
    assert all(state["old"] == new + new for state in states(disk))


def test_of_several_writes_to_one_place_any_may_be_the_last(disk):
    for letter in (b"1", b"2", b"3"):
        disk.follow(Written(1, 0, letter * 512))
    assert {state["old"][:512] for state in states(disk)} == {
        letter * 512 for letter in (b"o", b"1", b"2", b"3")
    }


def test_a_file_that_grew_may_hold_zeros_or_garbage_where_nothing_arrived(disk):
    disk.follow(Written(1, 1024, b"n" * 512))
    found = [state["old"] for state in states(disk)]
    assert all(each[:1024] == b"o" * 1024 for each in found)
    assert {len(each) for each in found} == {1024, 1536}
    tails = {each[1024:] for each in found if len(each) > 1024}
    assert {b"n" * 512, bytes(512)} < tails


def test_a_file_that_was_cut_is_as_long_as_before_or_shorter(disk):
    disk.follow(Cut(1, 100))
    assert {len(state["old"]) for state in states(disk)} == {100, 1024}


def test_a_new_name_is_there_once_its_folder_is_synced_and_not_only_the_file(disk):
    disk.follow(Named(((ROOT_FOLDER, "new", 2),), (2, False)))
    disk.follow(Written(2, 0, b"n"))
    disk.follow(Synced(2))
    assert {"new" in state for state in states(disk)} == {True, False}
    disk.follow(Synced(ROOT_FOLDER))
    assert all(state["new"] == b"n" for state in states(disk))


def test_a_rename_happens_whole_or_not_at_all(disk):
    disk.follow(Named(((ROOT_FOLDER, "new", 2),), (2, False)))
    disk.follow(Synced(ROOT_FOLDER))
    disk.follow(Named(((ROOT_FOLDER, "new", None), (ROOT_FOLDER, "old", 2))))
    assert {tuple(sorted(state)) for state in states(disk)} == {("new", "old"), ("old",)}


def test_later_names_of_one_folder_are_not_there_without_the_earlier_ones(disk):
    for node, name in ((2, "one"), (3, "two")):
        disk.follow(Named(((ROOT_FOLDER, name, node),), (node, False)))
    found = {tuple(sorted(set(state) - {"old"})) for state in states(disk)}
    assert found == {(), ("one",), ("one", "two")}


def test_names_of_two_folders_may_come_in_any_order(disk):
    disk.follow(Named(((ROOT_FOLDER, "below", 2),), (2, True)))
    disk.follow(Synced(ROOT_FOLDER))
    disk.follow(Named(((ROOT_FOLDER, "first", 3),), (3, False)))
    disk.follow(Named(((2, "second", 4),), (4, False)))
    found = {tuple(sorted(set(state) - {"old", "below"})) for state in states(disk)}
    assert found == {(), ("first",), ("below/second",), ("below/second", "first")}


def test_a_recording_played_to_its_end_gives_what_is_on_the_disk(tmp_path):
    """Names through folders' handles, hard links and positions in a file are all followed."""
    home = tmp_path / "home"
    (home / "folder").mkdir(parents=True)
    (home / "folder" / "file").write_bytes(b"before")
    tree = recording.numbered(home)
    disk = Disk(home, tree)

    def act(tell):
        tell("begin")
        write_atomically(home / "whole", b"w" * 5000)
        with (home / "folder" / "file").open("r+b") as file:
            file.seek(3)
            file.write(b"after")
            file.truncate(7)
        (home / "made").mkdir()
        (home / "folder").rename(home / "made" / "moved")
        os.link(home / "whole", home / "made" / "linked")
        handle = os.open(home / "made", os.O_RDONLY)
        os.unlink("linked", dir_fd=handle)
        os.mkdir("inside", dir_fd=handle)
        os.rmdir("inside", dir_fd=handle)
        tell("done")

    child = Child(act)
    try:
        with traced(child, recording.OPTIONS, tmp_path / "log"):
            ended = child.end()
    except CannotRun as missing:
        pytest.skip(str(missing))
    assert ended.status == DONE
    steps = list(recording.read(tmp_path / "log", home, tree))
    assert [step.line for step in steps if isinstance(step, Told)] == list(ended.told) == ["begin", "done"]
    for step in steps:
        disk.follow(step)
    lay_down(disk.untouched(), tmp_path / "played")
    found = {path.relative_to(home).as_posix() for path in home.rglob("*")}
    assert found == {"whole", "made", "made/moved", "made/moved/file"}
    assert {
        path.relative_to(tmp_path / "played").as_posix() for path in (tmp_path / "played").rglob("*")
    } == found
    assert (
        (tmp_path / "played/made/moved/file").read_bytes()
        == b"befafte"
        == (home / "made/moved/file").read_bytes()
    )
    assert (tmp_path / "played/whole").read_bytes() == b"w" * 5000


def test_a_change_that_the_reader_does_not_know_is_not_passed_over(tmp_path):
    log = tmp_path / "log"
    name = "".join(f"\\x{byte:02x}" for byte in os.fsencode(tmp_path / "new"))
    log.write_text(f'symlink("\\x61", "{name}") = 0\n')
    with pytest.raises(recording.NotUnderstood):
        list(recording.read(log, tmp_path, {"": 0}))
