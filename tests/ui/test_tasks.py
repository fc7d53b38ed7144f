"""The worker: order, threads, living contexts, errors."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from shiboken6 import delete

from resilience_desktop.errors import DiskFull, ResilienceError
from ui.tasks import Worker, collect_if_due


@pytest.fixture
def worker(qapp):
    made = Worker()
    yield made
    made.stop()


def test_work_runs_in_order_on_one_other_thread(qtbot, worker):
    threads, results = [], []
    for n in range(20):
        worker.run(
            lambda n=n: threads.append(threading.get_ident()) or n, results.append, pytest.fail, worker
        )
    qtbot.waitUntil(lambda: len(results) == 20)
    assert results == list(range(20))
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


def test_results_arrive_on_the_windows_thread(qtbot, worker):
    arrived = []
    worker.run(lambda: None, lambda _: arrived.append(threading.get_ident()), pytest.fail, worker)
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [threading.get_ident()]


def test_an_error_fit_for_a_person_goes_to_failure(qtbot, worker):
    told = []

    def full() -> None:
        raise DiskFull

    worker.run(full, pytest.fail, told.append, worker)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], ResilienceError)


def test_a_result_for_something_destroyed_is_dropped(qtbot, worker):
    context, heard, later = QObject(), [], []
    gate = threading.Event()
    worker.run(gate.wait, heard.append, heard.append, context)
    worker.run(lambda: None, later.append, pytest.fail, worker)
    delete(context)
    gate.set()
    qtbot.waitUntil(lambda: bool(later))
    assert heard == []


def test_a_mistake_of_the_program_is_raised_and_nobody_waits_for_ever(qtbot, worker):
    told = []
    with qtbot.captureExceptions() as caught:
        worker.run(lambda: 1 // 0, pytest.fail, told.append, worker)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert isinstance(told[0], ResilienceError)


def test_stopping_finishes_what_was_asked_for(qapp):
    worker, done = Worker(), []
    for n in range(5):
        worker.run(lambda n=n: done.append(n), lambda _: None, pytest.fail, worker)
    worker.stop()
    assert done == [0, 1, 2, 3, 4]
    QCoreApplication.sendPostedEvents()


class _Living(QObject):
    """Form a cycle with itself, as widgets do with the slots that they connect."""

    died_on: list[int]

    def __init__(self, died_on: list[int]) -> None:
        super().__init__()
        self.me = self
        self.died_on = died_on

    def __del__(self) -> None:
        self.died_on.append(threading.get_ident())


def test_garbage_with_widgets_in_it_is_never_collected_on_the_worker(qtbot, worker):
    died_on, done = [], []
    for _ in range(50):
        _Living(died_on)

    def work() -> None:
        for _ in range(20_000):
            cycle: list[object] = []
            cycle.append(cycle)

    worker.run(work, done.append, pytest.fail, worker)
    qtbot.waitUntil(lambda: bool(done))
    assert threading.get_ident() not in died_on
    assert died_on == []
    collect_if_due()
    assert set(died_on) == {threading.get_ident()}


def test_a_callback_never_travels_to_the_worker(qtbot, worker):
    died_on, done = [], []
    context = _Living(died_on)
    context.me = None
    gate = threading.Event()
    worker.run(gate.wait, context.died_on.count, pytest.fail, context)
    del context
    gate.set()
    worker.run(lambda: None, done.append, pytest.fail, worker)
    qtbot.waitUntil(lambda: bool(done))
    assert died_on == [threading.get_ident()]
