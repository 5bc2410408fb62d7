"""The commands: one file each, imported when it is the one that runs."""

from collections.abc import Mapping
from typing import NamedTuple


class Command(NamedTuple):
    """A command's help line, the heading it stands under, and whether its arguments are a query.

    Its function is `run` in the module of its name, which ends in `_` where the name is a word of Python.
    """

    help: str
    panel: str
    takes_query: bool = False


_LOOK, _READ, _REGISTRY = "Look", "Learn", "Registry"

COMMANDS: Mapping[str, Command] = {
    "list": Command("The models that match, as a table.", _LOOK, takes_query=True),
    "show": Command("Everything about one model.", _LOOK),
    "search": Command("Find models by any of their words, typos allowed.", _LOOK),
    "compare": Command("Models side by side, fact by fact.", _LOOK),
    "stats": Command("How many models there are of each kind.", _LOOK, takes_query=True),
    "browse": Command("Look around in the terminal: a query, a table, cards.", _LOOK, takes_query=True),
    "lineage": Command("A model's family tree: what it was made from, and what was made from it.", _LOOK),
    "timeline": Command("Models through time: the eras of a shelf, or every year.", _LOOK, takes_query=True),
    "cite": Command("References for papers: BibTeX, CSL JSON, Typst or plain text.", _LOOK, takes_query=True),
    "export": Command("Write models to a file or to another program.", _LOOK, takes_query=True),
    "explain": Command("What a term means, or a note on foundation models.", _READ),
    "why": Command("Where a fact was read, and who says otherwise.", _READ),
    "fields": Command("Every field a query can name.", _READ),
    "mcp": Command("Answer agents: an MCP server on standard input and output.", _READ),
    "check": Command("Examine a registry: every problem with its place and cure.", _REGISTRY),
    "init": Command("Make a registry of your own.", _REGISTRY),
    "add": Command("Add a model to your own registry.", _REGISTRY),
    "set": Command("State facts of a model in your own registry.", _REGISTRY),
    "remove": Command("Take a model out of your own registry.", _REGISTRY),
    "diff": Command("What changed between two registries.", _REGISTRY),
    "import": Command("Compare a public source with the catalog, and take what it adds.", _REGISTRY),
    "registry": Command("Which files are read, and in which order.", _REGISTRY),
    "schema": Command("The JSON Schema of a registry file, or of the JSON fmcat writes.", _REGISTRY),
}
