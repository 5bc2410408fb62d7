"""SQL as text: a value comes back as it was, and never as SQL."""

import sqlite3

import pytest

from fmcat.errors import BadUsage
from fmcat.query.printed import literal, printed


def test_values_replace_their_parameters() -> None:
    text = printed("SELECT :p1, :p10, ':p'", {"p1": "it's", "p10": 5}, "sqlite")
    assert sqlite3.connect(":memory:").execute(text).fetchone() == ("it's", 5, ":p")


def test_a_value_that_looks_like_a_parameter_stays_a_value() -> None:
    text = printed("SELECT :p0, :p1", {"p0": ":p1", "p1": "'; DROP TABLE model; --"}, "sqlite")
    assert sqlite3.connect(":memory:").execute(text).fetchone() == (":p1", "'; DROP TABLE model; --")


def test_spark_reads_no_escape_and_no_variable_in_a_value() -> None:
    assert literal("a'b\\n${HOME}", "spark") == "'a\\'b\\\\n\\u0024{HOME}'"


def test_a_nul_character_is_refused() -> None:
    with pytest.raises(BadUsage, match="NUL"):
        literal("a\0b")
