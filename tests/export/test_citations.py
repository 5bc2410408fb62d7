"""References, read back by independent parsers."""

import json
import re
import warnings
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from bibtexparser.entrypoint import parse_string

from fmcat import Catalog, __version__
from fmcat.export.citations import Reference, bibtex, csl, itself, references, text, typst
from fmcat.schema.document import CitationDocument
from tests.conftest import SMALL, Run

ROOT = Path(__file__).parents[2]
PAPER = """\
schema: 1
models:
- id: clip
  citation:
    title: 'Learning & Transferring 100% of {Vision}_#1'
    authors: [Alec Radford, Mark van der Kim, OpenAI, Gemini Team, 김 철수, others]
    year: 2021
    venue: ICML
- id: dino
  links: {announcement: "https://ai.meta.com/blog/dino"}
"""


@pytest.fixture
def cited(tmp_path: Path) -> Catalog:
    path = tmp_path / "paper.yaml"
    path.write_text(PAPER)
    return Catalog.load(SMALL, path, only=True)


@pytest.fixture
def clip(cited: Catalog) -> Reference:
    return next(references(cited, [cited.document("clip")]))


def entry(written: str) -> Any:
    library = parse_string(written)
    assert library.failed_blocks == []
    [one] = library.entries
    return one


def test_a_paper_is_cited_as_it_appeared(clip: Reference) -> None:
    one = entry("".join(bibtex([clip])))
    assert (one.entry_type, one.key) == ("inproceedings", "clip")
    fields = {field.key: field.value for field in one.fields}
    assert fields["title"] == r"{Learning \& Transferring 100\% of \textbraceleft{}Vision\textbraceright{}\_\#1}"
    assert fields["author"] == (
        "Radford, Alec and van der Kim, Mark and {OpenAI} and {Gemini Team} and 김, 철수 and others"
    )
    assert (fields["year"], fields["booktitle"], fields["eprint"]) == ("2021", "ICML", "2103.00020")


def test_a_model_without_a_paper_cites_its_announcement(cited: Catalog) -> None:
    one = entry("".join(bibtex(references(cited, [cited.document("dino")]))))
    fields = {field.key: field.value for field in one.fields}
    assert fields == {
        "title": "{DINO}",
        "author": "{Meta}",
        "year": "2021",
        "month": "4",
        "url": "https://ai.meta.com/blog/dino",
    }


def test_ascii_writes_letters_as_commands() -> None:
    one = Reference("x", "article", "Über – Étude, naïve α", ("Ágnes Çelik", "Łukasz Novák"), "2024", "Nature")
    written = "".join(bibtex([one], ascii_only=True))
    assert written.isascii()
    assert r"title = {{{\"U}ber -- {\'E}tude, na{\"i}ve {\ensuremath{\alpha}}}}" in written
    assert r"author = {{\c C}elik, {\'A}gnes and Nov{\'a}k, {\L}ukasz}" in written
    assert entry(written).entry_type == "article"


BREAKING_OUT = "A} title = {B}, @misc{evil, note={$x$ #read('a')"


def fields_as_bibtex_reads_them(written: str) -> list[str]:
    """The contents of the outermost braces: BibTeX counts braces regardless of backslashes."""
    found, depth, start = [], 0, 0
    for at, letter in enumerate(written):
        if letter == "{":
            depth += 1
            start = at if depth == 1 else start
        elif letter == "}":
            depth -= 1
            if depth == 0:
                found.append(written[start:at])
    assert depth == 0
    return found


@pytest.mark.parametrize("ascii_only", [False, True])
def test_braces_in_a_title_end_no_field(ascii_only: bool) -> None:
    one = Reference("x", "article", BREAKING_OUT, (BREAKING_OUT, f"={BREAKING_OUT}"), "2024", BREAKING_OUT)
    [entry] = fields_as_bibtex_reads_them("".join(bibtex([one], ascii_only=ascii_only)))
    assert entry.startswith("{x,")
    fields = fields_as_bibtex_reads_them(entry.removeprefix("{"))
    assert len(fields) == 4  # title, author, year, journal
    assert fields[0].count("evil") == 1


def test_dollars_and_braces_in_a_title_are_not_typst_code() -> None:
    one = Reference("x", "article", BREAKING_OUT, ("=OpenAI, Inc.",), "2024", BREAKING_OUT)
    read = yaml.safe_load("".join(typst([one])))["x"]
    for title in (read["title"], read["parent"]["title"]):
        assert not re.search(r"(?<!\\)[${}]", title)
        assert title.replace("\\", "") == BREAKING_OUT
    assert read["author"] == [{"name": "OpenAI, Inc."}]


def test_an_author_that_bibtex_would_take_for_several_is_one(cited: Catalog) -> None:
    citation: CitationDocument = {
        "title": "T",
        "authors": ["Acme, Inc.", "Research and Development", "Ann Lee"],
        "year": 2024,
    }
    [one] = references(cited, [{**cited.document("clip"), "citation": citation}])
    assert r"author = {{Acme, Inc.} and {Research and Development} and Lee, Ann}" in "".join(bibtex([one]))


def test_csl_is_rendered_by_citeproc(clip: Reference, cited: Catalog) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        source = CiteProcJSON(json.loads("".join(csl([clip, itself(cited)]))))
        page = CitationStylesBibliography(CitationStylesStyle("harvard-cite-them-right"), source, formatter.plain)
        for key in ("clip", "fmcat"):
            page.register(Citation([CitationItem(key)]))
        shown = [str(item) for item in page.bibliography()]
    assert "Radford, A." in shown[0]
    assert "ICML" in shown[0]
    assert "The fmcat authors" in shown[1]


