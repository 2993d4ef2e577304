"""Is a term spread over the whole corpus, or crowded into a few parts of it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..corpus.narrowing import running_text
from ..errors import DiscourseError
from ._language import stop_notes
from ._order import changes, stable_order
from ._table import call_of, counted, described
from ._units import (
    KEYS,
    check_column,
    check_whole,
    empty_note,
    groups_of,
    hidden_terms,
    stop_choice,
    stop_name,
    unit_rows,
)
from .lemmas import lemma_notes, term_codes
from .query import Hits, find_hits, no_hit_note
from .terms import queries_of

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

COLUMNS = ("term", "count", "range", "dp", "dp_norm", "juilland_d", "rosengren_s", "carroll_d2", "kld")


def dispersion(
    corpus: Corpus,
    unit: str | int = "document",
    *,
    terms: str | Iterable[str] | Mapping[str, str] = "word",
    stop: str | Path | Iterable[str] | None = None,
    minimum: int = 1,
    by: str | None = None,
) -> pd.DataFrame:
    """Measure how evenly each term is spread over the parts of a corpus.

    Parameters
    ----------
    corpus : Corpus
        Its running text counts, or the kinds of paragraphs that :meth:`Corpus.only` chose.
    unit : {"document", "paragraph", "sentence"}, column of ``corpus.documents``, or int
        What a part is. A column (``"year"``) makes one part of the documents with the same value; a number makes
        that many parts of equal size (to one word), in the order of the text. Parts without words cannot hold a term
        and are left out (``attrs["notes"]`` says how many).
    terms : {"word", "lemma"}, list of queries, or mapping from label to query
        All words as they stand, all words under their dictionary form, or what you ask for: ``["war", "peace"]``,
        ``{"peace": "truce* | peace"}``, see :func:`discourse.measures.query.find`. A hit counts where it begins.
    stop : str, path, list of words or None
        Terms to leave out of the table, see :func:`discourse.measures.stopwords.stop_list`. The sizes of the parts
        stay those of all words.
    minimum : int, default 1
        Leave out terms with fewer occurrences in the whole corpus.
    by : str, optional
        A column of ``corpus.documents``: dispersion within each group of documents, one row a term and group.

    Returns
    -------
    DataFrame
        ``term, count, range, dp, dp_norm, juilland_d, rosengren_s, carroll_d2, kld``, behind the column `by`; the most
        frequent term first, then by the alphabet (queries as they were given; one that is not found has no dispersion
        and no row, and ``attrs["notes"]`` says so). All values are finite. ``attrs``: ``unit, parts, terms, by, words,
        base, stopwords, minimum, notes``.

        For a term with v_i occurrences in part i of n, f in all, where w_i is the part's share of all words, t_i =
        v_i/f its share of the occurrences and p_i the rate in it (v_i by the words of the part):

        ================  ==========================================================  ==========================
        range             parts with the term                                         1 … n
        dp                ½ Σ \\|t_i − w_i\\| (Gries 2008)                              0 even … 1 − min w
        dp_norm           dp / (1 − min w) (Lijffijt & Gries 2012)                    0 even … 1 uneven
        juilland_d        1 − (sd p / mean p) / √(n−1), sd of the population          1 even … 0 uneven
        rosengren_s       (Σ √(w_i v_i))² / f                                         1 even … min w
        carroll_d2        −Σ q_i log₂ q_i / log₂ n with q_i = p_i / Σ p               1 even … 0 uneven
        kld               Σ t_i log₂(t_i / w_i), 0 where t_i = 0                      0 even … −log₂ min w
        ================  ==========================================================  ==========================

        With a single part nothing can be uneven: dp, dp_norm and kld are 0, the others 1. A term that occurs once is as
        uneven as can be, whatever it means: compare terms of like frequency.

    Raises
    ------
    DiscourseError
        If there is no such unit, column, stop list or choice of terms.
    QueryError
        If a query cannot be understood.

    References
    ----------
    Gries (2008), Dispersions and adjusted frequencies in corpora, *IJCL* 13(4); Lijffijt & Gries (2012), Correction to
    Gries 2008, *IJCL* 17(1); Juilland, Brodin & Davidovitch (1970); Carroll (1970); Rosengren (1971); for KLD: Gries
    (2020), Analyzing dispersion, in: *A Practical Handbook of Corpus Linguistics*.

    >>> from discourse import from_text, dispersion
    >>> dispersion(from_text("War and peace.\\n\\nWar and war."), "paragraph")[["term", "dp"]].head(1).values.tolist()
    [['war', 0.16666666666666666]]
    """
    minimum = check_whole(minimum, 1, "minimum of … occurrences")
    corpus = running_text(corpus)
    groups, group = groups_of(corpus, None, by, taken=COLUMNS)
    part = _parts(corpus, unit, group, len(groups))
    stop = stop_choice(stop)
    if isinstance(terms, str):
        codes, names = term_codes(corpus, _all_terms(terms))
        at = np.flatnonzero(~hidden_terms(names, stop)[codes]) if stop is not None else np.arange(len(codes))
        codes, notes = codes[at], [*lemma_notes(corpus, terms), *stop_notes(stop, corpus)]
        choice: str | dict[str, str] = terms
    else:
        if stop is not None:
            raise DiscourseError("A stop list cannot hide terms that you ask for.", do="Leave stop or terms out.")
        queries = choice = queries_of(terms)
        names = np.array(list(queries), dtype=object)
        codes, at, notes = _asked(corpus, queries)

    cell, words, of_group = _cells(part, group)
    lost = int((cell[at] < 0).sum() - (group[at] < 0).sum())
    if lost:
        notes = [*notes, f"{counted(lost, 'occurrence')} in documents without a value of {unit} left out."]
    often = np.bincount(codes, minlength=len(names)) >= minimum
    kept = (cell[at] >= 0) & often[codes]
    values, row_group, row_term = _measured(codes[kept], cell[at][kept], words, of_group)
    order = stable_order(row_group, values["count"].max(initial=0) - values["count"], row_term)
    if not isinstance(choice, str):
        order = stable_order(row_group, row_term)

    table = groups.iloc[row_group[order]].reset_index(drop=True)
    table["term"] = pd.array(names[row_term[order]], dtype="str")
    for name in COLUMNS[1:]:
        table[name] = values[name][order]
    parts = np.bincount(of_group, minlength=len(groups)).tolist()
    return described(
        table,
        corpus,
        "dispersion",
        call_of("dispersion", unit=unit, terms=choice, stop=stop, minimum=minimum, by=by),
        unit=unit,
        parts=parts[0] if by is None else dict(zip(map(str, groups[by]), parts, strict=True)),
        by=by,
        terms=choice,
        words=int(words.sum()),
        base=f"over {counted(sum(parts), _noun(unit))} with {counted(int(words.sum()), 'word')}",
        stopwords=stop_name(stop),
        minimum=minimum,
        notes=[*notes, *_part_notes(corpus, unit, by, parts)],
        **empty_note(int(words.sum()), table),
    )


def _all_terms(terms: str) -> str:
    if terms not in ("word", "lemma"):
        raise DiscourseError(
            f"Terms cannot be counted as {terms!r}.",
            do=f'Choices: "word", "lemma", or a list of what you ask for: terms=[{terms!r}].',
        )
    return terms


def _asked(corpus: Corpus, queries: Mapping[str, str]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return for each hit of each query the number of the query and the token at which it begins."""
    found = [find_hits(corpus, query) for query in queries.values()]
    notes = [no_hit_note(corpus, q) for q, hits in zip(queries.values(), found, strict=True) if not len(hits)]
    rows = [_token_of(corpus, hits) for hits in found]
    return np.repeat(np.arange(len(rows)), [len(row) for row in rows]), np.concatenate(rows), notes


