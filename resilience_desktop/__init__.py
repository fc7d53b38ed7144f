"""Hold everything about reflecting on a reading that is true without a window."""

__version__ = "0.1.0"
