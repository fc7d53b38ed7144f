"""Do the program's jobs without a window, and without loading anything of one."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ..errors import ResilienceError
from ..files import in_words
from . import terminal
from .arguments import parse

__all__ = ["parse", "run"]


def run(request: argparse.Namespace) -> int:
    """Do what was asked for.

    Return 0 when it is done, 1 when it was refused or something is damaged, 2 for wrong usage.
    """
    try:
        return _function(request.command)(request)
    except terminal.WrongUsage as error:
        terminal.say(str(error))
        return 2
    except ResilienceError as error:
        terminal.say(str(error))
    except BrokenPipeError:
        pass  # whoever was reading has seen enough
    except OSError as error:
        terminal.say(str(in_words(error)))
    except KeyboardInterrupt:
        terminal.say("\nStopped.")
    return 1


def _function(command: str) -> Callable[[argparse.Namespace], int]:
    # What they load would delay the window.
    from . import backup, commands, export, importing, sample, travelling

    return {
        "info": commands.info,
        "verify": backup.verify,
        "backup": backup.backup,
        "restore": backup.restore_backup,
        "export": export.export,
        "sample": sample.make,
        "readings check": commands.check_readings,
        "readings export": travelling.export,
        "readings add": travelling.add,
        "readings import": importing.import_reading,
    }[command]
