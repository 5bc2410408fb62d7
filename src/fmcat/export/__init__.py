"""The catalog in other formats: one module each, listed in EXPORTERS."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

import fmcat.wording
from fmcat.catalog.catalog import Catalog
from fmcat.checkpoints import facts_of, numbers_of
from fmcat.errors import BadUsage
from fmcat.fields import DEFAULT_COLUMNS, FIELDS, Document, Field
from fmcat.messages import say
from fmcat.query.expression import Query


class Choice(NamedTuple):
    """What to export: the models that match a query, and the requested columns, if any.

    `whole` means that no model is left out, so that a registry is written completely; `language` is that of labels, in
    formats with labels; with `checkpoints`, the matching checkpoints are exported instead of their models. `asked` is
    the query as typed, and `title` the caption of a table, in formats with one; with `cites`, its last column has the
    keys of the references. `base` is the address at which a site is published, empty if that is unknown.
    """

    catalog: Catalog
    query: Query = Query()
    limit: int | None = None
    columns: tuple[Field, ...] = ()
    whole: bool = False
    language: str = "en"
    checkpoints: bool = False
    asked: str = ""
    title: str = ""
    cites: bool = False
    base: str = ""

    def documents(self) -> Iterator[Document]:
        """The documents of the models, or of the checkpoints, in the order of the query."""
        read = self.catalog.checkpoints if self.checkpoints else self.catalog.documents
        return read(self.query, self.limit)

    def chosen(self) -> Iterator[tuple[Document, list[Document]]]:
        """The documents, each with the facts of its matching checkpoints, for tables of models."""
        matched = {} if self.checkpoints else self.catalog.matched(self.query, self.limit)
        for document in self.documents():
            numbers = matched.get(document["id"], numbers_of(document))
            yield document, [facts_of(document, number) for number in numbers]

    def models_only(self, format: str) -> None:
        """Raise BadUsage if checkpoints are to be exported in a format whose entries are models."""
        if self.checkpoints:
            raise BadUsage(say("{format} holds models; leave out --checkpoints", format=format))

    def table_columns(self) -> Sequence[Field]:
        """The requested columns, or the default ones of a table."""
        return self.columns or [FIELDS["id"], *(FIELDS[name] for name in DEFAULT_COLUMNS)]

    def paper_columns(self) -> Sequence[Field]:
        """The requested columns, or the default ones of a table for people."""
        return self.columns or [FIELDS[name] for name in DEFAULT_COLUMNS]

    @property
    def wording(self) -> "fmcat.wording.Wording":
        """How facts are worded in the language of the labels."""
        return fmcat.wording.Wording(self.language, self.catalog.labels(self.language))


#: Text in chunks, or for binary formats, bytes.
Write = Callable[[Choice], Iterator[str] | Iterator[bytes]]


class Exporter(NamedTuple):
    """A format: the function that writes it (`module:function`), its file suffix, its use, and whether it is text."""

    writer: str
    suffix: str
    help: str
    is_text: bool = True

    def write(self, choice: Choice) -> Iterator[str] | Iterator[bytes]:
        """The export in chunks."""
        module, _, function = self.writer.partition(":")
        write: Write = getattr(import_module(f"fmcat.export.{module}"), function)
        return write(choice)


EXPORTERS: Mapping[str, Exporter] = {
    "json": Exporter("json:to_json", ".json", "an array of documents, the contract other programs read"),
    "jsonl": Exporter("json:to_jsonl", ".jsonl", "a document a line, for streams and bulk registries"),
    "csv": Exporter("separated:to_csv", ".csv", "a table for spreadsheets"),
    "tsv": Exporter("separated:to_tsv", ".tsv", "a tab-separated table for shells"),
    "agent": Exporter("separated:to_agent", "", "a tab-separated table for agents: more columns, nothing altered"),
    "markdown": Exporter("markdown:to_markdown", ".md", "a GitHub table"),
    "latex": Exporter("latex:to_latex", ".tex", "a booktabs table for a paper"),
    "html": Exporter("html:to_html", ".html", "a table for a web page, a fragment without styles"),
    "page": Exporter("page:to_page", "", "a web page of its own to search and browse, offline in one file"),
    "site": Exporter(
        "site:to_site", "", "a web site with a page per model, the facts as JSON, and a feed; a folder", is_text=False
    ),
    "sqlite": Exporter(
        "sqlite:to_sqlite", ".sqlite", "a relational database for datasette, sqlite-utils and SQL", is_text=False
    ),
    "parquet": Exporter(
        "parquet:to_parquet",
        ".parquet",
        "Parquet with lists and maps, for DuckDB, pandas and polars",
        is_text=False,
    ),
    "datapackage": Exporter(
        "datapackage:to_zip", ".zip", "a Frictionless data package of CSV tables, zipped", is_text=False
    ),
    "hf-card": Exporter("cards:to_cards", "", "model cards' front matter, as the Hugging Face Hub names it"),
    "cyclonedx": Exporter("cyclonedx:to_cyclonedx", ".cdx.json", "a CycloneDX 1.6 bill of materials (ML-BOM)"),
    "cyclonedx-1.7": Exporter("cyclonedx:to_cyclonedx_1_7", ".cdx.json", "a CycloneDX 1.7 bill of materials"),
    "spdx": Exporter("spdx:to_spdx", ".spdx.json", "an SPDX 3.0.1 bill of materials with AI packages, as JSON-LD"),
    "yaml": Exporter("yaml:to_yaml", ".yaml", "a registry file again"),
    "bibtex": Exporter("citations:to_bibtex", ".bib", "references for LaTeX"),
    "csl": Exporter("citations:to_csl", ".csl.json", "references for Zotero, pandoc and citeproc"),
    "typst": Exporter("citations:to_typst", "", "references for Typst (Hayagriva)"),
    "ids": Exporter("ids:to_ids", ".txt", "an id a line"),
}
