"""Say on what the figures were taken."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version


def describe() -> dict[str, str | int]:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    cipher = connection.execute("PRAGMA cipher_version").fetchone()[0]
    connection.close()
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "cpus": os.cpu_count() or 0,
        "load": f"{os.getloadavg()[0]:.2f}",
        "python": platform.python_version(),
        "pyside6": version("PySide6_Essentials"),
        "sqlcipher": cipher,
        "typst": version("typst"),
    }
