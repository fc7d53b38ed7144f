"""Say when something was written: the instant in UTC, and the clock on the wall."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ZONE = re.compile(r"^([+-])(\d{2}):(\d{2})(?:\[([A-Za-z0-9_+\-/]{1,64})\])?$")


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The months in the window's language, whatever the system's is."""


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """Hold one instant and the zone it was lived in.

    ``utc_ms`` counts milliseconds since 1970-01-01T00:00:00Z (years 1 to 9999). ``zone`` is the suffix of
    RFC 9557: an offset and, where known, an IANA name, such as ``+01:00[Europe/Berlin]``.
    """

    utc_ms: int
    zone: str = "+00:00"

    def local(self) -> datetime:
        """Return the wall-clock time where it was written; UTC if the zone is unreadable."""
        match = _ZONE.match(self.zone)
        offset = timedelta()
        if match:
            offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
            offset = -offset if match[1] == "-" else offset
        at = _EPOCH + timedelta(milliseconds=self.utc_ms)  # whole numbers: a float would lose milliseconds
        try:
            return at.astimezone(timezone(offset))
        except (ValueError, OverflowError):
            return at

    def iso(self) -> str:
        """Return RFC 9557 text, such as ``2026-11-22T20:41:00.000+01:00[Europe/Berlin]``."""
        name = self.zone[6:]
        return self.local().isoformat(timespec="milliseconds") + name

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Return the moment that ``iso`` wrote. Raises ValueError for anything else."""
        written, bracket, name = text.partition("[")
        at = datetime.fromisoformat(written)
        if at.tzinfo is None or not _ZONE.match(zone := written[-6:] + bracket + name):
            raise ValueError("no offset stands in this time")
        return cls((at - _EPOCH) // timedelta(milliseconds=1), zone)

    def day(self) -> str:
        """Return the local date for people, such as ``22 November 2026``."""
        local = self.local()
        return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"

    def time(self) -> str:
        """Return the local time of day, such as ``20:41``."""
        return f"{self.local():%H:%M}"


Clock = Callable[[], Moment]


def now() -> Moment:
    """Return the present moment in this computer's own zone."""
    local = datetime.now().astimezone()
    offset = local.strftime("%z")
    name = _zone_name(os.environ.get("TZ", ""), int(local.timestamp() // 60))
    zone = f"{offset[:3]}:{offset[3:5]}" + (f"[{name}]" if name else "")
    return Moment(int(local.timestamp() * 1000), zone)


@lru_cache(maxsize=1)
def _zone_name(variable: str, minute: int) -> str:
    """Return the zone's name; it is looked up once in a minute, because every save asks for it."""
    del minute
    name = variable.lstrip(":")
    if not name:
        try:
            name = str(Path("/etc/localtime").readlink()).partition("zoneinfo/")[2]
        except OSError:
            name = ""
    return name if re.fullmatch(r"[A-Za-z0-9_+\-/]{1,64}", name) else ""
