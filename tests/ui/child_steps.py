"""Put another program in a child's place, and tell when a child is gone."""

import os
import sys

FOREVER = "import threading; threading.Event().wait()"
"""What a child does that never ends by itself."""


def saying(*answers: bytes, then: str = "pass") -> tuple[str, str, str]:
    """Return the command of a child that hears all it is told, answers, and then ends, or does more."""
    said = b"".join(answers).decode("ascii")
    code = f"import sys; sys.stdin.buffer.read(); sys.stdout.write({said!r}); sys.stdout.flush(); {then}"
    return sys.executable, "-c", code


def gone(pid: int) -> bool:
    """Tell whether there is no such process any more."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False
