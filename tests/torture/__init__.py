"""Show in full counts what the vault promises; ``python -m tests.torture`` writes REPORT.md."""
