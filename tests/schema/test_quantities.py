import pytest
from hypothesis import given
from hypothesis import strategies as st

from fmcat.schema.quantities import (
    LARGEST,
    UNITS,
    magnitude,
    read_bytes,
    read_compute,
    read_quantity,
    read_tokens,
    rounding_to,
    say_bytes,
    say_compute,
    say_quantity,
    say_tokens,
    write_compute,
    write_number,
    write_quantity,
)


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
        ("1", 1),
        ("1e+3", 1000),
        ("2G", 2_000_000_000),
        ("1e18", LARGEST),
    ],
)
def test_quantities_are_read_as_people_write_them(text: str, value: int) -> None:
    assert read_quantity(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "0", "-1", "1.5", "7BB", "seven", "1,000", "1e99", "M", "1.0001k", "1000000000000000001", "_7", "7.", "1e100"],
)
def test_only_whole_numbers_above_zero_are_accepted(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a quantity|not a whole number"):
        read_quantity(text)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1, "1"),
        (999, "999"),
        (1_000, "1k"),
        (131_072, "131k"),
        (999_499, "999k"),
        (999_500, "1M"),
        (999_499_999, "999M"),
        (999_500_000, "1B"),
        (46_700_000_000, "46.7B"),
        (999_500_000_000, "1T"),
        (1_760_000_000_000, "1.76T"),
        (12_345_000_000_000_000, "12300T"),
    ],
)
def test_quantities_have_three_digits(value: int, said: str) -> None:
    assert say_quantity(value) == said


def test_quantities_have_as_many_digits_as_asked_for() -> None:
    assert [say_quantity(994_999, digits) for digits in (1, 2, 3, 6)] == ["1M", "990k", "995k", "994.999k"]
    assert [say_quantity(996_000, digits) for digits in (2, 3)] == ["1M", "996k"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (999, "999"),
        (1_000, "1k"),
        (1_500, "1500"),
        (131_072, "131072"),
        (999_000, "999k"),
        (1_000_000, "1M"),
        (1_050_000, "1.05M"),
        (1_005_000, "1.005M"),
        (1_000_500, "1000500"),
        (1_000_000_000, "1B"),
        (1_100_000_000, "1.1B"),
        (1_000_500_000, "1000.5M"),
        (1_000_000_000_000, "1T"),
        (1_001_000_000_000, "1.001T"),
        (1_000_500_000_000, "1000.5B"),
    ],
)
def test_a_quantity_is_written_in_its_shortest_exact_form(value: int, text: str) -> None:
    assert (write_quantity(value), write_number(value), read_quantity(text)) == (text, text, value)


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
    assert rounding_to(" 1_000k") == (999_500, 1_000_999)
    assert rounding_to("7") == (7, 7)
    assert rounding_to("8") == (8, 8)
    assert rounding_to("30") == (30, 30)
    assert rounding_to("2e1") == (15, 29)
    assert rounding_to("1.5", read_compute) == (1.5, 1.5)
    assert rounding_to("300", read_compute) == (300, 300)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("24GB", 24 * 10**9),
        ("512 mb", 512 * 10**6),
        ("1.5TB", 1_500 * 10**9),
        ("80GiB", 80 * 2**30),
        ("1kib", 1024),
        ("3MiB", 3 * 2**20),
        ("1.5TiB", 3 * 2**39),
        ("1kB", 1000),
    ],
)
def test_bytes_are_read_with_their_unit(text: str, value: int) -> None:
    assert read_bytes(text) == value


@pytest.mark.parametrize("text", ["", "24", "24G", "24B", "GB", "1.2.3GB", "-1GB", "24 Gb/s"])
def test_what_names_no_unit_of_memory_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"24GB|whole number|quantity"):
        read_bytes(text)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (145_400_000_000, "145 GB"),
        (1_340_000_000_000, "1.34 TB"),
        (172_000_000, "172 MB"),
        (2_000, "2 kB"),
        (12, "12 B"),
    ],
)
def test_bytes_are_said_in_decimal_units(value: int, said: str) -> None:
    assert say_bytes(value) == said


