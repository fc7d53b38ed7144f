"""A file that someone has becomes a reading, without a window."""

from __future__ import annotations

import io
import os

import pytest

from resilience_desktop import readings
from resilience_desktop.errors import (
    AlreadyThere,
    DamagedFile,
    NeedsPassword,
    NothingToRead,
    WrongFilePassword,
)

HANDOUT = """\
Gentle limits

A boundary is a kindness that says where we end. Some
days the cup is empty before noon, and nobody sees it.

Questions

1. What would change if you rested before you had to?
2. Where in your body do you feel it first?
"""
PASSWORD = "open sesame, naïve"


@pytest.fixture
def handout(tmp_path):
    path = tmp_path / "Gentle limits.txt"
    path.write_text(HANDOUT, "utf-8")
    return path


@pytest.fixture
def locked(tmp_path):
    import pikepdf
    import typst

    made = typst.compile(b"= Gentle limits\nA boundary is a kindness.", format="pdf")
    path = tmp_path / "locked.pdf"
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user=PASSWORD))
    return path


def handed_over(words):
    reading, writing = os.pipe()
    os.write(writing, words.encode())
    os.close(writing)
    return reading


def test_what_is_written_passes_the_check_and_holds_every_word(run, handout, tmp_path):
    done = run("readings", "import", handout, "--out", tmp_path / "limits")
    assert done.returncode == 0, done.stderr
    assert f"Saved: {tmp_path / 'limits' / 'pack.md'}" in done.stderr
    reading, problems = readings.load(tmp_path / "limits" / "pack.md")
    assert problems == ()
    assert (reading.id, reading.title, reading.language) == ("gentle-limits", "Gentle limits", "en")
    assert [prompt.ask for prompt in reading.prompts] == [
        "What would change if you rested before you had to?",
        "Where in your body do you feel it first?",
    ]
    assert run("readings", "check", tmp_path / "limits" / "pack.md").returncode == 0


def test_the_report_says_what_each_paragraph_was_taken_as_and_why(run, handout, tmp_path):
    done = run("readings", "import", handout, "--out", tmp_path / "limits", "--report")
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["Title", "Text", "Left", "Prompt", "Prompt"]
    assert lines[1].startswith("Text      A boundary is a kindness that says where we end. Some days …")
    assert all(line.endswith(".]") for line in lines if line.startswith("Prompt"))


def test_what_was_guessed_about_the_whole_is_said(run, handout, tmp_path):
    done = run("readings", "import", handout, "--out", tmp_path / "limits")
    assert "--language says another one" in done.stderr


def test_name_and_language_can_be_given(run, handout, tmp_path):
    done = run(
        *("readings", "import", handout, "--out", tmp_path / "limits"),
        *("--id", "my-limits", "--language", "pt-BR"),
    )
    assert done.returncode == 0
    assert "another one" not in done.stderr
    reading, _ = readings.load(tmp_path / "limits" / "pack.md")
    assert (reading.id, reading.language) == ("my-limits", "pt-BR")


def test_a_reading_that_is_there_is_left_as_it_is(run, handout, tmp_path):
    (tmp_path / "limits").mkdir()
    pack = tmp_path / "limits" / "pack.md"
    pack.write_text("mine")
    done = run("readings", "import", handout, "--out", tmp_path / "limits")
    assert done.returncode == 1
    assert "please choose another folder" in done.stderr
    assert AlreadyThere.message.partition(".")[0] not in done.stderr  # it is more exact than that
    assert pack.read_text() == "mine"


def test_the_folder_and_the_file_are_the_persons_own(run, handout, tmp_path):
    run("readings", "import", handout, "--out", tmp_path / "new" / "limits")
    assert (tmp_path / "new" / "limits").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "new" / "limits" / "pack.md").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NothingToRead),
        (b"PK\x03\x04 and no more", DamagedFile),
        (b"\xff\xd8\xff\xe0 a photograph", NothingToRead),
    ],
    ids=["empty", "cut", "a picture"],
)
def test_what_cannot_be_read_is_said_in_a_sentence_and_nothing_is_written(run, tmp_path, content, error):
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    done = run("readings", "import", path, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr.strip(), done.stdout) == (1, error.message, "")
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_named_so(run, tmp_path):
    done = run("readings", "import", tmp_path / "none.pdf", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no file of this name.")


def test_a_password_is_handed_over_and_never_a_part_of_the_command(run, locked, tmp_path):
    out = tmp_path / "out"
    done = run("readings", "import", locked, "--out", out)
    assert (done.returncode, done.stderr.strip()) == (
        1,
        f"{NeedsPassword.message} It can be handed over with --password-fd.",
    )
    descriptor = handed_over("wrong")
    done = run(
        "readings", "import", locked, "--out", out, "--password-fd", descriptor, pass_fds=(descriptor,)
    )
    assert (done.returncode, done.stderr.strip()) == (1, WrongFilePassword.message)
    descriptor = handed_over(PASSWORD)
    done = run(
        "readings", "import", locked, "--out", out, "--password-fd", descriptor, pass_fds=(descriptor,)
    )
    assert done.returncode == 0, done.stderr
    assert readings.load(out / "pack.md")[0].title == "Gentle limits"


@pytest.mark.parametrize(
    "wrong",
    [("--id", "no spaces"), ("--language", "klingon!"), ("--password-fd", "first"), ("--replace",)],
)
def test_a_command_that_cannot_be_meant_is_wrong_usage(run, handout, tmp_path, wrong):
    done = run("readings", "import", handout, "--out", tmp_path / "out", *wrong)
    assert done.returncode == 2
    assert "--help" in done.stderr
    assert not (tmp_path / "out").exists()
