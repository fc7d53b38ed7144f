"""The worker: order, threads, living contexts, errors."""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from shiboken6 import delete

from resilience_desktop.errors import DiskFull, ResilienceError
from ui.tasks import Worker


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


def test_a_mistake_of_the_program_is_not_swallowed(qtbot, worker):
    with qtbot.captureExceptions() as caught:
        worker.run(lambda: 1 // 0, pytest.fail, pytest.fail, worker)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_stopping_finishes_what_was_asked_for(qapp):
    worker, done = Worker(), []
    for n in range(5):
        worker.run(lambda n=n: done.append(n), lambda _: None, pytest.fail, worker)
    worker.stop()
    assert done == [0, 1, 2, 3, 4]
    QCoreApplication.sendPostedEvents()
