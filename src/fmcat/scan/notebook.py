"""Reader of notebooks: the code of their cells, with cell and line."""

import json
from collections.abc import Iterator

from fmcat.scan.literal import Asked, Lines, Literal
from fmcat.scan.programs import read_python
from fmcat.scan.shell import words


class Broken(ValueError):
    """A file that cannot be read as what its name says."""


def read_notebook(text: str, asked: Asked) -> Iterator[Literal]:
    """What the code cells of a notebook name; raises Broken if it is not a notebook."""
    try:
        cells = json.loads(text)["cells"]
        sources = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Broken from error
    for number, (kind, source) in enumerate(sources, 1):
        if kind == "code":
            lines = Lines(source)
            yield from (
                one._replace(place=lines.place(one.offset, number), among=one.among and f"cell {number} {one.among}")
                for one in _cell(source, asked)
            )


def _cell(source: str, asked: Asked) -> Iterator[Literal]:
    """A cell's code; lines that begin with a mark are for the shell."""
    offset = 0
    code = []
    is_shell = source.startswith(("%%bash", "%%sh", "%%script"))
    for line in source.splitlines(keepends=True):
        if is_shell or line.lstrip().startswith(("!", "%")):
            start = offset
            yield from (found.moved(start) for found in words(line))
            line = " " * (len(line) - 1) + "\n"
        code.append(line)
        offset += len(code[-1])
    yield from read_python("".join(code), asked)
