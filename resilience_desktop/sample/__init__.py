"""Make a vault full of invented reflections, to try the program with years of use."""

from .filling import Span, make

__all__ = ["Span", "make"]
