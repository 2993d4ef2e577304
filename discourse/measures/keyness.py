"""Which terms set one group of texts apart from another?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..corpus.narrowing import counted_paragraphs, running_text
from ..errors import DiscourseError
from ._language import stop_notes
from ._table import call_of, counted, described
from ._units import stop_name
from .association import (
    CORRECTIONS,
    FORMS,
    bic,
    chi_squared,
    corrected,
    log_likelihood,
    log_ratio,
    log_ratio_interval,
    lrc,
    odds_ratio,
    p_of,
    percent_diff,
    simple_maths,
)
from .counting import TermCounts, aligned, count, count_groups
from .lemmas import lemma_notes
from .stopwords import stop_list

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

COLUMNS = (
    "term", "count_target", "count_reference", "per_million_target", "per_million_reference", "log_likelihood",
    "log_ratio", "log_ratio_low", "log_ratio_high", "bic", "p",
)  # fmt: skip
MEASURES = (
    "lrc", "range", "text_dispersion", "percent_diff", "odds_ratio", "simple_maths", "chi_squared", "p_uncorrected",
)  # fmt: skip
UNITS = ("document", "paragraph")


def keyness(
    target: Corpus,
    reference: Corpus | None = None,
    *,
    by: str | None = None,
    form: str = "two-term",
    confidence: float = 0.95,
    correction: str | None = "bonferroni",
    measures: str | Iterable[str] = ("lrc", "range"),
    stop: str | Path | Iterable[str] | None = None,
    minimum: int = 1,
    unit: str | None = None,
    constant: float = 1.0,
    terms: str = "word",
) -> pd.DataFrame:
    """Compare how often terms occur in target texts and in reference texts.

    Parameters
    ----------
    target, reference : Corpus
        The texts under study and those they are compared with: ``keyness(corpus.where(party="Republican"),
        corpus.where(party="Democratic"))``. Without a reference give `by`. Of each the running text counts, or the
        kinds of paragraphs that :meth:`Corpus.only` chose.
    by : str, optional
        A column of ``target.documents``: each value of it (``by="party"``) is compared with all the others together,
        or with the reference where one is given. Documents without a value are left out.
    form : {"two-term", "four-term"}
        The log-likelihood: as in Rayson's calculator, or over all four cells as in Dunning (1993). The two differ
        for frequent terms only.
    confidence : float, default 0.95
        Of the interval of the log ratio and of LRC, 0.5…1 without 1.
    correction : {"bonferroni", "benjamini-hochberg", None}
        How `p` allows for the number of terms tested, which is the number of rows.
    measures : sequence of str, or "all"
        Further columns. ``"lrc"``: the conservative log ratio. ``"range"``: ``range_target, range_reference``, the
        number of documents with the term. ``"text_dispersion"``: log-likelihood of these numbers in the place of
        occurrences. ``"percent_diff"``, ``"odds_ratio"``, ``"simple_maths"``, ``"chi_squared"``, ``"p_uncorrected"``.
    stop : str, path, list of words or None
        Terms to leave out of the table; ``"english"`` for the function words of English. Rates stay those of all words.
    minimum : int, default 1
        Leave out terms with fewer occurrences in target and reference together.
    unit : {None, "document", "paragraph"}
        What ranges count; None: paragraphs where target or reference is a single document, else documents.
    constant : float, default 1
        The number of occurrences per million that simple maths adds; greater than 0.
    terms : {"word", "lemma"}
        Whether words are compared as they stand, or under their dictionary form
        (:func:`discourse.measures.lemmas.lemma_of`).

    Returns
    -------
    DataFrame
        One row a term of either side: ``term, count_target, count_reference, per_million_target,
        per_million_reference, log_likelihood, log_ratio, log_ratio_low, log_ratio_high, bic, p``, behind the column
        `by`, before those of `measures`. Terms more frequent in the target come first, from the strongest evidence
        (log-likelihood) to the weakest; then those more frequent in the reference, the strongest evidence **last**.

        Never infinite: a count of 0 stands as 0.5 in the log ratio and its interval (no other count is changed), in
        %DIFF where the reference has none, and in the odds ratio. Equal rates have log-likelihood 0, log ratio 0 and
        p 1. `p` is 0 where it is smaller than the smallest number. ``attrs``: ``form, confidence, correction,
        tested`` (how many terms), ``terms, words_target, words_reference, range_unit, stopwords, minimum, notes,
        base`` …

    Raises
    ------
    DiscourseError
        If target or reference has no word, there is no reference, or a choice is unknown.

    References
    ----------
    Rayson & Garside (2000), Comparing corpora using frequency profiling; Dunning (1993), Accurate methods for the
    statistics of surprise and coincidence; Hardie (2014), Log Ratio: an informal introduction; Wilson (2013),
    Embracing Bayes factors; Evert (2022), Measuring keyness; Egbert & Biber (2019), Incorporating text dispersion into
    keyword analyses. The formulas are in :mod:`discourse.measures.association`.

    >>> from discourse import from_text, keyness
    >>> keyness(from_text("War, war and war."), from_text("War and peace."))["term"].tolist()
    ['war', 'and', 'peace']
    """
    chosen = _measures(measures)
    _check(form, confidence, correction, minimum, unit, constant)
    if reference is None and by is None:
        raise DiscourseError(
            "There is nothing to compare the texts with.",
            do='Give a second corpus, keyness(target, reference), or a column of the documents, by="party".',
        )
    target, reference = running_text(target), None if reference is None else running_text(reference)
    single = len(target) == 1 or (reference is not None and len(reference) == 1)
    unit = unit or ("paragraph" if single else "document")
    if not isinstance(stop, str | Path | None):
        stop = list(stop)
    hidden = sorted(stop_list(stop))
    compared, wordless = _with_words(_compared(target, reference, by, unit, terms), by)
    options: dict[str, Any] = {"form": form, "confidence": confidence, "correction": correction, "constant": constant}
    tables = [
        score(one, other, measures=chosen, hidden=hidden, minimum=int(minimum), **options) for _, one, other in compared
    ]
    if by is None:
        table = tables[0]
    else:
        table = pd.concat(tables, ignore_index=True)
        values = [value for value, _, _ in compared]
        table.insert(0, by, pd.Series(values).repeat([len(part) for part in tables]).to_numpy())
    words = [(one.words, other.words) for _, one, other in compared]
    call = call_of(
        "keyness", by=by, **{k: v for k, v in options.items() if k != "constant"}, measures=chosen, stop=stop,
        minimum=int(minimum), unit=unit, constant=constant, terms=terms,
    )  # fmt: skip
    table = described(
        table,
        target,
        "keyness",
        call if reference is None else call.replace("(corpus", "(target, reference", 1),
        by=by,
        **{k: v for k, v in options.items() if k != "constant" or "simple_maths" in chosen},
        terms=terms,
        tested=len(table) if by is None else {v: len(t) for v, t in zip(values, tables, strict=True)},
        words_target=words[0][0] if by is None else dict(zip(values, (w for w, _ in words), strict=True)),
        words_reference=words[0][1] if by is None else dict(zip(values, (w for _, w in words), strict=True)),
        names=_names(target, reference),
        range_unit=unit,
        stopwords=stop_name(stop if stop is None or isinstance(stop, str | Path) else hidden),
        minimum=int(minimum),
        base=_base(words, by, stop),
        notes=[
            *_notes(form, confidence, correction, chosen, unit),
            *lemma_notes(target, terms),
            *stop_notes(stop, target, reference),
            *wordless,
            *_overlap(target, reference),
        ],
    )
    if reference is not None:
        table.attrs["provenance"]["reference"] = _texts(reference)
        said = counted_paragraphs(reference)
        table.attrs["notes"] += [f"Reference: {said[:1].lower()}{said[1:]}."] if said else []
    if table.empty:
        table.attrs["note"] = "No term is left to compare: the stop list or the minimum hides them all."
    return table


def score(
    target: TermCounts,
    reference: TermCounts,
    *,
    form: str = "two-term",
    confidence: float = 0.95,
    correction: str | None = "bonferroni",
    measures: Iterable[str] = MEASURES,
    hidden: Iterable[str] = (),
    minimum: int = 1,
    constant: float = 1.0,
) -> pd.DataFrame:
    """Score counted terms; see :func:`discourse.keyness`, which counts first and then calls this."""
    for side, counts in (("target", target), ("reference", reference)):
        if not counts.words:
            raise DiscourseError(f"The {side} has no word.", do="Rates and keyness need words on both sides.")
    one, other = aligned(target, reference)
    total = one.count + other.count
    kept = total >= max(minimum, 1)
    if hidden := list(hidden):
        kept &= ~one.terms.isin(hidden)
    a, b = one.count[kept], other.count[kept]
    c, d = target.words, reference.words
    low, high = log_ratio_interval(a, b, c, d, confidence)
    evidence = log_likelihood(a, b, c, d, form)
    p = p_of(evidence)
    columns: dict[str, Any] = {
        "term": one.terms.array[kept].astype("str"),
        "count_target": a,
        "count_reference": b,
        "per_million_target": a / c * 1e6,
        "per_million_reference": b / d * 1e6,
        "log_likelihood": evidence,
        "log_ratio": log_ratio(a, b, c, d),
        "log_ratio_low": low,
        "log_ratio_high": high,
        "bic": bic(evidence, c + d),
        "p": corrected(p, correction),
    }
    ra, rb = one.range[kept], other.range[kept]
    further = {
        "lrc": lambda: {"lrc": _per_pair(lambda x, y: lrc(x, y, c, d, confidence, len(a)), a, b)},
        "range": lambda: {"range_target": ra, "range_reference": rb},
        "text_dispersion": lambda: {"text_dispersion": log_likelihood(ra, rb, one.units, other.units, form)},
        "percent_diff": lambda: {"percent_diff": percent_diff(a, b, c, d)},
        "odds_ratio": lambda: {"odds_ratio": odds_ratio(a, b, c, d)},
        "simple_maths": lambda: {"simple_maths": simple_maths(a, b, c, d, constant)},
        "chi_squared": lambda: {"chi_squared": chi_squared(a, b, c, d)},
        "p_uncorrected": lambda: {"p_uncorrected": p},
    }
    for measure in measures:
        columns.update(further[measure]())
    signed = np.sign(a * float(d) - b * float(c)) * evidence
    # Terms are sorted, so that ties stay in the order of the alphabet.
    order = np.argsort(-signed, kind="stable")
    return pd.DataFrame({name: values.take(order) for name, values in columns.items()}, copy=False)


def _per_pair(formula: Any, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Compute a slow formula once for each pair of counts: most terms are rare, and share theirs with many others."""
    pairs, place = np.unique(a * (int(b.max(initial=0)) + 1) + b, return_inverse=True)
    x, y = np.divmod(pairs, int(b.max(initial=0)) + 1)
    return np.asarray(formula(x, y))[place]


