"""The floor of reading a PDF: the text of each page as pypdfium2 gives it, out of order and unjoined."""

from __future__ import annotations

import sys

import pypdfium2


def main() -> int:
    pages = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    for page in pages:
        sys.stdout.write(page.get_textpage().get_text_bounded())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
