from __future__ import annotations

import errno
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resilience_desktop.errors import Damaged, NoVault, OpenElsewhere, WrongPassphrase, WrongRecoveryCode
from resilience_desktop.vault import (
    Vault,
    backups_beside,
    keyfile,
    new_secret,
    newest_backup,
    schema,
    secret_from_code,
    unlock_keys,
    unlock_secret,
)
from resilience_desktop.vault import rows as row_kinds
from resilience_desktop.vault.salvaging import salvage
from resilience_desktop.workbook import (
    Body,
    CheckIn,
    Form,
    Kind,
    Leaving,
    Mark,
    Moment,
    Noticed,
    Passage,
    Place,
    Source,
)
from resilience_desktop.workbook.practice import Sitting

from .conftest import make_reading
from .test_damage import contents, flip
from .test_old_vaults import CODE, DATA
from .test_processes import DIE_MIDWAY, OPEN, end, tell

ROUNDS = 6
ONCE = "once "
"""What the earlier version of an answer begins with."""


def text_of(number: int, name: str) -> str:
    """Return an answer: short ones, long ones, an empty one, one of every kind of character."""
    kinds = [f"{name} {number}", f"{name} {number} " * 700, "", "a\0\ud800😀\r\n" * 30]
    return kinds[(number + len(name)) % len(kinds)]


