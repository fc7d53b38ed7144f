"""What a backup holds is shown to be read, with what was marked in the reading."""

from resilience_desktop.workbook import Answer, Edition, Mark, Moment, Prompt, Reflection
from ui.widgets.backup_reader import MARKED, BackupReader
from ui.widgets.guarded_text import GuardedText

WHEN = Moment(0)
EDITION = Edition(1, "r", "1", "en", "Still water", "")


def shown(qtbot, *marks):
    reader = BackupReader()
    qtbot.addWidget(reader)
    answers = (Answer(Prompt("first", "First", "What was first?"), "Tired.", WHEN),)
    reader.show_backup("Backup", "", [Reflection(1, EDITION, WHEN, WHEN, answers=answers, marks=marks)])
    return reader.findChild(GuardedText).toPlainText()


def test_highlights_stand_below_the_answers_each_with_its_note(qtbot):
    plain = Mark(1, 0, "Still", "", "", "", WHEN, WHEN)
    noted = Mark(2, 6, "water", "", "", "so it is", WHEN, WHEN)
    text = shown(qtbot, plain, noted)
    assert text == f"What was first?\nTired.\n\n{MARKED}\n“Still”\n\n“water”\nso it is\n\n"


def test_without_highlights_nothing_speaks_of_them(qtbot):
    assert MARKED not in shown(qtbot)
