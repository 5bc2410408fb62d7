"""The fields of queries, for other programs."""

from fmcat.catalog.catalog import Catalog
from fmcat.fields import FIELDS, own_field


def field_values(catalog: Catalog) -> dict[str, list[str]]:
    """The values of closed fields in a catalog, the most frequent first."""
    counted = "SELECT term FROM model_term WHERE field = :field GROUP BY term ORDER BY count(*) DESC, term"
    closed = [field.name for field in FIELDS.values() if field.kind in ("term", "flag")]
    return {name: [row[0] for row in catalog.rows(counted, {"field": name})] for name in closed}


def described(catalog: Catalog) -> list[dict[str, object]]:
    """Every field: its names, meaning and syntax and, if it is closed, its values."""
    values = field_values(catalog)
    return [
        {
            "name": field.name,
            "aliases": list(field.aliases),
            "kind": field.kind,
            "help": field.help,
            "operators": field.asked.replace("field", field.name),
            "sortable": bool(field.column),
            "values": values.get(field.name, []),
        }
        for field in (*FIELDS.values(), *map(own_field, catalog.own_keys()))
    ]
