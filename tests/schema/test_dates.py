import pytest

from fmcat.schema.dates import read_date


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("2021-02-26", "2021-02-26", "2021-02-26"),
    ],
)
def test_a_date_reaches_from_its_first_to_its_last_day(text: str, earliest: str, latest: str) -> None:
    date = read_date(text)
    assert (date.earliest, date.latest, str(date)) == (earliest, latest, text)


@pytest.mark.parametrize("text", ["", "21", "2021-2", "2021-13", "2021-02-30", "2021-02-26T10:00", "3021", "yesterday"])
def test_anything_else_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(ValueError, match=r"write 2021|there is no month|has no such day|is not between"):
        read_date(text)
