"""Doors through which words could leave the window: none of them is opened anywhere in the sources."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from .test_architecture import SOURCES, importers

DOORS = {
    "QSystemTrayIcon": "a notification is kept and shown by the desktop",
    "org.freedesktop.Notifications": "the same, by the bus",
    "QPrinter": "printing opens a network socket",
    "QDesktopServices": "another program would be handed a path",
    "addToRecentDocs": "recently used files are listed by the desktop",
    "recently-used": "the same",
    "QTemporaryFile": "a file outside the vault",
    "NamedTemporaryFile": "the same",
    "QLoggingCategory": "a log of Qt's",
}


@cache
def names() -> dict[str, str]:
    """Return every name, attribute and text in each source, line by line, but what a docstring tells."""
    return {path.name: "\n".join(_names(ast.parse(path.read_text("utf-8")))) for path in SOURCES}


def _names(tree: ast.Module) -> set[str]:
    told = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.alias):
            found.add(node.name)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            found.add(node.value)
    return found


def _has_docstring(node: ast.AST) -> bool:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None


def users(door: str) -> list[str]:
    return [name for name, used in names().items() if door in used]


def test_the_search_sees_what_is_used():
    assert "dialogs.py" in users("QFileDialog")


@pytest.mark.parametrize("door", DOORS)
def test_a_door_stays_shut(door):
    assert users(door) == [], DOORS[door]


def test_nothing_is_logged():
    assert importers("logging") == set()


def test_titles_of_windows_are_fixed_words():
    """A title is read by the desktop, by other programs and by whoever looks over a shoulder."""
    titles = [
        node.args[0]
        for path in SOURCES
        if "setWindowTitle" in (text := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "setWindowTitle"
    ]
    assert titles
    fixed = {"NAME", "title"}  # the program's own name, and what ask_name is handed: fixed words too
    assert all(isinstance(t, ast.Constant) or (isinstance(t, ast.Name) and t.id in fixed) for t in titles)
