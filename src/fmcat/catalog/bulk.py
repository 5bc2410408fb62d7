"""JSON Lines compiled by every core: other processes read and validate lines and make rows of them, this one writes.

Each process is given one part of a file at a time, in turn, and asked for its rows in the same turn. So any number of
lines takes little memory, and rows come in the order of their lines, whatever the number of processes.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple

from fmcat.catalog.computed import Computed
from fmcat.catalog.context import Context, Labels
from fmcat.catalog.rows import FIRST_OF_BULK, Rows, distinct
from fmcat.catalog.standing import newest_read
from fmcat.catalog.terms import licensing
from fmcat.errors import BadRegistry
from fmcat.files.paths import display_path
from fmcat.licensing import Origin
from fmcat.registry.lines import entries_among, lines_of
from fmcat.registry.locate import Layer
from fmcat.registry.problems import Problems, validated
from fmcat.registry.references import claim_checkpoints
from fmcat.schema.model import Model
from fmcat.schema.vocabulary import Vocabulary

#: How many lines a process is given at once, and how many bytes are compiled before others help: to start them takes
#: as long as those.
_LINES, ALONE = 500, 4_000_000
#: The most processes, of which each takes at least 60 MB of memory.
MOST = min(os.cpu_count() or 1, 8)
_SERVE = "import sys; sys.path[:] = {path!r}; from fmcat.catalog.bulk import serve; serve()"


class Part(NamedTuple):
    """Lines of a file of a layer, with their numbers."""

    layer: str
    file: str
    lines: list[tuple[int, bytes]]
    #: The number that the model of the first line has in the catalog.
    first: int


class Compiled(NamedTuple):
    """What was made of a part: rows by table, the numbers and origins of models by id, the last day a source was read.

    Or the first problem of it.
    """

    rows: Rows
    models: dict[str, tuple[int, Origin]]
    newest: str
    problem: str = ""


class Compiler:
    """Makes rows of lines. `known` are the models that other files have too, which those describe."""

    def __init__(self, vocabulary: Vocabulary, context: Context, layers: Sequence[str], known: frozenset[str]) -> None:
        self._vocabulary, self._known, self._layers = vocabulary, known, layers
        self._context, self._labels = context, Labels(context)
        self._licensing = licensing(context.vendors, context.terms, _unknown)

    def compiled(self, part: Part) -> Compiled:
        """What is made of a part."""
        made = Compiled(Rows(), {}, "")
        computed = Computed(self._context, self._layers, lambda model: {"": part.layer})
        problems, newest = Problems(most=1), ""
        try:
            for position, raw in entries_among(part.lines, part.file, problems):
                if raw["id"] in self._known:
                    continue
                model = validated(Model, raw, raw["id"], position, self._vocabulary, problems)
                if not model:
                    continue
                claim_checkpoints(model, raw, position, problems)
                document = computed.added(distinct(model.document()))
                number = part.first + position.line - part.lines[0][0]
                made.rows.add(number, document, self._labels)
                made.rows.tables["origin"] += [(number, *origin) for origin in computed.origins(model.id)]
                made.models[model.id] = number, self._licensing.origin(document)
                newest = max(newest, newest_read(document))
        except BadRegistry as refused:
            return Compiled(Rows(), {}, "", str(refused.problems[0]))
        return made._replace(newest=newest)


def _unknown(model: str) -> None:
    """The origin of any other model, which no origin needs."""


def compiled_lines(
    files: Iterable[tuple[Layer, Path]], compiler: Compiler, told: Callable[[int, int], None]
) -> Iterator[Compiled]:
    """What is made of every part of JSON Lines files, in their order; `told` how many bytes of how many are done.

    Raises BadRegistry at the first problem, and OSError if a file cannot be read.
    """
    files = list(files)
    whole = sum(path.stat().st_size for _, path in files)
    with ExitStack() as ending:
        workers = _workers(compiler, ending) if whole > ALONE else []
        done = 0
        for part, made in _in_turn(_parts(files), workers, compiler):
            if made.problem:
                raise BadRegistry([made.problem])
            yield made
            done += sum(len(line) for _, line in part.lines)
            told(done, whole)


def _workers(compiler: Compiler, ending: ExitStack) -> "list[_Worker]":
    """As many processes as are of use and can be started, which end with `ending`."""
    workers: list[_Worker] = []
    with suppress(OSError):
        while len(workers) < MOST and MOST > 1:
            workers.append(_Worker(compiler))
            ending.callback(workers[-1].end)
    return workers


def _parts(files: Iterable[tuple[Layer, Path]]) -> Iterator[Part]:
    first = FIRST_OF_BULK
    for layer, path in files:
        numbered = lines_of(path)
        while lines := list(islice(numbered, _LINES)):
            yield Part(layer.name, display_path(path), lines, first)
            first += len(lines)


def _in_turn(
    parts: Iterator[Part], workers: "Sequence[_Worker]", compiler: Compiler
) -> Iterator[tuple[Part, Compiled]]:
    """Every part with what is made of it: a process that has answered gets its next part before that is used."""
    free, asked = deque(workers), deque[tuple[Part, "_Worker"]]()
    if not workers:
        yield from ((part, compiler.compiled(part)) for part in parts)
    for part in parts:
        answered = []
        if not free:
            before, worker = asked.popleft()
            answered.append((before, worker.answer(before)))
            free.append(worker)
        free[0].ask(part)
        asked.append((part, free.popleft()))
        yield from answered
    yield from ((part, worker.answer(part)) for part, worker in asked)


class _Worker:
    """Another process. If it dies, this one does its work."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        command = [sys.executable, "-c", _SERVE.format(path=sys.path)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._send(compiler)

    def ask(self, part: Part) -> None:
        """Give it a part."""
        self._send(part)

    def answer(self, part: Part) -> Compiled:
        """What it made of the part that it was given last."""
        try:
            made: Compiled = pickle.load(_pipe(self._process.stdout))
        except (OSError, EOFError, pickle.UnpicklingError):
            made = self._compiler.compiled(part)
        return made

    def end(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()

    def _send(self, value: object) -> None:
        with suppress(OSError):  # it died, and will not answer
            pickle.dump(value, _pipe(self._process.stdin), pickle.HIGHEST_PROTOCOL)
            _pipe(self._process.stdin).flush()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream
    return stream


def serve() -> None:
    """What the other process does: compile parts until no more come."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process ends it
    read, write = partial(pickle.load, sys.stdin.buffer), sys.stdout.buffer
    try:
        compiler: Compiler = read()
        while True:
            pickle.dump(compiler.compiled(read()), write, pickle.HIGHEST_PROTOCOL)
            write.flush()
    except (EOFError, OSError):
        return
