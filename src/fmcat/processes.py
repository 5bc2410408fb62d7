"""Work that other processes share: each is given a part at a time, and answers come in the order of the parts.

They are plain processes that talk through pipes, not those of `multiprocessing`, which start by running the main script
of whoever uses fmcat. Few parts wait at a time, so any number of them takes little memory.
"""

import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from queue import SimpleQueue
from typing import IO, Any, Generic, TypeVar

Part = TypeVar("Part")
Made = TypeVar("Made")
_SERVE = "import sys; sys.path[:] = {path!r}; from fmcat.processes import serve; serve()"
#: How many parts are waiting for each process: with one, it would be idle while an earlier part takes long.
_WAITING = 2


def shared(work: Callable[[Part], Made], parts: Iterable[Part], most: int) -> Iterator[tuple[Part, Made]]:
    """Every part with what `work` makes of it, by at most as many other processes; in this one if none can be started.

    The work, the parts and what is made of them are pickled. A part whose process died is worked on here.
    """
    with ExitStack() as ending:
        workers = _workers(work, most, ending)
        if workers:
            yield from _in_order(work, parts, workers, ending)
        else:
            yield from ((part, work(part)) for part in parts)


def _workers(work: Callable[[Part], Made], most: int, ending: ExitStack) -> "list[Worker[Part, Made]]":
    """As many processes as can be started, which end with `ending`; none where one would do all the work."""
    workers: list[Worker[Part, Made]] = []
    with suppress(OSError):
        while len(workers) < most and most > 1:
            workers.append(Worker(work))
            ending.callback(workers[-1].end)
    return workers


def _in_order(
    work: Callable[[Part], Made], parts: Iterable[Part], workers: "list[Worker[Part, Made]]", ending: ExitStack
) -> Iterator[tuple[Part, Made]]:
    """Every part with what is made of it by the first process that is free."""
    free: SimpleQueue[Worker[Part, Made]] = SimpleQueue()
    for worker in workers:
        free.put(worker)

    def answered(part: Part) -> Made:
        worker = free.get()
        try:
            return worker.answer(part)
        finally:
            free.put(worker)

    def made(part: Part, answer: "Future[Made]") -> tuple[Part, Made]:
        try:
            return part, answer.result()
        except (OSError, EOFError, pickle.UnpicklingError):  # its process died
            return part, work(part)

    pool = ThreadPoolExecutor(len(workers))
    ending.callback(pool.shutdown, wait=False, cancel_futures=True)
    waiting: deque[tuple[Part, Future[Made]]] = deque()
    for part in parts:
        waiting.append((part, pool.submit(answered, part)))
        if len(waiting) > _WAITING * len(workers):
            yield made(*waiting.popleft())
    yield from (made(*one) for one in waiting)


class Worker(Generic[Part, Made]):
    """Another process."""

    def __init__(self, work: Callable[[Part], Made]) -> None:
        command = [sys.executable, "-c", _SERVE.format(path=sys.path)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        with suppress(OSError):  # it died, which its answers tell
            self._send(work)

    def answer(self, part: Part) -> Made:
        """What it makes of a part; raises OSError, EOFError or UnpicklingError if it died."""
        self._send(part)
        made: Made = pickle.load(_pipe(self.process.stdout))
        return made

    def end(self) -> None:
        """End it."""
        self.process.kill()
        self.process.communicate()

    def _send(self, value: object) -> None:
        pickle.dump(value, _pipe(self.process.stdin), pickle.HIGHEST_PROTOCOL)
        _pipe(self.process.stdin).flush()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream
    return stream


def serve() -> None:
    """What the other process does: work on parts until no more come, which is also when the first process ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends it
    read, write = partial(pickle.load, sys.stdin.buffer), sys.stdout.buffer
    try:
        work: Callable[[Any], object] = read()
        while True:
            pickle.dump(work(read()), write, pickle.HIGHEST_PROTOCOL)
            write.flush()
    except (EOFError, OSError):
        return
