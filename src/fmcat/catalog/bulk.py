"""JSON Lines compiled by every core: other processes read and validate lines and make rows of them, this one writes.

Rows come in the order of their lines, whatever the number of processes.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from fmcat.catalog.computed import Computed
from fmcat.catalog.context import Context, Labels
from fmcat.catalog.rows import FIRST_OF_BULK, Rows, distinct
from fmcat.catalog.standing import newest_read
from fmcat.catalog.terms import licensing
from fmcat.checkpoints import checkpoint_id
from fmcat.errors import BadRegistry
from fmcat.fields import Document, is_own
from fmcat.files.paths import display_path
from fmcat.processes import shared
from fmcat.registry.lines import entries_among, lines_of, plain_entry
from fmcat.registry.locate import Layer
from fmcat.registry.problems import Problems, validated
from fmcat.registry.references import claim_checkpoints
from fmcat.schema.model import Model
from fmcat.schema.plain import plainly
from fmcat.schema.vocabulary import Vocabulary
from fmcat.text import ENTRY_LEVELS, LONGEST_TEXT, examined

#: How many lines a process is given at once, and how many bytes are compiled before others help: to start them takes
#: as long as those.
_LINES, ALONE = 500, 4_000_000
#: The most processes, of which each takes at least 60 MB of memory.
MOST = min(os.cpu_count() or 1, 8)


class Part(NamedTuple):
    """Lines of a file of a layer, with their numbers."""

    layer: str
    file: str
    lines: list[tuple[int, bytes]]
    #: The number that the model of the first line has in the catalog.
    first: int


class Compiled(NamedTuple):
    """What was made of a part: rows by table, the numbers of those models that others may bind by id, the last day a
    source was read.

    Or the first problem of it.
    """

    rows: Rows
    models: dict[str, int]
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
        newest = ""
        try:
            for line, entry in self._entries(part):
                document = computed.added(entry)
                number = part.first + line - part.lines[0][0]
                terms = self._licensing.alone(self._licensing.origin(document))
                made.rows.add(number, document, self._labels, terms or {})
                made.rows.tables["origin"] += [(number, *origin) for origin in computed.origins(document["id"])]
                if terms is None:
                    made.models[document["id"]] = number
                newest = max(newest, newest_read(document))
        except BadRegistry as refused:
            return Compiled(Rows(), {}, "", str(refused.problems[0]))
        return made._replace(newest=newest)

    def _entries(self, part: Part) -> Iterator[tuple[int, Document]]:
        """The valid entries of a part as documents, with their lines; raises BadRegistry at the first problem."""
        problems = Problems(most=1)
        for number, line in part.lines:
            if document := self._plain_document(line):
                if document["id"] not in self._known:
                    yield number, document
                continue
            for position, raw in entries_among([(number, line)], part.file, problems):
                if raw["id"] not in self._known:
                    model = validated(Model, raw, raw["id"], position, self._vocabulary, problems)
                    if model:
                        claim_checkpoints(model, raw, position, problems)
                        yield number, distinct(model.document())

    def _plain_document(self, line: bytes) -> Document | None:
        """The document of a line that is valid at first sight, as most are."""
        if (entry := plain_entry(line)) is None:
            return None
        own = {key: entry.pop(key) for key in [key for key in entry if is_own(key)]} if b'"x-' in line else {}
        try:
            document: Document = plainly(Model).validate_python(entry, context=self._vocabulary)
            if own:
                document |= distinct(examined(own, ENTRY_LEVELS, LONGEST_TEXT))
            variants = document.get("variants", ())
            return document if len({checkpoint_id(document, one) for one in variants}) == len(variants) else None
        except ValueError:
            return None


def _unknown(model: str) -> None:
    """The origin of any other model, which no model needs that nothing else binds."""


def compiled_lines(
    files: Iterable[tuple[Layer, Path]], compiler: Compiler, told: Callable[[int, int], None]
) -> Iterator[Compiled]:
    """What is made of every part of JSON Lines files, in their order; `told` how many bytes of how many are done.

    Raises BadRegistry at the first problem, and OSError if a file cannot be read.
    """
    files = list(files)
    whole = sum(path.stat().st_size for _, path in files)
    done = 0
    for part, made in shared(compiler.compiled, _parts(files), MOST if whole > ALONE else 1):
        if made.problem:
            raise BadRegistry([made.problem])
        yield made
        done += sum(len(line) for _, line in part.lines)
        told(done, whole)


def _parts(files: Iterable[tuple[Layer, Path]]) -> Iterator[Part]:
    first = FIRST_OF_BULK
    for layer, path in files:
        numbered = lines_of(path)
        while lines := list(islice(numbered, _LINES)):
            yield Part(layer.name, display_path(path), lines, first)
            first += len(lines)