def test_typst_reads_as_yaml_in_its_own_terms(clip: Reference) -> None:
    read = yaml.safe_load("".join(typst([clip])))["clip"]
    assert read["type"] == "article"
    assert read["author"][:3] == ["Radford, Alec", "van der Kim, Mark", "OpenAI"]
    assert read["parent"] == {"type": "proceedings", "title": "ICML"}
    assert read["serial-number"] == {"arxiv": "2103.00020"}


def test_plain_text_has_one_line_per_reference(clip: Reference) -> None:
    [line] = "".join(text([clip])).splitlines()
    assert line.startswith("Radford, Alec; van der Kim, Mark; OpenAI et al. (2021). Learning & Transferring 100% of")
    assert line.endswith("ICML. https://arxiv.org/abs/2103.00020")


def test_names_and_queries_are_both_taken(run: Run) -> None:
    assert re.findall(r"@misc\{(.*),", run("cite", "CLIP", "dino").out) == ["clip", "dino"]
    assert re.findall(r"@misc\{(.*),", run("cite", "vendor:meta", "year:2021").out) == ["dino", "mae"]
    assert run("cite", "contrastive", "language-image", "pretraining").out.startswith("@misc{clip,")
    assert run("cite", "clip", "-o", "refs.bib").code == 0
    assert Path("refs.bib").read_text("utf-8") == run("cite", "clip").out
    assert run("export", "-f", "bibtex").out.count("@misc{") == 9


def test_the_catalog_cites_itself_as_its_citation_file_does(run: Run) -> None:
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    [cited] = json.loads(run("cite", "--self", "-f", "csl", registry=None).out)
    assert cited["title"] == told["title"]
    assert cited["author"] == [{"literal": told["authors"][0]["name"]}]
    assert cited["container-title"] == f"version {told['version']}"
    assert cited["URL"] == told["repository-code"]
    assert date(*cited["issued"]["date-parts"][0]) == told["date-released"]
    assert f"version {__version__}" in run("cite", "--self").out  # of a registry without releases


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no models to cite"),
        (["clip", "--style", "bibtx"], "did you mean bibtex?"),
        (["clip", "--style", "csl", "--ascii"], "--ascii"),
    ],
)
def test_wrong_usage_is_reported(run: Run, arguments: list[str], said: str) -> None:
    ran = run("cite", *arguments)
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ("Jason Ai", ["Ai, Jason"]),
        ("Ada Lab", ["Lab, Ada"]),
        ("Grace And", ["And, Grace"]),
        ("Ortega y Gasset, José", ["Ortega y Gasset, José"]),
        ("Lab, Peter J.", ["Lab, Peter J."]),
        ("Van Nguyen", ["Nguyen, Van"]),
        ("Ludwig van Beethoven", ["van Beethoven, Ludwig"]),
        ("김 철수", ["김, 철수"]),
        ("Ann Bee and Cy Dee", ["Bee, Ann", "Dee, Cy"]),
        ("{Ada Lab}", ["{Ada Lab}"]),
        ("LG AI Research", ["{LG AI Research}"]),
        ("Acme, Inc.", ["{Acme, Inc.}"]),
        ("Llama Team, AI @ Meta", ["{Llama Team, AI @ Meta}"]),
        ("Tech. Innovation Group, KT", ["{Tech. Innovation Group, KT}"]),
    ],
)
def test_people_and_organizations_are_distinguished(cited: Catalog, author: str, people: list[str]) -> None:
    citation: CitationDocument = {"title": "T", "authors": [author], "year": 2024}
    [one] = references(cited, [{**cited.document("clip"), "citation": citation}])
    assert f"author = {{{' and '.join(people)}}}" in "".join(bibtex([one]))
    said = [
        name.get("literal") or f"{name['family']}, {name['given']}"
        for name in json.loads("".join(csl([one])))[0]["author"]
    ]
    assert said == [name.strip("{}") for name in people]


@pytest.mark.parametrize(("count", "cut"), [(6, False), (7, True)])
def test_plain_text_names_six_authors_at_most(count: int, cut: bool) -> None:
    names = tuple(f"Ann A{number}" for number in range(count))
    [line] = "".join(text([Reference("x", "paper", "T", names, "2024")])).splitlines()
    assert ("et al." in line) is cut
    assert ("A5, Ann" in line) is not cut


def test_arxiv_is_not_a_venue(cited: Catalog) -> None:
    citation: CitationDocument = {"title": "T", "authors": ["Ann Lee"], "year": 2024, "venue": "arXiv"}
    [one] = references(cited, [{**cited.document("clip"), "citation": citation}])
    assert (one.kind, one.venue) == ("preprint", "")


def test_no_address_ends_a_bibtex_field() -> None:
    one = Reference(
        "x", "page", "T\n::error::x", ("Ann Lee",), "2024", url="https://a.org/{x}}\\y", arxiv="1{2}", doi="10/{a"
    )
    fields = {field.key: field.value for field in entry("".join(bibtex([one]))).fields}
    assert fields["url"] == "https://a.org/%7Bx%7D%7D%5Cy"
    assert fields["doi"] == "10/%7Ba"
    assert "\n" not in fields["title"]