def _token_of(corpus: Corpus, hits: Hits) -> np.ndarray:
    """Return the token at which each hit begins; of a hit without words the last word before it, in its paragraph."""
    tokens = corpus.tokens
    if not len(tokens):
        return np.empty(0, dtype=np.int64)
    row = np.minimum(hits.first, len(tokens) - 1)
    doc, paragraph = tokens["doc"].to_numpy(), tokens["paragraph"].to_numpy()
    beyond = (doc[row] != hits.doc) | (paragraph[row] != hits.paragraph)
    row = np.where(beyond, np.maximum(row - 1, 0), row)
    # A paragraph of marks only has no word, and so no size to compare with.
    return row[(doc[row] == hits.doc) & (paragraph[row] == hits.paragraph)]


def _parts(corpus: Corpus, unit: str | int, group: np.ndarray, groups: int) -> np.ndarray:
    """Return for each token the number of its part (−1: none)."""
    if isinstance(unit, int | np.integer) and not isinstance(unit, bool):
        n = check_whole(unit, 1, "number of … parts")
        order = stable_order(group + 1)
        size = np.bincount(group + 1, minlength=groups + 1)
        begin = np.cumsum(size) - size
        part = np.empty(len(group), dtype=np.int64)
        of = group[order] + 1
        part[order] = (np.arange(len(group)) - begin[of]) * n // np.maximum(size[of], 1)
        return part
    if unit in KEYS:
        return unit_rows(corpus, str(unit))
    if not isinstance(unit, str) or unit not in corpus.documents.columns:
        columns = ", ".join(map(str, corpus.documents.columns))
        raise DiscourseError(
            f"The corpus cannot be parted by {unit!r}.",
            do=f"Units: {', '.join(KEYS)}, a number of equal parts, or a column of the documents: {columns}.",
        )
    check_column(corpus, unit)
    return pd.factorize(corpus.documents[unit])[0][corpus.tokens["doc"].to_numpy()]


