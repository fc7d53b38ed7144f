"""The whole program in its real window, on a vault that is cheap to open."""

import shutil

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from resilience_desktop.hardening import Report
from resilience_desktop.paths import find
from resilience_desktop.vault import MINIMUM
from ui.app import Program


@pytest.fixture
def paths(tmp_path):
    return find(tmp_path / "data")


@pytest.fixture
def start(qtbot, paths, clock, monkeypatch):
    """Return a function that starts the program; every one started is closed in the end."""
    monkeypatch.setattr("resilience_desktop.vault.keyfile.calibrate", lambda: MINIMUM)
    monkeypatch.setattr("resilience_desktop.vault.keyfile.MODERATE", MINIMUM)
    started = []

    def begin():
        program = Program(
            QApplication.instance(), paths, Report("refused by the kernel", False, False), clock
        )
        program.window.show()
        started.append(program)
        return program

    yield begin
    for program in started:
        if program.window.isVisible():
            program.window.close()
            qtbot.waitUntil(lambda p=program: not p.window.isVisible(), timeout=20_000)
        delete(program.window)
        program.stop()


@pytest.fixture
def vault(paths, sealed_vault):
    paths.default_vault.parent.mkdir(parents=True)
    shutil.copytree(sealed_vault, paths.default_vault)
    return paths.default_vault
