"""The licenses that bind a model as Markdown, and the notices that whoever passes it on has to ship."""

from collections.abc import Iterator, Sequence

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.license import Row, Statement, asked, license_ids
from fmcat.export.kit.markdown import escaped
from fmcat.fields import Document
from fmcat.messages import message
from fmcat.text import showable


def to_markdown(document: Document, told: Sequence[Sequence[Row]], language: str) -> str:
    """A heading, one list per statement, and that it is not legal advice; its texts are escaped."""
    lines = [f"# {escaped(document['name'])}"]
    for rows in told:
        lines.append("")
        for label, texts in rows:
            lines.append(
                f"- **{escaped(label)}**: {escaped(texts[0])}" if len(texts) == 1 else f"- **{escaped(label)}**"
            )
            lines += [f"  - {escaped(text)}" for text in texts if len(texts) > 1]
    return "\n".join([*lines, "", escaped(message("not_legal_advice", language))]) + "\n"


def to_notice(catalog: Catalog, document: Document, found: Sequence[Statement], language: str) -> str:
    """The text of a NOTICE file: each binding license, where it is, and the words it requires to be shipped."""
    lines = [message("license_notice_for", language, name=showable(document["name"]))]
    for name, texts in _notices(catalog, found).items():
        term = catalog.terms("license").get(name)
        label = showable(term["label"].get("en", name)) if term else name
        lines += ["", f"{label} ({name.removeprefix('LicenseRef-')})"]
        if term and "reference" in term:
            lines.append(showable(term["reference"]))
        lines += [f"  {showable(text)}" for text in texts]
    return "\n".join([*lines, "", message("not_legal_advice", language)]) + "\n"


def _notices(catalog: Catalog, found: Sequence[Statement]) -> dict[str, list[str]]:
    """The texts that each license requires to be shipped or shown: its own and inherited ones."""
    notices: dict[str, list[str]] = {}
    for one in found:
        for expression in (one.bound.license, *(bond.license for bond in one.bound.bonds if not bond.is_teacher)):
            for name in license_ids(expression):
                notices.setdefault(name, [])
        for name, text in _texts(catalog, one):
            if text not in notices.setdefault(name, []):
                notices[name].append(text)
    return notices


def _texts(catalog: Catalog, one: Statement) -> Iterator[tuple[str, str]]:
    for name, condition in asked(catalog, one):
        if "text" in condition:
            yield name, condition["text"]
