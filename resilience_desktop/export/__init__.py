"""Turn reflections into pages and files that leave the vault, only when the person asks."""
