"""What each format holds of models with something of everything, kept in snapshots/.

`make snapshots` rewrites them; review the difference before committing it.
"""

import re
import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from fmcat import Catalog, __version__
from fmcat.export import EXPORTERS, Choice
from fmcat.export.citations import Reference, bibtex, csl, references, text, typst
from fmcat.export.kit.latex import ascii_latex, latex, table
from fmcat.fields import FIELDS, Document
from tests.conftest import SMALL, compiled
from tests.snapshots import same_as_kept

SNAPSHOTS = Path(__file__).parent / "snapshots"
FEW = "id:swan-2,swan-2-mini,swan-3,lark,kite,dino sort:id"
TABLES = ("csv", "tsv", "agent", "markdown", "latex", "html", "json")
COLUMNS = ("id", "parameters", "license", "commercial", "context", "dates", "links", "summary", "open", "variants")
#: Authors as entries write them: persons, organizations, and what could be either.
AUTHORS = [
    *("Alec Radford", "Kim van der Berg", "Vincent van Gogh", "van Gogh, Vincent", "Van Damme", "de la Cruz, Ana"),
    *("OpenAI", "The Swan Team", "Swan Team", "Meta AI", "Ai Weiwei", "Lab", "Jane Lab", "Swan Fish Lab"),
    *("{Some Body}", "{ }", "A & B", "a@b.org", "김철수", "김 철수", "王 小明", "Ann Lee and Bo Li", "Lee and Li"),
    *("Ann Lee and The Team", "Swan Research and Goose Research", "Lee, Ann, PhD", "Lee, Ann and Bo", "others"),
    *("Foundation for Fish", "Ten Brink", "Jan ten Brink", "Ann  Lee", "Universität of Fish"),
]
VENUES = ["", "arXiv", "ICML", "Nature", "Transactions on Fish", "TMLR", "Physical Review Letters"]


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The small registry with models, terms and releases that have something of everything."""
    return compiled(tmp_path_factory.mktemp("rich"), SMALL, SMALL.with_name("rich.yaml"))


def exported(choice: Choice, format: str) -> str:
    """An export as text, without the version of fmcat."""
    chunks = EXPORTERS[format].write(choice)
    text = "".join(chunk.decode() if isinstance(chunk, bytes) else chunk for chunk in chunks)
    return text.replace(__version__, "VERSION")


@pytest.mark.parametrize("format", ["hf-card", "cyclonedx", "spdx", "yaml", "bibtex", "csl", "typst"])
def test_a_format_of_everything_holds_its_snapshot(rich: Catalog, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    same_as_kept(exported(Choice(rich, rich.query(FEW)), format), SNAPSHOTS / f"rich-{format}.txt")


@pytest.mark.parametrize("format", TABLES)
def test_a_table_of_everything_holds_its_snapshot(rich: Catalog, format: str) -> None:
    told = []
    columns = tuple(FIELDS[name] for name in COLUMNS)
    for language in ("en", "ko"):
        for query, chosen in ((FEW, ()), (FEW, columns), ("params:<8B sort:id", columns), ("year:1900", ())):
            for checkpoints in (False, True):
                choice = Choice(
                    *(rich, rich.query(query), 6, chosen, False, language, checkpoints),
                    asked=query,
                    title="Swans & more" if checkpoints else "",
                    cites=not chosen,
                )
                told.append(f"── {language}, {query}, {len(chosen)} columns{', checkpoints' * checkpoints}\n")
                told.append(exported(choice, format).replace("\r\n", "\n"))
    same_as_kept("".join(told), SNAPSHOTS / f"rich-{format}.txt")


@pytest.mark.parametrize("query", [FEW, "sort:id"])
def test_the_facts_and_cards_of_a_page_are_their_snapshot(rich: Catalog, query: str) -> None:
    page = exported(Choice(rich, rich.query(query), 6), "page")
    told = re.findall(r'<script type="application/jsonl" id="(\w+)">(.*?)</script>', page, re.DOTALL)
    same_as_kept(
        "".join(f"── {name}\n{lines}\n" for name, lines in told),
        SNAPSHOTS / f"rich-page-{'few' if query == FEW else 'first'}.txt",
    )


def test_the_relational_tables_of_everything_are_their_snapshot(rich: Catalog, tmp_path: Path) -> None:
    choice = Choice(rich, rich.query(FEW))
    [package] = EXPORTERS["datapackage"].write(choice)
    [database] = EXPORTERS["sqlite"].write(choice)
    assert isinstance(package, bytes)
    assert isinstance(database, bytes)
    with zipfile.ZipFile(BytesIO(package)) as tables:
        told = [f"── {name}\n{tables.read(name).decode()}" for name in tables.namelist()]
    (tmp_path / "f.sqlite").write_bytes(database)
    connection = sqlite3.connect(tmp_path / "f.sqlite")
    made = [f"{row[0]}\n" for row in connection.execute("SELECT sql FROM sqlite_master WHERE sql <> '' ORDER BY name")]
    counts = [
        f"{name}: {connection.execute(f'SELECT count(*) FROM {name}').fetchone()[0]}\n"
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    connection.close()
    same_as_kept(
        "".join([*told, "── sqlite\n", *made, *counts]).replace(__version__, "VERSION"), SNAPSHOTS / "rich-tables.txt"
    )


def test_authors_and_venues_are_cited_as_their_snapshot(small: Catalog) -> None:
    def model(id: str, venue: str, authors: list[str]) -> Document:
        return {
            **small.document("clip"),
            "id": id,
            "citation": {"title": f"On $x^2$ & <{id}>", "authors": authors, "year": 2021, "venue": venue},
        }

    documents = [model(f"author-{number}", "", [author]) for number, author in enumerate(AUTHORS)]
    documents += [model(f"venue-{number}", venue, ["Ann Lee"]) for number, venue in enumerate(VENUES)]
    documents += [model(f"count-{count}", "", [f"Ann L{n}" for n in range(count)]) for count in (3, 6, 7)]
    documents.append(model("cut", "ICML", ["Ann Lee", "Bo Li", "Cy Lo", "Di Lu", "others"]))
    found = list(references(small, documents))
    dated = [Reference("dated", "page", "Dated", ("=X",), date, "v", "https://a.b/{x}\\y z") for date in DATES]
    told = [f"── {style.__name__}\n{''.join(style([*found, *dated]))}" for style in (bibtex, csl, typst, text)]
    told.append("── ascii\n" + "".join(bibtex([*found, *dated], ascii_only=True)))
    same_as_kept("\n".join(told), SNAPSHOTS / "citations.txt")


DATES = ["2021", "2021-02", "2021-12-31"]
TEXTS = [
    r"a\b~c^d{e}f&g%h$i#j_k<l>m|n",
    "α β γ Γ Δ ο Ο ς Σ λ Λ μ π Π φ Φ ω Ω ά",
    "H₂O x₊ C₆",
    "é è ê ñ ē ă ż ü ů ő č ạ ç ą É ß æ Æ œ ø Ø å Å ł Ł ı đ Ấ 한글 中",
    "– — ’ ‘ “ ” … · \u00a0 one\ntwo",
]


def test_latex_of_letters_and_tables_is_its_snapshot() -> None:
    told = [f"{latex(one)}\n{ascii_latex(one)}\n" for one in TEXTS]
    rows = [["[a]", "1", "x" * 30], ["*b", "22", "y" * 10], [":c", "333", "long words " * 6], ["d", "", "-"]]
    for caption, numbers, some in [
        ("Models: all", {1}, rows),
        ("", set(), rows[:2]),
        ("가나다", {0, 1, 2}, rows),
        ("x-" * 30, {1}, [[*row, "more words than fit " * count] for count, row in enumerate(rows)]),
        ("A", {1}, [[*row, "w" * 25, "v v " * 9] for row in rows]),
    ]:
        head = ["Name", "Size", "What", "More", "Most"][: len(some[0])]
        told.append(table(head, some, numbers, caption, ["a note", "another\nnote"]))
    same_as_kept("\n".join(told), SNAPSHOTS / "latex-texts.txt")
