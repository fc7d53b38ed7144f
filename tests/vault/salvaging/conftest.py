"""Make a vault that has something of everything to save."""

from contextlib import closing

import pytest

from resilience_desktop.vault import Vault

from .steps import fill


@pytest.fixture
def rich(folder, secret, clock):
    """Return the folder of a closed vault with something in each of its tables."""
    with closing(Vault.open(folder, secret, clock=clock)) as vault:
        fill(vault, clock)
    return folder
