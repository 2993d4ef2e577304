"""Which actors does a text speak of, where, and who is named together with whom?"""

import hashlib
import warnings
from typing import Any

import numpy as np
import pandas as pd

from ..codebook import Codebook
from ..corpus.corpus import Corpus
from ..corpus.narrowing import running_text
from ..errors import DiscourseError, DiscourseWarning
from ._language import other_languages
from ._table import counted_kinds
from .name_matching import matcher

UNITS = ("paragraph", "sentence", "document")
_CARRIED = ("codebook", "provenance", "kinds", "paragraphs")
_SHOWN_TEXTS = 50  # so many texts have their own digest in the provenance; of more, the list has one


def mentions(corpus: Corpus, codebook: Codebook) -> pd.DataFrame:
    """Find every mention of the actors of a codebook.

    Names are whole words and case-sensitive: not flanked by letters or digits. A hyphen may stand beside one, so
    “US-led” is a mention of the US, with the surface “US”; “USA” is none. A possessive ’s may follow and is not part
    of the surface. Typographic and plain apostrophes and hyphens are alike, composed and decomposed accents too, and
    any white space within the paragraph may stand between the words of a name. Patterns are regular expressions
    (Python's `re`); they too begin and end with whole words and see plain apostrophes, hyphens and spaces.

    Where mentions overlap the longest wins, of equally long ones the earliest, whichever actor they belong to. A
    mention that overlaps an ``except`` of its actor is dropped, unless it is longer and contains it.

    Pronouns and descriptions that the codebook does not list are not found.

    Parameters
    ----------
    corpus : Corpus
        The texts: their running text, or the kinds of paragraphs that :meth:`Corpus.only` chose.
    codebook : Codebook
        The actors.

    Returns
    -------
    DataFrame
        One row a mention in text order: `doc, paragraph, sentence, start, end` (characters), `surface` (as written),
        `actor` (id; categorical, with all actors of the codebook in its order). Its `attrs` hold `measure`,
        `codebook` (title, sha256), `units` (how many paragraphs, sentences and documents were searched) and
        `provenance` (digests of texts and codebook).

    Warns
    -----
    DiscourseWarning
        If the codebook finds nothing at all.

    Examples
    --------
    >>> import discourse as dc
    >>> book = dc.Codebook("Summit", actors=[dc.Actor("us", names=["US"])])
    >>> dc.mentions(dc.from_text("The US’s allies met. A US-led mission set us free."), book)["surface"].tolist()
    ['US', 'US']
    """
    corpus = running_text(corpus)
    find = matcher(codebook.actors).find
    rows: list[tuple[int, int, int, str, int]] = []
    for doc, paragraphs in corpus.paragraphs.groupby("doc", sort=True):
        text = corpus.text(int(str(doc)))
        spans = zip(paragraphs["start"].tolist(), paragraphs["end"].tolist(), strict=True)
        rows += [(doc, hit.start, hit.end, text[hit.start : hit.end], hit.actor) for hit in find(text, spans)]  # type: ignore[misc]
    table = pd.DataFrame(rows, columns=["doc", "start", "end", "surface", "actor"])
    table = table.astype({"doc": np.int32, "start": np.int32, "end": np.int32, "surface": str, "actor": int})
    # A pattern may begin with a quotation mark, which can lie before the first word of its sentence.
    table["anchor"] = table["start"] + table["surface"].map(_first_letter).astype(np.int32)
    for unit in ("paragraph", "sentence"):
        table[unit] = _places(table, getattr(corpus, f"{unit}s"))[unit].to_numpy()
    table["actor"] = pd.Categorical.from_codes(
        table["actor"].to_numpy(dtype=np.int64), categories=pd.Index(list(codebook.labels), dtype=str)
    )
    table = table[["doc", "paragraph", "sentence", "start", "end", "surface", "actor"]]
    table.attrs = {
        "measure": "mentions",
        "codebook": {"title": codebook.title, "sha256": codebook.sha256},
        "units": {
            "paragraph": len(corpus.paragraphs),
            "sentence": len(corpus.sentences),
            "document": int(corpus.paragraphs["doc"].nunique()),
        },
        "provenance": {
            "texts": _digests(corpus),
            "codebook": {"title": codebook.title, "sha256": codebook.sha256},
        },
        **counted_kinds(corpus),
    }
    table.attrs["notes"] = other_languages(corpus, codebook.language, f"the codebook “{codebook.title}”")
    if table.empty:
        warnings.warn(DiscourseWarning(_nothing_found(corpus, codebook)), stacklevel=2)
    return table


