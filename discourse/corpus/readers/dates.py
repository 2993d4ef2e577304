"""Which day does a line such as "lundi 1er février 2016" name? Dates as newspapers write them, in many languages."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache
from typing import NamedTuple

# Earlier ones win where one word means two months (listopad: November in Polish and Czech, October in Croatian).
LOCALES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "el", "ru", "uk",
    "bg", "tr", "ca", "et", "lv", "lt", "sl", "hr", "sr_Latn", "is", "ga", "id", "ms", "vi",
)  # fmt: skip
_LONGEST_LINE = 300
_EARLIEST, _LATEST = 1500, 2199
_NUMERIC = (
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일号號]"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)"),
)
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_ORDINAL = r"(?:\.|st|nd|rd|th|er|re|º|ª|°|-го)?"
_OF = r"(?:\s*(?:(?:of|de|del)\s|d['’]))?\s*"
_WORD = r"(?P<month>[^\W\d_]{3,15})\.?"
_SPELLED = (
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}}){_ORDINAL}{_OF}{_WORD},?(?:\s*(?:of|de|del|г\.?))?,?\s*(?P<y>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\w){_WORD}\s+(?P<d>\d{{1,2}}){_ORDINAL},?\s+(?P<y>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<y>\d{{4}})\.?\s*(?:m\.\s*)?{_WORD}\s*(?P<d>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<!\w){_WORD},?(?:\s*(?:of|de|del))?\s+(?P<y>\d{{4}})(?!\d)"),
)
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}\W{0,3}\Z")


class Found(NamedTuple):
    """A date in a line: ISO 8601 text, as exact as it is stated, and where it stands."""

    iso: str
    start: int
    end: int


def find_date(line: str) -> Found | None:
    """Find the first date in a line.

    Days are read in any order that leaves no doubt; ``02/03/2016``, which is another day in London than in New York,
    is no date. Names of months are those of the Unicode Common Locale Data Repository (as Babel has them).

    Returns
    -------
    Found or None
        ``iso`` is ``"2016-02-01"``, or ``"2016-02"`` where no day is named.

    >>> [find_date(line).iso for line in ("Montag 1. Februar 2016", "lundi 1er février 2016", "February 2016")]
    ['2016-02-01', '2016-02-01', '2016-02']
    """
    line = line[:_LONGEST_LINE]
    for pattern in _NUMERIC:
        for match in pattern.finditer(line):
            if iso := _day(int(match["y"]), int(match["m"]), int(match["d"])):
                return Found(iso, *match.span())
    for pattern in _SPELLED:
        for match in pattern.finditer(line):
            month = _months().get(_plain(match["month"]))
            day = match.groupdict().get("d")
            if day is None and _DAY_BEFORE.search(line[: match.start()]):
                continue  # a day that this month does not have
            if month and (iso := _day(int(match["y"]), month, int(day or 0))):
                return Found(iso, *match.span())
    for match in _SLASHED.finditer(line):
        first, second, year = (int(part) for part in match.groups())
        if first > 12 or second > 12 or first == second:
            iso = _day(year, *((second, first) if second <= 12 else (first, second)))
            if iso:
                return Found(iso, *match.span())
    return None


def is_weekday(word: str) -> bool:
    """Tell whether a word is the name of a day of the week, in any of the languages."""
    return _plain(word) in _weekdays()


def _day(year: int, month: int, day: int) -> str | None:
    if not _EARLIEST <= year <= _LATEST or not 1 <= month <= 12:
        return None
    if not day:
        return f"{year:04d}-{month:02d}"
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _plain(word: str) -> str:
    """Return a word in small letters without accents: capitals often lose theirs ("FEVRIER")."""
    letters = unicodedata.normalize("NFD", word.casefold().strip(". ,;"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _months() -> dict[str, int]:
    from babel import Locale

    names = {"sept": 9}
    for locale in LOCALES:
        months = Locale.parse(locale).months
        for usage in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in months[usage].get(width, {}).items():
                    if len(_plain(name)) > 2:
                        names.setdefault(_plain(name), month)
    return names


@cache
def _weekdays() -> frozenset[str]:
    from babel import Locale

    return frozenset(
        _plain(name)
        for locale in LOCALES
        for usage in ("format", "stand-alone")
        for name in Locale.parse(locale).days[usage]["wide"].values()
    )
