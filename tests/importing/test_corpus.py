"""Keep the quality of importing from falling: the files of the corpus, through the readers, to outlines."""

from __future__ import annotations

from collections import Counter

import pytest

from resilience_desktop.workbook import Role

from .corpus import source
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
    assert roles.count(Role.PROMPT) >= 3
    assert any(case.text == name for case in CASES)
