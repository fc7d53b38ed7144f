"""What stands in the files that ``export`` writes, and when it writes none."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import pytest

from resilience_desktop.export import json_file
from resilience_desktop.vault import MINIMUM, Vault, unlock_secret
from resilience_desktop.workbook import Moment
from resilience_desktop.workbook.mark import marked

from .conftest import PASSPHRASE, ROOT, SECRET

FORMATS = ("pdf", "markdown", "text", "json")


@pytest.fixture
def export(run, vault, home):
    """Return a function that exports to ``file`` in the home."""

    def export(form, *arguments, **options):
        options = {"passphrase": PASSPHRASE} | options
        return run(
            "export", "--vault", vault, "--format", form, "--out", home / "file", *arguments, **options
        )

    return export


def words_of(pdf: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("form", FORMATS)
def test_everything_written_comes_out_oldest_first_in_a_private_file(export, home, form):
    done = export(form)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"Saved: {home / 'file'}\n"
    assert stat.S_IMODE((home / "file").stat().st_mode) == 0o600
    data = (home / "file").read_bytes()
    text = words_of(data) if form == "pdf" else data.decode()
    first, second = text.index(SECRET), text.index(f"{SECRET} again")
    assert first < second
    assert "What did you notice?" in text
    assert "A slow cup of tea" in text


@pytest.mark.parametrize("form", ["pdf", "markdown", "text"])
def test_dates_and_check_ins_stand_in_what_people_read(export, home, form):
    export(form)
    data = (home / "file").read_bytes()
    text = words_of(data) if form == "pdf" else data.decode()
    assert "3 of 10 before" in " ".join(text.split())
    assert "noticed resistance" in " ".join(text.split())


@pytest.mark.parametrize("form", FORMATS)
def test_highlights_come_along_where_they_are_asked_for(export, home, vault, form):
    with closing(Vault.open(vault, unlock_secret(vault, PASSPHRASE))) as opened:
        mark = marked("Put the kettle on.", 1, 8, 14, Moment(0))
        opened.save(1, marked={1: replace(mark, note="as she did")})
    for asked in ((), ("--highlights", "--replace")):
        assert export(form, *asked).returncode == 0
        data = (home / "file").read_bytes()
        text = words_of(data) if form == "pdf" else data.decode()
        assert ("as she did" in text) is (bool(asked) or form == "json")


def test_json_holds_all_that_the_person_made(export, home, vault):
    with closing(Vault.open(vault, unlock_secret(vault, PASSPHRASE))) as opened:
        answer = opened.reflection(1).answers[0]
        opened.save(1, {answer.prompt: ""})
        binned = opened.begin(opened.editions()[0]).id
        opened.bin.put_in(binned)
        kept = tuple(opened.reflection(one.id) for one in reversed(opened.summaries()))
    assert export("json").returncode == 0
    former = {(1, answer.prompt.id): (answer,)}
    assert json_file.read_all((home / "file").read_text()) == (kept, former)
    assert json.loads((home / "file").read_text())["version"] == 1


def test_the_pages_have_the_paper_and_size_that_the_person_chose(export, home, tmp_path):
    (tmp_path / "settings.json").write_text('{"paper": "letter", "text_size": "large", "face": "atkinson"}')
    assert export("pdf", "--data-dir", tmp_path).returncode == 0
    import pypdfium2

    with pypdfium2.PdfDocument((home / "file").read_bytes()) as document:
        assert document[0].get_size() == pytest.approx((612, 792), abs=1)


@pytest.mark.parametrize("form", FORMATS)
def test_an_old_file_is_left_alone_before_a_passphrase_is_asked_for(export, home, form):
    (home / "file").write_text("old")
    done = export(form, passphrase=None)
    assert done.returncode == 1
    assert done.stderr == (
        "There is a file of that name already. It was left as it is; --replace puts the new one there.\n"
    )
    assert (home / "file").read_text() == "old"


def test_an_old_file_is_replaced_when_asked_to(export, home):
    (home / "file").write_text("old")
    (home / "file").chmod(0o644)
    assert export("text", "--replace").returncode == 0
    assert SECRET in (home / "file").read_text()
    assert stat.S_IMODE((home / "file").stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_told_in_words(run, vault, home):
    done = run(
        *("export", "--vault", vault, "--format", "text", "--out", home / "gone" / "file"),
        passphrase=PASSPHRASE,
    )
    assert done.returncode == 1
    assert done.stderr == "That folder is not there any more. Please choose another one.\n"


LITTLE_ROOM = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit for files there")
@pytest.mark.parametrize(("form", "old"), [*((form, None) for form in FORMATS), ("text", "old")])
def test_without_room_no_half_file_is_left(vault, home, form, old):
    """The system lets no file grow beyond 100 bytes, as a full disk would not."""
    if old:
        (home / "file").write_text(old)
    command = ["export", "--vault", vault, "--format", form, "--out", home / "file", "--passphrase-fd", "0"]
    done = subprocess.run(
        [sys.executable, "-c", LITTLE_ROOM, ROOT / "main.py", *command, *(["--replace"] if old else [])],
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr == "The disk is full. Please make some room; then it will be tried again.\n"
    assert {path.name: path.read_text() for path in home.glob("*file*")} == ({"file": old} if old else {})
    assert list(home.glob(".*.part")) == []


def test_an_empty_vault_makes_no_file(run, home, tmp_path):
    Vault.create(tmp_path / "empty", PASSPHRASE, cost=MINIMUM).close()
    done = run(
        *("export", "--vault", tmp_path / "empty", "--format", "json", "--out", home / "file"),
        passphrase=PASSPHRASE,
    )
    assert done.returncode == 1
    assert done.stderr == "There is no reflection in this vault yet, so no file was made.\n"
    assert not (home / "file").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_text_that_no_file_could_hold_still_comes_out(export, vault, home, form):
    with closing(Vault.open(vault, unlock_secret(vault, PASSPHRASE))) as opened:
        reflection = opened.reflection(1)
        opened.save(1, {reflection.answers[0].prompt: "before\0\ud83d\U0010ffffafter"})
    done = export(form)
    assert done.returncode == 0, done.stderr
    data = (home / "file").read_bytes()
    text = words_of(data) if form == "pdf" else data.decode()
    assert "before" in text
    assert "after" in text
    if form == "pdf":
        assert "no font here has them" in done.stderr
    if form == "json":
        assert json_file.read(text)[0].text("noticed") == "before\0\ud83d\U0010ffffafter"


def test_the_environment_is_never_asked_for_a_passphrase(run, vault, home):
    names = ("PASSPHRASE", "PASSWORD", "RESILIENCE_PASSPHRASE", "RESILIENCE_PASSWORD")
    environment = os.environ | dict.fromkeys(names, PASSPHRASE)
    done = run("export", "--vault", vault, "--format", "text", "--out", home / "file", env=environment)
    assert done.returncode == 1
    assert "There is no terminal" in done.stderr
