"""Who imports what, where import-linter's contracts (pyproject.toml) cannot say it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    ROOT / "main.py",
    *sorted((ROOT / "resilience_desktop").rglob("*.py")),
    *sorted((ROOT / "ui").rglob("*.py")),
]

SOLE_IMPORTERS = {
    "sqlcipher3": {"resilience_desktop/vault/connection.py"},
    "nacl": {"resilience_desktop/vault/keyfile.py"},
    "appdirs": {"resilience_desktop/paths.py"},
    "typst": {"resilience_desktop/export/pdf.py"},
    "pikepdf": {"resilience_desktop/export/pdf.py"},
    "pypdfium2": {
        "resilience_desktop/export/pdf.py",
        "resilience_desktop/importing/pdf_dots.py",
        "resilience_desktop/importing/pdf_file.py",
        "resilience_desktop/importing/pdf_glyphs.py",
        "resilience_desktop/importing/pdf_tags.py",
    },
    "lxml": {"resilience_desktop/importing/"},
    "chardet": {"resilience_desktop/importing/encoding.py", "resilience_desktop/importing/worker.py"},
    "segno": {"resilience_desktop/export/sheet.py"},
    "zxcvbn": {"resilience_desktop/passphrases.py"},
    "argparse": {"resilience_desktop/cli/"},
    "getpass": {"resilience_desktop/cli/terminal.py"},
    "threading": {
        "ui/tasks.py",
        "resilience_desktop/hardening.py",  # only sets its hook
        "resilience_desktop/importing/child.py",  # feeds a process while it listens to it
    },
    "concurrent": {"ui/tasks.py"},
    "multiprocessing": set(),
    "subprocess": {"resilience_desktop/importing/child.py"},
    "sqlite3": set(),
    "pickle": set(),
    "tempfile": {
        "resilience_desktop/cli/display.py",
        "ui/tour/",
    },  # folders for the tour; the vault leaves no copies
}
"""Each library, and the files or folders that may name it."""

NEVER = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "webbrowser",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtWebSockets",
}

BEHIND_THE_LOCK = (
    "sqlcipher3",
    "nacl",
    "hashlib",
    "yaml",
    "markdown_it",
    "concurrent.futures",
    "ui.workspace",
    "resilience_desktop.workbook",
)
"""What opening a vault needs; the lock screen stands before it is loaded."""

ON_FIRST_USE = ("typst", "pikepdf", "pypdfium2", "segno", "PIL", "lxml", "chardet", "zxcvbn")
"""What takes long to load and is not needed to show the window."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports(path: Path) -> frozenset[str]:
    """Return each module that a file imports, with everything imported from it."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.update((node.module, *(f"{node.module}.{alias.name}" for alias in node.names)))
    return frozenset(found)


def importers(module: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        for name in imports(path)
        if name == module or name.startswith(f"{module}.")
    }


def fresh(code: str) -> str:
    """Return what the code prints in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_sources_are_seen():
    assert len(SOURCES) > 30
    assert importers("appdirs") == {"resilience_desktop/paths.py"}


@pytest.mark.parametrize("library", SOLE_IMPORTERS)
def test_each_library_has_its_one_place(library):
    allowed = SOLE_IMPORTERS[library]
    elsewhere = {name for name in importers(library) if not name.startswith(tuple(allowed) or ("nowhere",))}
    assert elsewhere == set()


@pytest.mark.parametrize("module", sorted(NEVER))
def test_nothing_can_reach_the_network(module):
    assert importers(module) == set()


@pytest.mark.parametrize("library", ON_FIRST_USE)
def test_what_is_slow_to_load_is_loaded_on_first_use(library):
    """Only an import inside a function waits for its first use."""
    at_start = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        for node in tree(path).body
        for inner in ([node] if isinstance(node, ast.Import | ast.ImportFrom) else [])
        if library
        in {getattr(inner, "module", None), *(alias.name.partition(".")[0] for alias in inner.names)}
    }
    assert at_start == set()


def test_no_source_is_read_when_the_window_is_loaded():
    """PySide reads each one in search of its own name, unless it is told not to (ui/__init__.py)."""
    code = "from ui import app; import linecache; print(*[p for p in linecache.cache if '/ui/' in p])"
    assert fresh(code) == ""


def test_the_window_starts_without_what_it_does_not_need_yet():
    unwanted = [*ON_FIRST_USE, *BEHIND_THE_LOCK, "socket", "ssl", "asyncio", "PySide6.QtNetwork"]
    code = f"import sys; from ui import app; print(*[name for name in {unwanted!r} if name in sys.modules])"
    assert fresh(code) == ""


def test_the_whole_core_loads_without_qt():
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in SOURCES
        if path.is_relative_to(ROOT / "resilience_desktop") and path.name != "__init__.py"
    ]
    code = f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\n"
    assert fresh(code + "print('PySide6' in sys.modules)") == "False"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_grows_past_four_hundred_lines_nor_any_function_past_forty(path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400
    functions = (n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno - f.lineno + 1 > 40}
    assert long == {}


def test_no_file_of_tests_grows_past_four_hundred_lines():
    lengths = {path: path.read_text("utf-8").count("\n") for path in (ROOT / "tests").rglob("*.py")}
    assert len(lengths) > 30
    assert {path.relative_to(ROOT).as_posix(): n for path, n in lengths.items() if n > 400} == {}
