"""The fields of queries, for other programs."""

from fmcat import Catalog
from fmcat.answers.fields import described, field_values


def test_closed_fields_list_their_values_by_frequency(small: Catalog) -> None:
    values = field_values(small)
    assert values["access"] == ["open", "api", "open-restricted"]
    assert "name" not in values
    fields = {str(one["name"]): one for one in described(small)}
    assert fields["access"]["values"] == values["access"]
    assert fields["x-note"]["values"] == []
    assert fields["parameters"]["sortable"] is True