def cooccurrence(
    mentions: pd.DataFrame, unit: str = "paragraph", *, min_count: int = 1, units: int | None = None
) -> pd.DataFrame:
    """Count in how many paragraphs, sentences or documents two actors are named together.

    With N units, n_a and n_b that mention each actor and n_ab that mention both (however often): expected =
    n_a n_b / N if the two were independent; npmi = ln(n_ab N / (n_a n_b)) / ln(N / n_ab), the normalised pointwise
    mutual information: 1 if neither is ever named without the other, 0 if they meet as often as chance has it,
    −1 if they never meet. Two actors who are both in every unit get 1, the limit of the first case, though chance
    would have them meet as often. With few units npmi says little: look at `count`.

    Parameters
    ----------
    mentions : DataFrame
        What `mentions` returns, or some of its rows.
    unit : {"paragraph", "sentence", "document"}
        What counts as together.
    min_count : int, default 1
        The least number of units together; 0 also lists pairs of mentioned actors who never meet.
    units : int, optional
        N, for a table that has lost its `attrs`, as one read from CSV has. By default all units that `mentions`
        searched, with or without a mention.

    Returns
    -------
    DataFrame
        One row a pair, the most frequent first: `actor_a, actor_b` (ids, in the codebook's order), `count` (n_ab),
        `expected`, `npmi` (−1…1), `count_a`, `count_b` (n_a, n_b). Its `attrs` hold `mentions` (mentions of each
        actor), `unit` and `units` (N).

    Raises
    ------
    DiscourseError
        If the unit is unknown, a column is missing or N is unknown or too small.

    References
    ----------
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction. *Proceedings of GSCL*, 31–40.

    Examples
    --------
    >>> import discourse as dc
    >>> book = dc.Codebook("Summit", actors=[dc.Actor("us", names=["US"]), dc.Actor("un", names=["UN"])])
    >>> dc.cooccurrence(dc.mentions(dc.from_text("The US met the UN.\\n\\nThe UN left."), book))["count"].tolist()
    [1]
    """
    keys = _unit_keys(mentions, unit)
    total = _total(mentions, unit, units)
    actor = mentions["actor"]
    order = list(actor.cat.categories) if isinstance(actor.dtype, pd.CategoricalDtype) else list(actor.unique())
    tally = actor.value_counts()
    named = [id for id in order if tally.get(id, 0)]
    present = np.zeros((0, len(named)), dtype=np.float64)
    if named:
        unit_of = pd.MultiIndex.from_frame(mentions[keys]).factorize()[0]
        present = np.zeros((unit_of.max() + 1, len(named)), dtype=np.float64)
        present[unit_of, pd.Index(named, dtype=object).get_indexer(actor.astype(object))] = 1
    if total < len(present):
        raise DiscourseError(
            f"The mentions lie in {len(present)} {unit}s, but there shall be only {total} in all.",
            do=f"Give units = the number of {unit}s of the corpus.",
        )
    together = present.T @ present
    a, b = np.triu_indices(len(named), k=1)
    count, count_a, count_b = together[a, b], np.diag(together)[a], np.diag(together)[b]
    expected = count_a * count_b / total
    table = pd.DataFrame(
        {
            "actor_a": np.array(named, dtype=object)[a],
            "actor_b": np.array(named, dtype=object)[b],
            "count": count.astype(int),
            "expected": expected,
            "npmi": _npmi(count, expected, total),
            "count_a": count_a.astype(int),
            "count_b": count_b.astype(int),
        }
    ).astype({"actor_a": str, "actor_b": str})
    table = table[table["count"] >= min_count]
    table = table.sort_values(["count", "npmi"], ascending=False, kind="stable", ignore_index=True)
    carried: dict[Any, Any] = {key: mentions.attrs[key] for key in _CARRIED if key in mentions.attrs}
    table.attrs = {
        "measure": "cooccurrence",
        **carried,
        "unit": unit,
        "units": total,
        "mentions": {id: int(tally[id]) for id in named},
    }
    return table


