"""Remove words from the vault's file for good.

SQLite writes over what a row held, but when it spreads rows over pages anew it may leave copies of
them behind; only a file that was written anew is free of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from resilience_desktop.errors import Damaged

from . import facts, schema
from .connection import Database
from .search import Search

_REWRITE = "rewrite-due"
"""The fact that stands while removed words may still be left over between the rows of a page."""


@contextmanager
def removing(database: Database) -> Iterator[None]:
    """Make one transaction of the block, in which rows are deleted; the search forgets its words as well.

    It is ``finish`` that takes the last of them out of the file.
    """
    with schema.changing(database):
        yield
        Search(database).forget()
        facts.set_fact(database, _REWRITE, "yes")


def is_unfinished(database: Database) -> bool:
    """Tell whether the file may still hold words that were removed."""
    return facts.fact(database, _REWRITE) is not None


def finish(database: Database) -> None:
    """Write the file anew, which no transaction may be open for.

    Raises Damaged when something removed is left, DiskFull, NotAllowed; then it stays to be done.
    """
    database.rewrite()
    if database.pragma("freelist_count") != "0":
        raise Damaged
    with schema.changing(database):
        facts.remove_fact(database, _REWRITE)
