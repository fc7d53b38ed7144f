"""Be the floor of looking back: the same rows by hand, the newest answers in bare editors side by side.

Called with a pipe and a count: 0 for the first paint, else how many times the editors are scrolled.
"""

import sys

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMainWindow, QScrollArea, QTextEdit, QWidget
from sqlcipher3 import dbapi2

from resilience_desktop.paths import find
from resilience_desktop.vault import unlock_secret
from resilience_desktop.vault.connection import SETTINGS
from resilience_desktop.vault.layout import DATABASE, vault_id
from tests.benchmarks.children import clock, stage
from tests.benchmarks.words import PASSPHRASE

WIDTH, STEP = 306, 60

count = int(sys.argv[2])
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
connection = dbapi2.connect((folder / DATABASE).as_uri() + "?mode=rw", uri=True, isolation_level=None)
connection.execute("PRAGMA cipher_log_level = NONE")
connection.set_key(f"x'{key.hex()}{salt.hex()}'".encode())
for name, value, _ in SETTINGS:
    connection.execute(f"PRAGMA {name} = {value}")

began = clock.now_ns()
steps = connection.execute(
    "SELECT * FROM reflections r LEFT JOIN check_ins ON reflection = r.id ORDER BY r.id DESC"
).fetchall()
answers = connection.execute(
    "SELECT text FROM reflections r CROSS JOIN answers ON reflection = r.id AND prompt_id = ? "
    "ORDER BY r.id DESC LIMIT ?",
    (b"reaction", max(8, count * STEP // WIDTH + 8)),
).fetchall()
page = QWidget()
row = QHBoxLayout(page)
for (text,) in answers:
    editor = QTextEdit()
    editor.setFixedWidth(WIDTH)
    editor.setPlainText(text.decode())
    row.addWidget(editor)
area = QScrollArea()
area.setWidget(page)
area.setWidgetResizable(True)
paints = stage.Paints(page)
for each in page.findChildren(QTextEdit):
    each.viewport().installEventFilter(paints)
window.setCentralWidget(area)
ended = stage.reach(lambda: paints.seen > 0)
if not count:
    stage.end(int(sys.argv[1]), (ended - began) / 1e6)
stage.end(int(sys.argv[1]), stage.scroll(area.horizontalScrollBar(), paints, STEP, count))
