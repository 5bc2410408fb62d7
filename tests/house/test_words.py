"""Everything a person can read is plain American English: these words and phrases are not in it."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

#: Stems with -ise and -isation in British English.
STEMS = (
    "author|capital|categor|character|custom|emphas|final|general|initial|local|material|maxim|minim|normal|optim|organ"
    "|priorit|quant|real|recogn|regular|serial|special|standard|summar|synchron|token|util|visual"
)
#: What is not written, with what to write instead.
BANNED = {
    rf"(?:{STEMS})is(?:e[ds]?|ers?|ing|ations?|ational)": "-ize, -ization",
    r"licen[c]e[ds]?": "license",
    r"\w*(?:behavi|col|fav|flav|hon|lab|neighb)our\w*": "behavior, color, favor …",
    r"analys(?:e[ds]?|ing)": "analyze",
    r"artefacts?": "artifact",
    r"cancell(?:ed|ing)|labell(?:ed|ing)|modell(?:ed|ing)|travell(?:ed|ing)": "canceled, labeled, modeled, traveled",
    r"catalogues?|centred?|defence|grey|programmes?": "catalog, center, defense, gray, program",
    r"learnt|misspelt|spelt|burnt": "learned, misspelled, spelled, burned",
    r"amongst|towards|whilst": "among, toward, while",
    r"anew": "again",
    r"in silence": "silently",
    r"did-you-means?": "suggestions",
    r"grave": "severe",
    r"handed (?:in|out|over|to)": "passed to",
    r"head[ -]lines?": "header",
    r"heirs?": "descendants",
    r"(?<!there )(?:is|are|was|were) no (?!longer\b|more\b|less\b|such\b|\w+er\b)[a-z]\w*": "is not a",
    r"knows? no(?! more\b)|knows? nothing of": "does not know, does not support",
    r"likest": "most similar",
    r"mend(?:s|ed|ing)?": "fix",
    r"nought": "zero",
    r"of no (?:name|use)": "without a name, useless",
    r"one's own|of ones own": "your own",
    r"says? otherwise": "disagrees",
    r"shel(?:f|ves)": "modality",
    r"sp(?:eak|eaks|oke) of": "mentions",
    r"stands? (?:at|behind|below|beside|here|in|on|there|twice|where)": "is at, is in",
    r"(?:a|one|each) (?:bar|card|column|file|line|row|table) an? \w+": "one line per model",
    r"so many (?!as\b|that\b)\w+": "a number of",
    r"wants?": "needs",
    r"what is wanting|the like|bad luck": "what is missing, similar, failures",
}
#: Where such a word is meant: an alias, a key of the file format, a quotation, or the list above.
MEANT = {
    "src/fmcat/fields.py": ("licence", "shelf"),
}
TEXTS = (
    *("README.md", "CHANGELOG.md", "data/README.md", "Makefile", "action.yml", ".ci/run", ".pre-commit-hooks.yaml"),
    "pyproject.toml",
)
#: Made from the data, which has its own words.
OF_THE_DATA = {"data-quality.md", "schema.md"}


@cache
def words() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(BANNED)})(?![\w-])", re.IGNORECASE)


def of_python(source: str, is_test: bool) -> Iterator[tuple[int, str]]:
    """What people read in a module, by line: comments, and in tests names and docstrings, otherwise every text."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(source)):
        if not is_test and isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        if is_test and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.lineno, str(node.value.value)
        if isinstance(node, ast.FunctionDef) and is_test:
            yield node.lineno, node.name.replace("_", " ")


def of_text(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text; of Markdown without code."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        yield number, re.sub(r"`[^`]*`", "", line) if path.suffix == ".md" else line


def of_script(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if found := re.search(r"(?:^|\s)//.*|^\s*/?\*.*|/\*.*", line):
            yield number, found[0]


def found_in(name: str, texts: Iterator[tuple[int, str]]) -> list[str]:
    found = ((line, match[0]) for line, text in texts for match in words().finditer(" ".join(text.split())))
    return [f"{name}:{line}: {word}" for line, word in found if word.lower() not in MEANT.get(name, ())]


@pytest.mark.parametrize("folder", ["src", "tests", "benchmarks", "docs"])
def test_modules_are_in_plain_words(folder: str) -> None:
    hits = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        if path != Path(__file__) and "korean" not in path.parts:
            hits += found_in(
                path.relative_to(ROOT).as_posix(), of_python(path.read_text("utf-8"), is_test=folder != "src")
            )
    assert hits == []


def test_texts_are_in_plain_words() -> None:
    pages = [page for page in sorted((ROOT / "docs").glob("*.md")) if page.name not in OF_THE_DATA]
    texts = [ROOT / name for name in TEXTS] + sorted((ROOT / ".github").rglob("*.yml"))
    hits = [hit for path in pages + texts for hit in found_in(path.relative_to(ROOT).as_posix(), of_text(path))]
    scripts = sorted((ROOT / "src").rglob("*.js"))
    hits += [hit for path in scripts for hit in found_in(path.relative_to(ROOT).as_posix(), of_script(path))]
    assert hits == []
