"""The order in which the program starts."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from resilience_desktop.errors import NoVault

ROOT = Path(__file__).resolve().parent.parent
SOURCE = (ROOT / "main.py").read_text("utf-8")


def test_the_doors_are_closed_before_anything_else_is_loaded():
    module = ast.parse(SOURCE)
    loaded = {alias.name for node in module.body if isinstance(node, ast.Import) for alias in node.names}
    ours = [node for node in module.body if isinstance(node, ast.ImportFrom)]
    assert loaded == {"os", "sys"}
    assert [ast.unparse(node) for node in ours] == ["from resilience_desktop import hardening"]
    (main,) = (node for node in module.body if isinstance(node, ast.FunctionDef))
    assert [ast.unparse(node) for node in main.body[1:3]] == [
        "report = hardening.harden()",
        "hardening.install_hooks()",
    ]


def test_importing_it_starts_nothing():
    done = subprocess.run(
        [sys.executable, "-c", "import main; print(main.main.__name__)"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("main\n", "")


def test_an_error_that_nobody_caught_shows_no_value(tmp_path):
    broken = "import main, sys\nfrom resilience_desktop import cli\n"
    broken += "def parse(arguments): raise KeyError(arguments[0])\ncli.parse = parse\n"
    broken += "sys.argv[1:] = ['my-secret']\nmain.main()"
    done = subprocess.run(
        [sys.executable, "-c", broken],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Resilience: KeyError at <string>:3 < ")
    assert "my-secret" not in done.stderr


@pytest.fixture
def planted(tmp_path):
    """Return an environment whose PYTHONPATH plants a start-up file of Python and a library."""
    (tmp_path / "sitecustomize.py").write_text("import sys; print('planted start', file=sys.stderr)")
    (tmp_path / "appdirs.py").write_text("import sys; print('planted library', file=sys.stderr); sys.exit(9)")
    return os.environ | {"PYTHONPATH": str(tmp_path)}


@pytest.mark.parametrize(("options", "said"), [(["-E", "-s"], ""), ([], "planted start\n")])
def test_no_library_comes_from_pythonpath(planted, tmp_path, options, said):
    """Without the options its start-up file has run before the program could look; libraries stay out."""
    command = [sys.executable, *options, str(ROOT / "main.py"), "info", "--vault", str(tmp_path)]
    done = subprocess.run(command, check=False, env=planted, capture_output=True, text=True, timeout=60)
    assert done.stderr == said + f"{NoVault()}\n"
    assert done.returncode == 1


def test_make_and_the_manual_start_python_by_itself():
    assert "python -E -s main.py" in (ROOT / "Makefile").read_text("utf-8")
    starts = [
        line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith(".venv")
    ]
    assert [line.split(maxsplit=1)[1] for line in starts if "main.py" in line] == ["-E -s main.py"] * 2
