"""The process that makes the pages, spoken to as the window does."""

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from resilience_desktop.export import wire, worker
from resilience_desktop.export.document import Document, Entry, Section
from resilience_desktop.export.layout import Layout

ROOT = Path(__file__).resolve().parents[2]
PAGE = Document(
    "Meeting resistance",
    "en",
    (Section("Meeting resistance", "en", entries=(Entry(1, "Why?", "", "Tired."),)),),
)


RENDER = wire.render_request(PAGE, Layout(), "")[8:].partition(b"\n")[0] + b"\n"


def _frames(data):
    heard, frames = bytearray(data), []
    while (frame := wire.next_frame(heard)) is not None:
        frames.append(frame)
    assert not heard
    return [frame for frame in frames if frame[0]["is"] != "stage"]


@pytest.fixture
def speak():
    """Return a function that sends frames to a real child and returns its answers."""

    def send(*requests):
        ran = subprocess.run(
            [sys.executable, "main.py", "pdf-worker"],
            input=b"".join(requests),
            capture_output=True,
            check=False,
            cwd=ROOT,
            timeout=60,
        )
        assert ran.stderr == b""
        return ran.returncode, ran.stdout

    return send


def test_pages_are_made_drawn_and_handed_over(speak):
    code, out = speak(
        wire.render_request(PAGE, Layout(), ""), wire.image_request(0, 300), wire.fetch_request()
    )
    (pages, _), (_, image), (_, file) = _frames(out)
    assert code == 0
    assert (pages["pages"], pages["missing"], pages["universal"]) == (1, [], True)
    assert image.startswith(b"\x89PNG")
    assert len(pikepdf.open(io.BytesIO(file)).pages) == 1


def test_a_protected_file_is_drawn_with_its_password(speak):
    request = wire.render_request(PAGE, Layout(), "quiet harbour")
    _, out = speak(request, wire.image_request(0, 300), wire.fetch_request())
    _, (_, image), (_, file) = _frames(out)
    assert image.startswith(b"\x89PNG")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(file))


def test_a_page_that_is_not_there_is_told_and_the_worker_goes_on(speak):
    _, out = speak(
        wire.render_request(PAGE, Layout(), ""), wire.image_request(7, 300), wire.image_request(0, 300)
    )
    assert [header["is"] for header, _ in _frames(out)] == ["pages", "failed", "image"]


def test_a_request_that_makes_no_sense_is_told():
    out = io.BytesIO()
    nonsense = (
        wire.frame({"do": "render", "paper": "A9"}, b"{}") + wire.frame({}) + wire.frame({"do": "image"})
    )
    assert worker.serve(io.BytesIO(nonsense), out) == 0
    assert [header["is"] for header, _ in _frames(out.getvalue())] == ["failed"] * 3


@pytest.mark.parametrize(
    "content",
    [
        b"abc",
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"do": []}',
        b'{"do": "image", "page": -9, "width": 300}',
        b'{"do": "image", "page": 0, "width": 1000000000000}',
        b'{"do": "image", "page": 0, "width": 1e400}',
        b'{"do": "image", "page": "0", "width": 300}',
        b'{"do": "sheet", "paper": "A4"}',
        RENDER + b'{"": "Document", "title": 1, "language": 2, "sections": 3}',
        RENDER + b"[" * 9_999,
    ],
)
def test_what_makes_no_sense_is_told_and_the_worker_goes_on(content):
    out = io.BytesIO()
    asked = len(content).to_bytes(8) + content + wire.fetch_request()
    assert worker.serve(io.BytesIO(wire.render_request(PAGE, Layout(), "") + asked), out) == 0
    assert [header["is"] for header, _ in _frames(out.getvalue())] == ["pages", "failed", "file"]


def test_a_frame_that_would_never_end_is_told_and_ends_the_worker(speak):
    code, out = speak(b"\xff" * 9)
    assert code == 1
    assert [header["is"] for header, _ in _frames(out)] == ["failed"]


def test_the_worker_ends_when_its_input_closes(speak):
    assert speak() == (0, b"")
