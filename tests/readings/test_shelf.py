from __future__ import annotations

import os

import pytest

from resilience_desktop.readings import library, load, shelf
from resilience_desktop.readings.limits import LONGEST_FILE
from resilience_desktop.readings.shelf import in_each_language, one_of_each


@pytest.fixture
def put(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def only(path):
    reading, (problem,) = load(path)
    assert reading is None
    assert problem.is_error
    assert problem.file == str(path)
    return problem


def test_a_good_file_is_a_reading_without_problems(put, pack):
    reading, problems = load(put("pack.md", pack("Grüße")))
    assert reading.id == "a-reading"
    assert problems == ()


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    assert only(tmp_path / "pack.md").line == 1


def test_a_folder_of_that_name_is_a_problem(tmp_path):
    (tmp_path / "pack.md").mkdir()
    assert only(tmp_path / "pack.md").line == 1


def test_a_pipe_is_a_problem_and_is_not_waited_for(tmp_path):
    make = getattr(os, "mkfifo", os.mkdir)  # Windows has no pipes in folders
    make(tmp_path / "pack.md")
    assert only(tmp_path / "pack.md").line == 1


def test_a_file_that_cannot_be_read_is_a_problem(put, pack, monkeypatch):
    path = put("pack.md", pack())

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(shelf.Path, "open", refuse)
    assert "could not be read" in only(path).message


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_what_is_held_is_not_opened_by_any_name_and_every_other_link_is(
    put, pack, link, tmp_path, monkeypatch
):
    held, sound = put("vault.db", b"sealed"), put("elsewhere.md", pack())
    places = [tmp_path / "x" / name for name in ("pack.de.md", "pack.md")]
    places[0].parent.mkdir()
    link(held, places[0])
    link(sound, places[1])
    opened, really_open = [], shelf.Path.open
    monkeypatch.setattr(shelf.Path, "open", lambda path, mode: opened.append(path) or really_open(path, mode))
    first, second = library([tmp_path], held.samefile)
    assert first.reading.id == "a-reading"
    assert second.reading is None
    assert "the vault that is open" in second.problems[0].message
    assert opened == [places[1]]


def test_a_file_that_is_not_utf_8_is_a_problem_on_its_line(put, pack):
    problem = only(put("pack.md", pack("one\n\nGrüße").encode("latin-1")))
    assert problem.line == 11
    assert "UTF-8" in problem.message


def test_a_file_may_be_as_long_as_the_limit_and_no_longer(put, pack):
    text = pack("A word. ").encode()
    line = b"\n\n" + "ü".encode() * 50
    filled = text + line * ((LONGEST_FILE - len(text)) // len(line))
    filled += b"x" * (LONGEST_FILE - len(filled))
    assert load(put("pack.md", filled))[0] is not None
    assert "256 KiB" in only(put("pack.md", filled + b"x")).message


def test_the_library_lists_packs_in_order_the_default_language_first(put, pack, tmp_path):
    put("one/b/pack.md", pack(id="b"))
    put("one/b/pack.de.md", pack(id="b", language="de"))
    put("one/a/pack.md", pack(id="a"))
    put("two/c/pack.md", pack(id="c"))
    put("one/README.md", "not a pack")
    put("one/b/notes.md", "not a pack")
    put("one/b/deeper/pack.md", pack(id="deeper"))
    shelves = library([tmp_path / "two", tmp_path / "one"])
    assert [str(s.path.relative_to(tmp_path).as_posix()) for s in shelves] == [
        "two/c/pack.md",
        "one/a/pack.md",
        "one/b/pack.md",
        "one/b/pack.de.md",
    ]
    assert all(s.reading and not s.problems for s in shelves)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path, put):
    assert library([tmp_path / "nowhere", put("file", "x")]) == ()


def test_a_broken_pack_is_listed_with_its_problem_beside_the_sound_ones(put, pack, tmp_path):
    put("a/pack.md", "nonsense")
    put("b/pack.md", pack())
    broken, sound = library([tmp_path])
    assert broken.reading is None
    assert [p.file for p in broken.problems] == [str(tmp_path / "a" / "pack.md")]
    assert sound.reading is not None


def test_the_first_of_two_packs_of_one_reading_counts_and_the_second_is_told(put, pack, tmp_path):
    put("ours/a/pack.md", pack(title="Ours"))
    put("theirs/a/pack.md", pack(title="Theirs", language="EN-gb", colour="blue"))
    first, second = library([tmp_path / "ours", tmp_path / "theirs"])
    assert first.reading.title == "Ours"
    assert second.reading is None
    assert [(p.line, p.is_error) for p in second.problems] == [(1, True), (7, False)]


def test_a_broken_pack_does_not_take_the_place_of_a_sound_one(put, pack, tmp_path):
    put("a/pack.md", pack("<b>"))
    put("b/pack.md", pack())
    assert [bool(s.reading) for s in library([tmp_path])] == [False, True]


@pytest.mark.parametrize(("ours", "theirs"), [("1.9", "1.10"), ("1.10", "1.9")])
def test_of_two_editions_the_newer_counts_in_the_first_one_s_place(put, pack, tmp_path, ours, theirs):
    put("ours/a/pack.md", pack(version=f'"{ours}"'))
    put("ours/b/pack.md", pack(id="b"))
    put("theirs/a/pack.md", pack(version=f'"{theirs}"'))
    first, second, third = library([tmp_path / "ours", tmp_path / "theirs"])
    assert (first.reading.version, second.reading.id) == ("1.10", "b")
    assert (third.reading, third.outdone.version, third.is_broken) == (None, "1.9", False)
    (problem,) = third.problems
    assert not problem.is_error
    assert str(first.path) in problem.message


def test_each_reading_stands_there_once_in_the_language_that_was_chosen(put, pack, tmp_path):
    put("a/pack.md", pack())
    put("a/pack.de.md", pack(language="de"))
    put("b/pack.md", pack(id="b"))
    put("c/pack.md", "nonsense")
    shelves = library([tmp_path])
    assert [(r.id, r.language) for r in one_of_each(shelves, {})] == [("a-reading", "en-GB"), ("b", "en-GB")]
    chosen = one_of_each(shelves, {"a-reading": "de", "b": "de"})
    assert [(r.id, r.language) for r in chosen] == [("a-reading", "de"), ("b", "en-GB")]
    assert [r.language for r in in_each_language(shelves, "a-reading")] == ["en-GB", "de"]
