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
        ("2023-01", "2023-01-01", "2023-01-31"),
        ("2023-04", "2023-04-01", "2023-04-30"),
        ("1900", "1900-01-01", "1900-12-31"),
        ("2199-12", "2199-12-01", "2199-12-31"),
    ],
)
def test_a_date_reaches_from_its_first_to_its_last_day(text: str, earliest: str, latest: str) -> None:
    date = read_date(text)
    assert (date.earliest, date.latest, str(date)) == (earliest, latest, text)


@pytest.mark.parametrize("text", ["", "21", "2021-2", "2021-13", "2021-02-30", "2021-02-26T10:00", "3021", "yesterday"])
def test_anything_else_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(ValueError, match=r"write 2021|there is no month|has no such day|is not between"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1899", "the year 1899 is not between 1900 and 2199"),
        ("2200-01", "the year 2200 is not between 1900 and 2199"),
        ("2021-00", "there is no month 0"),
        ("2021-13-01", "there is no month 13"),
        ("2021-12-32", "that month has no such day"),
        ("2021-01-00", "that month has no such day"),
        ("2023-02-29", "that month has no such day"),
        ("2021-02-26 ", "write 2021, 2021-02 or 2021-02-26"),
    ],
)
def test_what_is_wrong_with_a_date_is_said(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_date(text)


@pytest.mark.parametrize(
    ("one", "other", "can_be_same"),
    [
        ("2021", "2021-12-31", True),
        ("2021", "2022-01-01", False),
        ("2021-02", "2021-02-01", True),
        ("2021-02", "2021-01-31", False),
        ("2021-02-26", "2021-02-26", True),
        ("2021-02-26", "2021-02-27", False),
    ],
)
def test_dates_overlap_if_they_can_be_the_same_day(one: str, other: str, can_be_same: bool) -> None:
    assert read_date(one).overlaps(read_date(other)) is can_be_same
    assert read_date(other).overlaps(read_date(one)) is can_be_same
