"""Does a line of a newspaper give its day, in whatever language, and nothing where there is doubt?"""

import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from discourse.corpus.readers.dates import LOCALES, find_date


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("February 1, 2016 Monday", "2016-02-01"),
        ("May 2, 2002, Thursday,, FINAL EDITION", "2002-05-02"),
        ("1 February 2016", "2016-02-01"),
        ("Monday 1st of February 2016", "2016-02-01"),
        ("Sept. 5, 2014", "2014-09-05"),
        ("Dienstag 10.Dezember 2019", "2019-12-10"),
        ("1. März 2016", "2016-03-01"),
        ("mardi 10 décembre 2019", "2019-12-10"),
        ("10 DECEMBRE 2019", "2019-12-10"),
        ("décembre 10 2019", "2019-12-10"),
        ("lundi 1er février 2016", "2016-02-01"),
        ("1 de febrero de 2016", "2016-02-01"),
        ("1º de fevereiro de 2016", "2016-02-01"),
        ("1 lutego 2016", "2016-02-01"),
        ("1 февраля 2016 г.", "2016-02-01"),
        ("1. helmikuuta 2016", "2016-02-01"),
        ("2016年2月1日", "2016-02-01"),
        ("2016년 2월 1일", "2016-02-01"),
        ("2016. február 1.", "2016-02-01"),
        ("2016-02-01T10:00:00Z", "2016-02-01"),
        ("01.02.2016", "2016-02-01"),
        ("13/02/2016", "2016-02-13"),
        ("02/13/2016", "2016-02-13"),
        ("February 2016", "2016-02"),
        ("29 February 2016", "2016-02-29"),
    ],
)
def test_the_day_of_a_line(line: str, iso: str) -> None:
    found = find_date(line)
    assert found is not None
    assert found.iso == iso
    assert line[found.start : found.end].strip() == line[found.start : found.end]


@pytest.mark.parametrize(
    "line",
    [
        "", "02/03/2016", "31.02.2016", "29 February 2015", "Winter 2016", "Copyright 2016 The Courier", "12:30",
        "1 2 3", "Monday", "Page 2016", "9999999999999999999", "February 31", "1 Smarch 2016", "32/13/2016",
    ],
)  # fmt: skip
def test_no_day_where_there_is_none_or_more_than_one(line: str) -> None:
    assert find_date(line) is None


@given(
    st.dates(dt.date(1600, 1, 1), dt.date(2150, 12, 31)),
    st.sampled_from([locale for locale in LOCALES if locale not in ("hr", "sr_Latn", "ga", "vi", "lt", "lv", "ca")]),
)
def test_long_dates_are_found_as_each_language_writes_them(day: dt.date, locale: str) -> None:
    # Left out above: Croatian names that mean other months in Polish, and grammar around the name in the others.
    found = find_date(format_date(day, "long", locale))
    assert found is not None
    assert found.iso == day.isoformat()


@given(st.text(max_size=400))
def test_no_line_makes_it_stumble(line: str) -> None:
    find_date(line)
