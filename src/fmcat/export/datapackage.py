"""A Frictionless data package (https://datapackage.org): the catalog's tables as CSV, described, in one zip file."""

import csv
import io
import zipfile
from collections.abc import Iterator

from fmcat.catalog.releases import data_version
from fmcat.export import Choice
from fmcat.export.kit.archive import add
from fmcat.export.relations import TABLES, Table, rows_of
from fmcat.export.rows import Row
from fmcat.text import indented
from fmcat.version import __version__

_TYPES = {"text": "string", "integer": "integer", "number": "number", "flag": "boolean"}


def to_zip(choice: Choice) -> Iterator[bytes]:
    """The package: datapackage.json and one CSV file per table."""
    buffer = io.BytesIO()
    documents = choice.documents()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        resources = []
        for name, rows in rows_of(choice.catalog, documents):
            add(package, f"{name}.csv", _csv(TABLES[name], rows))
            resources.append(_resource(name, TABLES[name]))
        add(package, "datapackage.json", indented(_description(resources, data_version(choice.catalog))))
    yield buffer.getvalue()


def _csv(table: Table, rows: list[Row]) -> str:
    """The rows unchanged: a package is read by programs, and a formula's first character is part of the value."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def _cell(value: object) -> object:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def _description(resources: list[dict[str, object]], version: str) -> dict[str, object]:
    """The package's description; its version is that of the data, or of fmcat if the registry has no releases."""
    return {
        "profile": "tabular-data-package",
        "name": "fmcat",
        "title": "fmcat: the foundation-model catalog",
        "version": version or __version__,
        "generator": f"fmcat {__version__}",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": resources,
    }


def _resource(name: str, table: Table) -> dict[str, object]:
    fields = [
        {"name": column.name, "type": _TYPES[column.kind], "description": column.meaning} for column in table.columns
    ]
    keys = [
        {"fields": column.name, "reference": {"resource": column.refers, "fields": "id"}}
        for column in table.columns
        if column.refers
    ]
    schema = {"fields": fields, "primaryKey": list(table.key), **({"foreignKeys": keys} if keys else {})}
    return {
        "profile": "tabular-data-resource",
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "description": table.meaning,
        "encoding": "utf-8",
        "schema": schema,
    }