def _compared(
    target: Corpus, reference: Corpus | None, by: str | None, unit: str, terms: str
) -> list[tuple[Any, TermCounts, TermCounts]]:
    """Return what is compared with what: the value of `by`, the counts of the target, those of its reference."""
    if by is None:
        assert reference is not None
        return [(None, count(target, unit, terms), count(reference, unit, terms))]
    if by not in target.documents.columns:
        raise DiscourseError(
            f'The documents have no column "{by}".', do=f"They have: {', '.join(map(str, target.documents.columns))}."
        )
    if by in {*COLUMNS, *MEASURES, "range_target", "range_reference"}:
        raise DiscourseError(f'A column called "{by}" would stand twice in the table.', do="Rename it in the metadata.")
    of_document, values = pd.factorize(target.documents[by])
    if len(values) < (2 if reference is None else 1):
        raise DiscourseError(
            f"All documents have the same {by}, or none." if len(values) else f"No document has a {by}.",
            do="Choose a column with two values or more, or give a reference.",
        )
    parts = count_groups(target, of_document, len(values), unit, terms)
    if reference is not None:
        other = count(reference, unit, terms)
        return [(value, part, other) for value, part in zip(values, parts, strict=True)]
    whole = sum(parts[1:], start=parts[0])
    return [(value, part, whole - part) for value, part in zip(values, parts, strict=True)]


