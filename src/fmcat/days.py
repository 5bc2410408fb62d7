"""Partial dates as people write them, in English and Korean; and which day it is."""

from datetime import date as day_of

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def month(date: str, language: str) -> str:
    """A partial date to the month: `Jan 2021`, `2021년 1월`, or only the year if that is all."""
    if len(date) == 4:
        return date
    year, number = date[:4], int(date[5:7])
    return f"{year}년 {number}월" if language == "ko" else f"{_MONTHS[number - 1]} {year}"


def day(date: str, language: str) -> str:
    """A partial date in full: `5 Jan 2021`, `2021년 1월 5일`, as precise as it is known."""
    if len(date) < 10:
        return month(date, language)
    number = int(date[8:])
    return f"{month(date, language)} {number}일" if language == "ko" else f"{number} {month(date, language)}"


def today() -> day_of:
    """The day it is, here."""
    return day_of.today()
