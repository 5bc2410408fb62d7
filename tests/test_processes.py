"""Work shared with other processes has the same answers in the same order, whatever happens to them."""

import operator
import signal
import subprocess
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from fmcat.processes import Worker, shared

#: A work that any process can import.
DOUBLED = partial(operator.mul, 2)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_answers_come_in_the_order_of_the_parts(most: int) -> None:
    assert list(shared(DOUBLED, range(7), most)) == [(part, 2 * part) for part in range(7)]
    assert list(shared(DOUBLED, [], most)) == []


def test_one_process_would_help_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "__init__", lambda *_: pytest.fail("a process was started"))
    assert list(shared(DOUBLED, [4], 1)) == [(4, 8)]


def test_processes_that_never_begin_lose_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fmcat.processes._SERVE", "{path!r}")
    long = list(range(100_000))  # more than a pipe holds, so that sending it fails
    second: Callable[[int], int] = long.__getitem__
    assert [made for _, made in shared(second, range(3), 2)] == [0, 1, 2]


def test_an_interrupt_is_left_to_the_first_process() -> None:
    worker: Worker[int, int] = Worker(DOUBLED)
    try:
        assert worker.answer(1) == 2
        worker.process.send_signal(signal.SIGINT)
        assert worker.answer(2) == 4
    finally:
        worker.end()


def test_few_parts_are_taken_before_their_turn() -> None:
    taken = []

    def parts() -> Iterator[int]:
        for part in range(100):
            taken.append(part)
            yield part

    assert next(shared(DOUBLED, parts(), 2)) == (0, 0)
    assert len(taken) == 5


def test_a_process_that_dies_loses_no_part_and_all_end_with_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[bytes]] = []
    start = Worker.__init__

    def noted(worker: Worker[int, int], work: Callable[[int], int]) -> None:
        start(worker, work)
        begun.append(worker.process)

    monkeypatch.setattr(Worker, "__init__", noted)
    answers = shared(DOUBLED, range(9), 2)
    assert next(answers) == (0, 0)
    begun[0].kill()
    assert [made for _, made in answers] == [2 * part for part in range(1, 9)]
    assert [process.returncode is None for process in begun] == [False, False]
