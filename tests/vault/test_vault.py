from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from resilience_desktop.errors import (
    ResilienceError,
    TooLong,
    VaultExists,
    WrongPassphrase,
    WrongRecoveryCode,
)
from resilience_desktop.vault import (
    MINIMUM,
    Counts,
    Vault,
    keyfile,
    new_secret,
    secret_from_code,
    unlock_secret,
)
from resilience_desktop.workbook import ANSWER_LIMIT, CheckIn, Moment, Noticed, Place, Prompt, Reading

anything = st.text(alphabet=st.characters(), max_size=200)
NASTY = [
    "\0",
    "a\0b",
    "\ud800",
    "\udfff\ud800",
    "\ud83d\ude00",
    "😀",
    "\ufeff",
    "\r\n\r",
    "e\u0301",
    "\u2028",
]


def begun(vault: Vault, reading: Reading) -> int:
    return vault.begin(vault.keep_edition(reading)).id


def test_a_new_vault_opens_with_its_passphrase_and_with_its_code(tmp_path, passphrase, reading, clock):
    folder = tmp_path / "deep" / "in" / "vault"
    vault = Vault.create(folder, passphrase, clock=clock, cost=MINIMUM)
    number, code = begun(vault, reading), vault.recovery_code()
    vault.save(number, {reading.prompts[0]: "words"})
    vault.close()
    for secret in (unlock_secret(folder, passphrase), secret_from_code(code.lower().replace("-", " "))):
        vault = Vault.open(folder, secret)
        assert vault.reflection(number).text("zuerst") == "words"
        assert vault.recovery_code() == code
        vault.close()


def test_a_new_vault_is_a_private_folder_with_three_files_and_nothing_beside_it(tmp_path, passphrase):
    vault = Vault.create(tmp_path / "vault", passphrase, cost=MINIMUM)
    vault.close()
    folder = tmp_path / "vault"
    assert vault.folder == folder
    assert [path.name for path in tmp_path.iterdir() if "home" not in path.name] == ["vault"]
    assert sorted(path.name for path in folder.iterdir()) == ["vault.db", "vault.keys", "vault.keys.2"]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_secret_whose_code_was_shown_before_opens_the_vault_made_with_it(tmp_path, passphrase):
    secret = new_secret()
    Vault.create(tmp_path / "vault", passphrase, cost=MINIMUM, secret=secret).close()
    assert unlock_secret(tmp_path / "vault", passphrase) == secret
    Vault.open(tmp_path / "vault", secret_from_code(secret.code())).close()


def test_without_a_cost_this_computer_is_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(keyfile, "calibrate", lambda: keyfile.Cost(4, MINIMUM.mem_bytes))
    Vault.create(tmp_path / "vault", "x").close()
    assert {copy.cost.ops for copy in keyfile.read_copies(tmp_path / "vault")} == {4}


def test_an_empty_folder_may_become_a_vault_through_a_link_too(tmp_path, passphrase):
    (tmp_path / "empty").mkdir(0o755)
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    Vault.create(tmp_path / "link", passphrase, cost=MINIMUM).close()
    assert (tmp_path / "empty" / "vault.db").exists()
    assert (tmp_path / "empty").stat().st_mode & 0o777 == 0o700


def test_a_vault_is_never_made_over_another(folder, passphrase):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(VaultExists):
        Vault.create(folder, passphrase, cost=MINIMUM)
    for name in ("vault.db", "vault.keys"):
        (folder / name).unlink()
        with pytest.raises(VaultExists):
            Vault.create(folder, passphrase, cost=MINIMUM)
    assert (folder / "vault.keys.2").read_bytes() == before["vault.keys.2"]


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path, passphrase):
    (tmp_path / "album").mkdir()
    (tmp_path / "album" / "photo").write_bytes(b"photo")
    with pytest.raises(ResilienceError, match="other files"):
        Vault.create(tmp_path / "album", passphrase, cost=MINIMUM)
    assert [path.name for path in (tmp_path / "album").iterdir()] == ["photo"]


def test_a_wrong_passphrase_and_a_wrong_code_change_nothing(folder, passphrase):
    (folder / "vault.keys.2").write_bytes(b"broken")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(WrongPassphrase):
        unlock_secret(folder, passphrase + ".")
    with pytest.raises(WrongRecoveryCode):
        Vault.open(folder, new_secret())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(anything)
@example("".join(NASTY))
def test_every_text_comes_back_exactly(vault, reading, text):
    number = begun(vault, reading)
    vault.save(number, {reading.prompts[0]: text})
    assert vault.reflection(number).text("zuerst") == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(anything, min_size=13, max_size=13), st.sampled_from([None, Noticed.ALL_IN]))
