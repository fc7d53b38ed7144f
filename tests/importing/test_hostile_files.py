"""Whatever a file holds, it is read or refused in words: nothing else comes out, and no bomb goes off."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.errors import CannotImport, DamagedFile, NothingToRead, TooMuchToRead, UnknownKind
from resilience_desktop.importing import child, files
from resilience_desktop.importing.raw import RawFile

from . import mutants, samples


def outcome(data: bytes, name: str) -> str:
    try:
        raw = files.read(data, name)
    except CannotImport as refusal:
        return type(refusal).__name__
    assert isinstance(raw, RawFile)
    assert any(paragraph.text.strip() for paragraph in raw.paragraphs)
    return "read"


@pytest.mark.parametrize("name", samples.WHOLE)
def test_a_bent_file_is_read_or_refused_and_nothing_else(name):
    outcomes = {outcome(mutants.bent(name, random.Random(seed)), name) for seed in range(120)}  # noqa: S311
    assert "read" in outcomes  # the control: not every bent file is refused unread
    assert outcome(samples.WHOLE[name](), name) == "read"


@given(st.binary(max_size=300), st.sampled_from([*samples.WHOLE, "", "\0"]))
def test_any_bytes_under_any_name_are_read_or_refused(data, name):
    outcome(data, name)


STARTS = [
    *(
        b"PK\x03\x04",
        b"%PDF-1.7\n",
        b"<html>",
        b"<?xml version='1.0'?><office:document ",
        b"MIME-Version: 1.0\n",
    ),
    *(b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"GIF89a"),
]


@given(st.sampled_from(STARTS), st.binary(max_size=200))
def test_what_only_begins_like_a_file_is_read_or_refused(start, rest):
    outcome(start + rest, "a")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt"])
def test_what_is_left_of_a_file_of_this_name_is_called_damaged(name):
    with pytest.raises(DamagedFile):
        files.read(bytes(range(256)) * 20, name)
    with pytest.raises(UnknownKind):
        files.read(bytes(range(256)) * 20, "a.dat")


def test_a_picture_of_a_page_has_nothing_to_read():
    for start in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"II*\0", b"MM\0*"):
        with pytest.raises(NothingToRead):
            files.read(start + bytes(100), "scan.jpg")


@pytest.mark.parametrize("name", ["lying.docx", "laughs.odt", "streams.pdf", "deep.html", "wide.html"])
def test_a_bomb_does_not_go_off(name):
    with pytest.raises((TooMuchToRead, DamagedFile)):
        child.understand_file(mutants.BOMBS[name](), name)
