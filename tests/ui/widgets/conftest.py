"""A look, and a window to stand widgets in."""

import pytest
from PySide6.QtWidgets import QMainWindow, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.answer_text import AnswerText


@pytest.fixture
def stand(qtbot):
    """Return a function that shows a widget in a window of a given size, and gives it back."""

    windows = []

    def show(widget, width=700, height=600):
        window = QMainWindow()
        windows.append(window)
        window.setCentralWidget(widget)
        window.resize(width, height)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return widget

    return show


@pytest.fixture
def stand_in_page(stand):
    """Return a function that shows a widget on a page that scrolls, as the prompts do."""

    def show(widget, width=500, height=400):
        page, area = QWidget(), QScrollArea()
        rows = QVBoxLayout(page)
        rows.addWidget(widget)
        rows.addStretch(1)
        area.setWidget(page)
        area.setWidgetResizable(True)
        stand(area, width, height)
        return widget

    return show


@pytest.fixture
def area(look, stand_in_page):
    made = stand_in_page(AnswerText(look))
    made.setFocus()
    return made


@pytest.fixture
def edits(area):
    heard = []
    area.edited.connect(lambda: heard.append(area.text()))
    return heard
