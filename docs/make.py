"""Writes what the docs take from the code and from real output: cli.md, schema.md, README's blocks, the pictures.

`python docs/make.py` writes them; `python docs/make.py --check` says which are not current, and exits 1.
"""

import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any, NamedTuple, get_args

from pydantic.fields import FieldInfo
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from fmcat.catalog.collection import Catalog
from fmcat.checks import CHECKS
from fmcat.cli.app import main
from fmcat.cli.commands import COMMANDS
from fmcat.cli.output import Output
from fmcat.export import EXPORTERS
from fmcat.fields import FIELDS, OPERATORS
from fmcat.registry.json_schema import descriptions
from fmcat.registry.locate import Layer, bundled_folder, files_at
from fmcat.schema.model import Model
from fmcat.schema.parts import Entry
from fmcat.schema.vocabulary import TAXONOMY

HERE = Path(__file__).parent
GENERATED = "<!-- made by `make docs`; edit the code, not this page -->\n"
WIDTH, PICTURE_WIDTH = 92, 104


def printed(*arguments: str) -> str:
    """What fmcat prints to stdout."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()), suppress(SystemExit):
        main(list(arguments))
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines())


def cli_page() -> str:
    """Every command's help."""
    pages = [GENERATED, "# The command line\n", "Words and options, as `fmcat --help` says them.\n"]
    for words in [["--help"], *([name, "--help"] for name in COMMANDS)]:
        title = f"fmcat {words[0]}" if len(words) > 1 else "fmcat"
        pages.append(f"## {title}\n\n```text\n{printed(*words)}\n```\n")
    pages.append("## Formats\n\n| format | suffix | for |\n| --- | --- | --- |")
    pages += [f"| `{name}` | `{exporter.suffix}` | {exporter.help} |" for name, exporter in EXPORTERS.items()]
    pages.append(
        "\n## Exit codes\n\n| code | meaning |\n| --- | --- |\n| 0 | done |\n"
        "| 1 | the answer is no: nothing has that name, or `check` found errors |\n"
        "| 2 | wrong usage, a bad query included |\n| 3 | the registry cannot be read or is not valid |\n"
        "| 4 | a source cannot be reached or read |\n| 70 | a bug in fmcat |\n| 130 | interrupted |\n"
    )
    return "\n".join(pages)


def schema_page() -> str:
    """What an entry may say, and the vocabularies, fields and rules."""
    pages = [GENERATED, (HERE / "schema.head.md").read_text("utf-8")]
    pages.append("## Keys of a model\n\n| key | value | meaning |\n| --- | --- | --- |")
    pages += list(_keys(Model))
    for part in _parts(Model):
        pages.append(f"\n### {part.__name__}\n\n{(part.__doc__ or '').splitlines()[0]}\n")
        pages += ["| key | value | meaning |\n| --- | --- | --- |", *_keys(part)]
    catalog = _bundled()
    pages.append("\n## Vocabularies\n")
    for name in TAXONOMY:
        terms = catalog.notes(f"term:{name}").values()
        pages.append(f"### {name}\n\n| term | broader | meaning |\n| --- | --- | --- |")
        pages += [
            f"| `{t['id']}` | {', '.join(t.get('broader', ()))} | {_cell(t['definition'].get('en', ''))} |"
            for t in terms
        ]
        pages.append("")
    pages.append("## Fields of a query\n\n| field | also | asks | meaning |\n| --- | --- | --- | --- |")
    for field in FIELDS.values():
        also, asks = (
            ", ".join(f"`{name}`" for name in field.aliases),
            OPERATORS[field.kind].replace("field", field.name),
        )
        pages.append(f"| `{field.name}` | {also} | {asks} | {field.help} |")
    pages.append("\n## Rules of `fmcat check`\n\n| rule | gravity | holds |\n| --- | --- | --- |")
    pages += [f"| `{rule}` | {check.gravity} | {check.explanation} |" for rule, check in CHECKS.items()]
    return "\n".join(pages) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _keys(cls: type[Entry]) -> Iterator[str]:
    said = descriptions(cls)
    for name, info in cls.model_fields.items():
        if name == "extra":
            yield f"| `x-…` | anything | {said[name]} |"
        else:
            needed = "**Required.** " if info.is_required() else ""
            yield f"| `{info.alias or name}` | {_value(info)} | {needed}{_cell(said.get(name, ''))} |"


