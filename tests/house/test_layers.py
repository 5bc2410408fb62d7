"""Which modules may import which, so that newcomers can find things."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "fmcat"
GROUND = {
    "errors",
    "files",
    "notices",
    "yaml_text",
    "text",
    "schema",
    "facts",
    "checkpoints",
    "licensing",
    "field",
    "fields",
    "messages",
    "days",
    "wording",
    "version",
    "lazy",
    "extras",
    "processes",
}
STOREY = {**dict.fromkeys(("query", "registry"), GROUND), "catalog": GROUND | {"query", "registry"}}
BELOW = GROUND | {"query", "registry", "catalog"}
ROOMS = {"views", "export", "checks", "sources", "scan"}
ALLOWED = {
    "errors": set(),
    "text": {"messages"},
    "messages": set(),
    "days": set(),
    "notices": {"messages"},
    "files": {"errors", "lazy", "messages", "notices"},
    "yaml_text": {"fields", "schema", "text"},
    "schema": {"text", "messages"},
    "facts": {"schema", "text"},
    "checkpoints": {"facts", "schema", "text"},
    "licensing": {"checkpoints", "facts", "schema"},
    "field": {"facts"},
    "fields": {"facts", "field"},
    "wording": {"days", "facts", "fields", "messages", "schema", "text"},
    "__init__": {"catalog", "errors", "lazy", "schema", "version"},
    "version": set(),
    "lazy": set(),
    "extras": {"errors", "messages"},
    "processes": set(),
    **STOREY,
    **dict.fromkeys(ROOMS, BELOW),
    "answers": BELOW | {"export"},  # the answers of single commands, written with the kit of the exports
    "agents": BELOW | {"answers", "export"},  # answers with the JSON of the exports
    "browse": BELOW | {"views", "export"},  # draws with the views
    "engines": BELOW,  # used through the catalog, which does not import them
    "cli": BELOW | ROOMS | {"agents", "answers", "browse", "engines"},
    "__main__": {"cli", "lazy", "catalog", "engines", "query", "wording"},  # but for `cli`, to load them later
}
MODULES = sorted(path.relative_to(SRC) for path in SRC.rglob("*.py"))


def room(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def is_module(name: object) -> bool:
    """Whether a text is the name of a module of fmcat, as `lazily` and `require` take it."""
    if not isinstance(name, str) or not name.startswith("fmcat."):
        return False
    path = SRC.joinpath(*name.split(".")[1:])
    return path.is_dir() or path.with_suffix(".py").is_file()


def imported(path: Path) -> Iterator[str]:
    """The packages of fmcat that a module imports from, anywhere in it, or names for a lazy import."""
    for node in ast.walk(ast.parse((SRC / path).read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module == "fmcat":
            names = [f"fmcat.{alias.name}" for alias in node.names]
        if isinstance(node, ast.Constant) and is_module(node.value):
            names = [str(node.value)]
        assert not (isinstance(node, ast.ImportFrom) and node.level), "imports are absolute"
        for name in names:
            if name.startswith("fmcat."):
                yield name.split(".")[1] if not name.startswith("fmcat.__") else "__init__"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_only_point_down(path: Path) -> None:
    assert set(imported(path)) <= ALLOWED[room(path)] | {room(path)}


def module(path: Path) -> str:
    return ".".join(("fmcat", *path.with_suffix("").parts)).removesuffix(".__init__")


def test_no_modules_import_each_other() -> None:
    names = {module(path) for path in MODULES}
    graph: dict[str, set[str]] = {}
    for path in MODULES:
        nodes = [node for node in ast.parse((SRC / path).read_text("utf-8")).body if isinstance(node, ast.ImportFrom)]
        parts = {(node.module or "", f"{node.module}.{alias.name}") for node in nodes for alias in node.names}
        graph[module(path)] = {inner if inner in names else outer for outer, inner in parts} & names
    assert graph["fmcat.views.models"] >= {"fmcat.views.theme", "fmcat.fields"}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the modules


def test_no_lazy_name_is_that_of_a_module_of_its_package() -> None:
    """Importing the module would replace the name."""
    for path in (path for path in MODULES if path.name == "__init__.py"):
        tree = ast.parse((SRC / path).read_text("utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        lazy = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "lazily"]
        names = {node.value for call in lazy for node in ast.walk(call) if isinstance(node, ast.Constant)}
        assert not names & {one.stem for one in (SRC / path).parent.iterdir()}, path


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse((SRC / path).read_text("utf-8")))
    assert path.stem not in {"utils", "helpers", "common", "core", "manager", "base", "misc"}


def test_only_the_front_door_prints() -> None:
    for path in MODULES:
        tree = ast.parse((SRC / path).read_text("utf-8"))
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        prints = [call for call in calls if isinstance(call, ast.Name) and call.id == "print"]
        assert room(path) == "cli" or not prints, path


def is_code(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and type(value.value) is int


def test_exit_codes_are_numbers_in_errors_alone() -> None:
    """`__main__` also has that of an interrupt, which must work while modules are still being imported."""
    for path in MODULES:
        tree = ast.parse((SRC / path).read_text("utf-8"))
        nodes = list(ast.walk(tree))
        codes = [node.value for node in nodes if isinstance(node, ast.keyword) and node.arg == "exit_code"]
        for call in (node for node in nodes if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            codes += call.args if name in ("Exit", "exit") else []
        if room(path) == "cli":
            codes += [
                node.value for node in nodes if isinstance(node, ast.Return) and node.value and is_code(node.value)
            ]
        numbers = {node.value for code in codes for node in ast.walk(code) if isinstance(node, ast.Constant)}
        written = {number for number in numbers if type(number) is int and number in (1, 2, 3, 4, 70, 130)}
        assert not written or path == Path("errors.py"), (path, written)


def test_only_fetch_touches_the_network() -> None:
    network = {"socket", "ssl", "http", "urllib.request", "ftplib", "httpx", "requests", "urllib3"}
    for path in MODULES:
        nodes = list(ast.walk(ast.parse((SRC / path).read_text("utf-8"))))
        names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
        reached = {name for name in names for module in network if f"{name}.".startswith(f"{module}.")}
        assert not reached or path == Path("sources/fetch.py"), (path, reached)


def test_tests_mirror_the_code() -> None:
    tests = SRC.parents[1] / "tests"
    for path in tests.rglob("test_*.py"):
        where = path.parent.relative_to(tests)
        assert where.parts[:1] in (("house",), ("faults",), ("fuzz",)) or (SRC / where).is_dir(), path


#: Arrows, mathematical signs, box drawing, blocks, shapes and dingbats, the middle dot and the dash.
GLYPH = re.compile("[\u2190-\u22ff\u2500-\u27bf·–]")
ESCAPE = "\x1b["


def test_colors_and_glyphs_are_in_the_theme_alone() -> None:
    """Errors color one word themselves, since they must not wait for Rich."""
    for path in (path for path in MODULES if room(path) in ("views", "browse", "cli") and path.stem != "theme"):
        nodes = list(ast.walk(ast.parse((SRC / path).read_text("utf-8"))))
        docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        constants = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in docstrings]
        texts = [node.value for node in constants if isinstance(node.value, str)]
        keywords = [node for node in nodes if isinstance(node, ast.keyword) and node.arg]
        calls = [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "Text"]
        styles = [word.value for word in keywords if str(word.arg).endswith(("style", "color"))]
        styles += [call.args[1] for call in calls if len(call.args) > 1]
        assert not [
            style
            for style in styles
            if isinstance(style, ast.Constant) and isinstance(style.value, str) and style.value
        ], path
        assert path == Path("cli/trouble.py") or not any(ESCAPE in text for text in texts), path
        assert room(path) == "cli" or not any(GLYPH.search(text) for text in texts), path


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_group_of_a_pattern_is_possessive(path: Path) -> None:
    """Python before 3.11.5 matches such groups wrong; single characters may be possessive."""
    for node in ast.walk(ast.parse((SRC / path).read_text("utf-8"))):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        is_pattern = "(?:" in text or "[^" in text
        assert not (is_pattern and re.search(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+", text)), text