def test_whatever_stands_in_a_pack_is_kept_exactly(vault, texts, when):
    prompt = Prompt(*texts[:5], when)
    reading = Reading(*texts[5:9], (), (prompt,), markdown=texts[9])
    edition = vault.keep_edition(reading)
    assert (edition.reading_id, edition.version, edition.title, edition.language, edition.markdown) == (
        *texts[5:9],
        texts[9],
    )
    number = vault.begin(edition).id
    place = Place(texts[10], number, texts[11])
    vault.save(number, {prompt: "words"}, place=place)
    vault.set_fact(texts[11], texts[12])
    assert vault.reflection(number).answers[0].prompt == prompt
    assert vault.place() == place
    assert vault.fact(texts[11]) == texts[12]


@pytest.mark.parametrize("letter", ["a", "é", "😀", "\ud800"], ids=["1 byte", "2 bytes", "4 bytes", "lone"])
def test_a_million_characters_are_kept_and_one_more_is_refused(vault, reading, letter):
    number, prompt = begun(vault, reading), reading.prompts[0]
    vault.save(number, {prompt: letter * ANSWER_LIMIT})
    with pytest.raises(TooLong):
        vault.save(number, {reading.prompts[1]: "lost?", prompt: letter * (ANSWER_LIMIT + 1)})
    assert vault.reflection(number).text("zuerst") == letter * ANSWER_LIMIT
    assert len(vault.reflection(number).answers) == 1


def test_the_same_reading_is_kept_once_and_another_wording_beside_it(vault, reading):
    first = vault.keep_edition(reading)
    assert vault.keep_edition(replace(reading)) == first
    reworded = replace(reading.prompts[0], ask="What is there?")
    others = [replace(reading, markdown="other"), replace(reading, prompts=(reworded, *reading.prompts[1:]))]
    editions = (first, *map(vault.keep_edition, others))
    assert vault.editions() == editions
    assert [edition.id for edition in editions] == [1, 2, 3]


def test_texts_that_only_run_together_are_different_editions(vault, reading):
    one = vault.keep_edition(replace(reading, title="ab", markdown="c"))
    other = vault.keep_edition(replace(reading, title="a", markdown="bc"))
    assert one.id != other.id


def test_an_answer_remembers_the_wording_that_it_answered(vault, reading):
    number, prompt = begun(vault, reading), reading.prompts[0]
    vault.save(number, {prompt: "one"})
    for reworded in (replace(prompt, ask="What else?"), replace(prompt, when=Noticed.ALL_IN), prompt):
        vault.save(number, {reworded: "two"})
        (answer,) = vault.reflection(number).answers
        assert (answer.prompt, answer.text) == (reworded, "two")
    assert vault.counts().answers == 1


def test_answers_stand_in_the_order_of_the_reading(vault, reading):
    number = begun(vault, reading)
    new = Prompt("new", "New", "And now?")
    for prompt in (new, replace(reading.prompts[2], ask="Reworded?"), *reading.prompts[:2]):
        vault.save(number, {prompt: prompt.id})
    found = [answer.text for answer in vault.reflection(number).answers]
    assert found == ["zuerst", "before", "if-resistance", "new"]


def test_an_emptied_answer_is_kept_as_empty_and_not_counted(vault, reading):
    number = begun(vault, reading)
    vault.save(number, {reading.prompts[0]: "words", reading.prompts[1]: ""})
    assert vault.summaries()[0].answered == 1
    vault.save(number, {reading.prompts[0]: ""})
    assert vault.summaries()[0].answered == 0
    assert [answer.text for answer in vault.reflection(number).answers] == ["", ""]
    vault.save(number, {reading.prompts[0]: "\0"})
    assert vault.summaries()[0].answered == 1
    assert vault.verify() == Counts(1, 2, vault.counts().generation)


def test_moments_keep_their_zone_and_only_a_change_moves_them(vault, reading, clock):
    reflection = vault.begin(vault.keep_edition(reading))
    start = clock.moment
    assert (reflection.begun, reflection.changed) == (start, start)
    clock.moment = Moment(start.utc_ms + 5, "-09:30[Pacific/Marquesas]")
    assert vault.save(reflection.id, {reading.prompts[0]: "a"}) == clock.moment
    later = clock.advance(minutes=1)
    vault.save(reflection.id, {reading.prompts[1]: "b"})
    found = vault.reflection(reflection.id)
    assert (found.begun, found.changed) == (start, later)
    assert [answer.changed for answer in found.answers] == [replace(later, utc_ms=start.utc_ms + 5), later]
    clock.advance(minutes=1)
    vault.save(reflection.id, place=Place("gentle"))
    assert vault.reflection(reflection.id) == found
    vault.save(reflection.id, check_in=CheckIn(before=0))
    assert vault.reflection(reflection.id).changed == clock.moment


def test_the_newest_reflection_stands_first_though_the_clock_went_back(vault, reading, clock):
    numbers = []
    for _ in range(3):
        numbers.append(begun(vault, reading))
        clock.advance(days=-400)
    found = vault.summaries()
    assert [summary.id for summary in found] == numbers[::-1]
    assert (found[0].reading_id, found[0].title) == ("gentle", "Gently")
    assert found[0].begun < found[1].begun


