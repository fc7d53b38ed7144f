"""Whether the list of system packages is the one that this Qt asks for."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDS = ROOT / "packaging" / "needs.py"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is missing")


@pytest.fixture
def needs():
    spec = importlib.util.spec_from_file_location("needs", NEEDS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def linked(library: Path) -> set[str]:
    """Return the libraries that the loader looks for on behalf of this one, but those of the C library."""
    told = subprocess.run(["ldd", library], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^\t(lib\S+) => ", told, re.MULTILINE))


def test_what_qt_links_by_itself_is_on_the_list(needs):
    import PySide6

    qt = Path(PySide6.__file__).parent / "Qt"
    direct = set()
    for file in (
        qt / "plugins/platforms/libqxcb.so",
        qt / "lib/libQt6XcbQpa.so.6",
        qt / "lib/libQt6Gui.so.6",
    ):
        found = re.findall(rb"lib[A-Za-z0-9_.+-]+\.so(?:\.[0-9]+)+", file.read_bytes())
        direct |= {name.decode() for name in found} & linked(file)
    ours_or_libc = ("libQt6", "libicu", "libc.so", "libm.so", "libpthread", "libdl", "librt", "libgcc_s")
    assert {name for name in direct if not name.startswith(ours_or_libc)} <= set(needs._LIBRARIES)
    assert "libxcb-cursor.so.0" in direct


def test_a_missing_library_names_its_package(needs, monkeypatch):
    monkeypatch.setattr(needs, "_loads", lambda name: name != "libxcb-cursor.so.0")
    assert needs.for_the_window() == {"libxcb-cursor0"}


def test_wayland_libraries_are_needed_on_wayland_alone(needs, monkeypatch):
    monkeypatch.setattr(needs, "_loads", lambda name: "wayland" not in name)
    assert needs.for_the_window() == set()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "libwayland-cursor0" in needs.for_the_window()


def test_a_python_that_cannot_make_environments_names_its_package(needs, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(needs, "_loads", lambda name: True)
    assert needs.for_the_window() == {f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"}


def test_here_nothing_is_missing_for_the_window():
    done = subprocess.run([sys.executable, NEEDS, "run"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def test_no_file_names_a_registry():
    """Where packages come from is the business of each computer's own configuration."""
    address = re.compile(r"index-url|find-links|pythonhosted|pypi\.org/simple|registry\.npmjs|deb\.debian")
    places = ("*", ".ci/*", "packaging/**/*", "resilience_desktop/**/*.py", "ui/**/*.py", "tests/**/*.py")
    texts = [
        path
        for pattern in places
        for path in ROOT.glob(pattern)
        if path.is_file() and path != Path(__file__) and path.suffix != ".pyc"
    ]
    assert len(texts) > 50
    assert [path for path in texts if address.search(path.read_text("utf-8", errors="replace"))] == []


def test_every_pinned_part_has_hashes():
    for name in ("run", "dev"):
        text = (ROOT / "packaging/requirements" / f"{name}.txt").read_text()
        lines = text.replace("\\\n", " ").splitlines()
        pinned = [line for line in lines if line and not line.startswith((" ", "#", "-c"))]
        assert len(pinned) > 5
        assert [line for line in pinned if "==" not in line or "--hash=sha256:" not in line] == []
