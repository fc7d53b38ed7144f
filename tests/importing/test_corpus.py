"""Keep the quality of importing from falling: the files of the corpus, through the readers, to outlines."""

from __future__ import annotations

from collections import Counter

import pytest

from resilience_desktop.workbook import Noticed, Role

from .corpus import measure, source
from .corpus.cases import CASES, FILES


def test_the_corpus_is_large_and_of_many_kinds():
    assert len(CASES) >= 40
    assert Counter(case.is_messy for case in CASES).keys() == {True, False}
    assert {case.ending for case in CASES} == {"docx", "odt", "pdf", "html", "txt", "md"}
    assert {case.text[:2] for case in CASES} >= {"en", "de", "fr", "es", "ar", "he", "zh", "ja"}
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_file_is_told_how_it_was_made():
    assert {path.name for path in FILES.iterdir()} == {case.name for case in CASES}


@pytest.mark.parametrize("name", source.names())
def test_every_text_of_the_corpus_has_a_title_and_questions(name):
    roles = [block.role for block in source.read(name).blocks]
    assert roles[0] is Role.TITLE
    assert Role.PROMPT in roles
    assert any(case.text == name for case in CASES)


def test_clean_files_are_understood_nearly_without_a_slip():
    score = _score(is_messy=False)
    assert score.order >= 0.98
    assert score.precision >= 0.98
    assert score.recall >= 0.98


def test_messy_files_are_understood_in_the_main():
    score = _score(is_messy=True)
    assert score.order >= 0.9
    assert score.precision >= 0.9
    assert score.recall >= 0.9


def _score(*, is_messy: bool) -> measure.Score:
    cases = [case for case in CASES if case.is_messy is is_messy]
    return measure.total(measure.score(case, measure.outline(case)) for case in cases)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_title_and_the_language_of_every_file_are_found(case):
    outline = measure.outline(case)
    assert measure.found(outline)[0] == measure.wanted(case)[0]
    assert outline.language.partition("-")[0] == source.read(case.text).language


def test_a_title_that_stands_last_comes_out_right_without_a_click():
    (case,) = (case for case in CASES if case.how == "plain-title-last")
    outline = measure.outline(case)
    assert measure.found(outline) == measure.wanted(case)
    limits = [piece.when for piece in outline.pieces if piece.role is Role.PROMPT]
    assert limits == [None, None, Noticed.RESISTANCE, Noticed.ALL_IN]
    assert [(piece.number, piece.text) for piece in outline.pieces if piece.role is Role.FOOTNOTE] == [
        (1, "")
    ]
    assert any("moved to the front" in note for note in outline.notes)
