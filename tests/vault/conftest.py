"""Make one vault for all tests, and give each test a copy of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from resilience_desktop.vault import MINIMUM, RootSecret, Vault, unlock_secret
from resilience_desktop.workbook import Noticed, Prompt, Reading

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "otter lantern quiet harbour"
NOBODY = 65534


def make_reading(version: str = "1", ask: str = "What came up first?") -> Reading:
    prompts = (
        Prompt("zuerst", "First", ask, "Take your time."),
        Prompt("before", "Before", "What lies behind it?"),
        Prompt("if-resistance", "Resistance", "What would help?", when=Noticed.RESISTANCE),
    )
    markdown = f"---\nid: gentle\nversion: {version}\n---\n# Gentle\n{ask}\n"
    return Reading("gentle", version, "Gently", "en", (), prompts, markdown=markdown)


@pytest.fixture(scope="session")
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture(scope="session")
def reading() -> Reading:
    return make_reading()


@pytest.fixture(scope="session")
def _original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("original") / "vault"
    Vault.create(folder, PASSPHRASE, cost=MINIMUM).close()
    return folder


@pytest.fixture(scope="session")
def secret(_original: Path) -> RootSecret:
    return unlock_secret(_original, PASSPHRASE)


@pytest.fixture
def folder(_original: Path, tmp_path: Path) -> Path:
    """Return the folder of a closed, empty vault."""
    copy = tmp_path / "vault"
    shutil.copytree(_original, copy)
    return copy


@pytest.fixture
def vault(folder: Path, secret: RootSecret, clock: Callable) -> Iterator[Vault]:
    """Return an open, empty vault."""
    opened = Vault.open(folder, secret, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def filled(folder: Path, secret: RootSecret, reading: Reading) -> Path:
    """Return the folder of a closed vault with three reflections, one of them long."""
    vault = Vault.open(folder, secret)
    edition = vault.keep_edition(reading)
    for number in range(3):
        reflection = vault.begin(edition)
        vault.save(reflection.id, {p: f"{p.id} {number} " * 100 for p in reading.prompts})
    vault.save(reflection.id, {reading.prompts[0]: "long " * 5000})
    vault.close()
    return folder


@pytest.fixture
def child() -> Callable[..., subprocess.Popen]:
    """Return a function that starts another program: Python code with the vault's modules at hand."""

    def start(code: str, *arguments: object) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    return start


@pytest.fixture
def as_anyone() -> Callable:
    """Return a block in which permission bits bind: root becomes nobody, anyone else stays."""

    @contextmanager
    def block() -> Iterator[None]:
        if os.getuid() != 0:
            yield
            return
        os.setresgid(NOBODY, NOBODY, 0)
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)
            os.setresgid(0, 0, 0)

    return block


@pytest.fixture
def public() -> Iterator[Path]:
    """Return a folder that nobody may enter as well, and that belongs to them."""
    place = Path(tempfile.mkdtemp(prefix="resilience-public-"))
    if os.getuid() == 0:
        os.chown(place, NOBODY, NOBODY)
    yield place
    for inside in [place, *place.rglob("*")]:
        inside.chmod(0o700)
    shutil.rmtree(place)


@pytest.fixture
def hand_over() -> Callable[[Path], None]:
    """Return a function that gives a folder and its files to the one whom permission bits bind."""

    def give(folder: Path) -> None:
        if os.getuid() == 0:
            for path in [folder, *folder.iterdir()]:
                os.chown(path, NOBODY, NOBODY)

    return give
