"""Draw the window and everything in it."""
