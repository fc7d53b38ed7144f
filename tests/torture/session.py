"""Be a person for a whole session, and print each secret that then may lie nowhere.

``python -m tests.torture.session ELSEWHERE`` plays the tour's own first start, writing, locking, coming back
and saving a PDF, in the real window; then comes what happens on bad days, by the same calls as the program's:
backups, a second place, another passphrase, restoring, salvaging, another secret. Only files that the person
asks for are written elsewhere; where that is empty, the window is left out.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path
from unittest import mock

from resilience_desktop import hardening, paths
from resilience_desktop.vault import MINIMUM, Vault, new_secret, newest_backup
from resilience_desktop.vault.backups import place_beside
from resilience_desktop.vault.restoration import look_into, restore
from resilience_desktop.vault.salvaging import salvage

from . import world

TOKEN = os.urandom(5).hex()
TYPED = f"Zwetschgen{TOKEN}"
SAVED = f"Knödel-Größe-{TOKEN}"
TYPED_PASSPHRASE = f"otter {TOKEN} lantern"
NEXT_PASSPHRASE = f"räuber {TOKEN} teapot"
LAST_PASSPHRASE = f"swallow {TOKEN} ninety"


def main() -> int:
    report = hardening.harden()
    hardening.install_hooks()
    secrets = _in_the_window(Path(sys.argv[1]), report) if sys.argv[1] else {}
    secrets |= _on_bad_days(paths.find().default_vault)
    sys.stdout.writelines(f"{name}\t{words}\n" for name, words in secrets.items())
    return 0


def _in_the_window(elsewhere: Path, report: hardening.Report) -> dict[str, str]:
    from ui import tour
    from ui.tour import script, stage

    codes = []
    create = Vault.create.__func__

    def made(cls: type[Vault], *arguments: object, **options: object) -> Vault:
        vault = create(cls, *arguments, **options)
        codes.append(vault.recovery_code())
        return vault

    with (
        mock.patch.multiple(
            script,
            PASSPHRASE=TYPED_PASSPHRASE,
            FIRST=f"{script.FIRST} {TYPED}",
            SECOND=f"{script.SECOND} {TYPED}",
        ),
        mock.patch.object(stage.Stage, "picture", lambda self, *_: self.settle()),
        mock.patch.object(Vault, "create", classmethod(made)),
    ):
        if tour.play(elsewhere, report):
            raise SystemExit("the tour stopped")
    if TYPED not in _text_of(elsewhere / "reflection.pdf"):
        raise SystemExit("what was typed is not in the PDF")
    (code,) = codes
    return {"typed answer": TYPED, "typed passphrase": TYPED_PASSPHRASE} | _spellings("typed code", code)


def _text_of(pdf: Path) -> str:
    import pypdfium2

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def _on_bad_days(folder: Path) -> dict[str, str]:
    stick = folder.parent / "stick"
    stick.mkdir(parents=True)
    vault = Vault.create(folder, TYPED_PASSPHRASE, cost=MINIMUM)
    first = vault.recovery_code()
    secret = vault._secret
    with closing(vault):
        vault.begin(vault.keep_edition(world.READING))
        for times in (1, 900, 20, 0, 300):
            vault.save(1, dict.fromkeys(world.PROMPTS, f"{SAVED} " * times))
        vault.set_fact(SAVED, SAVED)
        vault.back_up()
        vault.back_up(stick)
        vault.change_passphrase(NEXT_PASSPHRASE, cost=MINIMUM, places=[stick])
    backup = newest_backup(place_beside(folder)).path
    look_into(backup, secret, folder)
    restore(backup, folder, secret)
    salvage(folder, secret)
    second = new_secret()
    with closing(Vault.open(folder, secret)) as vault:
        vault.replace_secret(LAST_PASSPHRASE, second, keep_backups=True, cost=MINIMUM, places=[stick])
        if vault.reflection(1).answers[0].text != f"{SAVED} " * 300:
            raise SystemExit("the words are not there")
    return {
        "saved answer": SAVED,
        "next passphrase": NEXT_PASSPHRASE,
        "last passphrase": LAST_PASSPHRASE,
        **_spellings("first code", first),
        **_spellings("second code", second.code()),
    }


def _spellings(name: str, code: str) -> dict[str, str]:
    joined = code.replace("-", "")
    return {name: code, f"{name}, small": code.lower(), f"{name}, joined": joined}


if __name__ == "__main__":
    raise SystemExit(main())
