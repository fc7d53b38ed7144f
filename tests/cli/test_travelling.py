"""A reading goes from one computer to another as one file."""

from __future__ import annotations

import os

import pytest

from resilience_desktop.readings import parse
from resilience_desktop.readings.travelling import pack, unpack

from .conftest import PACK, ROOT

GERMAN = PACK.replace("language: en-GB", "language: de").replace(
    "A slow cup of tea", "Eine Tasse Tee in Ruhe"
)
NEWER = PACK.replace('"1.0"', '"1.1"').replace("What did you notice?", "What did you notice first?")


@pytest.fixture
def data(tmp_path):
    """Return the folder in which one computer keeps everything."""
    return tmp_path / "data"


@pytest.fixture
def put(tmp_path):
    def write(content, name="tea.md"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def editions(*texts):
    return tuple(parse(text)[0] for text in texts)


def own(data):
    return sorted(p.relative_to(data / "readings").as_posix() for p in (data / "readings").rglob("*.md"))


def test_a_reading_comes_out_as_the_file_that_goes_in_elsewhere(run, tmp_path, data, put):
    both = editions(PACK, GERMAN)
    first = run("readings", "add", put(pack(both), "tea.reading"), "--yes", "--data-dir", data)
    assert first.returncode == 0, first.stderr
    assert own(data) == ["tea/pack.de.md", "tea/pack.md"]
    done = run("readings", "export", "tea", "--out", tmp_path / "out.reading", "--data-dir", data)
    assert done.returncode == 0, done.stderr
    assert unpack((tmp_path / "out.reading").read_bytes()) == both


def test_a_bundled_reading_travels_as_its_pack(run, tmp_path):
    done = run("readings", "export", "meeting-resistance", "--out", tmp_path / "out.md")
    assert done.returncode == 0
    assert (tmp_path / "out.md").read_bytes() == (
        ROOT / "assets/readings/meeting-resistance/pack.md"
    ).read_bytes()


def test_a_file_that_is_there_is_left_as_it_is_unless_told_otherwise(run, tmp_path, put):
    there = put("mine", "out.md")
    done = run("readings", "export", "meeting-resistance", "--out", there)
    assert (done.returncode, there.read_text()) == (1, "mine")
    assert "--replace" in done.stderr
    assert run("readings", "export", "meeting-resistance", "--out", there, "--replace").returncode == 0


def test_a_name_that_is_no_reading_is_told_with_those_that_are(run, tmp_path):
    done = run("readings", "export", "tee", "--out", tmp_path / "out.md")
    assert done.returncode == 1
    assert "meeting-resistance" in done.stderr
    assert not (tmp_path / "out.md").exists()


def test_a_new_edition_is_shown_first_and_taken_only_on_a_yes(run, data, put):
    run("readings", "add", put(PACK), "--yes", "--data-dir", data)
    done = run("readings", "add", put(NEWER), "--data-dir", data)
    assert done.returncode == 1
    assert "newer than the one that is here, 1.0" in done.stdout
    assert "Reworded: What did you notice?\n     Now: What did you notice first?" in done.stdout
    assert "--yes" in done.stderr
    assert (data / "readings/tea/pack.md").read_text() == PACK
    assert run("readings", "add", put(NEWER), "--yes", "--data-dir", data).returncode == 0
    assert (data / "readings/tea/pack.md").read_text() == NEWER
    assert (data / "readings/tea/former-pack.md").read_text() == PACK


def test_prompts_that_come_and_go_are_told(run, data, put):
    run("readings", "add", put(PACK), "--yes", "--data-dir", data)
    other = PACK.replace("id: noticed", "id: felt").replace("What did you notice?", "What did you feel?")
    done = run("readings", "add", put(other), "--data-dir", data)
    assert "calls itself by the same version" in done.stdout
    assert "New: What did you feel?\nRetired: What did you notice?" in done.stdout


def test_nothing_takes_the_place_of_a_bundled_reading_but_a_newer_edition(run, data, put):
    bundled = (ROOT / "assets/readings/meeting-resistance/pack.md").read_text()
    done = run(
        "readings", "add", put(bundled.replace("Compassion", "Something")), "--yes", "--data-dir", data
    )
    assert done.returncode == 1
    assert "came with the program stays" in done.stdout
    done = run("readings", "add", put(bundled), "--yes", "--data-dir", data)
    assert (done.returncode, "word for word" in done.stdout) == (1, True)
    assert not (data / "readings").exists()


def test_a_file_that_is_no_reading_is_refused_in_words(run, data, put):
    for content in (b"PK\x03\x04 nothing", "# Only a heading\n", PACK.replace("ask:", "question:")):
        done = run("readings", "add", put(content), "--yes", "--data-dir", data)
        assert (done.returncode, done.stdout) == (1, "")
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()
    assert run("readings", "add", data / "gone.md", "--yes", "--data-dir", data).returncode == 1


def test_a_pipe_is_not_waited_for(run, data, tmp_path):
    make = getattr(os, "mkfifo", os.mkdir)  # Windows has no pipes in folders
    make(tmp_path / "pipe")
    done = run("readings", "add", tmp_path / "pipe", "--yes", "--data-dir", data, timeout=20)
    assert done.returncode == 1
    assert "There is no file of this name." in done.stderr
