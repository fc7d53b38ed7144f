"""Run the real program in a process of its own, beside a real vault."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from resilience_desktop import readings
from resilience_desktop.vault import MINIMUM, Vault
from resilience_desktop.workbook import CheckIn, Noticed

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "four quiet words, naïve"
SECRET = "what I have told nobody"

PACK = """---
format: 1
id: tea
version: "1.0"
title: A slow cup of tea
language: en-GB
---

Put the kettle on.

```prompt
id: noticed
label: What I noticed
ask: What did you notice?
```
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(home: Path) -> Run:
    """Return a function that runs main.py; ``passphrase`` is handed over through a pipe."""

    def run(*arguments: object, passphrase: str | bytes | None = None, **options: object):
        command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
        descriptors = ()
        if passphrase is not None:
            reading, writing = os.pipe()
            os.write(writing, passphrase.encode() if isinstance(passphrase, str) else passphrase)
            os.close(writing)
            descriptors = (reading,)
            command += ["--passphrase-fd", str(reading)]
        settled = {
            "capture_output": True,
            "text": True,
            "timeout": 60,
            "stdin": subprocess.DEVNULL,
            "start_new_session": True,  # no terminal of the person who runs the tests is asked
        }
        try:
            return subprocess.run(command, **{"pass_fds": descriptors} | settled | options)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)

    return run


@pytest.fixture(scope="session")
def _made_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "My reflections"
    reading, _problems = readings.parse(PACK)
    assert reading
    with closing(Vault.create(folder, PASSPHRASE, cost=MINIMUM)) as vault:
        for text in (SECRET, f"{SECRET} again"):
            reflection = vault.begin(vault.keep_edition(reading))
            vault.save(reflection.id, {reading.prompts[0]: text}, check_in=CheckIn(3, 7, Noticed.RESISTANCE))
    return folder


@pytest.fixture
def vault(_made_vault: Path, tmp_path: Path) -> Path:
    """Return the folder of a vault with two reflections, which the test may harm."""
    return Path(shutil.copytree(_made_vault, tmp_path / "vault"))
