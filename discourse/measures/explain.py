"""Which lines of text made this number? From a row of a table of terms back to the places that were counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..corpus.narrowing import of_kinds
from ..errors import DiscourseError
from ._table import counted, described
from ._units import check_column, unit_rows
from .collocates import _near
from .concordance import _sort_keys, check_window, drawn_by_chance, lines_of
from .lemmas import term_codes
from .query import Hits, chosen_hits, find_hits, sentence_of

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

_PLACE = ("doc", "paragraph", "sentence")


def explain(
    table: pd.DataFrame,
    term: str | int | pd.Series,
    corpus: Corpus,
    *,
    window: int = 8,
    sort: str | Sequence[str] | None = None,
    sample: int | None = None,
    seed: int = 0,
    show: str | Iterable[str] = (),
) -> pd.DataFrame:
    """Show the lines of text behind a number: every place that was counted for a row, in its context.

    Parameters
    ----------
    table : DataFrame
        What `frequency`, `ngrams`, `dispersion`, `term_counts`, `trajectory`, `keyness` or `collocates` returned; also
        some rows of it, sorted or filtered. It says in ``table.attrs`` how it was counted, and lines are found in
        the same way: words or lemmas, within sentences or across them, in the windows of a node.
    term : str, int or Series
        A term of the table (``"war"``), or one row: its number in the index (``3``) or the row itself
        (``table.loc[3]``). Of a row the document, paragraph, sentence or group is regarded too; of a term, all of them.
    corpus : Corpus
        The corpus the table was made from, or some of its documents; of keyness the target or the reference.
    window : int, default 8
        Words of context on either side, 0 to 1,000.
    sort, sample, seed, show
        As in :func:`~discourse.concordance`: the order of the lines, how many of them to draw by chance, and columns of
        the documents to show behind them.

    Returns
    -------
    DataFrame
        One row a place, as in a concordance: ``doc, paragraph, sentence, start, end, left, node, right``; there are as
        many as the table counts in this corpus, unless a sample is drawn. N-grams that overlap each have their line; of
        a table of collocates the node of a line is the collocate, with the word it goes with beside it.
        ``attrs["explains"]`` names the measure and the row.

    Raises
    ------
    DiscourseError
        If the table does not say how it was made, has no such term or row, or was made from other texts.

    >>> from discourse import from_text, frequency, explain
    >>> corpus = from_text("The truce holds. The truces broke.")
    >>> explain(frequency(corpus, terms="lemma"), "truce", corpus)["node"].tolist()
    ['truce', 'truces']
    """
    how = _how(table)
    name, limits = _row(table, term)
    corpus = counted_text(table, corpus)
    hits = counted_places(table, term, corpus)
    check_window(window)
    said, used = f"{counted(len(hits), 'line')} counted as “{name}”", {}
    if sample is not None:
        drawn = drawn_by_chance(len(hits), sample, seed)
        used = {"sample": int(sample), "seed": int(seed)}
        if len(drawn) < len(hits):
            said = f"{counted(len(drawn), 'line')} drawn by chance (seed {int(seed)}) from {said}"
        hits = chosen_hits(hits, drawn)
    columns = [show] if isinstance(show, str) else list(show)
    lines = lines_of(corpus, hits, int(window), _sort_keys(sort, corpus), show=columns)
    where = "".join(f", {key} {value}" for key, value in limits.items())
    written = "".join(f", {key}={value}" for key, value in used.items())
    return described(
        lines,
        corpus,
        "concordance",
        f"explain(table, {name!r}, corpus, window={int(window)}, sort={sort!r}{written})",
        query=name,
        window=int(window),
        sort=sort,
        explains={"measure": how["measure"], "term": name, **limits},
        **used,
        base=f"{said}{where}",
    )


def counted_text(table: pd.DataFrame, corpus: Corpus) -> Corpus:
    """Return what of a corpus a table was made from: its running text, or the kinds that were chosen for the table."""
    if table.attrs.get("measure") == "keyness" and corpus._narrowing and corpus._narrowing.kinds is not None:
        return corpus  # the two sides of a comparison may be of different kinds
    return of_kinds(corpus, table.attrs.get("kinds"))


def counted_places(table: pd.DataFrame, term: str | int | pd.Series, corpus: Corpus) -> Hits:
    """Return the places that were counted for a term or row of a table, in its :func:`counted_text`."""
    how = _how(table)
    name, limits = _row(table, term)
    check_texts(how, corpus, limits)
    return _within(corpus, _counted(corpus, how, name), limits, how.get("period"))


def _how(table: pd.DataFrame) -> dict[str, Any]:
    how = getattr(table, "attrs", {})
    if "measure" not in how or "provenance" not in how or "term" not in getattr(table, "columns", ()):
        raise DiscourseError(
            "The table does not say which terms it counts, and how.",
            do="Give a table of terms as a measure has returned it (table.attrs goes lost when tables are merged or "
            "read from a file), or search the text: concordance(corpus, term).",
        )
    return how


def _row(table: pd.DataFrame, term: Any) -> tuple[str, dict[str, Any]]:
    """Return the term that is meant, and the place or group its row stands for."""
    if isinstance(term, str):
        if not (table["term"] == term).any():
            seen = ", ".join(table["term"].drop_duplicates().head(6).astype(str))
            raise DiscourseError(
                f"“{term}” is no term of the table.",
                do=f"Its terms: {seen or 'none'}{', …' if len(table) > 6 else ''}.",
            )
        return term, {}
    if isinstance(term, int | np.integer) and not isinstance(term, bool):
        if term not in table.index:
            raise DiscourseError(f"The table has no row {term}.", do="Give a number of its index, or a term.")
        term = table.loc[term]
    if not isinstance(term, pd.Series) or "term" not in term.index:
        raise DiscourseError(
            f"A row of the table is asked for, not {type(term).__name__}.",
            do='Give a term ("war"), a number of the index (3) or a row (table.loc[3]).',
        )
    by = table.attrs.get("by")
    keys = [key for key in (*_PLACE, by) if key is not None and key in term.index]
    return str(term["term"]), {key: getattr(term[key], "item", lambda key=key: term[key])() for key in keys}


def check_texts(how: Mapping[str, Any], corpus: Corpus, limits: Mapping[str, Any]) -> None:
    """Refuse a corpus with texts that a table was not made from."""
    provenance, digests = how["provenance"], corpus.documents["sha256"].tolist()
    known = [text["sha256"] for text in provenance["texts"]]
    others = {text["sha256"] for text in provenance.get("reference", ())}
    strange = [title for title, d in zip(corpus.documents["title"], digests, strict=True) if d not in {*known, *others}]
    if strange:
        raise DiscourseError(
            f"The table was made without {counted(len(strange), 'text')} of this corpus.",
            where=str(strange[0]),
            do="Give the corpus that the table was made from.",
        )
    doc = limits.get("doc")
    if doc is not None and (doc >= len(digests) or known[doc] != digests[doc]):
        raise DiscourseError(
            f"Document {doc} of the table is not document {doc} of this corpus.",
            do="Give the whole corpus that the table was made from.",
        )


def _counted(corpus: Corpus, how: Mapping[str, Any], name: str) -> Hits:
    """Find the places that were counted for a term."""
    terms = how.get("terms", "word")
    if isinstance(terms, Mapping):
        return find_hits(corpus, terms[name])
    codes, names = term_codes(corpus, terms)
    # Only n-grams hold spaces.
    words = name.split(" ")
    wanted = np.minimum(np.searchsorted(names, words), max(len(names) - 1, 0)) if len(names) else np.zeros(0, int)
    n = len(words)
    if not len(names) or (names[wanted] != words).any():
        return _hits(corpus, np.empty(0, dtype=np.int64), n)
    if how["measure"] == "collocates":
        near = _near(corpus, find_hits(corpus, how["node"]), tuple(how["window"]), how["within"])
        return _hits(corpus, near[codes[near] == wanted[0]], 1)
    first = np.flatnonzero(codes == wanted[0])
    first = first[first <= len(codes) - n]
    for step in range(1, n):
        first = first[codes[first + step] == wanted[step]]
    if n > 1:
        place = unit_rows(corpus, how["within"])
        first = first[place[first] == place[first + n - 1]]
    return _hits(corpus, first, n)


def _hits(corpus: Corpus, first: np.ndarray, n: int) -> Hits:
    tokens = corpus.tokens
    doc, paragraph, start, end = (tokens[name].to_numpy() for name in ("doc", "paragraph", "start", "end"))
    return Hits(doc[first], paragraph[first], start[first], end[first + n - 1], first, first + n)


def _within(corpus: Corpus, hits: Hits, limits: Mapping[str, Any], period: int | None) -> Hits:
    """Keep the hits that begin in the unit, or stand in the group or period, of a row."""
    kept = np.ones(len(hits), dtype=bool)
    for key, value in limits.items():
        if key in _PLACE:
            found = {"doc": hits.doc, "paragraph": hits.paragraph}.get(key)
            kept &= (sentence_of(corpus, hits) if found is None else found) == value
        else:
            check_column(corpus, key)
            column = corpus.documents[key] if period is None else corpus.documents[key] // period * period
            kept &= (column == value).to_numpy(dtype=bool, na_value=False)[hits.doc]
    return chosen_hits(hits, kept)