def _cells(part: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Number the parts that have words, group by group: the cell of each token (−1: none), their words and groups."""
    cell = np.full(len(part), -1, dtype=np.int64)
    inside = np.flatnonzero((part >= 0) & (group >= 0))
    order = inside[stable_order(group[inside], part[inside])]
    new = changes(group[order], part[order])
    cell[order] = np.cumsum(new) - 1
    return cell, np.bincount(cell[order]), group[order][new]


def _measured(
    codes: np.ndarray, cell: np.ndarray, words: np.ndarray, of_group: np.ndarray
) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    """Measure each term in each group that has it: the columns of the table, the groups and the terms of its rows.

    Parts without the term are never written down: what they add to each sum is known from those with it.
    """
    if not len(codes):
        none = np.empty(0, dtype=np.int64)
        return {name: none if name in ("count", "range") else none.astype(float) for name in COLUMNS[1:]}, none, none
    order = stable_order(codes, cell)
    code, at = codes[order], cell[order]
    first = np.flatnonzero(changes(code, at))  # one entry a term and part from here on
    v = np.diff(np.append(first, len(order))).astype(float)
    code, at = code[first], at[first]
    row = np.cumsum(changes(code, of_group[at])) - 1
    start = np.flatnonzero(changes(row))
    group = of_group[at][start]

    def total(values: np.ndarray) -> np.ndarray:
        return np.add.reduceat(values, start)

    n = np.bincount(of_group)[group]
    size = np.bincount(of_group, weights=words)
    least = np.ones(len(size))
    np.minimum.at(least, of_group, words / size[of_group])
    f, k = total(v), total(np.ones(len(v)))
    w, t, p = words[at] / size[of_group[at]], v / f[row], v / words[at]
    several = n > 1

    dp = np.where(several, (total(np.abs(t - w)) + np.maximum(1 - total(w), 0)) / 2, 0)
    mean = total(p) / n
    spread = np.sqrt((total((p - mean[row]) ** 2) + (n - k) * mean**2) / n)
    q = p / total(p)[row]
    values = {
        "count": f.astype(np.int64),
        "range": k.astype(np.int64),
        "dp": dp,
        "dp_norm": np.minimum(dp / np.where(several, 1 - least[group], 1), 1),
        "juilland_d": np.clip(1 - spread / mean / np.sqrt(np.maximum(n - 1, 1)), 0, 1),
        "rosengren_s": np.minimum(total(np.sqrt(w * v)) ** 2 / f, 1),
        "carroll_d2": np.where(several, np.clip(-total(q * np.log2(q)) / np.log2(np.maximum(n, 2)), 0, 1), 1),
        "kld": np.maximum(total(t * np.log2(t / w)), 0),
    }
    return values, group, code[start]


def _noun(unit: str | int) -> str:
    return str(unit) if unit in KEYS else "part"


def _part_notes(corpus: Corpus, unit: str | int, by: str | None, parts: list[int]) -> list[str]:
    asked = sum(parts)
    if isinstance(unit, int | np.integer):
        asked = int(unit) * len(parts)
    elif unit in KEYS and by is None:
        asked = len(corpus) if unit == "document" else len(getattr(corpus, f"{unit}s"))
    notes = [f"{counted(asked - sum(parts), _noun(unit))} without words left out."] if asked > sum(parts) else []
    if 1 in parts:
        notes.append("With a single part nothing can be uneven: dp and kld are 0, the others 1.")
    return notes
