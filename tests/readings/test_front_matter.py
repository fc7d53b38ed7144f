from __future__ import annotations

import pytest

from resilience_desktop.readings import parse


def test_every_fact_reaches_the_reading(pack):
    text = pack(
        authors="[Ada, Ben]",
        license="CC-BY-4.0",
        source="https://example.org/a-page",
        care="Be kind.",
        series="A series",
        short="Short",
    )
    reading, problems = parse(text)
    assert not problems
    assert (reading.id, reading.version, reading.title, reading.language) == (
        "a-reading",
        "1.0",
        "A reading",
        "en-GB",
    )
    assert reading.authors == ("Ada", "Ben")
    assert (reading.license, reading.source, reading.care) == (
        "CC-BY-4.0",
        "https://example.org/a-page",
        "Be kind.",
    )
    assert (reading.series, reading.short) == ("A series", "Short")


def test_one_author_needs_no_list(pack):
    grounded, _ = parse(pack(grounding="[Breathe out., Look around.]"))
    assert grounded.grounding == ("Breathe out.", "Look around.")
    reading, _ = parse(pack(authors="Ada Example"))
    assert reading.authors == ("Ada Example",)


@pytest.mark.parametrize("key", ["format", "id", "version", "title", "language"])
def test_each_needed_key_is_missed(pack, only_problem, key):
    problem = only_problem(pack(**{key: None}))
    assert problem.is_error
    assert problem.line == 1
    assert f"“{key}”" in problem.message


def test_an_unknown_key_is_a_warning_on_its_line(pack, only_problem):
    problem = only_problem(pack(colour="blue"))
    assert not problem.is_error
    assert problem.line == 7


@pytest.mark.parametrize("text", ["", "# A page\n", "---\nformat: 1\n", " ---\nid: a\n---\n", "\n---\n---\n"])
def test_a_file_without_a_head_is_told_how_to_begin(text, only_problem):
    problem = only_problem(text)
    assert problem.line == 1
    assert "three dashes" in problem.message


@pytest.mark.parametrize("format_", ["2", "one", "1.0"])
def test_another_format_is_refused(pack, only_problem, format_):
    problem = only_problem(pack(format=format_))
    assert problem.is_error
    assert problem.line == 2


@pytest.mark.parametrize("version", ["1.10", "1", "2026-11-22"])
def test_a_version_without_quotes_is_refused_with_the_line_to_write(pack, only_problem, version):
    problem = only_problem(pack(version=version))
    assert problem.is_error
    assert problem.line == 4
    assert f'version: "{version}"' in problem.message


def test_a_version_that_yaml_reads_as_text_needs_no_quotes(pack):
    reading, problems = parse(pack(version="1.0.2"))
    assert not problems
    assert reading.version == "1.0.2"


@pytest.mark.parametrize("language", ["en", "no", "pt-BR", "zh-Hant-TW", "de-CH-1996"])
def test_languages_are_tags(pack, language):
    reading, problems = parse(pack(language=language))
    assert not problems
    assert reading.language == language


@pytest.mark.parametrize("language", ["English (British)", "en_GB", "e"])
def test_other_languages_are_refused(pack, only_problem, language):
    problem = only_problem(pack(language=language))
    assert problem.is_error
    assert problem.line == 6


def test_a_file_named_for_another_language_is_a_warning(pack, only_problem):
    problem = only_problem(pack(language="en"), "readings/tea/pack.de.md")
    assert not problem.is_error
    assert problem.line == 6


def test_a_file_named_for_its_language_is_right(pack):
    assert parse(pack(language="pt-BR"), "pack.PT-br.md")[1] == ()


def test_an_id_of_odd_characters_is_refused(pack, only_problem):
    assert only_problem(pack(id="my reading")).line == 3


def test_dashes_may_be_followed_by_spaces(pack):
    reading, _ = parse(pack("Text").replace("---", "---  "))
    assert reading is not None


def test_an_error_in_the_head_does_not_hide_one_in_the_body(pack):
    _, problems = parse(pack("<b>bold</b>", title="a: b"))
    assert [problem.line for problem in problems] == [5, 9, 9]