def _with_words(
    compared: list[tuple[Any, TermCounts, TermCounts]], by: str | None
) -> tuple[list[tuple[Any, TermCounts, TermCounts]], list[str]]:
    """Leave out groups without words, which have no rates, and say so."""
    kept = [(value, one, other) for value, one, other in compared if by is None or one.words]
    if not kept:
        raise DiscourseError(f"No {by} has a word.", do="Rates and keyness need words.")
    lost = len(compared) - len(kept)
    return kept, [f"{counted(lost, 'group')} without words left out."] if lost else []


# Choices, and the words for them


def _measures(measures: str | Iterable[str]) -> tuple[str, ...]:
    asked = MEASURES if measures == "all" else (measures,) if isinstance(measures, str) else tuple(measures)
    unknown = [name for name in asked if name not in MEASURES]
    if unknown:
        raise DiscourseError(f'Keyness has no measure "{unknown[0]}".', do=f"Measures: {', '.join(MEASURES)}, or all.")
    return tuple(name for name in MEASURES if name in asked)


def _check(form: str, confidence: float, correction: str | None, minimum: int, unit: str | None, k: float) -> None:
    if form not in FORMS:
        raise DiscourseError(f'There is no form "{form}" of the log-likelihood.', do=f"Forms: {', '.join(FORMS)}.")
    if not 0.5 <= confidence < 1:
        raise DiscourseError(f"A confidence of {confidence!r} makes no sense.", do="Give 0.5 or more and less than 1.")
    if correction not in CORRECTIONS:
        names = ", ".join(map(repr, CORRECTIONS))
        raise DiscourseError(f"There is no correction {correction!r}.", do=f"Corrections: {names}.")
    if isinstance(minimum, bool) or not isinstance(minimum, int | np.integer) or minimum < 1:
        raise DiscourseError(f"A minimum of {minimum!r} occurrences makes no sense.", do="Give a whole number ≥ 1.")
    if unit is not None and unit not in UNITS:
        raise DiscourseError(f'Ranges cannot be counted by "{unit}".', do=f"Units: {', '.join(UNITS)}, or None.")
    if not 0 < k < float("inf"):
        raise DiscourseError(f"Simple maths cannot add {k!r}.", do="Give a number greater than 0, such as 1 or 100.")


