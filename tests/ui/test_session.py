"""The session: opening, saving, locking, and what happens when the disk will not take it."""

import shutil

import pytest

from resilience_desktop.errors import DiskFull, WrongPassphrase, WrongRecoveryCode
from resilience_desktop.vault import MINIMUM, Cost, Vault, keyfile, new_secret, unlock_secret
from resilience_desktop.workbook import Body, CheckIn, Noticed, Place
from tests.ui.conftest import PASSPHRASE
from ui.desk import Drafts, Page
from ui.session import Session, State

WORDS = "The winter of the merger."


def _unlock(qtbot, session):
    with qtbot.waitSignal(session.unlocked, timeout=20_000) as heard:
        session.unlock(PASSPHRASE, pytest.fail)
    return heard.args[0]


def _lock(qtbot, session, page, drafts):
    with qtbot.waitSignal(session.locked):
        session.lock(page, drafts)


def test_a_new_vault_opens_on_an_empty_page(opened, reading):
    assert opened.page.reading == reading
    assert opened.reflection is None
    assert opened.summaries == ()


def test_the_first_word_begins_the_reflection(qtbot, session, opened):
    prompt = opened.page.reading.prompts[0]
    with qtbot.waitSignals([session.saved, session.summaries_changed]):
        session.save(opened.page, Drafts({prompt: WORDS}))
    _lock(qtbot, session, opened.page, Drafts())
    again = _unlock(qtbot, session)
    assert again.reflection.text(prompt.id) == WORDS
    assert len(again.summaries) == 1


def test_looking_without_writing_begins_nothing(qtbot, session, opened):
    place = Place(opened.page.reading.id, scroll=0.5)
    _lock(qtbot, session, opened.page, Drafts(place=place))
    again = _unlock(qtbot, session)
    assert again.summaries == ()
    assert again.place == place


def test_locking_saves_words_that_no_autosave_has_seen(qtbot, session, opened):
    prompt = opened.page.reading.prompts[1]
    check_in = CheckIn(before=4, noticed=Noticed.RESISTANCE)
    place = Place(opened.page.reading.id, prompt_id=prompt.id, caret=7, scroll=0.25, reading_scroll=0.75)
    _lock(qtbot, session, opened.page, Drafts({prompt: WORDS}, check_in, place))
    again = _unlock(qtbot, session)
    assert again.reflection.text(prompt.id) == WORDS
    assert again.reflection.check_in == check_in
    assert (again.place.prompt_id, again.place.caret) == (prompt.id, 7)
    assert (again.place.scroll, again.place.reading_scroll) == (0.25, 0.75)
    assert again.place.reflection_id == again.reflection.id


def test_a_wrong_passphrase_leaves_the_vault_locked(qtbot, session):
    told = []
    session.unlock("not this one", told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert isinstance(told[0], WrongPassphrase)
    assert session.state is State.LOCKED
    _unlock(qtbot, session)


def test_the_recovery_code_opens_the_vault_and_counts_as_proved(qtbot, session, opened, vault_folder):
    heard = []
    session.recovery(heard.append, pytest.fail, session)
    qtbot.waitUntil(lambda: len(heard) == 1)
    code, proved = heard[0]
    assert proved is None
    _lock(qtbot, session, opened.page, Drafts())
    with qtbot.waitSignal(session.unlocked):
        session.unlock_with_code(code.lower(), pytest.fail)
    session.recovery(heard.append, pytest.fail, session)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1][1] == "22 November 2026"


def test_words_stay_when_the_disk_is_full_at_lock_and_are_saved_later(qtbot, session, opened, monkeypatch):
    prompt = opened.page.reading.prompts[0]
    real, full = Vault.save, [True]

    def save(self, *args, **kwargs):
        if full[0]:
            raise DiskFull
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Vault, "save", save)
    with qtbot.waitSignal(session.covered) as told:
        session.lock(opened.page, Drafts({prompt: WORDS}))
    assert session.state is State.COVERED
    assert "full" in told.args[0]
    full[0] = False
    with qtbot.waitSignal(session.locked):
        session.try_again()
    assert _unlock(qtbot, session).reflection.text(prompt.id) == WORDS


