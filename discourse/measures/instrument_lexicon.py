"""What does a word list of one's own say of a passage?"""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from ..corpus.words import fold, word_spans
from ..errors import DiscourseError
from .instrument import Evidence, Instrument

_NAN = float("nan")


def lexicon_instrument(
    lexicon: str | Path | pd.DataFrame | Mapping[str, float],
    name: str | None = None,
    *,
    title: str | None = None,
    language: str | None = None,
) -> Instrument:
    """Make an instrument of a lexicon: a list of words and phrases with a polarity each.

    The polarity of a passage is the mean over the entries found in it, 0 if there is none. Where entries
    overlap the longest counts; a word written out comes before a wildcard. Words are compared as terms:
    case is folded except in acronyms, so that an entry ``us`` never meets the US.

    Parameters
    ----------
    lexicon : path, DataFrame or mapping
        A CSV file (UTF-8; comma, semicolon or tab) or a table with columns ``term``, ``polarity`` (−1…1) and,
        if you like, ``subjectivity`` (0…1); or a mapping from term to polarity. A term is a word or phrase;
        ``*`` at its end stands for any further letters (``bomb*``).
    name : str, optional
        What the instrument is called in code; the name of the file, else ``"lexicon"``.
    title : str, optional
        What it is called on an axis; its name.
    language : str, optional
        The language of the list, as in ``corpus.documents["language"]``.

    Returns
    -------
    Instrument
        To be used at once, ``sentiment(corpus, instrument=…)``, or registered with
        :func:`~discourse.register_instrument`.

    Raises
    ------
    DiscourseError
        If the list cannot be read, a column is missing, or an entry is no word, comes twice or has a
        score out of range; with file and line.

    >>> siege = lexicon_instrument({"siege": -0.8, "humanitarian corridor*": 0.5})
    >>> siege.score("Two humanitarian corridors, one siege.")[0]
    -0.15000000000000002
    """
    if isinstance(lexicon, pd.DataFrame):
        source, rows = "the table", _rows_of_frame(lexicon)
    elif isinstance(lexicon, Mapping):
        source, rows = (
            "the mapping",
            _rows_of_frame(pd.DataFrame({"term": lexicon.keys(), "polarity": lexicon.values()})),
        )
    else:
        source, rows = str(lexicon), _rows_of_file(Path(lexicon))
        name = name or Path(lexicon).stem
    name = name or "lexicon"
    return LexiconInstrument(name, title or name, list(_entries(rows, source)), language)


_Row = tuple[str, dict[str, Any]]  # where it stands, its cells
_Entry = tuple[tuple[str, ...], bool, float, float]  # words, wildcard, polarity, subjectivity


class LexiconInstrument(Instrument):
    """The mean polarity of the entries of a lexicon that a passage holds; made by :func:`lexicon_instrument`."""

    passage = "whole"
    scale = "polarity −1 (negative) to 1 (positive) as the lexicon gives it; a passage has the mean of its entries"

    def __init__(self, name: str, title: str, entries: list[_Entry], language: str | None) -> None:
        self.name, self.title, self.language = name, title, language
        self.has_subjectivity = any(not math.isnan(entry[3]) for entry in entries)
        self.version = f"sha256 {hashlib.sha256(repr(sorted(entries, key=repr)).encode()).hexdigest()}"
        self.notes = (
            f"Mean over the entries of the lexicon “{title}” ({len(entries):,}); other words count for nothing.",
        )
        self._exact: dict[tuple[str, ...], tuple[float, float]] = {}
        self._open: dict[tuple[str, ...], dict[str, tuple[float, float]]] = {}
        for words, wildcard, polarity, subjectivity in entries:
            if wildcard:
                self._open.setdefault(words[:-1], {})[words[-1]] = (polarity, subjectivity)
            else:
                self._exact[words] = (polarity, subjectivity)
        self._longest = max((len(entry[0]) for entry in entries), default=0)
        self._firsts = {words[0] for words in [*self._exact, *self._open] if words}

    def evidence(self, text: str) -> list[Evidence]:
        """Return the entries found, in text order."""
        starts, ends = (array.tolist() for array in word_spans(text))
        terms = [fold(text[a:b]) for a, b in zip(starts, ends, strict=True)]
        found = []
        i = 0
        while i < len(terms):
            match = self._match(terms, i)
            if match is None:
                i += 1
                continue
            length, scores = match
            found.append(Evidence(starts[i], ends[i + length - 1], *scores))
            i += length
        return found

    def _match(self, terms: list[str], i: int) -> tuple[int, tuple[float, float]] | None:
        if terms[i] not in self._firsts and () not in self._open:
            return None
        for length in range(min(self._longest, len(terms) - i), 0, -1):
            words = tuple(terms[i : i + length])
            if words in self._exact:
                return length, self._exact[words]
            prefixes = self._open.get(words[:-1], {})
            for cut in range(len(words[-1]), 0, -1) if prefixes else ():
                if words[-1][:cut] in prefixes:
                    return length, prefixes[words[-1][:cut]]
        return None