def _base(words: list[tuple[int, int]], by: str | None, stop: Any) -> str:
    if by is None:
        base = f"{counted(words[0][0], 'word')} against {counted(words[0][1], 'word')}"
    else:
        base = f"each {by} against {counted(words[0][1], 'word')}" if len({d for _, d in words}) == 1 else (
            f"each {by} against all others together, {counted(sum(words[0]), 'word')} in all"
        )  # fmt: skip
    return base if stop is None else f"{base}; stop words are left out of the table, not of the base"


def _notes(form: str, confidence: float, correction: str | None, chosen: tuple[str, ...], unit: str) -> list[str]:
    forms = {
        "two-term": "Log-likelihood: two-term form, as in Rayson's calculator.",
        "four-term": "Log-likelihood: four-term form, over all cells (Dunning 1993).",
    }
    corrections = {
        "bonferroni": "corrected for the number of terms by Bonferroni",
        "benjamini-hochberg": "adjusted by Benjamini–Hochberg",
        None: "not corrected for the number of terms",
    }
    of = f"{confidence * 100:g} %"
    notes = [
        forms[form],
        f"Log ratio: 0.5 for a count of 0 (Hardie 2014); its interval is one of {of} for each term by itself.",
        f"p: χ² with one degree of freedom, {corrections[correction]}.",
    ]
    if "lrc" in chosen:
        notes.append(f"LRC: {of}, Bonferroni over the terms tested (Evert 2022).")
    if "range" in chosen or "text_dispersion" in chosen:
        notes.append(f"Ranges count {unit}s.")
    return notes


def _overlap(target: Corpus, reference: Corpus | None) -> list[str]:
    if reference is None:
        return []
    digests = [corpus.documents["sha256"].to_numpy(dtype=object) for corpus in (target, reference)]
    both = list({*digests[0]} & {*digests[1]})
    if not both:
        return []
    places = []
    for corpus, digest in zip((target, reference), digests, strict=True):
        paragraphs = corpus.paragraphs[np.isin(digest, both)[corpus.paragraphs["doc"]]]
        places.append(list(zip(digest[paragraphs["doc"]], paragraphs["start"].tolist(), strict=True)))
    there = set(places[1])
    shared = sum(place in there for place in places[0])
    if not shared:
        return []
    stand = "stands" if shared == 1 else "stand"
    return [
        f"{counted(shared, 'paragraph')} of the target {stand} in the reference too, which makes differences smaller."
    ]


def _names(target: Corpus, reference: Corpus | None) -> tuple[str, str]:
    """Return what the two sides are called: the title of a single text, else what they are here."""
    if reference is None:
        return "target", "the others"
    one, other = (corpus.documents["title"].iloc[0] if len(corpus) == 1 else None for corpus in (target, reference))
    return ("target", "reference") if one == other else (str(one or "target"), str(other or "reference"))


def _texts(corpus: Corpus) -> Any:
    return described(pd.DataFrame(), corpus, "", "").attrs["provenance"]["texts"]
