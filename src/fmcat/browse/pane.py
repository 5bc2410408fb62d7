"""What is shown beside the table: a model's card or its family, or a view of all models found or marked."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from fmcat.browse.widgets import KEYS, SPELLED
from fmcat.catalog.catalog import Catalog
from fmcat.catalog.comparison import compare, mentioned
from fmcat.catalog.evidence import tiers
from fmcat.catalog.importance import importance
from fmcat.catalog.lanes import grouped
from fmcat.catalog.lineage import family_tree, made_from, made_into
from fmcat.fields import FIELDS, Document
from fmcat.messages import message
from fmcat.views.comparison import comparison_page
from fmcat.views.detail import detail_page
from fmcat.views.lanes import lanes_page
from fmcat.views.lineage import lineage_page
from fmcat.views.table import labelled
from fmcat.wording import Wording

_MOST_LANES = 12


def card(catalog: Catalog, document: Document, wording: Wording) -> RenderableType:
    """Everything about a model."""
    parents, children = made_from(catalog, document), made_into(catalog, document["id"])
    origins = catalog.origins(document["id"])
    wording = wording.naming(mentioned(catalog, document))
    return detail_page(document, wording, parents, children, catalog.entries("source"), origins, tiers(catalog))


def lineage(catalog: Catalog, document: Document, wording: Wording) -> RenderableType:
    """What a model was made from, and what was made from it."""
    trees = [family_tree(catalog, document, down) for down in (False, True)]
    return lineage_page(trees[0], trees[1], (), wording)


def timeline(catalog: Catalog, asked: str, wording: Wording, width: int) -> RenderableType:
    """All models that match a query on a time axis, a lane for each modality."""
    documents, field = list(catalog.documents(catalog.query(asked))), FIELDS["modality"]
    groups = grouped(documents, field)
    labels = {name: wording.term(field.vocabulary, name) for name in groups}
    title = message("models", wording.language, all=len(documents))
    return lanes_page(title, groups, labels, width, _MOST_LANES, wording.language, importance(catalog))


def comparison(catalog: Catalog, models: Sequence[str], wording: Wording, width: int) -> RenderableType:
    """Several models side by side."""
    documents = [catalog.document(model) for model in models]
    return comparison_page(documents, compare(documents), wording.naming(mentioned(catalog, *documents)), width)


def keys(language: str) -> RenderableType:
    """What each key does."""
    rows = [(SPELLED.get(key, key), Text(message(label, language))) for key, _, label, _ in KEYS]
    return Group(Text(message("browse_help", language)), Text(), labelled(rows))
