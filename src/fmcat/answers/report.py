"""An issue that reports a wrong or missing fact: the form of the repository, filled in as far as it is known."""

from urllib.parse import urlencode

from fmcat.answers.difference import plain
from fmcat.catalog.catalog import Catalog
from fmcat.catalog.evidence import Evidence, evidence
from fmcat.catalog.releases import data_version
from fmcat.fields import Document, Field
from fmcat.text import one_line
from fmcat.version import __version__

#: The form in .github/ISSUE_TEMPLATE, and the label of each of its inputs by the input's id.
TEMPLATE = "wrong-fact.yml"
LABELS = {
    "model": "Model",
    "field": "Field",
    "catalog": "What the catalog states, and where it was read",
    "value": "What is right",
    "url": "The maker's own page that states it",
    "quote": "The words there",
    "version": "Version",
}
_NEW = "https://github.com/fmcat/fmcat/issues/new"
#: An address of more than some 8,000 characters is refused.
_LONGEST = 2000


def filled(catalog: Catalog, document: Document, field: Field) -> dict[str, str]:
    """The inputs of the form by id; those that only the reporter knows are empty."""
    value = field.read(document)
    stated = plain(value, field.entry_key) if value or value is False else "(unknown)"
    lines = [stated, *map(_source, evidence(catalog, document, field))]
    data = data_version(catalog)
    known = {
        "model": document["id"],
        "field": field.name,
        "catalog": "\n".join(lines)[:_LONGEST],
        "version": f"fmcat {__version__}" + (f", data {data}" if data else ""),
    }
    return {name: known.get(name, "") for name in LABELS}


def _source(one: Evidence) -> str:
    parts = [one.title, one.url if one.url != one.title else "", one.read and f"read {one.read}"]
    parts.append(one.says and f"says {one.says}")
    return one_line(f"- {', '.join(filter(None, parts))}")


def address(form: dict[str, str]) -> str:
    """The address that opens the form in a browser, filled in."""
    title = f"{form['model']}: {form['field']}"
    given = {name: text for name, text in form.items() if text}
    return f"{_NEW}?{urlencode({'template': TEMPLATE, 'title': title, **given})}"


def to_markdown(form: dict[str, str]) -> str:
    """The issue as text, a heading per input, and below it the address of the form."""
    parts = [f"### {LABELS[name]}\n\n{text}\n" if text else f"### {LABELS[name]}\n" for name, text in form.items()]
    return "\n".join([*parts, f"<{address(form)}>\n"])
