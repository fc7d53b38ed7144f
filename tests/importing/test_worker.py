"""The process that reads files does so behind closed doors, and whoever asked hears plain words."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from resilience_desktop import children
from resilience_desktop.errors import DamagedFile, NeedsPassword, NothingToRead, TooMuchToRead
from resilience_desktop.importing import child, wire, worker
from resilience_desktop.workbook import Outline

from . import samples

ROOT = Path(__file__).resolve().parent.parent.parent
linux = pytest.mark.skipif(sys.platform != "linux", reason="these doors are closed by Linux's kernel")


@pytest.mark.parametrize("name", samples.WHOLE)
def test_each_kind_of_file_is_understood_behind_the_closed_doors(name):
    outline = child.understand_file(samples.WHOLE[name](), name)
    texts = [piece.text for piece in outline.pieces]
    assert [text for text in texts if text in samples.WORDS] == list(samples.WORDS)


@pytest.mark.parametrize("name", ["iso8859_2", "gb18030", "euc_jp", "cp1256", "utf-16-be"])
def test_every_encoding_is_at_hand_behind_the_closed_doors(name):
    words = {
        "gb18030": "当我们疲惫时，很难善待自己。",
        "euc_jp": "疲れているとき、自分にやさしく。",
        "cp1256": "عندما نكون متعبين",
    }
    page = f"<!doctype html><meta charset={name}><p>{words.get(name, 'Zmęczenie jest częścią życia.')}"
    assert child.understand_file(page.encode(name), "a.html").pieces[0].text in page


def test_pages_are_counted_while_a_pdf_is_read():
    done = subprocess.run(
        children.command(child.ROLE),
        input=wire.request(samples.whole_pdf(), "a.pdf"),
        env=children.environment(),
        capture_output=True,
        timeout=60,
    )
    heard = [wire.read_answer(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert heard[:-1][-1:] == [wire.Page(1, 1)]
    assert isinstance(heard[-1], Outline)


def test_a_refusal_arrives_as_what_it_is():
    with pytest.raises(NothingToRead):
        child.understand_file(b"\x89PNG\r\n\x1a\n", "scan.png")
    with pytest.raises(DamagedFile):
        child.understand_file(samples.whole_docx()[:-40], "a.docx")


def test_a_request_that_is_none_ends_the_process_quietly():
    done = subprocess.run(
        children.command(child.ROLE),
        input=b"hello\n",
        env=children.environment(),
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


HOSTILE = """
import os, sys
sys.path.insert(0, {root!r})
from resilience_desktop.errors import CannotImport
from resilience_desktop.importing import files, worker

whole = files.read

def read(data, name, *more):
    if name != "a.txt":
        return whole(data, name, *more)
    try:
        {act}
    except OSError as error:
        raise CannotImport(type(error).__name__)
    raise CannotImport("Done")

files.read = read
sys.exit(worker.serve(sys.stdin.buffer, sys.stdout.buffer))
"""


def hostile(act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code = HOSTILE.format(root=str(ROOT), act=act)
    monkeypatch.setattr(children, "command", lambda role: (sys.executable, "-c", code))


@linux
@pytest.mark.parametrize(
    "act", ["open('/etc/passwd').read()", "open('left', 'w').write('words')", "os.fork()"]
)
def test_a_reader_that_was_taken_over_opens_writes_and_starts_nothing(act, monkeypatch):
    hostile(act, monkeypatch)
    with pytest.raises(child.CannotImport, match="PermissionError"):
        child.understand_file(b"words", "a.txt")
    assert not Path("left").exists()


@linux
def test_a_reader_that_takes_too_much_memory_says_so(monkeypatch):
    hostile("bytearray(2**31)", monkeypatch)
    with pytest.raises(TooMuchToRead):
        child.understand_file(b"words", "a.txt")


@pytest.mark.parametrize(
    "act",
    [
        "os._exit(0)",
        "import ctypes; ctypes.string_at(0)",
        "sys.stdout.write('x' * 2**25)",
        "os.write(1, b'{}\\n')",
    ],
)
def test_a_reader_that_falls_over_counts_as_a_damaged_file(act, monkeypatch):
    hostile(f"{act}; os._exit(0)", monkeypatch)
    with pytest.raises(DamagedFile):
        child.understand_file(b"words", "a.txt")


def test_a_reader_that_never_ends_is_ended(monkeypatch):
    hostile("exec('while True: pass')", monkeypatch)
    with pytest.raises(TooMuchToRead):
        child.understand_file(b"words", "a.txt", seconds=2)


@linux
def test_a_reader_that_computes_for_too_long_is_ended_by_the_kernel(monkeypatch):
    code = HOSTILE.format(root=str(ROOT), act="exec('while True: pass')")
    code = code.replace("sys.exit(", "worker.sandbox.CPU_SECONDS = 2\nsys.exit(")
    monkeypatch.setattr(children, "command", lambda role: (sys.executable, "-c", code))
    with pytest.raises(TooMuchToRead):
        child.understand_file(b"words", "a.txt")


def test_a_reader_that_does_not_listen_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(children, "command", lambda role: (sys.executable, "-c", "pass"))
    with pytest.raises(DamagedFile):
        child.understand_file(bytes(2**22), "a.txt")


def test_nobody_is_left_behind(monkeypatch):
    hostile("exec('while True: pass')", monkeypatch)
    with pytest.raises(TooMuchToRead):
        child.understand_file(b"words", "a.txt", seconds=1)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_file_that_is_too_large_is_not_even_handed_over(monkeypatch):
    monkeypatch.setattr(children, "command", lambda role: pytest.fail("nobody is asked"))
    with pytest.raises(TooMuchToRead):
        child.understand_file(bytes(child.limits.LARGEST_FILE + 1), "a.txt")
    with pytest.raises(NothingToRead):
        child.understand_file(b"", "a.txt")


def test_a_text_with_far_too_many_marks_is_too_much_and_not_damaged():
    with pytest.raises(TooMuchToRead):
        child.understand_file(b"word.1 " * 30_000, "a.txt")


def test_a_file_with_a_password_asks_for_it():
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.whole_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="open sesame"))
    with pytest.raises(NeedsPassword):
        child.understand_file(out.getvalue(), "a.pdf")
    assert child.understand_file(out.getvalue(), "a.pdf", "open sesame").pieces[0].text == samples.TITLE


def test_everything_is_loaded_before_the_doors_close():
    worker.load()
    assert {"chardet", "lxml.html", "pypdfium2", "email.parser"} <= set(sys.modules)