def test_a_size_of_memory_stands_for_what_rounds_to_it() -> None:
    assert rounding_to("24GB", read_bytes) == (23_500_000_000, 24_999_999_999)


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        (128_000, "128k"),
        (131_072, "128Ki"),
        (256_000, "256k"),
        (262_144, "256Ki"),
        (1_000_000, "1M"),
        (1_048_576, "1Mi"),
        (1_024_000, "1.02M"),
        (8_192, "8Ki"),
        (8_191, "8.19k"),
        (512, "512"),
        (1_536 * 1024, "1536Ki"),
        (131_072.0, "128Ki"),
    ],
)
def test_a_window_says_whether_its_k_are_thousands(tokens: float, said: str) -> None:
    assert say_tokens(tokens) == said
    assert say_tokens(read_tokens(said)) == said


@pytest.mark.parametrize(
    ("text", "tokens"), [("128Ki", 131_072), ("128 ki", 131_072), ("1Mi", 1_048_576), ("2_0ki", 20_480)]
)
def test_tokens_are_read_in_thousands_or_in_1024(text: str, tokens: int) -> None:
    assert read_tokens(text) == tokens
    low, high = rounding_to(text, read_tokens)
    assert low <= tokens <= high


@pytest.mark.parametrize("text", ["Ki", "128Bi", "1.5Ki", "-1Ki", "1e3Ki"])
def test_what_is_no_number_of_tokens_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a quantity"):
        read_tokens(text)


@pytest.mark.parametrize(
    ("text", "flop"),
    [
        ("2.1e25", 2.1e25),
        ("1e25 FLOP", 1e25),
        ("5E+9flops", 5e9),
        ("300", 300.0),
        ("1", 1.0),
        ("1e32", 1e32),
        (" 7 flop ", 7.0),
    ],
)
def test_compute_is_read_as_papers_write_it(text: str, flop: float) -> None:
    assert read_compute(text) == flop


@pytest.mark.parametrize(
    "text", ["", "0", "0.5", "-1e20", "1.1e32", "1e40", "1e999", "nan", "inf", "2.1T", "1e25 FLOPS/s", "1,000"]
)
def test_other_texts_are_refused_as_compute(text: str) -> None:
    with pytest.raises(ValueError, match="not a number of FLOP"):
        read_compute(text)


@given(st.floats(1, 1e32))
def test_compute_is_written_exactly(flop: float) -> None:
    assert read_compute(write_compute(flop)) == flop


def test_compute_is_written_in_its_shortest_form() -> None:
    for text in ("1e20", "2.1e25", "1.2345678901234566e25", "3e2", "5e9"):
        assert (write_compute(float(text)), write_number(float(text))) == (text, text)


def test_compute_is_said_in_three_digits() -> None:
    assert [say_compute(flop) for flop in (2.1e25, 3.814e24, 5e9, 1e23)] == ["2.1e25", "3.81e24", "5e9", "1e23"]
    assert [magnitude(number) for number in (999, 10**12, 1e23, 9.99e22)] == [2, 12, 23, 22]
    assert [magnitude(number) for number in (1, 9, 10, 1.0, 10.0)] == [0, 0, 1, 0, 1]


def test_each_unit_reads_what_it_says_and_writes() -> None:
    told = {
        "": ("7B", "7B", "7B"),
        "tokens": ("7B", "7B", "7B"),
        "bytes": ("7 GB", "7 GB", "7 GB"),
        "flop": ("7e9", "7e9", "7e9"),
        "plain": ("7000000000", "7000000000", "7000000000"),
    }
    for name, (text, said, written) in told.items():
        unit = UNITS[name]
        value = unit.read(text)
        assert (value, unit.say(value), unit.write(value)) == (7e9, said, written)
