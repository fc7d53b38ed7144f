"""Turn the files that people have into readings."""
