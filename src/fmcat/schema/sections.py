"""The sections of a registry file, and the version of its format."""

from collections.abc import Mapping

from fmcat.schema.model import Model
from fmcat.schema.notes import Concept, SourceKind, Timeline, Work
from fmcat.schema.parts import Entry
from fmcat.schema.release import History, Release
from fmcat.schema.vocabulary import Vendor

SCHEMA = 1
#: The sections of a registry file besides its taxonomy, and the schemas of their entries.
SECTIONS: Mapping[str, type[Entry]] = {
    "models": Model,
    "vendors": Vendor,
    "timelines": Timeline,
    "concepts": Concept,
    "sources": Work,
    "source-kinds": SourceKind,
    "releases": Release,
    "history": History,
}