@pytest.fixture
def rich(folder, secret, clock):
    """Return the folder of a closed vault with something in each of its tables."""
    with closing(Vault.open(folder, secret, clock=clock)) as vault:
        _make_letters(vault)
        for ask in ("What came up first?", "And what now?"):
            reading = make_reading(ask=ask)
            edition = vault.keep_edition(reading)
            for _ in range(ROUNDS // 2):
                number = vault.begin(edition).id
                clock.advance(minutes=7)
                answers = {prompt: text_of(number, prompt.id) for prompt in reading.prompts}
                vault.save(number, answers, check_in=CheckIn(number, None, Noticed.BOTH))
        vault.save(number, place=Place("gentle", number, "before", 5, 0.25, 1.0))
        vault.practice.keep("mine", Sitting(clock(), 60, None, 5))
        vault.set_fact("recovery-proved", "yes")
        vault.set_fact("", "\0")
        _make_history(vault, number)
        _make_marks(vault, number)
    return folder


def _make_marks(vault, number: int) -> None:
    """Highlight in two rounds, one of which lies in the bin, with every kind of note."""
    for each in (1, number):
        texts = (text_of(n, "mark") for n in range(4))
        marks = (
            Mark(n, 7 * n, "pas\ud800sage", "before", "", text, Moment(n), Moment(n))
            for n, text in enumerate(texts)
        )
        vault.save(each, marked={mark.number: mark for mark in marks})


def _make_history(vault, number: int) -> None:
    """Keep a version of each answer of a reflection, lay it into the bin, and remove another for good."""
    for answer in vault.reflection(number).answers:
        vault.history.keep_before_bringing_back(number, answer.prompt.id, ONCE + answer.text)
    gone = vault.begin(vault.keep_edition(make_reading())).id
    vault.bin.put_in(gone)
    vault.bin.empty()
    vault.bin.put_in(number)


TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'search*'"
"""All but the search's index, which is made anew from the others."""


def _make_letters(vault) -> None:
    """Keep two letters, one of them of every kind of character, and note that one left."""
    source = Source(1, "before", Moment(0))
    vault.letters.save(
        None, "the facilitator", Body(text_of(3, "before"), (Passage(0, 1, source),), ((0, 3),))
    )
    vault.letters.save(None, "", Body())
    leaving = Leaving(Kind.LETTER, Form.LOCKED_PDF, "\ud800", ((1, "before"),))
    vault.ledger.note(leaving, b"%PDF")


def rows(folder: Path, secret) -> dict[str, list]:
    """Return everything that a vault holds, table by table."""
    with closing(Vault.open(folder, secret)) as vault:
        vault.verify()
        database = vault._database
        tables = [name for (name,) in database.rows(TABLES)]
        return {name: database.rows(f"SELECT * FROM {name}") for name in tables}  # noqa: S608  names of ours


def reflections(folder: Path, secret) -> dict[int, object]:
    with closing(Vault.open(folder, secret)) as vault:
        vault.verify()
        binned = [each.summary for each in vault.bin.contents()]
        return {summary.id: vault.reflection(summary.id) for summary in (*vault.summaries(), *binned)}


def page_of(folder: Path, secret, table: str) -> int:
    with closing(Vault.open(folder, secret)) as vault:
        found = vault._database.rows("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
    return int(found[0][0])


def harm(folder: Path, page: int) -> None:
    flip(folder / "vault.db", 4096 * (page - 1) + 99)


def test_a_sound_vault_comes_out_as_it_was(rich, secret, passphrase):
    """Every table is told from every other; a table of a later version that is not would fail here."""
    before = rows(rich, secret)
    report = salvage(rich, secret)
    after = rows(rich, secret)
    assert set(before) == set(after)
    (meta_before,), (meta_after,) = before.pop("meta"), after.pop("meta")
    assert after == before
    assert all(before.values())
    assert meta_after[4] == meta_before[4] + 1  # the generation
    assert (*meta_after[:4], *meta_after[5:]) == (*meta_before[:4], *meta_before[5:])
    saved = report.saved
    assert (saved.reflections, saved.answers, saved.answers_before) == (ROUNDS, 3 * ROUNDS, 3 * ROUNDS)
    assert (saved.incomplete, saved.lost, saved.others) == ((), (), 5)
    assert unlock_secret(rich, passphrase) == secret


def test_a_note_outlives_everything_else_of_its_round(folder, secret):
    with closing(Vault.open(folder, secret)) as vault:
        number = vault.begin(vault.keep_edition(make_reading())).id
        mark = Mark(1, 3, "tly", "Gen", "", "what I thought", Moment(1), vault._clock())
        at = vault.save(number, marked={1: mark})
        vault._database.rows("PRAGMA foreign_keys = OFF")
        vault._database.rows("DELETE FROM reflections")
        vault._database.rows("DELETE FROM editions")
        vault._database.rows("DELETE FROM removed")
    report = salvage(folder, secret)
    assert report.saved.incomplete == (number,)
    with closing(Vault.open(folder, secret)) as vault:
        vault.verify()
        (kept,) = vault.reflection(number).marks
        assert (kept.note, kept.made, kept.changed) == ("what I thought", Moment(1), at)


def test_what_was_marked_in_a_round_that_was_removed_for_good_stays_removed(folder, secret):
    with closing(Vault.open(folder, secret)) as vault:
        number = vault.begin(vault.keep_edition(make_reading())).id
        vault.save(number, marked={1: Mark(1, 0, "G", "", "", "gone", Moment(1), Moment(1))})
        rows_of_it = vault._database.rows("SELECT * FROM marks")
        vault.bin.put_in(number)
        vault.bin.empty()
        vault._database.rows("PRAGMA foreign_keys = OFF")
        marks = ", ".join("?" * len(rows_of_it[0]))
        vault._database.rows(f"INSERT INTO marks VALUES ({marks})", rows_of_it[0])  # noqa: S608
        vault.letters.save(None, "someone", Body("stays"))
    assert salvage(folder, secret).saved.reflections == 0


def test_wordings_of_a_vault_that_came_from_an_older_version_are_saved_too(tmp_path):
    """SQLite writes no default into rows that are there; on their pages the new column is missing."""
    folder = Path(shutil.copytree(DATA / "version-2", tmp_path / "old"))
    secret = secret_from_code(CODE)
    Vault.open(folder, secret).close()
    before = rows(folder, secret)
    salvage(folder, secret)
    after = rows(folder, secret)
    assert after["prompts"] == before["prompts"]
    assert [row[-1] for row in after["prompts"]] == [b""] * len(before["prompts"])


def test_what_rows_are_told_by_are_the_tables_own_columns(vault):
    for kind, name in row_kinds.TABLES.items():
        columns = [row[1] for row in vault._database.rows(f"PRAGMA table_info({name})")]
        assert list(kind._fields) == columns
    made = vault._database.rows(TABLES)
    assert {name for (name,) in made} == {*row_kinds.TABLES.values(), "facts"}
    assert len(schema.MIGRATIONS) == 3


def test_one_damaged_page_anywhere_costs_only_what_stood_on_it(rich, secret, tmp_path):
    whole = reflections(rich, secret)
    pages = (rich / "vault.db").stat().st_size // 4096
    assert pages >= 20
    answers_lost = 0
    for page in range(1, pages + 1):
        place = tmp_path / "round" / "vault"
        shutil.rmtree(place.parent, ignore_errors=True)
        shutil.copytree(rich, place)
        harm(place, page)
        report = salvage(place, secret)
        found = reflections(place, secret)
        answers_lost += 3 * ROUNDS - report.saved.answers
        assert report.saved.lost == ()
        for number, reflection in found.items():
            texts = {answer.prompt.id: answer.text for answer in reflection.answers}
            for prompt_id, text in texts.items():
                is_earlier = text == ONCE + whole[number].text(prompt_id)
                assert is_earlier or text == whole[number].text(prompt_id)  # exact, or not there at all
                assert number in report.saved.incomplete or not is_earlier
            missing = [each for each in whole[number].answers if each.text and each.prompt.id not in texts]
            if missing:
                assert number in report.saved.incomplete
    assert 0 < answers_lost < 3 * ROUNDS * 2  # each answer stands on a page or two


@pytest.mark.parametrize("table", ["reflections", "prompts", "editions", "meta", "check_ins"])
def test_answers_outlive_what_stood_around_them(rich, secret, table):
    whole = reflections(rich, secret)
    harm(rich, page_of(rich, secret, table))
    report = salvage(rich, secret)
    found = reflections(rich, secret)
    assert report.saved.answers == 3 * ROUNDS
    assert set(found) == set(whole)
    for number, reflection in found.items():
        assert {answer.text for answer in reflection.answers} == {
            answer.text for answer in whole[number].answers
        }
        if table == "editions":
            assert "could not be saved" in reflection.edition.title
        if table == "prompts":
            assert "could not be saved" in reflection.answers[0].prompt.ask
    assert (report.saved.answers_before is None) == (table == "meta")
    assert report.saved.incomplete == (tuple(range(1, ROUNDS + 1)) if table == "reflections" else ())


def test_a_salvaged_vault_goes_on_like_any_other(rich, secret, reading):
    for page in [page_of(rich, secret, table) for table in ("reflections", "prompts", "editions", "meta")]:
        harm(rich, page)
    salvage(rich, secret)
    with closing(Vault.open(rich, secret)) as vault:
        for summary in vault.summaries():
            (answer, *_) = vault.reflection(summary.id).answers
            vault.save(summary.id, {answer.prompt: "goes on", reading.prompts[0]: "new"})
        number = vault.begin(vault.keep_edition(reading)).id
        assert number == ROUNDS + 2
        vault.verify()
        assert vault.back_up().proved


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(st.sets(st.integers(1, 20), min_size=2, max_size=12))
def test_whatever_is_damaged_what_comes_out_is_exact(rich, secret, tmp_path, damaged):
    whole = reflections(rich, secret)
    place = tmp_path / "round" / "vault"
    shutil.rmtree(place.parent, ignore_errors=True)
    shutil.copytree(rich, place)
    for page in damaged:
        harm(place, page)
    try:
        salvage(place, secret)
    except Damaged:
        return
    for number, reflection in reflections(place, secret).items():
        for answer in reflection.answers:
            assert answer.text.removeprefix(ONCE) == whole[number].text(answer.prompt.id)


def test_the_damaged_files_are_only_read_and_lie_aside_afterwards(rich, secret):
    harm(rich, 4)
    before = contents(rich)
    times = {path.name: path.stat().st_mtime_ns for path in rich.iterdir()}
    report = salvage(rich, secret)
    assert report.moved_aside == rich.with_name("vault (moved aside 1)")
    assert contents(report.moved_aside) == before
    assert {path.name: path.stat().st_mtime_ns for path in report.moved_aside.iterdir()} == times


@pytest.mark.parametrize("at", [0, 5, 15])
def test_damaged_first_bytes_are_known_from_the_key_file(rich, secret, passphrase, at):
    flip(rich / "vault.db", at)
    with pytest.raises(WrongPassphrase):
        unlock_keys(rich, "another")
    report = salvage(rich, unlock_keys(rich, passphrase))
    assert report.saved.answers == 3 * ROUNDS
    assert unlock_secret(rich, passphrase) == secret
    with closing(Vault.open(rich, secret)) as vault:
        assert vault.fact("recovery-proved") == "yes"


def test_without_a_key_file_the_recovery_code_saves_as_much(rich, secret):
    for name in keyfile.NAMES:
        (rich / name).unlink()
    harm(rich, 1)
    assert salvage(rich, secret).saved.answers == 3 * ROUNDS
    assert [path.name for path in rich.iterdir()] == ["vault.db"]


@pytest.mark.parametrize("size", [0, 10, 4096, 5000, 9 * 4096, 15 * 4096 + 7])
def test_a_file_that_was_cut_short_gives_what_is_left_or_is_left_alone(rich, secret, size):
    data = (rich / "vault.db").read_bytes()
    (rich / "vault.db").write_bytes(data[:size])
    before = contents(rich)
    if size < 9 * 4096:
        with pytest.raises(Damaged, match="Nothing could be read"):
            salvage(rich, secret)
        assert contents(rich) == before
    else:
        assert salvage(rich, secret).saved.reflections == ROUNDS


def test_letters_alone_are_worth_saving(folder, secret):
    with closing(Vault.open(folder, secret)) as vault:
        vault.letters.save(None, "the facilitator", Body("dear you"))
    harm(folder, page_of(folder, secret, "meta"))
    saved = salvage(folder, secret).saved
    assert (saved.reflections, saved.others) == (0, 1)
    with closing(Vault.open(folder, secret)) as vault:
        assert vault.letters.find(1).body.text == "dear you"


def test_a_wrong_code_and_a_wrong_place_are_told_and_change_nothing(rich, secret, tmp_path):
    before = contents(rich)
    with pytest.raises(WrongRecoveryCode, match="nothing can be read"):
        salvage(rich, new_secret())
    assert contents(rich) == before
    with pytest.raises(NoVault):
        salvage(tmp_path / "nowhere", secret)
    (rich / "vault.db").unlink()
    with pytest.raises(Damaged, match="missing"):
        salvage(rich, secret)


def test_a_file_of_rubbish_is_left_where_it_is(rich, secret):
    data = (rich / "vault.db").read_bytes()
    (rich / "vault.db").write_bytes(data[:16] + bytes(len(data) - 16))
    before = contents(rich)
    with pytest.raises(Damaged, match="Nothing could be read"):
        salvage(rich, secret)
    assert contents(rich) == before
    assert [path.name for path in rich.parent.iterdir()] == ["vault"]


def test_an_open_vault_is_left_alone(rich, secret):
    with closing(Vault.open(rich, secret)), pytest.raises(OpenElsewhere):
        salvage(rich, secret)


def test_a_save_that_was_cut_off_is_taken_back_first(filled, secret, child):
    before = reflections(filled, secret)
    other = child(OPEN + DIE_MIDWAY, filled)
    tell(other, secret)
    other.wait()
    end(other)
    assert (filled / "vault.db-journal").stat().st_size > 512
    report = salvage(filled, secret)
    assert reflections(filled, secret) == before
    assert (report.moved_aside / "vault.db-journal").exists()


def test_a_disk_that_cannot_read_a_place_costs_only_what_stood_there(rich, secret, monkeypatch):
    """What a dying disk does is imitated: reading one place of the file fails, again and again."""
    with closing(Vault.open(rich, secret)) as vault:
        vault.save(1, {make_reading().prompts[1]: "long " * 9000})  # it goes on on the last page
    other = Path(shutil.copytree(rich, rich.parent / "elsewhere" / "vault"))
    last = (rich / "vault.db").stat().st_size // 4096
    harm(other, last)
    expected = salvage(other, secret).saved
    bad, opened = 4096 * (last - 1), Path.open

    class Failing:
        def __init__(self, file):
            self._file = file

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self._file.close()

        def seek(self, at):
            return self._file.seek(at)

        def read(self, size=-1):
            if self._file.tell() == bad:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return self._file.read(size)

    def fail(path, *arguments, **options):
        file = opened(path, *arguments, **options)
        return Failing(file) if path == rich / "vault.db" and "rb" in arguments else file

    monkeypatch.setattr(Path, "open", fail)
    assert salvage(rich, secret).saved == expected
    assert expected.answers < 3 * ROUNDS


def test_the_generation_goes_on_above_the_newest_backup(rich, secret):
    with closing(Vault.open(rich, secret)) as vault:
        vault.back_up()
    last = newest_backup(backups_beside(rich)).counts.generation
    for page in [page_of(rich, secret, table) for table in ("meta", "reflections")]:
        harm(rich, page)
    salvage(rich, secret)
    with closing(Vault.open(rich, secret)) as vault:
        assert vault.counts().generation > last
