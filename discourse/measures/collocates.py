"""Which words stand near a word more often than chance would bring them there?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..corpus.narrowing import running_text
from ..errors import DiscourseError, QueryError
from ._language import stop_notes
from ._table import call_of, counted, described
from ._units import stop_name
from .association import delta_p, log_dice, log_likelihood, log_odds_ratio, mutual_information, t_score
from .counting import unit_terms
from .lemmas import lemma_notes, vocabulary
from .query import Hits, find_hits, no_hit_note, places_of
from .stopwords import stop_list

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

COLUMNS = ("term", "count", "expected", "log_dice", "mi", "t_score", "log_likelihood", "delta_p")
MEASURES = ("delta_p_reverse", "mi2", "mi3", "log_odds_ratio", "count_term")
WITHIN = ("sentence", "paragraph", "document")
EXPECTED = {
    "positions": "node and collocate by chance in the words that stand in a window",
    "span": "node and collocate by chance, multiplied by the words of a full window",
    "node": "node and collocate by chance, not multiplied by the window",
}


@dataclass(frozen=True)
class Cooccurrences:
    """How often terms stand in the windows of a node: what can be counted in parts of a corpus and added up.

    ``together`` and ``anywhere`` are arrays beside ``terms``; ``node`` counts the hits, ``positions`` the words in
    their windows, ``words`` all words; ``span`` is the number of words of a full window.
    """

    terms: pd.Index
    together: np.ndarray
    anywhere: np.ndarray
    node: int
    positions: int
    words: int
    span: int

    def __add__(self, other: Cooccurrences) -> Cooccurrences:
        terms = self.terms.union(other.terms)
        together, anywhere = np.zeros((2, len(terms)), dtype=np.int64)
        for part in (self, other):
            place = terms.get_indexer(part.terms)
            together[place] += part.together
            anywhere[place] += part.anywhere
        node, positions = self.node + other.node, self.positions + other.positions
        return replace(
            self, terms=terms, together=together, anywhere=anywhere, node=node, positions=positions,
            words=self.words + other.words,
        )  # fmt: skip


def collocates(
    corpus: Corpus,
    node: str,
    window: int | tuple[int, int] = 5,
    *,
    within: str = "sentence",
    expected: str = "positions",
    stop: str | Path | Iterable[str] | None = None,
    minimum: int = 1,
    by: str | None = None,
    terms: str = "word",
) -> pd.DataFrame:
    """Find the words that stand near a word or phrase, and how strongly each is tied to it.

    Parameters
    ----------
    corpus : Corpus
        Its running text counts, or the kinds of paragraphs that :meth:`Corpus.only` chose.
    node : str
        A word, a phrase, ``*`` and ``?`` as wildcards, alternatives with ``|`` between, or ``/a regular
        expression/``; see :func:`discourse.measures.query.find`.
    window : int or (int, int), default 5
        Words to either side of the node, or to the left and to the right: ``(0, 1)`` is the next word. 0 to 1,000.
    within : {"sentence", "paragraph", "document"}
        What a window never reaches beyond.
    expected : {"positions", "span", "node"}
        What E is, with fx hits of the node, fy of the term, N words. ``"positions"``: R·fy/N, R being the words that
        really stand in the windows (cut at the ends of sentences, each word once). ``"span"``: fx·fy·S/N, S being the
        words of a full window (10 for 5 to either side). ``"node"``: fx·fy/N, not multiplied by the window, as in
        Church & Hanks (1990); MI is then log2(S) higher than with ``"span"``.
    stop : str, path, list of words or None
        Terms to leave out of the table; ``"english"`` for the function words of English. They still take up
        places in the window, and expected counts stay those of all words.
    minimum : int, default 1
        Leave out terms that stand in the windows less often.
    by : str, optional
        A column of ``corpus.documents``: the collocates in each group of documents, with the counts and words of that
        group. Documents without a value are left out.
    terms : {"word", "lemma"}
        Whether the words in the windows count as they stand, or under their dictionary form
        (:func:`discourse.measures.lemmas.lemma_of`). The node is what its query finds, either way: ask for all its
        forms (``"bomb | bombs | bombed"``, ``"bomb*"``).

    Returns
    -------
    DataFrame
        One row a term that stands in a window: ``term, count, expected, log_dice, mi, t_score, log_likelihood,
        delta_p`` and ``delta_p_reverse, mi2, mi3, log_odds_ratio, count_term``, behind the column `by`; the highest
        ``log_dice`` first. ``count`` (f) is how many times the term stands in a window; **a word near two hits counts
        once**, and the words of a hit do not count in its own window. ``count_term`` (fy) counts the term anywhere.

        ``expected`` (E), ``mi``, ``mi2``, ``mi3`` and ``t_score`` follow the choice above. ``log_dice`` uses f, fx and
        fy only; it passes 14 where a term stands in windows more than once a hit. ``log_likelihood`` (four-term),
        ``delta_p`` and ``log_odds_ratio`` compare the R words in windows with the N − R words outside:
        ``delta_p`` is how much likelier the term is inside than outside, ``delta_p_reverse`` how much likelier the
        term's places are inside windows than those of other words; 0 for a comparison with nothing.

        Where the node is not found the table is empty and ``attrs["note"]`` says so. ``attrs`` further: ``node``,
        ``node_count``, ``positions``, ``words``, ``window``, ``within``, ``expected``, ``minimum``, ``terms``,
        ``stopwords``, ``notes``, ``base``.

    Raises
    ------
    QueryError
        If the node or the window cannot be understood.
    DiscourseError
        If another choice is unknown.

    References
    ----------
    Evert (2008), Corpora and collocations, on windows and their 2 × 2 table; Church & Hanks (1990) and Church et al.
    (1991), MI and t; Daille (1994), MI2 and MI3; Rychlý (2008), logDice; Dunning (1993), log-likelihood; Gries (2013),
    ΔP.
    The formulas are in :mod:`discourse.measures.association`.

    >>> from discourse import collocates, from_text
    >>> collocates(from_text("Heavy shelling. Heavy rain. The shelling stopped."), "shelling")["term"].tolist()
    ['stopped', 'the', 'heavy']
    """
    left, right = _window(window)
    _check(within, expected, minimum)
    if not isinstance(stop, str | Path | None):
        stop = list(stop)
    hidden = sorted(stop_list(stop))
    corpus = running_text(corpus)
    hits = find_hits(corpus, node)
    parts = _parts(corpus, hits, (left, right), within, by, terms)
    tables = [score(counts, expected=expected, hidden=hidden, minimum=int(minimum)) for _, counts in parts]
    values = [value for value, _ in parts]
    table = tables[0] if by is None else pd.concat(tables, ignore_index=True)
    if by is not None:
        table.insert(0, by, pd.Series(values).repeat([len(part) for part in tables]).to_numpy())

    def each(numbers: list[int]) -> Any:
        return numbers[0] if by is None else dict(zip(values, numbers, strict=True))

    counts = [part for _, part in parts]
    spelt = f"{left} to the left, {right} to the right" if left != right else f"{left} to either side"
    table = described(
        table,
        corpus,
        "collocates",
        call_of(
            "collocates", node=node, window=(left, right), within=within, expected=expected, stop=stop,
            minimum=int(minimum), by=by, terms=terms,
        ),
        node=node,
        node_count=each([part.node for part in counts]),
        positions=each([part.positions for part in counts]),
        words=each([part.words for part in counts]),
        window=(left, right),
        within=within,
        expected=expected,
        minimum=int(minimum),
        by=by,
        terms=terms,
        stopwords=stop_name(stop if stop is None or isinstance(stop, str | Path) else hidden),
        base=f"{counted(len(hits), 'hit')} of “{node.strip()}” in {counted(len(corpus.tokens), 'word')}; window of "
        f"{spelt}, within the {within}"
        + ("; stop words are left out of the table, not of the counts" if stop is not None else ""),
        notes=[
            f"Expected: {EXPECTED[expected]} ({expected}).",
            "A word near two hits counts once.",
            "Log-likelihood: four-term form (Dunning 1993), words in windows against words outside.",
            *lemma_notes(corpus, terms),
            *stop_notes(stop, corpus),
        ],
    )  # fmt: skip
    if not len(hits):
        table.attrs["note"] = no_hit_note(corpus, node)
    elif table.empty:
        table.attrs["note"] = (
            f"No other word stands within {spelt} of “{node.strip()}” in its {within}."
            if not any(part.positions for part in counts)
            else "No collocate is left: the stop list or the minimum hides them all."
        )
    return table


def count(corpus: Corpus, hits: Hits, window: tuple[int, int], within: str = "sentence") -> Cooccurrences:
    """Count what stands in the windows of hits; counts of parts of a corpus add up."""
    return _parts(corpus, hits, window, within, None)[0][1]


def score(
    counts: Cooccurrences, *, expected: str = "positions", hidden: Iterable[str] = (), minimum: int = 1
) -> pd.DataFrame:
    """Score counted co-occurrences; see :func:`discourse.collocates`, which counts first and then calls this."""
    kept = counts.together >= max(minimum, 1)
    if hidden := list(hidden):
        kept &= ~counts.terms.isin(hidden)
    f, fy = counts.together[kept], counts.anywhere[kept]
    fx, inside, n = counts.node, counts.positions, counts.words
    tries = {"positions": inside, "span": fx * counts.span, "node": fx}[expected]
    chance = tries * fy.astype(np.float64) / max(n, 1)
    columns: dict[str, Any] = {
        "term": counts.terms.array[kept].astype("str"),
        "count": f,
        "expected": chance,
        "log_dice": log_dice(f, fx, fy),
        "mi": mutual_information(f, chance),
        "t_score": t_score(f, chance),
        "log_likelihood": log_likelihood(f, fy - f, inside, n - inside, "four-term"),
        "delta_p": delta_p(f, inside, fy, n),
        "delta_p_reverse": delta_p(f, fy, inside, n),
        "mi2": mutual_information(f, chance, 2),
        "mi3": mutual_information(f, chance, 3),
        "log_odds_ratio": log_odds_ratio(f, inside, fy, n),
        "count_term": fy,
    }
    # Terms are sorted, so that what is still level stays in the order of the alphabet.
    order = np.lexsort((-f, -columns["log_dice"]))
    return pd.DataFrame({name: values.take(order) for name, values in columns.items()}, copy=False)


def _parts(
    corpus: Corpus, hits: Hits, window: tuple[int, int], within: str, by: str | None, terms: str = "word"
) -> list[tuple[Any, Cooccurrences]]:
    """Count the co-occurrences of the corpus, or of each of its groups: (value of `by`, counts)."""
    codes, names = vocabulary(corpus, terms)
    met = unit_terms(corpus, "document", terms)
    near = _near(corpus, hits, window, within)
    groups: list[tuple[Any, Any, Any, int]] = [(None, slice(None), near, len(hits))]
    if by is not None:
        of_document, values = _groups(corpus, by)
        of_near = of_document[corpus.tokens["doc"].to_numpy()[near]]
        of_hit = np.bincount(of_document[hits.doc] + 1, minlength=len(values) + 1)
        groups = [
            (value, (of_document == at)[met.row], near[of_near == at], int(of_hit[at + 1]))
            for at, value in enumerate(values)
        ]
    counts = []
    for value, here, inside, found in groups:
        together = np.bincount(codes[inside], minlength=len(names))
        anywhere = np.bincount(met.term[here], met.count[here], len(names)).astype(np.int64)
        words = int(anywhere.sum())
        some = names
        if not anywhere.all():
            some, together, anywhere = names[anywhere > 0], together[anywhere > 0], anywhere[anywhere > 0]
        counts.append((value, Cooccurrences(some, together, anywhere, found, len(inside), words, sum(window))))
    return counts


def _near(corpus: Corpus, hits: Hits, window: tuple[int, int], within: str) -> np.ndarray:
    """Return the rows of ``corpus.tokens`` that stand in the window of a hit, in order, each once."""
    low, high = _bounds(corpus, hits, within)
    begin = np.concatenate((np.maximum(hits.first - window[0], low), hits.past))
    end = np.concatenate((hits.first, np.minimum(hits.past + window[1], high)))
    size = np.maximum(end - begin, 0)
    words = len(corpus.tokens)
    if size.sum() <= words:
        inside = np.zeros(words, dtype=bool)
        inside[np.repeat(begin - np.cumsum(size) + size, size) + np.arange(size.sum())] = True
        return np.flatnonzero(inside)
    # How many more windows begin than end before each word: where the sum is above 0, the word is in one.
    change = np.zeros(words + 1, dtype=np.int32)
    np.add.at(change, begin[size > 0], 1)
    np.subtract.at(change, end[size > 0], 1)
    return np.flatnonzero(np.cumsum(change[:-1]) > 0)


def _bounds(corpus: Corpus, hits: Hits, within: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the first row of the sentence, paragraph or document of each hit, and the row past its last one."""
    if within == "document":
        edges = np.searchsorted(corpus.tokens["doc"].to_numpy(), np.arange(len(corpus) + 1, dtype=np.int32))
        return edges[hits.doc], edges[hits.doc + 1]
    spans = corpus.sentences if within == "sentence" else corpus.paragraphs
    places = places_of(spans["doc"].to_numpy(), spans["start"].to_numpy())
    # The words of a sentence are neighbours in corpus.tokens, sentence after sentence.
    past = np.cumsum(spans["words"].to_numpy(), dtype=np.int64)
    # A phrase may run from one sentence into the next: to the right it ends with the one its own end is in.
    first = np.searchsorted(places, places_of(hits.doc, hits.start), side="right") - 1
    last = np.searchsorted(places, places_of(hits.doc, hits.end - 1), side="right") - 1
    return np.append(0, past)[first], past[last] if len(past) else last


