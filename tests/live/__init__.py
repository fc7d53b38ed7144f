"""Drive the real program in a process of its own, also when that replaces itself at a lock."""

from .outside import Live

__all__ = ["Live"]