def test_a_covered_vault_tries_again_by_itself(session, qtbot, opened, monkeypatch):
    monkeypatch.setattr(Vault, "save", lambda *_, **__: (_ for _ in ()).throw(DiskFull()))
    with qtbot.waitSignal(session.covered):
        session.lock(opened.page, Drafts({opened.page.reading.prompts[0]: WORDS}))
    assert session._retry.isActive()
    monkeypatch.undo()
    with qtbot.waitSignal(session.locked):
        session.try_again()


def test_a_covered_vault_gives_the_words_back_after_the_passphrase(qtbot, session, opened, monkeypatch):
    prompt = opened.page.reading.prompts[0]
    monkeypatch.setattr(Vault, "save", lambda *_, **__: (_ for _ in ()).throw(DiskFull()))
    with qtbot.waitSignal(session.covered):
        session.lock(opened.page, Drafts({prompt: WORDS}, place=Place("x", prompt_id=prompt.id, caret=3)))
    told = []
    session.unlock("not this one", told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert session.state is State.COVERED
    again = _unlock(qtbot, session)
    assert again.drafts.answers == {prompt: WORDS}
    assert again.place.caret == 3
    monkeypatch.undo()
    _lock(qtbot, session, again.page, again.drafts)
    assert _unlock(qtbot, session).reflection.text(prompt.id) == WORDS


def test_a_failed_autosave_is_told(qtbot, session, opened, monkeypatch):
    monkeypatch.setattr(Vault, "begin", lambda *_: (_ for _ in ()).throw(DiskFull()))
    with qtbot.waitSignal(session.save_failed) as told:
        session.save(opened.page, Drafts({opened.page.reading.prompts[0]: WORDS}))
    assert "full" in told.args[0]


def test_reflecting_again_begins_a_second_round(qtbot, session, opened):
    prompt, reading = opened.page.reading.prompts[0], opened.page.reading
    with qtbot.waitSignal(session.summaries_changed):
        session.save(opened.page, Drafts({prompt: "first"}))
    with qtbot.waitSignal(session.page_opened) as heard:
        session.reflect_again(reading.id, pytest.fail)
    page = heard.args[0].page
    assert page.reflection_id is None
    with qtbot.waitSignal(session.summaries_changed) as listed:
        session.save(page, Drafts({prompt: "second"}))
    newest, oldest = listed.args[0]
    with qtbot.waitSignal(session.page_opened) as heard:
        session.open_reflection(oldest.id, pytest.fail)
    assert heard.args[0].reflection.text(prompt.id) == "first"
    collected = []
    session.collect([newest.id, oldest.id], collected.append, pytest.fail, session)
    qtbot.waitUntil(lambda: bool(collected))
    reflections, by_edition = collected[0]
    assert [r.text(prompt.id) for r in reflections] == ["second", "first"]
    assert by_edition == {reflections[0].edition.id: reading}


def test_a_vault_keeps_its_reading_when_the_pack_is_gone(qtbot, session, opened, worker, clock):
    prompt = opened.page.reading.prompts[0]
    _lock(qtbot, session, opened.page, Drafts({prompt: WORDS}))
    bare = Session(session.folder, lambda: (), clock, worker)
    again = _unlock(qtbot, bare)
    assert again.page.reading == opened.page.reading
    assert again.reflection.text(prompt.id) == WORDS


def test_a_vault_is_made_with_the_secret_that_was_shown(qtbot, tmp_path, shelves, clock, worker, monkeypatch):
    monkeypatch.setattr("resilience_desktop.vault.keyfile.calibrate", lambda: MINIMUM)
    secret = new_secret()
    fresh = Session(tmp_path / "new", lambda: shelves, clock, worker)
    with qtbot.waitSignal(fresh.unlocked, timeout=20_000):
        fresh.create(PASSPHRASE, secret, proved=True, failure=pytest.fail)
    _lock(qtbot, fresh, Page(shelves[0].reading), Drafts())
    assert unlock_secret(tmp_path / "new", PASSPHRASE) == secret


@pytest.fixture
def covered(qtbot, session, opened, monkeypatch):
    """Cover the vault: its words cannot be saved."""
    monkeypatch.setattr(Vault, "save", lambda *_, **__: (_ for _ in ()).throw(DiskFull()))
    with qtbot.waitSignal(session.covered):
        session.lock(opened.page, Drafts({opened.page.reading.prompts[0]: WORDS}))
    return session


def test_the_passphrase_of_another_vault_uncovers_nothing(qtbot, covered, tmp_path, clock):
    other = tmp_path / "Other"
    Vault.create(other, "another harbour quiet lantern", clock=clock, cost=MINIMUM).close()
    covered.folder = other
    told = []
    covered.unlock("another harbour quiet lantern", told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert isinstance(told[0], WrongPassphrase)
    assert covered.state is State.COVERED


def test_no_try_to_save_comes_between_the_passphrase_and_the_words(qtbot, covered):
    with qtbot.waitSignal(covered.unlocked, timeout=20_000):
        covered.unlock(PASSPHRASE, pytest.fail)
        assert not covered._retry.isActive()


def test_a_refused_passphrase_lets_saving_be_tried_again(qtbot, covered):
    told = []
    covered.unlock("another harbour quiet lantern", told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert covered._retry.isActive()


def test_the_recovery_code_uncovers_its_own_vault_alone(qtbot, covered):
    told = []
    covered.unlock_with_code(new_secret().code(), told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], WrongRecoveryCode)
    with qtbot.waitSignal(covered.unlocked):
        covered.unlock_with_code(covered._desk.recovery_code(), pytest.fail)


@pytest.fixture
def gone(qtbot, session, opened, vault_folder):
    """Save some words, remove the vault's folder, and lock with others that are not saved."""
    first, second = opened.page.reading.prompts[:2]
    with qtbot.waitSignal(session.saved):
        session.save(opened.page, Drafts({first: "saved before"}))
    shutil.rmtree(vault_folder)
    with qtbot.waitSignal(session.covered) as told:
        session.lock(opened.page, Drafts({second: WORDS}))
    assert "moved or removed" in told.args[0]
    assert session.vault_is_gone
    return opened.page


def test_a_vault_whose_folder_is_gone_still_shows_its_words(qtbot, session, gone):
    told = []
    session.unlock("not this one", told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert isinstance(told[0], WrongPassphrase)
    again = _unlock(qtbot, session)
    first, second = gone.reading.prompts[:2]
    assert again.reflection.text(first.id) == "saved before"
    assert again.drafts.answers == {second: WORDS}


def test_a_vault_whose_folder_is_gone_goes_on_in_another_place(qtbot, session, gone, tmp_path):
    full = tmp_path / "Papers"
    full.mkdir()
    (full / "letter").touch()
    moves = []
    session.moved.connect(moves.append)
    with qtbot.waitSignal(session.locked):
        session.settle_in(full, pytest.fail)
    assert moves == [full / "My reflections"]
    assert session.folder == full / "My reflections"
    again = _unlock(qtbot, session)
    assert [a.text for a in again.reflection.answers] == ["saved before", WORDS]


def test_what_is_asked_for_is_done_in_the_vault_that_was_put_back(qtbot, session, opened, vault_folder):
    heard = []
    moved = vault_folder.with_name("moved")
    vault_folder.rename(moved)
    session.ask(lambda vault: vault.letters.summaries(), heard.append, pytest.fail, session)
    qtbot.waitUntil(lambda: heard == [()])
    shutil.copytree(moved, vault_folder)
    shutil.rmtree(moved)
    session.ask(lambda vault: vault.letters.save(None, WORDS, Body()), heard.append, pytest.fail, session)
    qtbot.waitUntil(lambda: len(heard) == 2)
    with qtbot.waitSignal(session.locked):
        session.lock(None, None)
    _unlock(qtbot, session)
    session.ask(lambda vault: vault.letters.summaries(), heard.append, pytest.fail, session)
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert [letter.to for letter in heard[2]] == [WORDS]


def test_another_place_that_cannot_be_taken_is_told_and_the_words_are_kept(qtbot, session, gone, tmp_path):
    Vault.create(tmp_path / "Other", "another one", cost=MINIMUM).close()
    told = []
    session.settle_in(tmp_path / "Other", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert "another vault" in str(told[0])
    assert _unlock(qtbot, session).drafts


def test_what_comes_while_it_locks_is_answered_in_words(session, opened):
    session.lock(opened.page, Drafts())
    told = []
    session.unlock(PASSPHRASE, told.append)
    assert "still being locked" in str(told[0])


def test_a_full_disk_does_not_keep_out_who_has_the_recovery_code(qtbot, session, opened, monkeypatch):
    code = session._desk.recovery_code()
    _lock(qtbot, session, opened.page, Drafts())
    monkeypatch.setattr(Vault, "set_fact", lambda *_: (_ for _ in ()).throw(DiskFull()))
    with qtbot.waitSignal(session.unlocked):
        session.unlock_with_code(code, pytest.fail)


def test_a_vault_that_cannot_be_shown_is_closed_again(qtbot, session, monkeypatch):
    monkeypatch.setattr(Vault, "summaries", lambda *_: (_ for _ in ()).throw(DiskFull()))
    told = []
    session.unlock(PASSPHRASE, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    monkeypatch.undo()
    _unlock(qtbot, session)


def test_a_round_that_could_not_be_saved_has_not_begun(qtbot, session, opened, monkeypatch):
    prompt = opened.page.reading.prompts[0]
    monkeypatch.setattr(Vault, "save", lambda *_, **__: (_ for _ in ()).throw(DiskFull()))
    with qtbot.waitSignal(session.save_failed):
        session.save(opened.page, Drafts({prompt: WORDS}))
    assert opened.page.reflection_id is None
    monkeypatch.undo()
    with qtbot.waitSignal(session.summaries_changed) as listed:
        session.save(opened.page, Drafts({prompt: WORDS}))
    assert len(listed.args[0]) == 1


def test_a_passphrase_of_former_days_is_made_dearer_to_guess_and_then_forgotten(qtbot, session, monkeypatch):
    dearer = Cost(MINIMUM.ops, MINIMUM.mem_bytes + 1024)
    monkeypatch.setattr(keyfile, "MODERATE", dearer)
    monkeypatch.setattr(keyfile, "calibrate", lambda: dearer)
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        session.unlock(PASSPHRASE, pytest.fail)
    assert session._desk._weak == PASSPHRASE
    session.settle()
    qtbot.waitUntil(lambda: keyfile.read_copies(session.folder)[-1].cost == dearer, timeout=20_000)
    assert session._desk._weak == ""
    assert unlock_secret(session.folder, PASSPHRASE)


def test_a_passphrase_that_is_dear_enough_is_not_kept(session, opened):
    assert session._desk._weak == ""


def test_locking_forgets_a_passphrase_that_was_to_be_made_dearer(qtbot, session, monkeypatch):
    monkeypatch.setattr(keyfile, "MODERATE", Cost(MINIMUM.ops, MINIMUM.mem_bytes + 1024))
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        session.unlock(PASSPHRASE, pytest.fail)
    with qtbot.waitSignal(session.locked):
        session.lock(None, None)
    assert session._desk._weak == ""
    assert keyfile.read_copies(session.folder)[0].cost == MINIMUM
