"""Each vault in ``data`` was made once by that version of the program, and is never made anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from resilience_desktop.vault import Counts, Vault, secret_from_code, unlock_secret
from resilience_desktop.workbook import (
    Answer,
    CheckIn,
    Edition,
    Moment,
    Noticed,
    Place,
    Prompt,
    Reflection,
)

DATA = Path(__file__).parent / "data"
CODE = "74P5N-VNFMC-ZT2GF-15JX9-6MSZJ-JWVZ"
EVENING = Moment(1_795_376_460_000, "+01:00[Europe/Berlin]")
MORNING = Moment(1_795_376_520_000, "-09:30[Pacific/Marquesas]")


@pytest.mark.parametrize("version", ["version-1"])
def test_a_vault_of_each_version_still_opens_and_holds_what_it_held(tmp_path, passphrase, version):
    folder = tmp_path / version
    shutil.copytree(DATA / version, folder)
    secret = unlock_secret(folder, passphrase)
    assert secret == secret_from_code(CODE)
    vault = Vault.open(folder, secret)
    first = Prompt("first", "First", "What came up?", "Take your time.")
    second = Prompt("open", "All in", "What do you need?", when=Noticed.ALL_IN)
    answers = (Answer(first, "a\0b \ud800 😀\r\n\tמלים ", MORNING), Answer(second, "", MORNING))
    edition = Edition(1, "gentle", "1", "en", "Gently", "# Gently\n")
    check_in = CheckIn(3, None, Noticed.BOTH)
    assert vault.reflection(1) == Reflection(1, edition, EVENING, MORNING, check_in, answers)
    assert vault.place() == Place("gentle", 1, "first", 5, 0.25, 1.0)
    assert vault.fact("recovery-proved") == "yes"
    assert vault.verify() == Counts(1, 2, 5)
    vault.close()
