"""What comes in as bytes, and what is told where nothing can."""

import os

import pytest
from PySide6.QtCore import QMimeData

from resilience_desktop.errors import CannotImport, NothingToRead, TooMuchToRead
from ui.importing import incoming
from ui.importing.incoming import NO_FILE, NOTHING_COPIED, from_clipboard, from_file


def test_a_file_comes_with_its_name_and_its_bytes(tmp_path):
    path = tmp_path / "Rest, earned.v2.txt"
    path.write_bytes(b"words")
    found = from_file(path)
    assert (found.name, found.file_name, found.data) == (path.name, path.name, b"words")
    assert found.title == "Rest, earned.v2"


def test_what_is_no_file_is_told(tmp_path):
    for path in (tmp_path, tmp_path / "gone.txt"):
        with pytest.raises(CannotImport, match=NO_FILE):
            from_file(path)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotImport, match=NO_FILE):
        from_file(tmp_path / "pipe")


def test_an_empty_file_and_one_that_is_too_large_are_told(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    with pytest.raises(NothingToRead):
        from_file(path)
    monkeypatch.setattr(incoming, "LARGEST_FILE", 3)
    path.write_bytes(b"four")
    with pytest.raises(TooMuchToRead):
        from_file(path)


def test_a_file_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"words")

    def forbidden(*_):
        raise PermissionError(13, "forbidden")

    monkeypatch.setattr(type(path), "open", forbidden)
    with pytest.raises(CannotImport, match="may not be read"):
        from_file(path)


def test_copied_text_keeps_its_headings_where_it_has_them():
    copied = QMimeData()
    copied.setText("A title\nwords")
    assert from_clipboard(copied).data == b"A title\nwords"
    copied.setHtml("<h1>A title</h1><p>words</p>")
    found = from_clipboard(copied)
    assert found.file_name == "pasted.html"
    assert b"<h1>" in found.data


@pytest.mark.parametrize("copied", [None, QMimeData()])
def test_an_empty_clipboard_is_told(copied):
    with pytest.raises(CannotImport, match=NOTHING_COPIED[:20]):
        from_clipboard(copied)


def test_more_than_any_reading_is_not_even_pasted(monkeypatch):
    monkeypatch.setattr(incoming, "LARGEST_FILE", 3)
    copied = QMimeData()
    copied.setText("four")
    with pytest.raises(TooMuchToRead):
        from_clipboard(copied)
