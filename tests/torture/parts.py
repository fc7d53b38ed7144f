"""List the parts, in the order in which they run and are reported."""

from __future__ import annotations

from . import (
    arriving,
    disk_image,
    failing_calls,
    flips,
    imports,
    kills,
    letting_go,
    locking,
    mutants,
    power_loss,
)
from .part import Part

PARTS: tuple[Part, ...] = (
    power_loss.PART,
    kills.PART,
    failing_calls.PART,
    flips.PART,
    mutants.PART,
    disk_image.PART,
    locking.PART,
    letting_go.PART,
    imports.PART,
    arriving.PART,
)