def _npmi(count: np.ndarray, expected: np.ndarray, total: int) -> np.ndarray:
    npmi = np.full(count.shape, -1.0)  # the limit for pairs that never meet
    npmi[count == total] = 1.0  # the limit for pairs that always meet
    some = (count > 0) & (count < total)
    npmi[some] = np.log(count[some] / expected[some]) / np.log(total / count[some])
    return npmi.clip(-1, 1)  # rounding must not leave the scale


def _unit_keys(mentions: pd.DataFrame, unit: str) -> list[str]:
    if unit not in UNITS:
        raise DiscourseError(f'There is no unit "{unit}".', do=f"Choose one of {', '.join(UNITS)}.")
    keys = ["doc"] if unit == "document" else ["doc", unit]
    missing = [column for column in (*keys, "actor") if column not in mentions.columns]
    if missing:
        raise DiscourseError(
            f"The table has no column {', '.join(missing)}.", do="Give the table that `mentions` returns."
        )
    return keys


def _total(mentions: pd.DataFrame, unit: str, units: int | None) -> int:
    total = mentions.attrs.get("units", {}).get(unit) if units is None else units
    if total is None:
        raise DiscourseError(
            f"The table does not say how many {unit}s were searched.",
            do=f"Give it: units=len(corpus.{unit}s).",
        )
    return int(total)


def _places(table: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Return for each mention the row of the paragraph or sentence it lies in."""
    width = 1 + max(table["anchor"].max(), spans["start"].max()) if len(table) else 1
    starts = spans["doc"].to_numpy(dtype=np.int64) * width + spans["start"].to_numpy(dtype=np.int64)
    anchors = table["doc"].to_numpy(dtype=np.int64) * width + table["anchor"].to_numpy(dtype=np.int64)
    return spans.iloc[np.searchsorted(starts, anchors, side="right") - 1]


def _first_letter(surface: str) -> int:
    return next((place for place, character in enumerate(surface) if character.isalnum()), 0)


def _digests(corpus: Corpus) -> dict[str, Any]:
    documents = corpus.documents
    titles, digests = documents["title"].astype(str), documents["sha256"].astype(str)
    if len(documents) <= _SHOWN_TEXTS and titles.is_unique:
        return dict(zip(titles, digests, strict=True))
    return {f"{len(documents)} documents": hashlib.sha256("\n".join(digests).encode()).hexdigest()}


def _nothing_found(corpus: Corpus, codebook: Codebook) -> str:
    titles = corpus.documents["title"].astype(str).tolist()
    where = f'"{titles[0]}"' if len(titles) == 1 else f"any of the {len(titles)} documents"
    what = f'The codebook "{codebook.title}" ({codebook.source}) finds no actor in {where}.'
    if not codebook.actors:
        return f"{what} It has no actors: add some, each with a line [[actor]]."
    examples = ", ".join(name for actor in codebook.actors[:4] for name in (*actor.names, *actor.patterns)[:1])
    return (
        f"{what} Names are whole words and capitals count; it looks for {examples} … "
        "Choose the codebook that belongs to the text, or add the names this text uses."
    )
