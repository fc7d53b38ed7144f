from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resilience_desktop.errors import PackError
from resilience_desktop.paths import assets
from resilience_desktop.readings import parse
from resilience_desktop.readings.limits import LONGEST_FILE
from resilience_desktop.readings.travelling import (
    LONGEST_CONTAINER,
    MOST_LANGUAGES,
    check,
    file_name,
    is_pack,
    pack,
    unpack,
)

BUNDLED = (assets() / "readings/meeting-resistance/pack.md").read_bytes()


@pytest.fixture(name="text")
def _text(pack):
    """Return the maker of packs; ``pack`` is what is tested here."""
    return pack


def reading(text):
    found, problems = parse(text)
    assert found, problems
    return found


def several(text):
    german = text("Setz den Kessel auf.", title="Eine Tasse Tee", language="de")
    return reading(text("Put the kettle on.", title="A cup of tea")), reading(german)


def container(entries, compression=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return made.getvalue()


def refusal(data):
    with pytest.raises(PackError) as refused:
        unpack(data)
    sentence = str(refused.value)
    assert sentence.endswith((".", "?"))
    return sentence


def test_a_reading_in_one_language_travels_as_the_pack_that_it_is():
    (found,) = unpack(BUNDLED)
    assert pack([found]) == BUNDLED
    assert file_name([found]) == "meeting-resistance.md"


def test_a_reading_in_several_languages_arrives_whole_with_its_first_language_first(text):
    both = several(text)
    assert unpack(pack(both)) == both
    assert unpack(pack(both[::-1])) == both[::-1]
    assert file_name(both) == "a-reading.reading"


def test_the_same_packs_give_the_same_bytes_and_hold_nothing_of_the_computer(text):
    data = pack(several(text))
    assert data == pack(several(text))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["pack.md", "pack.de.md"]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_a_container_zipped_by_hand_is_taken_too(text):
    english, german = (each.markdown for each in several(text))
    data = container([("pack.de.md", german), ("pack.md", english)], zipfile.ZIP_STORED)
    assert [each.language for each in unpack(data)] == ["en-GB", "de"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("pack.md", BUNDLED),
        ("a letter.txt", BUNDLED),
        ("pack.md", b"\xef\xbb\xbf" + BUNDLED.replace(b"\n", b"\r\n")),
        ("tea.READING", b"anything at all"),
        ("tea.zip", container([("pack.md", BUNDLED)])),
    ],
)
def test_a_pack_is_known_by_its_head_and_a_container_by_its_name_or_first_entry(name, data):
    assert is_pack(data, name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("notes.md", b"# A heading\n\nSome words."),
        ("notes.md", b"---\ntitle: Notes\nauthor: Ada\n---\n\nSome words."),
        ("notes.md", b"---\n\nformat: and id: and version: stand in the text\n"),
        ("report.docx", container([("[Content_Types].xml", "<Types/>")])),
        ("report.odt", container([("mimetype", "application/vnd.oasis.opendocument.text")])),
        ("empty.txt", b""),
        ("some.pdf", b"%PDF-1.7"),
    ],
)
def test_what_has_yet_to_become_a_reading_is_no_pack(name, data):
    assert not is_pack(data, name)


def test_a_pack_with_a_mistake_is_refused_with_its_line(text):
    assert "pack.md:4" in refusal(text(version="1.0").encode())
    assert "pack.de.md:4" in refusal(container([("pack.md", text()), ("pack.de.md", text(version="1"))]))


def test_a_pack_that_is_too_long_or_no_text_is_refused(text):
    refusal(text().encode() + b"x" * LONGEST_FILE)
    refusal(text("Grüße").encode("latin-1"))
    refusal(b"")


def test_a_file_larger_than_any_reading_is_refused_before_it_is_opened():
    assert "larger" in refusal(b"PK\x03\x04" + bytes(LONGEST_CONTAINER))


@pytest.mark.parametrize(
    "names",
    [
        ["../pack.md"],
        ["/pack.md"],
        ["pack.md", "../../pack.de.md"],
        ["pack.md", "C:\\pack.de.md"],
        ["pack.md", "folder/pack.de.md"],
        ["pack.md", "folder/"],
        ["pack.md", "run.py"],
        ["pack.md", "pack.d\u0435.md"],  # the letter is Cyrillic
        ["pack.md", "pack..md"],
        ["pack.md", "pack.DE.md", "pack.de.md"],
        ["pack.de.md"],
        [],
    ],
    ids=str,
)
def test_a_container_holds_packs_and_nothing_else(text, names):
    assert "something else" in refusal(container([(name, text()) for name in names]))


