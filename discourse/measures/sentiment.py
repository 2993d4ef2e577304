"""How favourable is the language of each paragraph, sentence or document, and which words make it so?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..corpus.narrowing import counted_paragraphs, running_text
from ..errors import DiscourseError
from ..fair_copy import fair_copy
from ..progress import progress
from ._language import other_languages
from ._table import call_of, counted, described
from .instruments import get_instrument

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

UNITS = ("paragraph", "sentence", "document")
_KEYS = {"paragraph": ["doc", "paragraph"], "sentence": ["doc", "paragraph", "sentence"], "document": ["doc"]}


def sentiment(corpus: Corpus, instrument: Any = "textblob", unit: str = "paragraph") -> pd.DataFrame:
    """Score how favourable the language of each unit of the text is.

    The score is that of the words an instrument knows, not of what the author thinks of anybody: a report
    of a massacre is negative whoever is blamed for it.

    Parameters
    ----------
    corpus : Corpus
        Its running text counts, or the kinds of paragraphs that :meth:`Corpus.only` chose.
    instrument : str or Instrument, default "textblob"
        ``"textblob"``: equal to ``TextBlob(passage).sentiment`` (for a passage without soft hyphens and the like,
        which no instrument gets to see). ``"vader"``: VADER's compound score; it
        is a sum that saturates on long passages, so that paragraphs and documents have the mean of the
        compound scores of their sentences. Or an instrument of your own, see
        :func:`~discourse.lexicon_instrument` and :func:`~discourse.register_instrument`.
    unit : {"paragraph", "sentence", "document"}
        What one row is. A document is scored as the text from its first to its last paragraph, without the
        paragraphs between that do not count (headings, footnotes …).

    Returns
    -------
    DataFrame
        One row a unit, in text order: ``doc``, ``paragraph`` (not for documents), ``sentence`` (for sentences
        only), ``polarity`` (−1…1), ``subjectivity`` (0…1; NaN where the instrument has none) and ``words``.
        A unit without any scoring word has polarity 0. ``attrs``: ``measure, instrument, instrument_title,
        instrument_version, unit, scale, notes, base, provenance``.

    Raises
    ------
    DiscourseError
        If there is no such instrument or unit.

    References
    ----------
    De Smedt & Daelemans (2012), Pattern for Python; Hutto & Gilbert (2014), VADER.

    >>> from discourse import from_text, sentiment
    >>> sentiment(from_text("A good day."))["polarity"].tolist()
    [0.7]
    """
    meter = get_instrument(instrument)
    if unit not in UNITS:
        raise DiscourseError(f'There is no unit "{unit}" for sentiment.', do=f"Units: {', '.join(UNITS)}.")
    corpus = running_text(corpus)
    units = _units(corpus, unit)
    by_sentence = meter.passage == "sentences" and unit != "sentence"
    scored = corpus.sentences if by_sentence else units
    values = _scores(corpus, meter, scored, whole=scored is units and unit == "document")
    if by_sentence:
        values = _means(values, scored, units)
    table = units[[*_KEYS[unit]]].assign(
        polarity=values[:, 0],
        subjectivity=values[:, 1] if meter.has_subjectivity else np.nan,
        words=units["words"].to_numpy(),
    )
    notes = [*getattr(meter, "notes", ()), *_language_note(corpus, meter)]
    if by_sentence:
        notes.append(f"A {unit} has the mean of the scores of its sentences.")
    return described(
        table,
        corpus,
        "sentiment",
        call_of("sentiment", instrument=_name(instrument), unit=unit),
        instrument=meter.name,
        instrument_title=meter.title,
        instrument_version=meter.version,
        unit=unit,
        scale="polarity −1 (negative) to 1 (positive)"
        + (", subjectivity 0 (objective) to 1 (subjective)" if meter.has_subjectivity else ""),
        notes=notes,
        base=f"{counted(int(units['words'].sum()), 'word')} in {counted(len(units), unit)}",
    )


def sentiment_evidence(corpus: Corpus, instrument: Any = "textblob") -> pd.DataFrame:
    """List the words and phrases that make the sentiment scores, where they stand.

    With ``"textblob"`` the polarity of a paragraph is the mean over its evidence. With ``"vader"`` the
    valences of a sentence are added up and pressed into −1…1, and a paragraph has the mean of its sentences.

    Parameters
    ----------
    corpus : Corpus
        Its running text counts, or the kinds of paragraphs that :meth:`Corpus.only` chose.
    instrument : str or Instrument, default "textblob"
        As in :func:`~discourse.sentiment`.

    Returns
    -------
    DataFrame
        One row a scoring word or phrase, in text order: ``doc, paragraph, sentence, start, end, surface,
        polarity, subjectivity``. ``corpus.text(doc)[start:end] == surface``; negations and modifiers are
        part of it. ``sentence`` is the one it begins in. ``attrs["scale"]`` tells the scale of the scores.

    Raises
    ------
    DiscourseError
        If there is no such instrument.

    >>> from discourse import from_text, sentiment_evidence
    >>> sentiment_evidence(from_text("It was not a very good day."))["surface"].tolist()
    ['not a very good']
    """
    meter = get_instrument(instrument)
    corpus = running_text(corpus)
    by_sentence = meter.passage == "sentences"
    passages = corpus.sentences if by_sentence else corpus.paragraphs
    texts = [corpus.text(doc) for doc in range(len(corpus))]
    rows: list[tuple[Any, ...]] = []
    spans = zip(*(passages[name].tolist() for name in ("doc", "paragraph", "start", "end")), strict=True)
    for doc, paragraph, start, end in progress(spans, f"Finding evidence ({meter.title})", total=len(passages)):
        text = texts[doc]
        for a, b, polarity, subjectivity in _evidence(meter, text[start:end]):
            rows.append((doc, paragraph, start + a, start + b, text[start + a : start + b], polarity, subjectivity))
    table = pd.DataFrame(rows, columns=["doc", "paragraph", "start", "end", "surface", "polarity", "subjectivity"])
    table = table.astype({**dict.fromkeys(("doc", "paragraph", "start", "end"), "int32"), "surface": "str"})
    table = table.astype({"polarity": "float64", "subjectivity": "float64"})
    table.insert(2, "sentence", _sentence_at(corpus, table))
    if not meter.has_subjectivity:
        table["subjectivity"] = np.nan
    return described(
        table,
        corpus,
        "sentiment_evidence",
        call_of("sentiment_evidence", instrument=_name(instrument)),
        instrument=meter.name,
        instrument_title=meter.title,
        instrument_version=meter.version,
        scale=meter.scale,
        notes=[*getattr(meter, "notes", ()), *_language_note(corpus, meter)],
        base=f"{len(table):,} scoring words and phrases in {counted(int(corpus.paragraphs['words'].sum()), 'word')}",
    )


def _fair(passage: str) -> str:
    """Return a passage as an instrument is to see it: without what nobody sees in it."""
    copy = fair_copy(passage)
    return passage if copy is None else copy.text


def _evidence(meter: Any, passage: str) -> Iterator[tuple[int, int, float, float]]:
    copy = fair_copy(passage)
    for start, end, *scores in meter.evidence(passage if copy is None else copy.text):
        yield (*((start, end) if copy is None else copy.span(start, end)), *scores)


def _units(corpus: Corpus, unit: str) -> pd.DataFrame:
    if unit == "paragraph":
        return corpus.paragraphs
    if unit == "sentence":
        return corpus.sentences
    spans = corpus.paragraphs.groupby("doc").agg(start=("start", "min"), end=("end", "max"), words=("words", "sum"))
    # A document of which no paragraph is left is a passage without words.
    return spans.reindex(corpus.documents.index, fill_value=0).rename_axis("doc").reset_index()


def _scores(corpus: Corpus, meter: Any, passages: pd.DataFrame, *, whole: bool = False) -> np.ndarray:
    """Return polarity and subjectivity of each passage, shape (passages, 2); `whole` where passages are documents."""
    texts = [corpus.text(doc) for doc in range(len(corpus))]
    if whole and counted_paragraphs(corpus):
        return np.array([meter.score(_fair(text)) for text in _counted_texts(corpus)], dtype=float).reshape(-1, 2)
    spans = zip(*(passages[name].tolist() for name in ("doc", "start", "end")), strict=True)
    values = [
        meter.score(_fair(texts[doc][start:end]))
        for doc, start, end in progress(spans, f"Scoring ({meter.title})", total=len(passages))
    ]
    return np.array(values, dtype=float).reshape(-1, 2)


def _counted_texts(corpus: Corpus) -> list[str]:
    """Return the paragraphs that count of each document, one after the other."""
    texts: list[list[str]] = [[] for _ in range(len(corpus))]
    spans = zip(*(corpus.paragraphs[name].tolist() for name in ("doc", "start", "end")), strict=True)
    for doc, start, end in spans:
        texts[doc].append(corpus.text(doc)[start:end])
    return ["\n\n".join(paragraphs) for paragraphs in texts]


def _means(values: np.ndarray, sentences: pd.DataFrame, units: pd.DataFrame) -> np.ndarray:
    """Return the means of the sentences of each unit; 0 where a unit has no sentence."""
    row = np.searchsorted(_places(units), _places(sentences), side="right") - 1
    n = np.maximum(np.bincount(row, minlength=len(units)), 1)
    sums = [np.bincount(row, weights=column, minlength=len(units)) for column in values.T]
    return np.stack([total / n for total in sums], axis=1)


def _places(table: pd.DataFrame) -> np.ndarray:
    return (table["doc"].to_numpy(dtype=np.int64) << 32) + table["start"].to_numpy(dtype=np.int64)


def _sentence_at(corpus: Corpus, table: pd.DataFrame) -> np.ndarray:
    """Return the number of the sentence in which each row begins."""
    sentences = corpus.sentences
    row = np.searchsorted(_places(sentences), _places(table), side="right") - 1
    return sentences["sentence"].to_numpy()[row] if len(table) else np.empty(0, dtype=np.int32)


def _language_note(corpus: Corpus, meter: Any) -> list[str]:
    return other_languages(corpus, getattr(meter, "language", None), f"the instrument {meter.name}")


def _name(instrument: Any) -> Any:
    return instrument if isinstance(instrument, str) else instrument.name
