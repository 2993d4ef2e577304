"""What must stand under a table so that a reader knows how it was made?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

_TEXTS = 3  # so many texts are named; of more, only how many they are
_LISTS = {"english": "the English function words"}


def table_notes(table: pd.DataFrame, *, provenance: bool = False) -> list[str]:
    """Say in sentences how a table was made: its base, its choices, and what its numbers leave out.

    Parameters
    ----------
    table : DataFrame
        What a measure returned, or some rows of it: it is read from ``table.attrs``.
    provenance : bool, default False
        Also name the texts with their SHA-256, the call, and the version of this package.

    Returns
    -------
    list of str
        One sentence each, the most important first; empty for a table that says nothing about itself.

    >>> from discourse import frequency, from_text, table_notes
    >>> table_notes(frequency(from_text("War and peace."), stop=["and"]))[:2]
    ['Per million of 3 words; stop words are left out of the table, not of the base.', 'Stop list: 1 word of your own.']
    """
    about: dict[Any, Any] = dict(table.attrs)
    notes = [str(about[key]) for key in ("base", "paragraphs", "note") if about.get(key)]
    notes += _choices(about, table)
    more = about.get("notes") or ()
    notes += [more] if isinstance(more, str) else [str(note) for note in more]
    if provenance:
        notes += _provenance(about)
    return list(dict.fromkeys(map(_sentence, notes)))


def _choices(about: Mapping[Any, Any], table: pd.DataFrame) -> list[str]:
    """Say the choices that the measure itself does not put into words."""
    notes: list[str] = []
    if about.get("instrument_title"):
        version = about.get("instrument_version")
        notes.append(f"Instrument: {about['instrument_title']}{f' ({version})' if version else ''}")
    if about.get("scale"):
        notes.append(f"Scale: {about['scale']}")
    units, unit = about.get("units"), about.get("unit")
    if isinstance(units, int):
        notes.append(f"Counted by {unit}: {units:,} in all")
    names = about.get("names")
    if about.get("measure") == "keyness" and isinstance(names, Sequence) and names[0] != "target":
        notes.append(f"Target: {names[0]}; reference: {names[1]}")
    tested = about.get("tested")
    if isinstance(tested, Mapping):
        notes.append("Terms tested: " + "; ".join(f"{value}: {n:,}" for value, n in tested.items()))
    elif tested is not None:
        notes.append(f"Terms tested: {tested:,}")
    if about.get("stopwords"):
        named = str(about["stopwords"])
        notes.append(f"Stop list: {_LISTS.get(named, named)}")
    if about.get("stop_at") and about.get("stopwords"):
        notes.append(f"Runs hidden by the stop list: {_STOP_AT[about['stop_at']]}")
    minimum = about.get("minimum")
    if isinstance(minimum, int) and minimum > 1:
        notes.append(f"Terms with fewer than {minimum:,} occurrences are left out")
    if about.get("range_unit") and "range" in table.columns:
        notes.append(f"Range: number of {about['range_unit']}s with the term")
    if about.get("period"):
        notes.append(f"Periods of {about['period']:,} from the {about.get('by')} in the first column")
    asked = about.get("terms")
    if isinstance(asked, Mapping):
        queries = [f"{label} = {query}" for label, query in asked.items() if label != query]
        notes += [f"Terms: {'; '.join(queries)}"] if queries else []
    sort = about.get("sort")
    if sort:
        notes.append(f"Lines sorted by {sort if isinstance(sort, str) else ', '.join(map(str, sort))}")
    window, size = about.get("window"), about.get("measure")
    if size == "concordance" and isinstance(window, int):
        notes.append(f"Context: {window:,} words to either side, within the paragraph")
    if size == "lexical_diversity":
        notes.append(
            f"MATTR: windows of {about['window']} words; MTLD: threshold {about['threshold']:g}; "
            f"HD-D: {about['draws']} words drawn"
        )
    return notes


_STOP_AT = {
    "ends": "those that begin or end with one of its words",
    "anywhere": "those that hold one of its words",
    "everywhere": "those of its words only",
}


def _provenance(about: Mapping[Any, Any]) -> list[str]:
    from . import __version__

    kept = about.get("provenance")
    if not isinstance(kept, Mapping):
        return []
    notes = []
    for key, noun in (("texts", "Text"), ("reference", "Reference text"), ("codebook", "Codebook")):
        named = _named(kept.get(key) or ())
        if len(named) > _TEXTS:
            notes.append(f"{noun}s: {len(named):,}")
        elif named:
            notes.append(f"{noun}{'s' * (len(named) > 1)}: {'; '.join(named)}")
    if kept.get("call"):
        notes.append(f"Made by {kept['call']}")
    return [*notes, f"Discourse workbook {__version__}"]


def _named(texts: Any) -> list[str]:
    """Name texts by title and digest, whether they are kept as a list, as title to digest, or are a single codebook."""
    if isinstance(texts, Mapping):
        texts = [texts] if "sha256" in texts else [{"title": t, "sha256": d} for t, d in texts.items()]
    return [f"{text.get('title') or 'untitled'} (SHA-256 {str(text.get('sha256'))[:12]}…)" for text in texts]


def _sentence(note: str) -> str:
    """Begin with a capital and end with a full stop."""
    note = " ".join(note.split())
    if note[1:2].isalpha():  # the name of a statistic stays small: p, t
        note = note[:1].upper() + note[1:]
    return note if note.endswith((".", "!", "?", ".”")) else f"{note}."
