"""Read packs: a text with prompts in it, as Markdown."""

from .parser import parse
from .problem import Problem
from .shelf import Shelf, library, load, one_of_each

__all__ = ["Problem", "Shelf", "library", "load", "one_of_each", "parse"]
