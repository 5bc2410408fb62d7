"""Validates a data set as a registry is validated, since its files could have been altered."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, RootModel, ValidationError

from fmcat.catalog.engine import Engine
from fmcat.errors import BadDataSet, FmcatError
from fmcat.facts import stated
from fmcat.messages import joined, say
from fmcat.query.sql import Parameters
from fmcat.registry.parse import read_json
from fmcat.registry.problems import explained
from fmcat.schema.model import Model
from fmcat.schema.notes import Concept, SourceKind, Timeline, Work
from fmcat.schema.parts import Date
from fmcat.schema.release import Release
from fmcat.schema.vocabulary import Term, Vendor
from fmcat.text import forbidden


class _Labels(RootModel[dict[str, dict[str, str]]]):
    pass


_NOTES: Mapping[str, type[BaseModel]] = {
    "vendor": Vendor,
    "timeline": Timeline,
    "concept": Concept,
    "source": Work,
    "source-kind": SourceKind,
    "release": Release,
    "labels": _Labels,
}
_SELECTED = re.compile(r"SELECT (?:DISTINCT )?(.+?) FROM (\w+)", re.DOTALL)


class _Terms(BaseModel):
    commercial: str = ""
    conditions: list[str] = []


class _Computed(BaseModel):
    """The facts of a model's document that were computed when the data set was written."""

    country: list[str] = []
    layer: list[str] = []
    added: Date | None = None
    changed: Date | None = None
    terms: dict[str, _Terms] = {}


class Examined:
    """An engine whose rows are validated as they are fetched; raises BadDataSet at the first invalid one."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine, self._where = engine, where

    def execute(self, statement: str, parameters: Parameters) -> "Rows":
        """The rows of a statement."""
        found = _SELECTED.search(statement)
        columns = [name.strip().rpartition(".")[2] for name in found[1].split(",")] if found else []
        document = columns.index("doc") if "doc" in columns else None
        kind = str(parameters.get("kind", "")) if found and found[2] == "entry" else "model"
        return Rows(self._engine.execute(statement, parameters), self._where, document, kind)


class Rows:
    """Rows of a data set, whose column `document`, if any, contains entries of a kind ("": the first column's)."""

    def __init__(self, answer: Any, where: str, document: int | None, kind: str) -> None:
        self._answer, self._where, self._document, self._kind = answer, where, document, kind

    def fetchmany(self, size: int) -> list[tuple[object, ...]]:
        """The next rows, up to a number."""
        return list(map(self._examined, self._answer.fetchmany(size)))

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        return map(self._examined, self._answer)

    def _examined(self, row: tuple[object, ...]) -> tuple[object, ...]:
        for value in row:
            if isinstance(value, str) and (found := forbidden(value)):
                raise BadDataSet(
                    say(
                        "{path}: the invisible character U+{code:04X} is not allowed",
                        path=self._where,
                        code=ord(found[0]),
                    )
                )
        if self._document is not None:
            self._examine(row[self._document], self._kind or str(row[0]))
        return row

    def _examine(self, text: Any, kind: str) -> None:
        """Raise BadDataSet unless a text is the document of an entry of this kind."""
        entry = Model if kind == "model" else _NOTES.get(kind, Term)
        try:
            document = read_json(str(text), "")
            entry.model_validate(document if kind == "labels" else stated(document))
            if kind == "model":
                _Computed.model_validate(document)
        except (ValueError, TypeError, FmcatError) as error:
            problem = error.message if isinstance(error, FmcatError) else say("not a JSON object")
            if isinstance(error, ValidationError):
                first = error.errors()[0]
                path = ".".join(map(str, first["loc"]))
                problem = joined(": ", [*([path] if path else []), explained(first)])
            raise BadDataSet(
                say(
                    "{path}: an entry of kind {kind} is not valid: {reason}",
                    path=self._where,
                    kind=kind,
                    reason=problem,
                )
            ) from None
