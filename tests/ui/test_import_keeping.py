"""A reading that is not added yet is kept in the vault; one that is added stands on the shelf."""

import errno
import os

import pytest

from resilience_desktop.errors import DiskFull, NotAllowed, ReadingEmpty
from resilience_desktop.paths import find
from resilience_desktop.vault import Vault, unlock_secret
from resilience_desktop.workbook import Outline, Piece, Role, Run
from tests.conftest import PASSPHRASE
from ui import import_keeping as keeping
from ui.import_keeping import Draft
from ui.library import Library

OUTLINE = Outline(
    (
        Piece((Run("A slow cup"),), Role.TITLE, "stands first"),
        Piece((Run("Put the "), Run("kettle", emphasis=True), Run(" on."))),
        Piece((Run("What did you notice?"),), Role.PROMPT, "asks", item=1),
    ),
    language="en",
    language_why="frequent words",
    notes=("A picture was left out.",),
)


@pytest.fixture
def vault(vault_folder, clock):
    opened = Vault.open(vault_folder, unlock_secret(vault_folder, PASSPHRASE), clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def library(tmp_path):
    return Library(find(tmp_path / "data"))


def test_a_draft_comes_back_as_it_was(vault):
    draft = Draft("tea\n🍵", OUTLINE, edited=True)
    keeping.keep(draft, vault)
    assert keeping.kept(vault) == draft
    keeping.keep(None, vault)
    assert keeping.kept(vault) is None


@pytest.mark.parametrize("fact", ["", "{}", "nonsense", '{"name": "a", "edited": false}\n{"is": "new"}\n'])
def test_what_is_no_draft_counts_as_none(vault, fact):
    vault.set_fact(keeping.FACT, fact)
    assert keeping.kept(vault) is None


@pytest.mark.parametrize(
    "grown",
    [
        Outline((Piece((Run("x" * 300_000),)),)),
        Outline((Piece((Run("a"),)),) * 5_001),
        Outline((Piece((Run("a"), Run("b", strong=True)) * 25_001),)),
        Outline((Piece((Run("a"),), item=10**9 + 1),)),
    ],
    ids=("joined", "parted", "styles", "numbers"),
)
def test_a_draft_that_grew_past_what_a_file_may_hold_comes_back(vault, grown):
    draft = Draft("tea", grown, edited=True)
    keeping.keep(draft, vault)
    assert keeping.kept(vault) == draft


def test_a_draft_that_cannot_be_added_is_kept_with_its_last_change(vault, library, monkeypatch):
    def refuse(_):
        raise NotAllowed

    monkeypatch.setattr(library, "take", refuse)
    with pytest.raises(NotAllowed):
        keeping.add(library, Draft("tea", OUTLINE, edited=True), vault)
    assert keeping.kept(vault) == Draft("tea", OUTLINE, edited=True)


def test_a_reading_that_is_added_can_be_read_and_is_a_draft_no_more(vault, library):
    keeping.keep(Draft("tea", OUTLINE), vault)
    name = keeping.add(library, Draft("tea", OUTLINE), vault)
    assert name == "a-slow-cup"
    reading = next(s.reading for s in library() if s.reading and s.reading.id == name)
    assert reading.title == "A slow cup"
    assert [prompt.ask for prompt in reading.prompts] == ["What did you notice?"]
    assert keeping.kept(vault) is None


def test_the_same_handout_again_is_another_reading(vault, library):
    first, second = (keeping.add(library, Draft("tea", OUTLINE), vault) for _ in range(2))
    assert (first, second) == ("a-slow-cup", "a-slow-cup-2")


def test_a_reading_never_takes_the_id_that_old_answers_hang_on(vault, library):
    name = keeping.add(library, Draft("tea", OUTLINE), vault)
    shelf = next(s for s in library() if s.reading and s.reading.id == name)
    vault.keep_edition(shelf.reading)
    shelf.path.unlink()
    shelf.path.parent.rmdir()
    library.look_again()
    assert keeping.add(library, Draft("tea", OUTLINE), vault) == "a-slow-cup-2"


def test_nothing_is_added_where_nothing_is_kept(vault, library):
    with pytest.raises(ReadingEmpty):
        keeping.add(library, Draft("tea", Outline((Piece((Run("x"),), Role.LEFT_OUT),))), vault)


def test_a_full_disk_leaves_the_draft_and_no_reading(vault, library, monkeypatch):
    draft = Draft("tea", OUTLINE)
    keeping.keep(draft, vault)

    def full(_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        keeping.add(library, draft, vault)
    monkeypatch.undo()
    assert keeping.kept(vault) == draft
    assert not any(s.reading and s.reading.id == "a-slow-cup" for s in library())


def test_a_reading_without_a_title_is_called_after_its_file(vault, library):
    bare = Outline((Piece((Run("Some words of a handout."),)),))
    assert keeping.add(library, Draft("Rest handout", bare), vault) == "rest-handout"
