"""Help a vault that is damaged or closed: look into its backups, restore one, save what can be read.

All of it runs on the worker's thread; the secret that opened a backup is kept from the look to the end of it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from resilience_desktop.errors import ResilienceError, VaultExists
from resilience_desktop.vault import Backup as Backup
from resilience_desktop.vault import RootSecret, container, moving, rescue, secret_from_code, unlock_keys
from resilience_desktop.vault.moving import Moved as Moved
from resilience_desktop.vault.restoration import Look as Look
from resilience_desktop.vault.restoration import look_into, restore, unlock_backup
from resilience_desktop.vault.salvaging import Salvaged, salvage
from resilience_desktop.workbook import Clock

from .desk import Desk, Drafts, Opened, Page
from .keys import Known


@dataclass(frozen=True, slots=True)
class Rescued:
    """Hold the vault as it is open now, what was done in words, and where the former one lies."""

    opened: Opened
    words: str
    moved_aside: Path | None


class Rescue:
    """Work beside the desk, with its vault or with a closed one."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._secret: RootSecret | None = None

    def backups(self, folder: Path) -> tuple[Backup, ...]:
        """Return the proved backups of a vault, the newest first. Raises NotAllowed."""
        return rescue.every_backup(folder)

    def look(self, folder: Path, path: Path, known: Known | None) -> Look:
        """Prove a backup and read it; without a key it is opened by what opened the vault.

        Raises WrongPassphrase, WrongRecoveryCode, BackupDamaged, NoBackup, NewerVersion, NotAllowed,
        DiskFull; nothing was changed then, nor when it succeeds.
        """
        if known is None:
            return look_into(path, self._desk.vault.upkeep.secret, folder)
        secret = secret_from_code(known.text) if known.is_code else unlock_backup(path, known.text)
        found = look_into(path, secret, folder)
        self._secret = secret
        return found

    def forget(self) -> None:
        """Forget what opened the backup that was looked into."""
        self._secret = None

    def restore(self, folder: Path, path: Path, page: Page | None, drafts: Drafts | None) -> Rescued:
        """Put a backup that was looked into in the vault's place, and open it.

        An open vault is saved and closed first. On an error the vault is as it was, and open if it was.
        """
        was_open = self._desk.is_open
        secret = self._secret if self._secret and not was_open else self._desk.vault.upkeep.secret
        made = container.read(path).label.made
        self._desk.close(page, drafts)
        try:
            moved = restore(path, folder, secret)
        except ResilienceError:
            if was_open:
                with suppress(ResilienceError):
                    self._desk.open(folder, secret)
            raise
        self._secret = None
        words = f"The backup of {made.day()}, {made.time()}, is in the vault's place now."
        return Rescued(self._desk.open(folder, secret), words + _kept(moved), moved)

    def rename(self, folder: Path, name: str) -> Moved:
        """Give a closed vault another name. Raises OpenElsewhere, NotAllowed, ResilienceError."""
        return Moved(moving.rename(folder, name))

    def move(self, folder: Path, into: Path) -> Moved:
        """Move a closed vault. Raises OpenElsewhere, NotAllowed, DiskFull, ResilienceError."""
        return moving.move(folder, into)

    def free_place(self, parent: Path, name: str) -> Path:
        """Return where a new vault of this name would lie. Raises VaultExists, ResilienceError."""
        folder = parent / moving.checked_name(name)
        if folder.exists():
            raise VaultExists
        return folder

    def salvage(self, folder: Path, known: Known) -> Rescued:
        """Put what can be read of a damaged vault in its place, and open it.

        Raises WrongPassphrase, WrongRecoveryCode, Damaged, NoVault, OpenElsewhere, NotAllowed, DiskFull;
        then everything is as it was.
        """
        secret = secret_from_code(known.text) if known.is_code else unlock_keys(folder, known.text)
        salvaged = salvage(folder, secret, clock=self._clock)
        return Rescued(self._desk.open(folder, secret), in_words(salvaged), salvaged.moved_aside)


def in_words(salvaged: Salvaged) -> str:
    """Say what was saved, what was lost, and where the damaged vault lies."""
    saved = salvaged.saved
    answers = _number(saved.answers, "answer")
    if saved.answers_before is not None and saved.answers_before > saved.answers:
        answers = f"{saved.answers} of {_number(saved.answers_before, 'answer')}"
    lines = [f"Saved: {_number(saved.reflections, 'reflection')} and {answers}."]
    if saved.incomplete:
        lines.append(f"{_number(len(saved.incomplete), 'reflection')} lost an answer or a date.")
    if saved.lost:
        lines.append(f"{_number(len(saved.lost), 'reflection')} could not be saved.")
    if len(lines) == 1 and saved.answers_before == saved.answers:
        lines.append("No answer is missing.")
    if saved.others:
        lines.append("Letters, and words beside the practice, were saved as far as they could be read.")
    return " ".join(lines) + _kept(salvaged.moved_aside)


def _kept(moved: Path | None) -> str:
    return f" The vault that was there is kept, whole, beside it: “{moved.name}”." if moved else ""


def _number(number: int, name: str) -> str:
    return f"{number} {name}" + "s" * (number != 1)
