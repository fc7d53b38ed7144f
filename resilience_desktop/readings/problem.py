"""Tell the writer of a pack what is wrong with it, and on which line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold one remark about a file; ``line`` counts from 1.

    An error keeps the reading from being shown; without ``is_error`` it is a warning only.
    """

    file: str
    line: int
    message: str
    is_error: bool = True

    def __str__(self) -> str:
        """Return ``file:line: message``, the form that editors know how to follow."""
        return f"{self.file}:{self.line}: {self.message}"


class Report:
    """Collect the problems of one file that has ``lines`` lines."""

    def __init__(self, file: str, lines: int) -> None:
        self._file = file
        self._lines = lines
        self._problems: list[Problem] = []

    def error(self, line: int, message: str) -> None:
        """Add what keeps the reading from being shown."""
        self._add(line, message, is_error=True)

    def warn(self, line: int, message: str) -> None:
        """Add what the writer should look at, though the reading can be shown."""
        self._add(line, message, is_error=False)

    @property
    def failed(self) -> bool:
        """Tell whether there is any error."""
        return any(problem.is_error for problem in self._problems)

    def problems(self) -> tuple[Problem, ...]:
        """Return what was collected, in the order of the lines."""
        return tuple(sorted(self._problems, key=lambda problem: problem.line))

    def _add(self, line: int, message: str, *, is_error: bool) -> None:
        # What is missing at the end of a file is found one line after its last.
        self._problems.append(Problem(self._file, min(line, self._lines), message, is_error))
