"""Expressions are values: they take their fields, and nothing else."""

import pytest

from fmcat.query.expression import Between, Query, Sort


@pytest.mark.parametrize(
    ("values", "named"),
    [(("id", True, 3), {}), (("id",), {"dwon": True}), (("id",), {"field": "name"}), ((), {}), ((), {"down": True})],
)
def test_an_excess_unknown_repeated_or_missing_argument_is_refused(
    values: tuple[object, ...], named: dict[str, object]
) -> None:
    with pytest.raises(TypeError):
        Sort(*values, **named)  # type: ignore[arg-type]


def test_what_is_left_out_has_its_default() -> None:
    assert Sort("id") == Sort(field="id", down=False) != Sort("id", down=True)
    assert Query().order == ()
    assert Between("size", low=1, high=None).low == 1


def test_a_part_of_a_query_can_be_read_where_a_test_fails() -> None:
    assert repr(Between("size", low=1, high=None)) == "Between('size', 1, None)"
