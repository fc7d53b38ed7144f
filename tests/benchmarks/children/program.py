"""Be the program under measurement: started as main.py starts it, and watched from inside.

Called with a pipe, a scene and a count; tells through the pipe what the scene measured.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def main() -> int:
    pipe, scene, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    sys.path[0] = str(ROOT)
    del sys.argv[1:]
    import main as program

    harden = program.hardening.harden

    def harden_then_watch():
        report = harden()
        from ui import app

        if scene == "start":
            _tell_when_painted(app, pipe)
        else:
            from tests.benchmarks.children import scenes

            scenes.play(scene, count, app, pipe)
        return report

    program.hardening.harden = harden_then_watch
    return program.main()


def _tell_when_painted(app, pipe: int) -> None:
    import os

    from PySide6.QtCore import QTimer

    from tests.benchmarks.children import clock

    def tell() -> None:
        os.write(pipe, b"%d" % clock.now_ns())
        os._exit(0)

    class Watched(app.MainWindow):
        def paintEvent(self, event):
            super().paintEvent(event)
            QTimer.singleShot(0, tell)  # the turn after the whole window was painted and shown

    app.MainWindow = Watched


if __name__ == "__main__":
    raise SystemExit(main())
