"""Rows are told from each other by the columns that their tables have."""

from __future__ import annotations

from resilience_desktop.vault import rows as row_kinds
from resilience_desktop.vault import (
    schema,
)

from .salvaging.steps import TABLES


def test_what_rows_are_told_by_are_the_tables_own_columns(vault):
    for kind, name in row_kinds.TABLES.items():
        columns = [row[1] for row in vault._database.rows(f"PRAGMA table_info({name})")]
        assert list(kind._fields) == columns
    made = vault._database.rows(TABLES)
    assert {name for (name,) in made} == {*row_kinds.TABLES.values(), "facts"}
    assert len(schema.MIGRATIONS) == 3
