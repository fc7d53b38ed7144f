"""Close the process's doors, then start the window or hand a command to the command line."""

import os
import sys

from resilience_desktop import hardening


def main() -> int:
    """Do what the command line asks for and return the exit status; only what that needs is loaded."""
    report = hardening.harden()
    hardening.install_hooks()
    if sys.argv[1:] == ["pdf-worker"]:  # the window starts it, nobody types it
        from resilience_desktop.export import worker

        return worker.serve(sys.stdin.buffer, sys.stdout.buffer)
    if sys.argv[1:] == ["import-worker"]:  # nor this one
        from resilience_desktop.importing import worker as reader

        return reader.serve(sys.stdin.buffer, sys.stdout.buffer)
    from resilience_desktop import cli, paths

    request = cli.parse(sys.argv[1:])
    if request.command is None:
        import gc

        gc.disable()  # loading makes much and drops little; later the window's thread collects (ui/tasks.py)
        from ui import app

        return app.run(paths.find(request.data_dir), report)
    if request.command == "tour":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # it plays unseen
        from ui import tour

        return tour.play(request.out, report)
    return cli.run(request)


if __name__ == "__main__":
    raise SystemExit(main())
