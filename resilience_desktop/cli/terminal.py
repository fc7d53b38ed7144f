"""Speak with the person at the terminal: results, messages, and the passphrase without an echo."""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Iterable
from contextlib import suppress

from ..errors import ResilienceError

_LONGEST_PASSPHRASE = 4096  # bytes

_NO_TERMINAL = "There is no terminal to ask for the passphrase. It can be handed over with --passphrase-fd."
_NOTHING_TYPED = "No passphrase was given. Nothing was changed."
_NO_DESCRIPTOR = "Nothing can be read from that file descriptor. Open it first, for instance with 3< FILE."
_TOO_LONG = "That passphrase is too long. Nothing was changed."
_NOT_UTF8 = "That passphrase is not UTF-8 text. Nothing was changed."
_NO_OUTPUT = "The result cannot be shown: standard output is closed."


class WrongUsage(ResilienceError):
    """The command line asks for something that cannot be meant."""


def say(text: str) -> None:
    """Write a message to stderr, if anyone listens there."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(text, file=sys.stderr, flush=True)  # noqa: T201 - this is where messages are printed


def show(lines: Iterable[str]) -> None:
    """Write result lines to stdout.

    Raises ResilienceError when it is closed, OSError when it cannot be written to.
    """
    if sys.stdout is None:
        raise ResilienceError(_NO_OUTPUT)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file name may hold anything
    try:
        for line in lines:
            print(line)  # noqa: T201 - this is where results are printed
        sys.stdout.flush()
    except OSError:
        _abandon_output()
        raise


def flush() -> None:
    """Write out what waits for stdout, or drop it where that is closed."""
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            _abandon_output()


def passphrase(descriptor: int | None, question: str = "Passphrase: ") -> str:
    """Return the passphrase, from the descriptor (all of it, but one newline at its end) or the terminal.

    Raises WrongUsage for a descriptor that is not open, ResilienceError when there is no terminal.
    """
    if descriptor is not None:
        return _decoded(_contents(descriptor))
    import getpass  # the window starts without it

    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)  # it would echo what is typed
        try:
            return getpass.getpass(question)
        except (getpass.GetPassWarning, OSError) as error:
            raise ResilienceError(_NO_TERMINAL) from error
        except EOFError as error:
            raise ResilienceError(_NOTHING_TYPED) from error
        except UnicodeError as error:
            raise ResilienceError(_NOT_UTF8) from error


def _contents(descriptor: int) -> bytes:
    contents = b""
    try:
        while len(contents) <= _LONGEST_PASSPHRASE and (part := os.read(descriptor, _LONGEST_PASSPHRASE)):
            contents += part
    except OSError as error:
        raise WrongUsage(_NO_DESCRIPTOR) from error
    if len(contents) > _LONGEST_PASSPHRASE:
        raise ResilienceError(_TOO_LONG)
    return contents.removesuffix(b"\n")


def _decoded(contents: bytes) -> str:
    try:
        return contents.decode("utf-8")
    except UnicodeDecodeError:
        raise ResilienceError(_NOT_UTF8) from None  # the cause would carry the passphrase along


def _abandon_output() -> None:
    """Let what still waits for stdout go nowhere, or Python would complain about it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
