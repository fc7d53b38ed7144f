"""What nobody caught: told by type and place, and never by value."""

from __future__ import annotations

import pytest

from tests.test_hardening import SECRET, run

HOOKS = "from resilience_desktop import hardening; hardening.install_hooks()\n"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (f"secret = {SECRET!r}; {{}}[secret]", "KeyError at <string>:2"),
        (f"int({SECRET!r})", "ValueError at <string>:2"),
        (f"open('/nowhere/' + {SECRET!r})", "FileNotFoundError at <string>:2"),
        (f"try: 1 / 0\nexcept ZeroDivisionError as e: raise ValueError({SECRET!r}) from e", "ValueError at"),
        (
            f"import threading; t = threading.Thread(target=int, args=[{SECRET!r}]); t.start(); t.join()",
            "ValueError at",
        ),
        (
            f"class A:\n  def __repr__(self): return {SECRET!r}\n  def __del__(self): int({SECRET!r})\nA()",
            "ValueError at",
        ),
        (f"import warnings; warnings.warn({SECRET!r})", "UserWarning at <string>:2"),
    ],
    ids=["KeyError", "ValueError", "file name", "chain", "thread", "finaliser", "warning"],
)
def test_what_nobody_caught_is_told_by_type_and_place_and_never_by_value(code, kind):
    done = run(HOOKS + code)
    assert kind in done.stderr
    assert SECRET not in done.stderr + done.stdout
    assert done.stderr.count("\n") == 1
    control = run(code)
    assert SECRET in control.stderr  # Python's own hooks would have told it


def test_our_own_errors_keep_their_words():
    error = "from resilience_desktop.errors import DiskFull; raise DiskFull"
    assert "DiskFull: The disk is full." in run(HOOKS + error).stderr


def test_a_place_does_not_tell_whose_folder_it_is(tmp_path):
    module = tmp_path / SECRET / "inner" / "broken.py"
    module.parent.mkdir(parents=True)
    module.write_text("1 / 0\n")
    done = run(HOOKS + f"import runpy; runpy.run_path({str(module)!r})")
    assert "ZeroDivisionError at inner/broken.py:1 < " in done.stderr
    assert SECRET not in done.stderr


def test_endless_recursion_fills_no_screen():
    done = run(HOOKS + "def f(): f()\nf()")
    assert done.stderr.startswith("Resilience: RecursionError at ")
    assert len(done.stderr) < 500


def test_an_interruption_says_nothing():
    assert run(HOOKS + "raise KeyboardInterrupt").stderr == ""


def test_a_closed_terminal_does_not_make_it_worse():
    done = run("import sys; sys.stderr.close()\n" + HOOKS + "1 / 0")
    assert done.returncode == 1
    done = run("import sys; sys.stderr = None\n" + HOOKS + "1 / 0")
    assert done.returncode == 1