def test_two_entries_of_one_name_are_refused(text):
    data = container([("pack.md", text()), ("pack.XX.md", text(language="de"))])
    assert "something else" in refusal(data.replace(b"pack.XX.md", b"pack.md\x00\x00\x00"))


def test_packs_of_two_readings_or_twice_one_language_are_refused(text):
    refusal(container([("pack.md", text()), ("pack.de.md", text(id="another", language="de"))]))
    refusal(container([("pack.md", text()), ("pack.de.md", text(title="Again"))]))


def test_more_languages_than_may_travel_are_refused(text):
    tags = [f"x{letter}" for letter in "abcdefghijklmnop"]
    many = [("pack.md", text()), *((f"pack.{tag}.md", text(language=tag)) for tag in tags)]
    assert len(many) == MOST_LANGUAGES + 1
    assert str(MOST_LANGUAGES) in refusal(container(many))
    with pytest.raises(PackError):
        pack([reading(content) for _, content in many])


def test_a_bomb_is_refused_without_being_unpacked():
    data = container([("pack.md", bytes(64 * 1024 * 1024))])
    assert len(data) < LONGEST_CONTAINER
    assert "larger" in refusal(data)


def test_a_container_that_lies_about_its_sizes_is_refused(text):
    honest = container([("pack.md", text() + "\n" * (2 * LONGEST_FILE))])
    size = (len(text()) + 2 * LONGEST_FILE).to_bytes(4, "little")
    assert honest.count(size) == 2
    refusal(honest.replace(size, (100).to_bytes(4, "little")))


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_container_made_small_in_another_way_is_refused(text, compression):
    refusal(container([("pack.md", text())], compression))


def test_a_container_with_a_password_is_refused_with_that_reason(text):
    data = bytearray(container([("pack.md", text())]))
    directory = data.rindex(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    assert "password" in refusal(bytes(data))


def test_a_damaged_container_is_told_as_damage(text):
    data = pack(several(text))
    assert "damaged" in refusal(data[:-30])
    broken = bytearray(data)
    broken[60] ^= 0xFF
    assert "damaged" in refusal(bytes(broken))
    assert zlib.crc32(data) != zlib.crc32(broken)


@settings(max_examples=300)
@given(changes=st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_whatever_a_changed_file_holds_it_is_opened_or_refused_in_words(changes):
    german = BUNDLED.replace(b"language: en-GB", b"language: de")
    data = bytearray(pack([reading(BUNDLED.decode()), reading(german.decode())]))
    for place, value in changes:
        data[-1 - place % len(data)] = value
    is_pack(bytes(data), "some.zip")
    with suppress(PackError):
        assert unpack(bytes(data))


def test_each_problem_of_each_language_in_a_container_is_found(text, tmp_path):
    path = tmp_path / "tea.reading"
    path.write_bytes(
        container([("pack.md", text(colour="blue")), ("pack.de.md", text(version="1", language="de"))])
    )
    found = [(problem.file, problem.line, problem.is_error) for problem in check(path)]
    assert found == [(f"{path}/pack.md", 7, False), (f"{path}/pack.de.md", 4, True)]


def test_what_is_wrong_with_a_container_itself_is_found(text, tmp_path):
    path = tmp_path / "tea.reading"
    for data in (
        b"PK\x03\x04",
        container([("run.py", "")]),
        container([("pack.md", text()), ("pack.x.md", text())]),
    ):
        path.write_bytes(data)
        (problem,) = check(path)
        assert (problem.file, problem.is_error) == (str(path), True)
    path.write_bytes(pack(several(text)))
    assert check(path) == ()


def test_a_pack_by_itself_is_checked_as_ever(text, tmp_path):
    path = tmp_path / "pack.md"
    assert [problem.message for problem in check(path)] == ["There is no file of this name."]
    path.write_text(text(colour="blue"), encoding="utf-8")
    assert [problem.line for problem in check(path)] == [7]
