"""The commands: one file each, imported only when it runs."""

from collections.abc import Mapping
from typing import NamedTuple

from fmcat.messages import Sentence, say


class Command(NamedTuple):
    """A command's help line, its heading, the examples at the top of its help, and whether its arguments are a query.

    Its function is `run` in the module of its name, which ends in `_` if the name is a keyword of Python.
    """

    help: str
    panel: str
    examples: tuple[str, ...] = ()
    takes_query: bool = False


_LOOK, _READ, _REGISTRY = "Query and view", "Learn more", "Registry"

COMMANDS: Mapping[str, Command] = {
    "list": Command(
        "List the models that match, as a table.",
        _LOOK,
        (
            "fmcat list -m vision --since 2023",
            "fmcat list method:contrastive params:1B+ -s released-",
            "fmcat list --open -o open.csv",
        ),
        takes_query=True,
    ),
    "show": Command(
        "Show everything about one model.",
        _LOOK,
        ("fmcat show dinov2", "fmcat show clip --sources", "fmcat show clip -f markdown"),
    ),
    "resolve": Command(
        "Find which model and checkpoint an id means.",
        _LOOK,
        (
            "fmcat resolve gpt-4o-2024-08-06 TheBloke/Llama-2-7B-GGUF",
            "fmcat resolve qwen2.5:72b-instruct-q4_K_M --json",
            "fmcat resolve --from ids.txt -f jsonl",
        ),
    ),
    "scan": Command(
        "Find the models a repository uses, and check them against rules.",
        _LOOK,
        (
            "fmcat scan",
            "fmcat scan README.md --deny commercial:no --deny status:retired",
            "fmcat scan . -f markdown -o models.md",
        ),
    ),
    "search": Command(
        "Find models by any of their words, typos allowed.",
        _LOOK,
        ("fmcat search segment anything", 'fmcat search "grouding dno"'),
    ),
    "compare": Command(
        "Compare models side by side, fact by fact.",
        _LOOK,
        (
            "fmcat compare clip siglip",
            "fmcat compare clip align siglip -o table.tex",
            "fmcat compare clip siglip -o compare.svg",
        ),
    ),
    "stats": Command(
        "Count the models of each kind.",
        _LOOK,
        (
            "fmcat stats --by vendor",
            "fmcat stats --by modality,year year:2019..",
            "fmcat stats --by vendor,year -o counts.svg",
        ),
        takes_query=True,
    ),
    "browse": Command(
        "Browse in the terminal: query, table, cards.",
        _LOOK,
        ("fmcat browse", "fmcat browse -m vision --open"),
        takes_query=True,
    ),
    "lineage": Command(
        "Show a model's family tree: what it was made from, and what was made from it.",
        _LOOK,
        ("fmcat lineage llava-onevision", "fmcat lineage clip --down --depth 1", "fmcat lineage llava -o tree.svg"),
    ),
    "license": Command(
        "What may be done with a model, and under which terms.",
        _LOOK,
        ("fmcat license openvla", "fmcat license qwen2.5/3b", "fmcat license llama-3.1 --notice"),
    ),
    "timeline": Command(
        "Show models over time: the eras of a modality, or every year.",
        _LOOK,
        (
            "fmcat timeline vision",
            "fmcat timeline vision --by year vendor:meta",
            "fmcat timeline language --plot parameters",
            "fmcat timeline vision --lanes vendor --aspect 16:9 -o vision.svg",
        ),
        takes_query=True,
    ),
    "cite": Command(
        "Write references for papers: BibTeX, CSL JSON, Typst or plain text.",
        _LOOK,
        ("fmcat cite clip dinov2", "fmcat cite sam -o refs.bib --append", "fmcat cite vendor:meta -f csl"),
        takes_query=True,
    ),
    "export": Command(
        "Export models to a file or to another program.",
        _LOOK,
        (
            "fmcat export -o catalog.json",
            "fmcat export -m vision -o vision.csv",
            "fmcat export clip --format bibtex",
            "fmcat export --format site -o site/ --base-url https://example.org/models/",
        ),
        takes_query=True,
    ),
    "explain": Command(
        "Explain a term, or what foundation models are.",
        _READ,
        ("fmcat explain self-supervised-learning", "fmcat explain masked-image-modeling", "fmcat explain fields"),
    ),
    "why": Command(
        "Show where a fact was read, and which sources disagree.",
        _READ,
        ("fmcat why clip", "fmcat why siglip parameters"),
    ),
    "changes": Command(
        "Show what the releases of the data changed.",
        _READ,
        ("fmcat changes", "fmcat changes --since 2026-11 -f markdown", "fmcat changes -o changes.atom"),
    ),
    "report": Command(
        "Fill in an issue about a wrong or missing fact.",
        _READ,
        ("fmcat report clip released", "fmcat report siglip license -o issue.md"),
    ),
    "mcp": Command(
        "Serve agents: an MCP server on standard input and output.",
        _READ,
        ("fmcat mcp", "fmcat --only --registry models.yaml mcp"),
    ),
    "check": Command(
        "Check a registry: every problem with its line and how to fix it.",
        _REGISTRY,
        ("fmcat check", "fmcat check models.yaml --fix", "fmcat check --coverage"),
    ),
    "init": Command("Create a registry of your own.", _REGISTRY, ("fmcat init",)),
    "add": Command("Add a model to your own registry.", _REGISTRY, ("fmcat add", "fmcat add --from model.yaml")),
    "set": Command(
        "Set facts of a model in your own registry.",
        _REGISTRY,
        ("fmcat set clip parameters=400M", "fmcat set clip aliases+=OurCLIP"),
    ),
    "remove": Command("Remove a model from your own registry.", _REGISTRY, ("fmcat remove our-model",)),
    "diff": Command(
        "Show what changed between two registries.",
        _REGISTRY,
        ("fmcat diff old.yaml new.yaml", "fmcat diff HEAD~1 . -f markdown"),
    ),
    "import": Command(
        "Compare a public source with the catalog, and import what it adds.",
        _REGISTRY,
        ("fmcat import epoch models.csv", "fmcat import huggingface README.md --apply"),
    ),
    "registry": Command(
        "Show which files are read, and in which order.", _REGISTRY, ("fmcat registry", "fmcat registry --json")
    ),
    "schema": Command(
        "Write the JSON Schema of a registry file, or of the JSON that fmcat writes.",
        _REGISTRY,
        ("fmcat schema -o registry.schema.json", "fmcat schema documents"),
    ),
}

#: Removed options, by command and name, and what to use instead.
RETIRED: Mapping[tuple[str | None, str], Sentence] = {
    ("lineage", "--up"): say("not needed any more: fmcat lineage NAME shows what it was made from"),
    ("explain", "--all"): say("for the whole glossary: fmcat explain --format markdown"),
}
#: Aliases of commands: `fields` was a command once, and `version` is what many type.
ALIASES: Mapping[str, tuple[str, ...]] = {"fields": ("explain", "fields"), "version": ("--version",)}