@pytest.mark.parametrize("noticed", [None, *Noticed])
@pytest.mark.parametrize(("before", "after"), [(None, None), (0, None), (10, 0), (3, 7)])
def test_a_check_in_comes_back(vault, reading, before, after, noticed):
    number = begun(vault, reading)
    assert vault.reflection(number).check_in == CheckIn()
    vault.save(number, check_in=CheckIn(5, 5, Noticed.BOTH))
    vault.save(number, check_in=CheckIn(before, after, noticed))
    assert vault.reflection(number).check_in == CheckIn(before, after, noticed)


def test_an_impossible_check_in_is_refused_and_takes_nothing_along(vault, reading):
    number = begun(vault, reading)
    with pytest.raises(ResilienceError):
        vault.save(number, {reading.prompts[0]: "words"}, check_in=CheckIn(before=11))
    assert vault.reflection(number).answers == ()
    vault.save(number, {reading.prompts[0]: "words"}, check_in=CheckIn(before=10))


def test_the_place_comes_back(vault, reading):
    assert vault.place() is None
    place = Place("gentle", begun(vault, reading), "zuerst", 1234, 0.25, 1.0)
    vault.save_place(place)
    assert vault.place() == place
    vault.save_place(Place("other"))
    assert vault.place() == Place("other")


def test_a_place_in_a_note_comes_back(vault, reading):
    place = Place("gentle", begun(vault, reading), None, 12, 0.25, 1.0, mark=3)
    vault.save_place(place)
    assert vault.place() == place


@pytest.mark.parametrize("odd", ["#", "#x", "x#3"])
def test_an_odd_place_is_taken_as_a_prompt_that_is_not_there(vault, odd):
    vault.save_place(Place("gentle", None, odd, 12))
    assert vault.place() == Place("gentle", None, odd, 12)


def test_a_place_in_a_reflection_that_is_not_there_stops_nothing(vault, reading):
    number = begun(vault, reading)
    vault.save(number, {reading.prompts[0]: "words"}, place=Place("gentle", 99, "zuerst", 3))
    assert vault.place() == Place("gentle", None, "zuerst", 3)
    assert vault.reflection(number).text("zuerst") == "words"
    vault.verify()


@pytest.mark.parametrize("odd", [float("nan"), float("inf")])
def test_a_place_that_is_no_number_never_stops_words_from_being_saved(vault, reading, odd):
    number = begun(vault, reading)
    vault.save(number, {reading.prompts[0]: "words"}, place=Place("gentle", scroll=odd, reading_scroll=odd))
    assert vault.place() == Place("gentle")
    assert vault.reflection(number).text("zuerst") == "words"


def test_facts_come_back(vault):
    assert vault.fact("recovery-proved") is None
    for value in ("once", "", "again"):
        vault.set_fact("recovery-proved", value)
        assert vault.fact("recovery-proved") == value
    assert vault.fact("recovery") is None


def test_what_is_not_there_is_told_in_words(vault, reading):
    vault.keep_edition(reading)
    for attempt in (
        lambda: vault.reflection(7),
        lambda: vault.save(7, {reading.prompts[0]: "words"}),
        lambda: vault.save(7, check_in=CheckIn(1)),
    ):
        with pytest.raises(ResilienceError, match="not in this vault"):
            attempt()
    assert vault.counts().answers == 0


def test_the_generation_rises_with_each_change_and_with_nothing_else(vault, reading):
    number, prompt = begun(vault, reading), reading.prompts[0]
    changes = [
        lambda: vault.keep_edition(replace(reading, markdown="other")),
        lambda: begun(vault, reading),
        lambda: vault.save(number, {prompt: "a"}),
        lambda: vault.save(number, check_in=CheckIn(1)),
        lambda: vault.save(number, {prompt: "b"}, place=Place("gentle"), check_in=CheckIn(2)),
        lambda: vault.save(number, place=Place("gentle")),
        lambda: vault.save_place(Place("gentle")),
        lambda: vault.set_fact("name", "value"),
    ]
    for change in changes:
        before = vault.counts().generation
        change()
        assert vault.counts().generation > before
    before = vault.counts()
    vault.keep_edition(reading)
    vault.save(number)
    vault.summaries()
    with pytest.raises(TooLong):
        vault.save(number, {prompt: "x" * (ANSWER_LIMIT + 1)})
    assert vault.verify() == before == Counts(2, 1, before.generation)


def test_ten_thousand_reflections_are_listed_without_reading_their_answers(vault, reading):
    edition = vault.keep_edition(reading)
    with vault._database.transaction():
        vault._database.change(
            "WITH RECURSIVE rounds(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM rounds LIMIT 10000) "
            "INSERT INTO reflections (edition, begun_ms, begun_zone, changed_ms, changed_zone, answered) "
            "SELECT ?, 0, '+00:00', 0, '+00:00', 1 FROM rounds",
            (edition.id,),
        )
    statements = []
    vault._database._connection.set_trace_callback(statements.append)
    found = vault.summaries()
    assert [found[0].id, found[-1].id, len(found)] == [10_000, 1, 10_000]
    assert len(statements) == 1
    assert "answers" not in statements[0]


def test_closing_twice_does_nothing(vault):
    vault.close()
    vault.close()