#: What a value looks like, by the validator that reads it.
_READERS = {
    "_quantity_or_undisclosed": "quantity, or `undisclosed`",
    "_open_sizes": "quantity, `{total: …, active: …}`, or `undisclosed`",
    "_quantity": "quantity",
    "_date": "date",
    "_year": "year",
    "_url": "web address",
    "_slug": "id",
    "resolve": "term",
}


def _value(info: FieldInfo) -> str:
    """What a value looks like, in words."""
    written = f"{info.annotation} {info.metadata}"
    entries = [part.__name__ for part in _entries_in(info.annotation)]
    readers = re.findall(r"function (?:known\.<locals>\.)?(\w+) ", written)
    one = next((said for reader, said in _READERS.items() if reader in readers), "text")
    if "quantity" in one:
        return one
    if written.startswith("dict["):
        return f"mapping of terms to lists{' of terms' if not entries else ' of ids, or `{external: …, url: …}`'}"
    one = entries[0] if entries else one
    return f"list of {one}s" if "list[" in written[:40] else one


def _entries_in(annotation: Any) -> Iterator[type[Entry]]:
    """The parts an annotation names."""
    if isinstance(annotation, type) and not hasattr(annotation, "__args__") and issubclass(annotation, Entry):
        yield annotation
    for part in get_args(annotation):
        yield from _entries_in(part)


def _parts(cls: type[Entry]) -> list[type[Entry]]:
    """Every part an entry is made of, in the order they are met."""
    found: dict[type[Entry], None] = {}
    for info in cls.model_fields.values():
        for part in _entries_in(info.annotation):
            found |= dict.fromkeys([part, *_parts(part)])
    return list(found)


# ── README ────────────────────────────────────────────────────────────────────────────────────

README, README_KO = HERE.parent / "README.md", HERE.parent / "README.ko.md"
_SHOWN = re.compile(r"```text\n\$ fmcat ([^\n]+)\n(.*?)```", re.DOTALL)


def readme_page(path: Path) -> str:
    """A page with what its commands print now; a block that ends in … shows as many lines as before."""

    def block(found: re.Match[str]) -> str:
        lines = printed(*shlex.split(found[1])).splitlines()
        before = found[2].splitlines()
        if before[-1:] == ["…"]:
            lines = [*lines[: len(before) - 1], "…"]
        return f"```text\n$ fmcat {found[1]}\n" + "\n".join(lines) + "\n```"

    return _SHOWN.sub(block, path.read_text("utf-8"))


# ── pictures ──────────────────────────────────────────────────────────────────────────────────

_THEME = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [
        (36, 41, 47),
        (176, 42, 48),
        (26, 127, 55),
        (154, 103, 0),
        (9, 105, 218),
        (130, 80, 223),
        (27, 124, 131),
        (87, 96, 106),
    ],
)


def _bundled() -> Catalog:
    folder = bundled_folder()
    return Catalog([Layer("bundled", folder, files_at(folder))])


def painted(*arguments: str) -> str:
    """What fmcat prints on a terminal, as a picture of that terminal; `arguments` are its own."""
    with _terminal():
        text = Text.from_ansi(printed("--color", "always", *arguments))
    console = Console(
        width=PICTURE_WIDTH,
        record=True,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
    )
    command = shlex.join(["fmcat", *arguments])
    console.print(Text(f"$ {command}", "dim"), text, sep="\n")
    svg = console.export_svg(title="fmcat", theme=_THEME, unique_id="picture")
    # Rich fits every run into its cells, which squeezes Hangul: its runs are let be.
    return (
        re.sub(r'(<text[^>]*?) textLength="[\d.]+"([^>]*>[^<]*[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af])', r"\1\2", svg)
        + "\n"
    )


@contextmanager
def _terminal() -> Iterator[None]:
    """Standard output is a terminal as wide as the pictures, without a pager."""
    kept = Output.is_terminal
    columns, os.environ["COLUMNS"] = os.environ["COLUMNS"], str(PICTURE_WIDTH)
    Output.is_terminal = True  # type: ignore[assignment, method-assign]
    os.environ["PAGER"] = ""
    try:
        yield
    finally:
        Output.is_terminal = kept  # type: ignore[method-assign]
        os.environ["COLUMNS"] = columns
        del os.environ["PAGER"]


