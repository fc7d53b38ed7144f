"""A model of a disk that loses its power: what was synced is there, of the rest anything may be.

- A file's content counts from its own fsync on. Of what was written since, each sector of 512 bytes may be
  as it was or as after any of the later writes, apart from all others, and the file may be as long as after
  any of them. A part that never reached the disk reads as zeros, or, now and then, as garbage.
- A name counts from the fsync of its folder on. Of later changes of names, the first few have happened: the
  first few of all, as journals keep them, or the first few in each folder by itself. A rename is one step.
- An fsync of a file makes no name durable (many file systems do so, none promises it).
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .recording import ROOT_FOLDER, Cut, Named, Step, Synced, Written

SECTOR = 512


@dataclass
class _File:
    """Hold what is durable of a file, and what is not yet."""

    durable: bytes = b""
    pending: list[Written | Cut] = field(default_factory=list)

    def now(self) -> bytes:
        content = bytearray(self.durable)
        for step in self.pending:
            _apply(content, step)
        return bytes(content)

    def after_crash(self, chances: random.Random) -> bytes:
        if not self.pending:
            return self.durable
        versions, sizes = self._history()
        size = chances.choice((sizes[0], sizes[-1], chances.choice(sizes)))
        hole = chances.randbytes(SECTOR) if chances.random() < 0.25 else bytes(SECTOR)
        wanted = chances.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        content = bytearray(self.durable[:size].ljust(size, b"\0"))
        for sector, after in versions.items():
            start = sector * SECTOR
            if start >= size:
                continue
            if chances.random() < wanted:
                piece = after[-1] if chances.random() < 0.5 else chances.choice(after)
            else:
                piece = None if start < len(self.durable) else hole
            if piece is not None:
                content[start : start + SECTOR] = piece[: size - start]
        return bytes(content[:size])

    def _history(self) -> tuple[dict[int, list[bytes]], list[int]]:
        """Return how each touched sector looked after each write to it, and how long the file was."""
        content = bytearray(self.durable)
        versions: dict[int, list[bytes]] = {}
        sizes = [len(content)]
        for step in self.pending:
            _apply(content, step)
            sizes.append(len(content))
            if isinstance(step, Written):
                last = (step.offset + len(step.data) - 1) // SECTOR
                for sector in range(step.offset // SECTOR, last + 1):
                    piece = bytes(content[sector * SECTOR : (sector + 1) * SECTOR]).ljust(SECTOR, b"\0")
                    versions.setdefault(sector, []).append(piece)
        return versions, sizes


class Disk:
    """Follow an act step by step, and lay down what a loss of power might leave at this point."""

    def __init__(self, home: Path, tree: dict[str, int]) -> None:
        self._files: dict[int, _File] = {}
        self._folders: dict[int, dict[str, int]] = {ROOT_FOLDER: {}}
        self._renamings: list[Named] = []
        for path, node in sorted(tree.items(), key=lambda pair: pair[0].count("/")):
            if (home / path).is_dir():
                self._folders[node] = {}
            else:
                self._files[node] = _File((home / path).read_bytes())
            if path:
                folder, _, name = path.rpartition("/")
                self._folders[tree[folder]][name] = node

    @property
    def is_at_rest(self) -> bool:
        return not self._renamings and not any(file.pending for file in self._files.values())

    def follow(self, step: Step) -> None:
        if isinstance(step, Written | Cut):
            self._files[step.file].pending.append(step)
        elif isinstance(step, Synced):
            self._sync(step.node)
        elif isinstance(step, Named):
            self._renamings.append(step)
            if step.made:
                node, is_folder = step.made
                if is_folder:
                    self._folders[node] = {}
                else:
                    self._files[node] = _File()

    def _sync(self, node: int) -> None:
        if node in self._files:
            file = self._files[node]
            file.durable, file.pending = file.now(), []
            return
        durable = [step for step in self._renamings if node in _touched(step)]
        self._renamings = [step for step in self._renamings if node not in _touched(step)]
        for step in durable:
            _rename(self._folders, step)

    def after_crash(self, chances: random.Random) -> dict[str, bytes | None]:
        """Return a home that may be found: the content of each file by its path, None for a folder."""
        folders = {node: dict(names) for node, names in self._folders.items()}
        for step in self._renamed(chances):
            _rename(folders, step)
        contents = {node: file.after_crash(chances) for node, file in self._files.items() if file.pending}
        return dict(self._walk(folders, contents, ROOT_FOLDER, ""))

    def untouched(self) -> dict[str, bytes | None]:
        """Return the home as it is while the power lasts."""
        folders = {node: dict(names) for node, names in self._folders.items()}
        for step in self._renamings:
            _rename(folders, step)
        contents = {node: file.now() for node, file in self._files.items()}
        return dict(self._walk(folders, contents, ROOT_FOLDER, ""))

    def _renamed(self, chances: random.Random) -> Iterator[Named]:
        if chances.random() < 0.5:
            yield from self._renamings[: chances.randint(0, len(self._renamings))]
            return
        stopped: set[int] = set()
        going_on = chances.choice((0.0, 0.3, 0.7, 0.9))
        for step in self._renamings:
            folders = _touched(step)
            if stopped & folders or chances.random() >= going_on:
                stopped |= folders
            else:
                yield step

    def _walk(
        self, folders: dict[int, dict[str, int]], contents: dict[int, bytes], node: int, path: str
    ) -> Iterator[tuple[str, bytes | None]]:
        for name, inside in folders[node].items():
            below = f"{path}/{name}" if path else name
            if inside in folders:
                yield below, None
                yield from self._walk(folders, contents, inside, below)
            else:
                yield below, contents.get(inside, self._files[inside].durable)


def fingerprint(home: dict[str, bytes | None]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for path, content in sorted(home.items()):
        digest.update(f"{path}\0{-1 if content is None else len(content)}\0".encode())
        digest.update(content or b"")
    return digest.digest()


def lay_down(home: dict[str, bytes | None], folder: Path) -> None:
    folder.mkdir()
    for path, content in home.items():
        if content is None:
            (folder / path).mkdir()
        else:
            (folder / path).write_bytes(content)


def _touched(step: Named) -> set[int]:
    return {folder for folder, _, _ in step.changes}


def _rename(folders: dict[int, dict[str, int]], step: Named) -> None:
    for folder, name, node in step.changes:
        if node is None:
            folders[folder].pop(name, None)
        else:
            folders[folder][name] = node


def _apply(content: bytearray, step: Written | Cut) -> None:
    if isinstance(step, Cut):
        del content[step.size :]
        content.extend(bytes(step.size - len(content)))
        return
    content.extend(bytes(max(0, step.offset - len(content))))
    content[step.offset : step.offset + len(step.data)] = step.data
