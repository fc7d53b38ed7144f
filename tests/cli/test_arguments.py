"""Wrong usage is told in a sentence, and what is meant is understood."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from resilience_desktop import __version__, cli

from .conftest import ROOT


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--sing"], "Unrecognized arguments: --sing."),
        (
            ["sing"],
            "invalid choice: 'sing' (choose from 'info', 'verify', 'backup', 'restore', 'export', 'sample', "
            "'tour', 'readings').",
        ),
        (["info", "--passphrase", "x"], "Unrecognized arguments: --passphrase x."),
        (["verify", "--passphrase", "x"], "Unrecognized arguments: --passphrase x."),
        (["verify", "--passphrase-fd", "three"], "a file descriptor is a number"),
        (["verify", "--passphrase-fd", "-1"], "a file descriptor is a number"),
        (["verify", "--passphrase-fd", "99999999999"], "a file descriptor is a number"),
        (["export"], "required: --format, --out"),
        (["export", "--format", "docx", "--out", "x"], "invalid choice: 'docx'"),
        (["export", "--format", "pdf", "--out"], "expected one argument"),
        (["readings"], "required: COMMAND"),
        (["readings", "check"], "required: FILE"),
        (["tour"], "required: --out"),
        (["--data-dir"], "expected one argument"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(run, arguments, words):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    first, last = done.stderr.splitlines()
    assert first[0].isupper()
    assert first.endswith(".")
    assert last.startswith("For help, type: main.py")


def test_no_option_takes_a_passphrase(run):
    for command in ((), ("verify",), ("export",)):
        words = run(*command, "--help").stdout.split()
        assert [word.strip("[],") for word in words if "pass" in word and word.startswith(("-", "[-"))] in (
            [],
            ["--passphrase-fd", "--passphrase-fd"],
        )


def test_version_and_help_are_results(run):
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Resilience {__version__}\n", "")
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for command in ("info", "verify", "backup", "restore", "export", "sample", "tour", "readings"):
        assert f"  {command} " in done.stdout
    assert "pdf-worker" not in done.stdout


@pytest.fixture
def no_display(monkeypatch, home):
    monkeypatch.setattr(tempfile, "tempdir", str(home))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a display is always there")


def test_without_a_command_the_window_is_meant():
    request = cli.parse([])
    assert (request.command, request.data_dir) == (None, None)
    assert cli.parse(["--data-dir", "here"]).data_dir == Path("here")


@linux
@pytest.mark.usefixtures("no_display")
def test_without_a_display_the_tour_is_meant_and_one_line_says_so(capsys):
    request = cli.parse([])
    assert request.command == "tour"
    assert request.out.is_dir()
    assert list(request.out.iterdir()) == []
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        f"There is no display for a window here, so the tour plays; its pictures: {request.out}\n"
    )


@linux
@pytest.mark.usefixtures("no_display")
@pytest.mark.parametrize(
    ("name", "value"), [("DISPLAY", ":9871"), ("WAYLAND_DISPLAY", "wayland-0"), ("QT_QPA_PLATFORM", "xcb")]
)
def test_a_display_that_does_not_answer_is_none(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert cli.parse([]).command == "tour"


@linux
@pytest.mark.bus
@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="no Xvfb")
@pytest.mark.usefixtures("no_display")
def test_a_display_that_answers_gets_the_window():
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from resilience_desktop import cli; "
    code += "print(cli.parse([]).command)"
    shown = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", code], capture_output=True, text=True, timeout=60
    )
    assert (shown.stdout, shown.stderr) == ("None\n", "")


@linux
@pytest.mark.usefixtures("no_display")
def test_other_commands_need_no_display(capsys):
    assert cli.parse(["info"]).command == "info"
    assert capsys.readouterr().err == ""


@linux
@pytest.mark.usefixtures("no_display")
def test_from_the_sources_the_pictures_go_to_a_fresh_folder_beside_them(monkeypatch):
    monkeypatch.chdir(ROOT)
    folders = [cli.parse([]).out for _ in range(2)]
    try:
        assert folders[0] != folders[1]
        assert all(folder.parent == ROOT / "build" / "tour" for folder in folders)
    finally:
        for folder in folders:
            folder.rmdir()
