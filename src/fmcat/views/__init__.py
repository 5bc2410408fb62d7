"""Facts drawn with Rich. A view, and Rich, is imported when it is first used."""

from typing import TYPE_CHECKING

from fmcat.lazy import lazily

if TYPE_CHECKING:
    from rich.console import Console as Console
    from rich.console import Group as Group

    from fmcat.views.changes import changes_page as changes_page
    from fmcat.views.comparison import comparison_page as comparison_page
    from fmcat.views.coverage import coverage_table as coverage_table
    from fmcat.views.detail import detail_page as detail_page
    from fmcat.views.difference import difference_page as difference_page
    from fmcat.views.evidence import evidence_page as evidence_page
    from fmcat.views.fields import fields_table as fields_table
    from fmcat.views.lanes import lanes_page as lanes_page
    from fmcat.views.layers import layers_table as layers_table
    from fmcat.views.license import license_page as license_page
    from fmcat.views.license import notice as notice
    from fmcat.views.lineage import lineage_page as lineage_page
    from fmcat.views.models import models_table as models_table
    from fmcat.views.plan import Found as Found
    from fmcat.views.plan import plan_page as plan_page
    from fmcat.views.plot import plot_page as plot_page
    from fmcat.views.plot import plot_size as plot_size
    from fmcat.views.search import hits_table as hits_table
    from fmcat.views.tally import cross_page as cross_page
    from fmcat.views.tally import tally_page as tally_page
    from fmcat.views.theme import DIM as DIM
    from fmcat.views.timeline import eras_page as eras_page
    from fmcat.views.timeline import periods_page as periods_page
    from fmcat.views.topics import concept_page as concept_page
    from fmcat.views.topics import spaced as spaced
    from fmcat.views.topics import term_page as term_page
    from fmcat.views.topics import topics_page as topics_page

__getattr__ = lazily(
    __name__,
    {
        "Console": "rich.console",
        "Group": "rich.console",
        "changes_page": "fmcat.views.changes",
        "comparison_page": "fmcat.views.comparison",
        "coverage_table": "fmcat.views.coverage",
        "detail_page": "fmcat.views.detail",
        "difference_page": "fmcat.views.difference",
        "evidence_page": "fmcat.views.evidence",
        "fields_table": "fmcat.views.fields",
        "lanes_page": "fmcat.views.lanes",
        "layers_table": "fmcat.views.layers",
        "license_page": "fmcat.views.license",
        "notice": "fmcat.views.license",
        "lineage_page": "fmcat.views.lineage",
        "Found": "fmcat.views.plan",
        "plan_page": "fmcat.views.plan",
        "plot_page": "fmcat.views.plot",
        "plot_size": "fmcat.views.plot",
        "hits_table": "fmcat.views.search",
        "models_table": "fmcat.views.models",
        "cross_page": "fmcat.views.tally",
        "tally_page": "fmcat.views.tally",
        "DIM": "fmcat.views.theme",
        "eras_page": "fmcat.views.timeline",
        "periods_page": "fmcat.views.timeline",
        "concept_page": "fmcat.views.topics",
        "spaced": "fmcat.views.topics",
        "term_page": "fmcat.views.topics",
        "topics_page": "fmcat.views.topics",
    },
)
