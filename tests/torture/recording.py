"""Record each change that an act makes on the disk, and what it told in between, by strace.

Only calls that change something are kept, each beside the file that it changes: a file keeps its number
when it is renamed, so that a model of the disk (disk.py) can tell content and names apart.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

ROOT_FOLDER = 0

_CHANGES = (
    "open,openat,creat,close,read,lseek,write,pwrite64,fsync,fdatasync,ftruncate,truncate,fallocate,"
    "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,"
    "writev,pwritev,pwritev2,sendfile,copy_file_range,dup,dup2,dup3,sync_file_range,msync,sendto"
)
OPTIONS = ("-s", "33554432", "-e", "trace=?" + _CHANGES.replace(",", ",?"))


@dataclass(frozen=True)
class Written:
    file: int
    offset: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    file: int
    size: int


@dataclass(frozen=True)
class Synced:
    """All content of a file, or all names in a folder, is asked to be durable."""

    node: int


@dataclass(frozen=True)
class Named:
    """In one step, each name in its folder comes to mean this node, or nothing (None)."""

    changes: tuple[tuple[int, str, int | None], ...]
    made: tuple[int, bool] | None = None
    """The node that came into being with it, and whether it is a folder."""


@dataclass(frozen=True)
class Told:
    line: str


Step: TypeAlias = Written | Cut | Synced | Named | Told


class NotUnderstood(Exception):
    """A line of the log tells of a change that this reader does not know."""


_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\)\s+= (-?\d+|\?)(?: .*)?$", re.DOTALL)
_IGNORED = re.compile(r"^(?:\d+ +)?(?:---|\+\+\+)")
_TEXT = re.compile(r'^"((?:\\x[0-9a-f]{2})*)"$')


def read(log: Path, home: Path, tree: dict[str, int]) -> Iterator[Step]:
    """Yield the steps of a log. ``tree`` holds the number of each path in the home, "" being the home."""
    reader = _Reader(home, tree)
    with log.open() as lines:
        for line in lines:
            if _IGNORED.match(line):
                continue
            found = _LINE.match(line.rstrip("\n"))
            if found is None:
                raise NotUnderstood(line[:200])
            call, arguments, result = found.groups()
            if result != "?" and int(result) >= 0:
                yield from reader.take(call, arguments.split(", "), int(result))


def numbered(home: Path) -> dict[str, int]:
    """Return a number for each file and folder of a home, which is 0 itself."""
    inside = sorted(path.relative_to(home).as_posix() for path in home.rglob("*"))
    return {"": ROOT_FOLDER} | {path: number for number, path in enumerate(inside, 1)}


@dataclass
class _Handle:
    node: int
    position: int = 0


class _Reader:
    """Follow names and handles through the log."""

    def __init__(self, home: Path, tree: dict[str, int]) -> None:
        self._home = str(home)
        self._tree = dict(tree)
        self._folders = {number for path, number in tree.items() if (home / path).is_dir()}
        self._handles: dict[str, _Handle] = {}
        self._next = max(tree.values()) + 1

    def take(self, call: str, arguments: list[str], result: int) -> Iterator[Step]:
        call = {"open": "openat", "rename": "renameat", "renameat2": "renameat"}.get(call, call)
        act = getattr(self, f"_{call}", None)
        if call in ("renameat", "linkat", "openat", "unlinkat", "mkdirat"):
            if not arguments[0].lstrip("-").isdigit() and arguments[0] != "AT_FDCWD":
                arguments = ["AT_FDCWD", *arguments]
            if call in ("renameat", "linkat") and _TEXT.match(arguments[2]):
                arguments = [*arguments[:2], "AT_FDCWD", *arguments[2:]]
        if act:
            yield from act(arguments, result) or ()
        elif arguments[0] in self._handles or any(self._is_ours(one) for one in arguments):
            raise NotUnderstood(f"{call}({', '.join(arguments)[:200]})")

    def _is_ours(self, argument: str) -> bool:
        return bool(_TEXT.match(argument)) and self._inside("AT_FDCWD", argument) is not None

    def _inside(self, folder: str, name: str) -> str | None:
        """Return where in the home a name of the log lies, None when elsewhere."""
        path = os.fsdecode(_bytes(name))
        if not path.startswith("/"):
            if folder not in self._handles:
                return None
            base = next(p for p, node in self._tree.items() if node == self._handles[folder].node)
            path = "/".join(part for part in (self._home, base, path) if part)
        if path == self._home:
            return ""
        return path[len(self._home) + 1 :] if path.startswith(self._home + "/") else None

    def _new(self, path: str, *, folder: bool) -> Step:
        node, self._next = self._next, self._next + 1
        self._tree[path] = node
        if folder:
            self._folders.add(node)
        return Named(((*self._place(path), node),), (node, folder))

    def _place(self, path: str) -> tuple[int, str]:
        folder, _, name = path.rpartition("/")
        return self._tree[folder], name

    def _openat(self, arguments: list[str], result: int) -> Iterator[Step]:
        path = self._inside(*arguments[:2])
        self._handles.pop(str(result), None)
        if path is None:
            return
        flags = arguments[2].split("|")
        if path not in self._tree:
            yield self._new(path, folder=False)
        elif "O_TRUNC" in flags:
            yield Cut(self._tree[path], 0)
        if "O_APPEND" in flags:
            raise NotUnderstood("O_APPEND")
        self._handles[str(result)] = _Handle(self._tree[path])

    def _close(self, arguments: list[str], _result: int) -> None:
        self._handles.pop(arguments[0], None)

    def _read(self, arguments: list[str], result: int) -> None:
        if arguments[0] in self._handles:
            self._handles[arguments[0]].position += result

    def _lseek(self, arguments: list[str], result: int) -> None:
        if arguments[0] in self._handles:
            self._handles[arguments[0]].position = result

    def _write(self, arguments: list[str], result: int) -> Iterator[Step]:
        handle = self._handles.get(arguments[0])
        if handle:
            yield Written(handle.node, handle.position, _bytes(arguments[1])[:result])
            handle.position += result

    def _pwrite64(self, arguments: list[str], result: int) -> Iterator[Step]:
        if arguments[0] in self._handles:
            node = self._handles[arguments[0]].node
            yield Written(node, int(arguments[3]), _bytes(arguments[1])[:result])

    def _fsync(self, arguments: list[str], _result: int) -> Iterator[Step]:
        if arguments[0] in self._handles:
            yield Synced(self._handles[arguments[0]].node)

    _fdatasync = _fsync

    def _ftruncate(self, arguments: list[str], _result: int) -> Iterator[Step]:
        if arguments[0] in self._handles:
            yield Cut(self._handles[arguments[0]].node, int(arguments[1]))

    def _renameat(self, arguments: list[str], _result: int) -> Iterator[Step]:
        source, target = self._inside(*arguments[:2]), self._inside(*arguments[2:4])
        if source is None or target is None:
            return
        yield Named(((*self._place(source), None), (*self._place(target), self._tree[source])))
        moved = {path: node for path, node in self._tree.items() if f"{path}/".startswith(f"{source}/")}
        for path in moved:
            del self._tree[path]
        self._tree.update({target + path[len(source) :]: node for path, node in moved.items()})

    def _linkat(self, arguments: list[str], _result: int) -> Iterator[Step]:
        source, target = self._inside(*arguments[:2]), self._inside(*arguments[2:4])
        if source is not None and target is not None:
            self._tree[target] = self._tree[source]
            yield Named(((*self._place(target), self._tree[source]),))

    def _link(self, arguments: list[str], result: int) -> Iterator[Step]:
        yield from self._linkat(["AT_FDCWD", arguments[0], "AT_FDCWD", arguments[1]], result)

    def _unlinkat(self, arguments: list[str], _result: int) -> Iterator[Step]:
        path = self._inside(*arguments[:2])
        if path is not None:
            yield Named(((*self._place(path), None),))
            del self._tree[path]

    def _unlink(self, arguments: list[str], result: int) -> Iterator[Step]:
        yield from self._unlinkat(["AT_FDCWD", arguments[0]], result)

    _rmdir = _unlink

    def _mkdirat(self, arguments: list[str], _result: int) -> Iterator[Step]:
        path = self._inside(*arguments[:2])
        if path is not None:
            yield self._new(path, folder=True)

    def _mkdir(self, arguments: list[str], result: int) -> Iterator[Step]:
        yield from self._mkdirat(["AT_FDCWD", arguments[0]], result)

    def _sendto(self, arguments: list[str], _result: int) -> Iterator[Step]:
        yield Told(_bytes(arguments[1]).decode())


def _bytes(text: str) -> bytes:
    found = _TEXT.match(text)
    if found is None:
        raise NotUnderstood(text[:200])
    return bytes.fromhex(found[1].replace("\\x", ""))