def _groups(corpus: Corpus, by: str) -> tuple[np.ndarray, pd.Index]:
    if by not in corpus.documents.columns:
        raise DiscourseError(
            f'The documents have no column "{by}".', do=f"They have: {', '.join(map(str, corpus.documents.columns))}."
        )
    if by in (*COLUMNS, *MEASURES):
        raise DiscourseError(f'A column called "{by}" would stand twice in the table.', do="Rename it in the metadata.")
    of_document, values = pd.factorize(corpus.documents[by])
    if not len(values):
        raise DiscourseError(f"No document has a {by}.", do="Choose another column.")
    return of_document, values


def _window(window: Any) -> tuple[int, int]:
    sides = tuple(window) if isinstance(window, tuple | list) else (window, window)
    whole = all(isinstance(side, int | np.integer) and not isinstance(side, bool) for side in sides)
    if len(sides) != 2 or not whole or not all(0 <= side <= 1000 for side in sides) or not any(sides):
        raise QueryError(
            f"A window of {window!r} words makes no sense.",
            do="Give a whole number from 1 to 1,000, or two for left and right, such as (0, 1).",
        )
    return int(sides[0]), int(sides[1])


def _check(within: str, expected: str, minimum: int) -> None:
    if within not in WITHIN:
        raise DiscourseError(f'A window cannot lie within a "{within}".', do=f"Choose one of: {', '.join(WITHIN)}.")
    if expected not in EXPECTED:
        raise DiscourseError(f'There is no expected count "{expected}".', do=f"Choose one of: {', '.join(EXPECTED)}.")
    if isinstance(minimum, bool) or not isinstance(minimum, int | np.integer) or minimum < 1:
        raise DiscourseError(f"A minimum of {minimum!r} occurrences makes no sense.", do="Give a whole number ≥ 1.")
