from __future__ import annotations

import base64
import sqlite3
from pathlib import Path

import pytest

from resilience_desktop.vault import MINIMUM, Vault
from resilience_desktop.workbook import CheckIn, Place, Prompt, Reading

MARKER = "Zwetschgenknödel-marker"
ENCODINGS = {
    "utf-8": MARKER.encode(),
    "utf-16": MARKER.encode("utf-16-le"),
    "utf-32": MARKER.encode("utf-32-le"),
    "latin-1": MARKER.encode("latin-1"),
    "hex": MARKER.encode().hex().encode(),
    "base64": base64.b64encode(MARKER.encode())[:-4],
}


def found_in(folder: Path, marker: str = MARKER) -> set[tuple[str, str]]:
    encodings = ENCODINGS if marker == MARKER else {"utf-8": marker.encode()}
    return {
        (path.name, name)
        for path in folder.iterdir()
        for name, needle in encodings.items()
        if needle in path.read_bytes() or needle in path.name.encode()
    }


@pytest.fixture
def used(tmp_path) -> Vault:
    """Return a vault that is open and full of the marker, in every place that takes text."""
    vault = Vault.create(tmp_path / "vault", MARKER, cost=MINIMUM)
    prompt = Prompt(*[MARKER] * 5)
    reading = Reading(*[MARKER] * 4, (), (prompt,), markdown=MARKER * 500)
    number = vault.begin(vault.keep_edition(reading)).id
    vault.set_fact(MARKER, MARKER)
    for times in (1, 5000, 20, 0, 300):
        vault.save(number, {prompt: MARKER * times}, check_in=CheckIn(1), place=Place(MARKER, number, MARKER))
    return vault


def test_nothing_readable_stands_in_the_folder_of_an_open_or_closed_vault(used):
    assert found_in(used.folder) == set()
    with used._database.transaction():
        used._database.rows("PRAGMA cache_size = 1")
        used._database.change("UPDATE answers SET text = CAST(text || text AS BLOB)")
        assert (used.folder / "vault.db-journal").stat().st_size > 4096
        assert found_in(used.folder) == set()
    code = used.recovery_code()
    used.close()
    assert found_in(used.folder) == set()
    assert found_in(used.folder, code) == set()


def test_the_search_finds_what_an_unencrypted_file_would_show(tmp_path):
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE words (text BLOB)")
    plain.executemany("INSERT INTO words VALUES (?)", [(needle,) for needle in ENCODINGS.values()])
    plain.commit()
    plain.close()
    assert {name for file, name in found_in(tmp_path) if file == "plain.db"} == set(ENCODINGS)
