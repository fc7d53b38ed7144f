"""A handout is dropped on the window, looked through, added, and answered."""

import zipfile

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QTextEdit

from resilience_desktop.export import pdf
from resilience_desktop.export.document import Document, Entry, Section
from resilience_desktop.export.layout import Layout
from resilience_desktop.workbook import Role
from tests.conftest import PASSPHRASE
from tests.journeys.steps import SLOW, editor, lock, open_vault
from ui.tour.player import click, named, press, said, shown, type_text
from ui.widgets.piece_list import PieceList

TITLE = "Rest before you are tired"
FIRST = (
    "Rest is often kept for the end, as a prize for work that is finished. Where work is never finished, it "
    "then never comes."
)
SECOND = (
    "A heart rests between two beats for about as long as it works, and nobody calls it lazy. What was "
    "learned in the day is put in order at night."
)
ASKED = (
    "When did you last rest before you were tired? What made it possible?",
    "Which sentence about rest did you grow up with?",
)
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _text(path):
    asked = "\n".join(f"{number}. {ask}" for number, ask in enumerate(ASKED, 1))
    path.write_text(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\nReflection\n\n{asked}\n", "utf-8")


def _word(path):
    """Write a file as Word has it, with the least that it takes."""
    styled = [
        ("Title", TITLE),
        ("", FIRST),
        ("", SECOND),
        ("Heading1", "Reflection"),
        *(("", a) for a in ASKED),
    ]
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for style, words in styled
    )
    names = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
        for style, name in (("Title", "Title"), ("Heading1", "heading 1"))
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
        f'2006/relationships"><Relationship Id="r1" Type="{office}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{paragraphs}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{names}</w:styles>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}')


def _drop(widget, path):
    """Drag a file over a widget and let go, as a file manager does; tell whether anything would take it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    entered = QDragEnterEvent(QPoint(5, 5), actions, data, LEFT, PLAIN)
    QApplication.sendEvent(widget, entered)
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), actions, data, LEFT, PLAIN, QEvent.Type.Drop))
    return entered.isAccepted()


def _pieces(listing):
    model = listing.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]


def _place(listing, words):
    return next(row for row, piece in enumerate(_pieces(listing)) if words in piece.text)


def _dropped(qtbot, program, path):
    """Drop a file on an answer; return the list of its paragraphs."""
    assert _drop(editor(program, 1).viewport(), path)
    qtbot.waitUntil(shown("Paragraphs", PieceList), **SLOW)
    return named("Paragraphs", PieceList, program.window)


@pytest.mark.parametrize(("name", "write"), [("rest.txt", _text), ("rest.docx", _word)])
def test_a_handout_that_is_dropped_is_looked_through_added_and_answered(
    qtbot, start, vault, paths, tmp_path, name, write
):
    path = tmp_path / name
    write(path)
    program = start()
    open_vault(qtbot, program)
    listing = _dropped(qtbot, program, path)
    assert [(p.text, p.role) for p in _pieces(listing)] == [
        (TITLE, Role.TITLE),
        (FIRST, Role.TEXT),
        (SECOND, Role.TEXT),
        ("Reflection", Role.LEFT_OUT),
        *((ask, Role.PROMPT) for ask in ASKED),
    ]
    listing.go_to(_place(listing, "Reflection"))
    click(named("Heading", QRadioButton, program.window))
    assert _pieces(listing)[3].role is Role.HEADING
    click(named("Leave out", QRadioButton, program.window))
    listing.go_to(_place(listing, "A heart rests"))
    words = named("Words of the paragraph", QTextEdit, program.window)
    words.setFocus()
    words.caret = words.text().index("What was learned")
    press(words, Qt.Key.Key_Return)
    assert _pieces(listing)[3].text.startswith("What was learned")
    press(words, Qt.Key.Key_Backspace)
    assert _pieces(listing)[2].text == SECOND
    click(named("Add this reading", QPushButton, program.window))
    qtbot.waitUntil(said("Reading added"), **SLOW)
    for ask in ASKED:
        qtbot.waitUntil(shown(ask, QTextEdit), **SLOW)
    assert "Reflection" not in named("Reading", QTextEdit, program.window).toPlainText()
    assert path.is_file()
    type_text(named(ASKED[0], QTextEdit, program.window), "On the train, last spring.")
    lock(qtbot, program)
    open_vault(qtbot, program)
    assert named(ASKED[0], QTextEdit, program.window).toPlainText() == "On the train, last spring."


def test_a_file_that_is_dropped_while_the_vault_is_locked_is_left_alone(qtbot, start, vault, tmp_path):
    _text(tmp_path / "rest.txt")
    program = start()
    qtbot.waitUntil(shown("Unlock", QPushButton), **SLOW)
    assert not _drop(program.window, tmp_path / "rest.txt")
    assert shown("Unlock", QPushButton)()
    assert not shown("Paragraphs", PieceList)()


def test_a_protected_pdf_asks_for_its_password_and_opens(qtbot, start, vault, tmp_path):
    entry = Entry(1, ASKED[0], answer=FIRST)
    document = Document(TITLE, "en", (Section(TITLE, "en", entries=(entry,)),))
    path = tmp_path / "rest.pdf"
    path.write_bytes(pdf.render(document, Layout(), PASSPHRASE).data)
    program = start()
    open_vault(qtbot, program)
    _drop(editor(program, 1).viewport(), path)
    qtbot.waitUntil(shown("Password of the file", QLineEdit), **SLOW)
    field = named("Password of the file", QLineEdit, program.window)
    type_text(field, "not this one")
    press(field, Qt.Key.Key_Return)
    qtbot.waitUntil(said("That password does not open this file."), **SLOW)
    type_text(field, PASSPHRASE)
    press(field, Qt.Key.Key_Return)
    qtbot.waitUntil(shown("Paragraphs", PieceList), **SLOW)
    words = " ".join(p.text for p in _pieces(named("Paragraphs", PieceList, program.window)))
    assert ASKED[0] in words
    assert FIRST in words
