import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmcat.schema.quantities import LARGEST, read_quantity, rounding_to, say_quantity, write_quantity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("86M", 86_000_000),
        ("1.1B", 1_100_000_000),
        ("1.76T", 1_760_000_000_000),
        ("128k", 128_000),
        ("7e9", 7_000_000_000),
        ("7_000_000_000", 7_000_000_000),
        ("131072", 131_072),
        (" 7 b ", 7_000_000_000),
    ],
)
def test_quantities_are_read_as_people_write_them(text: str, value: int) -> None:
    assert read_quantity(text) == value


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "7BB", "seven", "1,000", "1e99", "M", "1.0001k"])
def test_only_whole_numbers_above_zero_are_accepted(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a quantity|not a whole number"):
        read_quantity(text)


@pytest.mark.parametrize(
    ("value", "said"), [(999, "999"), (999_600, "1M"), (46_700_000_000, "46.7B"), (1_000, "1k"), (131_072, "131k")]
)
def test_quantities_have_three_digits(value: int, said: str) -> None:
    assert say_quantity(value) == said


@given(st.integers(1, LARGEST))
def test_a_written_quantity_reads_back_exactly(value: int) -> None:
    assert read_quantity(write_quantity(value)) == value


@given(st.integers(1, 10**15))
def test_a_number_rounds_to_its_text(value: int) -> None:
    low, high = rounding_to(say_quantity(value))
    assert low <= value <= high + 1


def test_seven_billion_means_what_rounds_to_it() -> None:
    assert rounding_to("7B") == (6_500_000_000, 7_999_999_999)
    assert rounding_to("7.0B") == (6_950_000_000, 7_099_999_999)
