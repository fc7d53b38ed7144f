"""Hold the parts of the settings page, each with a heading of its own."""
