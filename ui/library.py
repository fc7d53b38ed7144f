"""Keep what stands on the shelves, and lay a new reading there."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import chain, count
from typing import TYPE_CHECKING

from resilience_desktop.paths import Paths, assets

if TYPE_CHECKING:  # the lock screen stands before any of it is needed
    from resilience_desktop.readings import Shelf


class Library:
    """Look at the folders of readings when they are first asked for, and again once something was added."""

    def __init__(self, paths: Paths) -> None:
        self._own = paths.readings
        self._found: tuple[Shelf, ...] | None = None

    def __call__(self) -> tuple[Shelf, ...]:
        """Return every pack: those that came along, then the person's own."""
        if self._found is None:
            from resilience_desktop import readings

            self._found = readings.library((assets() / "readings", self._own))
        return self._found

    def look_again(self) -> None:
        """Read the folders anew when they are next asked for."""
        self._found = None

    def free_name(self, wanted: str, known: Container[str]) -> str:
        """Return a name that is not known yet and that no folder has: the wanted one, or with a number."""
        names = chain((wanted,), (f"{wanted}-{number}" for number in count(2)))
        return next(name for name in names if name not in known and not (self._own / name).exists())

    def add(self, name: str, files: Mapping[str, bytes]) -> None:
        """Lay files into a folder of this name beside the person's own readings, never over one there.

        Runs on the worker. Raises AlreadyThere, DiskFull, NotAllowed; then nothing new is left behind.
        """
        from resilience_desktop.errors import ResilienceError
        from resilience_desktop.files import PRIVATE_FOLDER, in_words, write_atomically

        folder = self._own / name
        made = not folder.exists()
        written = []
        try:
            folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            for file, data in files.items():
                write_atomically(folder / file, data, replace=False)
                written.append(folder / file)
        except (OSError, ResilienceError) as error:
            for path in written:
                path.unlink(missing_ok=True)
            if made and folder.is_dir():
                folder.rmdir()
            raise in_words(error) if isinstance(error, OSError) else error from None
        self.look_again()
