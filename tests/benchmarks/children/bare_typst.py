"""Be the floor of a PDF: compile what comes in a frame with Typst and the same fonts, and nothing else."""

import json
import sys
import time

import typst

from resilience_desktop.export.wire import frame, next_frame
from resilience_desktop.paths import assets

fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[assets() / "fonts"])
heard = bytearray()
made = b""
while part := sys.stdin.buffer.read1(1 << 20):
    heard += part
    while (request := next_frame(heard)) is not None:
        header, source = request
        if "do" in header:
            answer = frame({"is": "file"}, made)
        else:
            began = time.perf_counter_ns()
            made = typst.Compiler(source, font_paths=fonts).compile(format="pdf", pdf_standards="ua-1")
            answer = frame({"is": "pages"}, json.dumps((time.perf_counter_ns() - began) / 1e6).encode())
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
