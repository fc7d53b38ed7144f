"""Hold the pages of the window; each shows one thing and speaks to the session alone."""
