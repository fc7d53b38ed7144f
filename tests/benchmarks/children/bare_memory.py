"""Be the floor of the program's memory: a bare window with one label, painted."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from tests.benchmarks.children import stage

application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.setCentralWidget(QLabel("Welcome back"))
window.show()
paints = stage.Paints(window.centralWidget())
stage.rest(lambda: paints.seen > 0)
stage.end(int(sys.argv[1]), stage.pss())
