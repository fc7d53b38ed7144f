"""Read packs: a text with prompts in it, as Markdown."""

from .parser import parse
from .problem import Problem
from .shelf import Shelf, in_each_language, library, load, one_of_each

__all__ = ["Problem", "Shelf", "in_each_language", "library", "load", "one_of_each", "parse"]