def _rows_of_file(path: Path) -> Iterator[_Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DiscourseError("There is no such file.", where=str(path), do="Check the name and the folder.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DiscourseError(
            f"The lexicon cannot be read: {error}.", where=str(path), do="Save it as a CSV file in UTF-8."
        ) from error
    lines = text.splitlines()
    head = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter=max(",;\t", key=head.count), skipinitialspace=True)
    _check_columns([(name or "").strip() for name in reader.fieldnames or []], f"{path}, line 1")
    reader.fieldnames = [(name or "").strip() for name in reader.fieldnames or []]
    try:
        for row in reader:
            yield f"{path}, line {reader.line_num}", row
    except csv.Error as error:
        raise DiscourseError(
            f"This is no CSV: {error}.", where=f"{path}, line {reader.line_num}", do="Save the list again as CSV."
        ) from error


def _rows_of_frame(frame: pd.DataFrame) -> Iterator[_Row]:
    _check_columns([str(name) for name in frame.columns], "the table")
    for number, row in enumerate(frame.to_dict("records"), 1):
        yield f"entry {number}", {str(key): value for key, value in row.items()}


def _check_columns(columns: list[str], where: str) -> None:
    missing = [name for name in ("term", "polarity") if name not in columns]
    if missing:
        raise DiscourseError(
            f"The lexicon has no column {' and no column '.join(missing)}; it has {', '.join(columns) or 'none'}.",
            where=where,
            do="Name the columns term, polarity and, if you have it, subjectivity.",
        )


def _entries(rows: Iterator[_Row], source: str) -> Iterator[_Entry]:
    seen: dict[tuple[tuple[str, ...], bool], str] = {}
    for where, row in rows:
        written = row["term"]
        if not isinstance(written, str) or not written.strip():
            raise DiscourseError("The entry has no term.", where=where, do="Fill it in or take the line out.")
        words, wildcard = _words(written.strip(), where)
        if (words, wildcard) in seen:
            raise DiscourseError(
                f"“{written.strip()}” is in the lexicon twice, first at {seen[words, wildcard]}.",
                where=where,
                do="Keep one of them.",
            )
        seen[words, wildcard] = where
        subjectivity = row.get("subjectivity")
        yield (
            words,
            wildcard,
            _number(row["polarity"], "polarity", -1, where),
            _NAN if _is_blank(subjectivity) else _number(subjectivity, "subjectivity", 0, where),
        )
    if not seen:
        raise DiscourseError("The lexicon has no entries.", where=source, do="Give it at least one term.")


def _words(written: str, where: str) -> tuple[tuple[str, ...], bool]:
    wildcard = written.endswith("*")
    plain = written[:-1] if wildcard else written
    starts, ends = (array.tolist() for array in word_spans(plain))
    words = [fold(plain[a:b]) for a, b in zip(starts, ends, strict=True)]
    if wildcard and words:
        # With what follows the last letter, so that "re-*" asks for the hyphen.
        words[-1] = fold(plain[starts[-1] :])
    if not words or "*" in plain or (wildcard and plain[-1:].isspace()):
        raise DiscourseError(
            f"“{written}” is no word or phrase.", where=where, do="Write words, with * at the very end at most (bomb*)."
        )
    return tuple(words), wildcard


def _is_blank(value: Any) -> bool:
    return (
        value is None
        or (isinstance(value, str) and not value.strip())
        or (isinstance(value, float) and math.isnan(value))
    )


def _number(value: Any, what: str, least: int, where: str) -> float:
    try:
        number = float(str(value).strip().replace("−", "-"))
    except ValueError:
        number = _NAN
    if not least <= number <= 1:
        raise DiscourseError(
            f"The {what} {str(value).strip() or '(nothing)'} is not a number from {least} to 1.",
            where=where,
            do="Write it with a decimal point, such as 0.25.",
        )
    return number
