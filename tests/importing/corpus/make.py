"""Make the files of the corpus anew: ``python -m tests.importing.corpus.make [NAME…]``.

It needs LibreOffice, Chromium and Noto's fonts (Debian: libreoffice-writer, chromium, fonts-noto-core,
fonts-noto-cjk). The files are kept, so that a test needs none of these.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from . import office, plain, source, typeset, web
from .cases import CASES, FILES, Case
from .source import Text


def main() -> int:
    wanted = sys.argv[1:]
    FILES.mkdir(exist_ok=True)
    for case in CASES:
        if wanted and not any(part in case.name for part in wanted):
            continue
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder, f"handout.{case.ending}")
            _make(case, source.read(case.text), made)
            case.path.write_bytes(made.read_bytes())
        sys.stdout.write(f"{case.name}: {case.path.stat().st_size:,} bytes\n")
    return 0


def _make(case: Case, text: Text, target: Path) -> None:
    program, _, way = case.how.partition("-")
    if program == "office":
        office.convert(text, case.ending, target, is_plain=way == "by-hand", furniture=way == "furniture")
    elif program == "typst":
        typeset.make(text, way, target)
    elif program == "plain":
        words = plain.STYLES[way](text)
        if case.encoding != "utf-8":
            words = words.replace("\n", "\r\n")
        target.write_bytes(words.encode(case.encoding))
    elif way == "saved":
        web.save(text, target)
    elif way == "page":
        target.write_text(web.page(text), "utf-8")
    else:
        web.print_(text, target, in_columns=way == "columns")


if __name__ == "__main__":
    raise SystemExit(main())
