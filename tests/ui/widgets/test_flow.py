"""Controls in a row that goes on below: what is hidden takes no room."""

from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.flow import FlowLayout


def test_a_hidden_control_leaves_no_gap(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowLayout(10)
    holder.setLayout(row)
    first, hidden, last = (QPushButton(name) for name in ("First", "Hidden", "Last"))
    for button in (first, hidden, last):
        row.addWidget(button)
    hidden.hide()
    with qtbot.waitExposed(holder):
        holder.show()
    assert last.x() == first.geometry().right() + 11
