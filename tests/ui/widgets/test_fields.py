"""The field for each way to answer is loaded when a reading first asks for it, and not before."""

import json
import os
import subprocess
import sys

import pytest

from resilience_desktop.workbook import Prompt, PromptType
from tests.conftest import ROOT
from tests.every_type import reading
from ui.widgets.answer_field import AnswerField
from ui.widgets.fields import field_for

LATER = {
    "form_field",
    "scale_field",
    "choice_field",
    "option_list",
    "release_field",
    "list_text",
    "fleeting_text",
}
CODE = """
import json, sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
from resilience_desktop.workbook import Prompt
from ui import workspace
from ui.theme import Look
from ui.widgets.prompt_pane import PromptPane
pane = PromptPane((Prompt("first", "First", "What came first?", "Anything."),), Look(app, "day"))
pane.set_answer("first", "Words.")
print(json.dumps([name.rpartition(".")[2] for name in sys.modules if name.startswith("ui.widgets.")]))
"""


@pytest.mark.parametrize("prompt", reading().prompts, ids=lambda prompt: prompt.id)
def test_each_prompt_has_a_field_that_the_keyboard_comes_to(look, stand_in_page, prompt):
    field = stand_in_page(field_for(prompt, look))
    assert isinstance(field, AnswerField)
    field.setFocus()
    assert field.isAncestorOf(field.window().focusWidget())


def test_a_type_that_is_not_known_is_answered_in_words(look, stand_in_page):
    field = stand_in_page(field_for(Prompt("a", "A", "Draw it.", type="drawing"), look))
    field.set_text("in words, then")
    assert field.area.text() == "in words, then"


def test_every_type_is_among_the_tests_own_reading():
    assert {prompt.kind for prompt in reading().prompts} == set(PromptType)


def test_prompts_for_words_load_nothing_of_the_other_fields():
    ran = subprocess.run(
        [sys.executable, "-c", CODE],
        check=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    loaded = set(json.loads(ran.stdout))
    assert "reflection_editor" in loaded  # the control
    assert not loaded & LATER
