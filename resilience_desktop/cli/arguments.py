"""Read the command line: what is to be done, and with which folders and files."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from .. import __version__
from . import display, terminal

# As packs are read (readings/flat.py, front_matter.py); to load these would delay the window.
_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
_LANGUAGE = r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}"
_MOST_DESCRIPTORS = 2**31
_MOST_YEARS = 100
_MOST_ROUNDS = 100_000


class _Parser(argparse.ArgumentParser):
    """Say in a sentence what is wrong with a command line, and where help is."""

    def error(self, message: str) -> NoReturn:
        terminal.say(f"{message[0].upper()}{message[1:]}.\nFor help, type: {self.prog} --help")
        raise SystemExit(2)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the request; its ``command`` is None for the window.

    Raises SystemExit: 2 after saying what is wrong, 0 after --help and --version. Where no
    window can be shown, the request becomes the tour, and a line on stderr says so.
    """
    request = argparse.Namespace(command=None, data_dir=None)
    try:
        if arguments:  # without any, the parser would only delay the window
            request = _parser().parse_args(arguments, request)
    except SystemExit:
        terminal.flush()
        raise
    if request.command is None and not display.is_there():
        request.command, request.out = "tour", display.tour_folder()
        terminal.say(f"There is no display for a window here, so the tour plays; its pictures: {request.out}")
    return request


def _parser() -> _Parser:
    everywhere = _Parser(add_help=False)
    everywhere.add_argument(
        "--data-dir",
        type=Path,
        default=argparse.SUPPRESS,  # so that it may stand before the command or after it
        metavar="DIR",
        help="keep everything in this folder instead of the system's usual places",
    )
    parser = _Parser(
        description="Read a short guided text, answer its prompts in private, take a PDF away. "
        "Without a command, the window opens.",
        epilog="Exit status: 0 done, 1 refused or damaged, 2 wrong usage.",
        allow_abbrev=False,
        parents=[everywhere],
    )
    parser.add_argument("--version", action="version", version=f"Resilience {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)

    def add(name: str, description: str, *parents: _Parser) -> _Parser:
        added = commands.add_parser(
            name,
            help=description,
            description=description,
            allow_abbrev=False,
            parents=[everywhere, *parents],
        )
        added.set_defaults(command=name)
        return added

    vault = _vault_options()
    add("info", "tell what can be told of a vault without opening it", vault)
    _add_backup_options(add, vault)
    words = "write all reflections as one file, or as json everything"
    _add_export_options(add("export", words, vault, _passphrase_options()))
    _add_sample_options(add)
    tour = add("tour", "play the whole program by itself and take pictures of it")
    tour.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the pictures go")
    _add_readings(add("readings", "work with reading packs"), everywhere)
    return parser


def _vault_options() -> _Parser:
    options = _Parser(add_help=False)
    options.add_argument(
        "--vault", type=Path, metavar="DIR", help="the vault's folder; else the last one used"
    )
    return options


def _passphrase_options(*, code: bool = True) -> _Parser:
    options = _Parser(add_help=False)
    options.add_argument(
        "--passphrase-fd",
        type=_descriptor,
        metavar="N",
        help="read the passphrase from this file descriptor instead of asking for it",
    )
    if code:
        options.add_argument(
            "--recovery-code",
            action="store_true",
            help="the recovery code is given instead of the passphrase",
        )
    return options


def _add_backup_options(add: Callable[..., _Parser], vault: _Parser) -> None:
    secret = _passphrase_options()
    verify = add("verify", "check every page of a vault, or of a backup", vault, secret)
    verify.add_argument("--backup", type=Path, metavar="FILE", help="check this backup instead")
    backup = add("backup", "back the vault up, and prove the backup", vault, secret)
    backup.add_argument(
        "--out",
        type=Path,
        metavar="PLACE",
        help="a folder to keep numbered backups in, or a file to write; else the folder beside the vault",
    )
    backup.add_argument("--replace", action="store_true", help="replace the file if it is there already")
    restore = add("restore", "show what a backup holds, and put it in the vault's place", vault, secret)
    restore.add_argument("backup", type=Path, metavar="BACKUP", help="the backup, one file")
    restore.add_argument("--look", action="store_true", help="only show it")


def _add_export_options(parser: _Parser) -> None:
    parser.add_argument("--format", choices=("pdf", "markdown", "text", "json"), required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    parser.add_argument("--replace", action="store_true", help="replace the file if it is there already")
    parser.add_argument(
        "--highlights",
        action="store_true",
        help="with what was highlighted in the readings and noted beside it; json always holds it",
    )


def _add_sample_options(add: Callable[..., _Parser]) -> None:
    words = "make a new vault with years of invented reflections, to try the program with"
    sample = add("sample", words, _passphrase_options(code=False))
    sample.add_argument("--vault", type=Path, required=True, metavar="DIR", help="a new or empty folder")
    sample.add_argument(
        "--years", type=_up_to(_MOST_YEARS), default=10, metavar="N", help="how far back they go; else 10"
    )
    sample.add_argument(
        "--rounds", type=_up_to(_MOST_ROUNDS), metavar="N", help="how many reflections; else one a day"
    )


def _add_readings(parser: _Parser, everywhere: _Parser) -> None:
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)

    def add(name: str, description: str) -> _Parser:
        added = commands.add_parser(name, help=description, description=description, parents=[everywhere])
        added.set_defaults(command=f"readings {name}")
        return added

    check = add("check", "print each problem of a pack as file:line: message")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    export = add("export", "write a reading, in every language that it is there in, as one file")
    export.add_argument("id", metavar="ID", help="the reading's permanent name, such as meeting-resistance")
    export.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    export.add_argument("--replace", action="store_true", help="replace the file if it is there already")
    taken = add("add", "show what a reading that was handed on would change, and take it")
    taken.add_argument("file", type=Path, metavar="FILE", help="a pack, or a .reading file")
    taken.add_argument("--yes", action="store_true", help="take it without asking")
    _add_import_options(add("import", "make a reading of a text, PDF, Word, OpenDocument or web page"))


def _add_import_options(parser: _Parser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=".txt, .md, .pdf, .docx, .odt or .html")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="a folder for the reading")
    parser.add_argument(
        "--report", action="store_true", help="print what each paragraph was taken as, and why"
    )
    parser.add_argument(
        "--id",
        type=_matching(
            _ID, "an id is up to 64 letters a to z, digits, hyphens, dots and underscores: my-reading"
        ),
    )
    parser.add_argument(
        "--language",
        type=_matching(_LANGUAGE, "a language is a tag such as en, de or pt-BR"),
        metavar="TAG",
        help="the language that the text is in, where it was not found out",
    )
    parser.add_argument(
        "--password-fd",
        type=_descriptor,
        metavar="N",
        help="read the password of the file from this file descriptor",
    )


def _matching(pattern: str, words: str) -> Callable[[str], str]:
    def matched(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise argparse.ArgumentTypeError(words)
        return text

    return matched


def _up_to(most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text[:9]) <= most or len(text) > 9:
            raise argparse.ArgumentTypeError(f"a whole number from 1 to {most:,} is needed")
        return int(text)

    return number


def _descriptor(text: str) -> int:
    if not text.isdecimal() or int(text) >= _MOST_DESCRIPTORS:
        raise argparse.ArgumentTypeError("a file descriptor is a number, such as 3")
    return int(text)