class Picture(NamedTuple):
    """A picture of the gallery: its file, what it shows, and the command that makes it.

    A command that writes SVG itself is its own picture; of any other, the terminal is drawn.
    """

    name: str
    title: str
    arguments: str

    def svg(self) -> str:
        """The picture."""
        arguments = shlex.split(self.arguments)
        return printed(*arguments) + "\n" if "svg" in arguments else painted(*arguments)


GALLERY = [
    Picture("timeline", "The curated eras of a shelf", "timeline vision"),
    Picture("timeline-lanes", "Lanes on one time axis", "timeline vision --lanes vendor year:2020.."),
    Picture("timeline-lanes-file", "The same as a file", "timeline vision --lanes vendor year:2020.. --format svg"),
    Picture("timeline-plot", "A size over time, as a file", "timeline language --plot parameters --format svg"),
    Picture("timeline-ko", "In Korean", "--lang ko timeline audio"),
    Picture("timeline-vision-ko", "The eras of vision in Korean", "--lang ko timeline vision"),
    Picture(
        "timeline-lanes-ko",
        "Lanes in Korean, as a file",
        "--lang ko timeline vision --lanes vendor --format svg year:2020..",
    ),
    Picture(
        "table", "Models that match", "list -m vision --method self-supervised-learning --until 2021-06 --format table"
    ),
    Picture("show", "Everything about one model", "show dinov2"),
    Picture("why", "Where a fact was read", "why siglip parameters"),
    Picture("lineage", "A family tree", "lineage llava-onevision"),
    Picture("lineage-file", "A family tree as a file", "lineage llava-onevision --format svg"),
    Picture("compare", "Side by side", "compare clip align siglip"),
    Picture("stats", "Counts of two fields", "stats --by vendor,year year:2019.. -n 12"),
    Picture("search", "Typos allowed", 'search "grouding dno"'),
    Picture("explain", "What a word means, in Korean", "--lang ko explain self-distillation"),
]


def gallery_page() -> str:
    """Each view as a picture of real output."""
    parts = [GENERATED, "# Gallery\n\nEvery picture is made from real output by `make docs`.\n"]
    for picture in GALLERY:
        parts.append(f"## {picture.title}\n\n`fmcat {picture.arguments}`\n")
        parts.append(f"![{picture.title}](images/{picture.name}.svg)\n")
    return "\n".join(parts)


PAGES = {
    "cli.md": cli_page,
    "schema.md": schema_page,
    "gallery.md": gallery_page,
    "export.md": lambda: readme_page(HERE / "export.md"),
    "scale.md": lambda: readme_page(HERE / "scale.md"),
    "../README.md": lambda: readme_page(README),
    "../README.ko.md": lambda: readme_page(README_KO),
    **{f"images/{picture.name}.svg": picture.svg for picture in GALLERY},
}


def make() -> dict[Path, str]:
    """Every generated page with its text. What a person's own settings would change is set aside."""
    names = (
        "FMCAT_LANG",
        "FMCAT_REGISTRY",
        "LANG",
        "LC_ALL",
        "LC_MESSAGES",
        "NO_COLOR",
        "FORCE_COLOR",
        "TERMINAL_WIDTH",
    )
    kept = {name: os.environ.pop(name) for name in names if name in os.environ}
    columns = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(WIDTH)
    try:
        return {HERE / name: page() for name, page in PAGES.items()}
    finally:
        os.environ.update(kept)
        if columns is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = columns


def stale() -> list[str]:
    """The names of generated pages that are not as they would be made now."""
    made = make()
    return [
        path.name
        for path in made
        if not path.is_file() or _meat(path, path.read_text("utf-8")) != _meat(path, made[path])
    ]


def _meat(path: Path, text: str) -> object:
    """What has to agree: of a picture its words, since another Rich may draw them a little differently."""
    return re.findall(r">([^<>]*[^<>\s][^<>]*)</text>", text) if path.suffix == ".svg" else text


if __name__ == "__main__":
    if "--check" in sys.argv:
        outdated = stale()
        print("\n".join(f"{name} is not current: make docs" for name in outdated))
        sys.exit(bool(outdated))
    with tempfile.TemporaryDirectory() as cache:
        os.environ["FMCAT_CACHE_DIR"] = cache
        for path, text in make().items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
            print(path.name)
