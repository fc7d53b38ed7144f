"""Be the floor of unlocking: open the same file with the same settings, read the same rows, show the text.

A bare window is painted first; the time counts from the known key to a bare editor painted and at rest.
"""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QTextEdit
from sqlcipher3 import dbapi2

from resilience_desktop.paths import find
from resilience_desktop.vault import unlock_secret
from resilience_desktop.vault.connection import SETTINGS
from resilience_desktop.vault.layout import DATABASE, vault_id
from tests.benchmarks.children import clock, stage
from tests.benchmarks.words import PASSPHRASE

application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.setCentralWidget(QLabel("Welcome back"))
window.show()
paints = stage.Paints(window.centralWidget())
stage.rest(lambda: paints.seen > 0)

folder = find().default_vault
salt = vault_id(folder)
key = unlock_secret(folder, PASSPHRASE).data_key(salt)

began = clock.now_ns()
connection = dbapi2.connect((folder / DATABASE).as_uri() + "?mode=rw", uri=True, isolation_level=None)
connection.execute("PRAGMA cipher_log_level = NONE")
connection.set_key(f"x'{key.hex()}{salt.hex()}'".encode())
for name, value, _ in SETTINGS:
    connection.execute(f"PRAGMA {name} = {value}")
((reading, reflection),) = connection.execute("SELECT reading_id, reflection FROM place")
summaries = connection.execute("SELECT * FROM reflections JOIN editions USING (id)").fetchall()
((markdown,),) = connection.execute(
    "SELECT markdown FROM editions JOIN reflections ON edition = editions.id WHERE reflections.id = ?",
    (reflection,),
)
answers = connection.execute(
    "SELECT * FROM answers a JOIN prompts p ON p.id = a.prompt WHERE reflection = ?", (reflection,)
)
texts = [markdown, *(row[6] for row in answers.fetchall())]
editor = QTextEdit()
editor.setPlainText("\n\n".join(text.decode() for text in texts))
paints = stage.Paints(editor.viewport())
window.setCentralWidget(editor)
stage.end(int(sys.argv[1]), (stage.rest(lambda: paints.seen > 0) - began) / 1e6)
