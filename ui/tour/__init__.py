"""Play the whole main job in the real window, and keep a picture of every screen."""

from .stage import play

__all__ = ["play"]
