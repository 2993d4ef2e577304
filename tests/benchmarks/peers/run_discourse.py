"""This package's part of the comparison, and the loop over TextBlob that its sentiment is held against.

Its modules and libraries are imported beforehand, as those of the peers are: it loads them when they are first needed.
"""

import hashlib
from pathlib import Path
from typing import Any

import nupunkt  # noqa: F401
import pyarrow.compute  # noqa: F401
import scipy.special  # noqa: F401
from timing import timed, told, warm

import discourse as dc

# What is looked up by name is imported at once.
dc.formats()
_ = dc.read, dc.frequency, dc.concordance, dc.collocates, dc.ngrams, dc.keyness, dc.sentiment


def texts(folder: Path) -> dict[str, Any]:
    """Write the addresses as files, in a folder for each party; not measured."""
    corpus = dc.sample("sotu")
    parties, years = corpus.documents["party"].tolist(), corpus.documents["year"].tolist()
    for doc, (party, year) in enumerate(zip(parties, years, strict=True)):
        file = folder / "texts" / party / f"{doc:03}-{year}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(corpus.text(doc), "utf-8")
    return {}


def _built(folder: Path, texts: str = "texts") -> dc.Corpus:
    """Read, and find documents, paragraphs, sentences and words."""
    corpus = dc.read(folder / texts)
    for table in ("documents", "paragraphs", "sentences", "tokens"):
        getattr(corpus, table)
    return corpus


def _party(corpus: dc.Corpus, name: str) -> dc.Corpus:
    return corpus[corpus.documents["source"].str.contains(f"/{name}/")]


def build(folder: Path, texts: str = "texts") -> dict[str, Any]:
    seconds, corpus = timed(lambda: _built(folder, texts))
    return {**seconds, "words": len(corpus.tokens)}


def _measured(job: Any) -> dict[str, Any]:
    seconds, table = warm(job)
    return {**seconds, "rows": len(table)}


def frequencies(folder: Path) -> dict[str, Any]:
    corpus = _built(folder)
    return _measured(lambda: dc.frequency(corpus))


def concordance(folder: Path) -> dict[str, Any]:
    corpus = _built(folder)
    return _measured(lambda: dc.concordance(corpus, "war", sort="1R 2R 3R"))


def concordance_government(folder: Path) -> dict[str, Any]:
    corpus = _built(folder)
    return _measured(lambda: dc.concordance(corpus, "government"))


def concordance_the(folder: Path) -> dict[str, Any]:
    corpus = _built(folder)
    return _measured(lambda: dc.concordance(corpus, "the"))


def collocates(folder: Path) -> dict[str, Any]:
    corpus = _built(folder)
    return _measured(lambda: dc.collocates(corpus, "war", within="document"))


def bigrams(folder: Path) -> dict[str, Any]:
    corpus = _built(folder)
    return _measured(lambda: dc.ngrams(corpus, 2))


def keyness(folder: Path) -> dict[str, Any]:
    corpus = _built(folder)
    target, reference = _party(corpus, "Republican"), _party(corpus, "Democratic")
    return _measured(lambda: dc.keyness(target, reference))


def session(folder: Path) -> dict[str, Any]:
    """Build, then every measure but keyness, in one process: for the memory it comes to."""
    corpus = _built(folder)
    dc.frequency(corpus)
    dc.concordance(corpus, "war", sort="1R 2R 3R")
    dc.collocates(corpus, "war", within="document")
    dc.ngrams(corpus, 2)
    return {}


def _digest(scores: list[tuple[float, float]]) -> str:
    """Stand for the scores, to the last bit."""
    return hashlib.sha256(repr(scores).encode()).hexdigest()


def sentiment(folder: Path) -> dict[str, Any]:
    corpus = dc.read(folder / "texts")
    corpus.paragraphs  # noqa: B018  # found beforehand, as for the loop
    dc.sentiment(dc.from_text("Ready."))  # libraries and the lexicon are loaded, on either side
    seconds, table = timed(lambda: dc.sentiment(corpus))
    scores = list(zip(table["polarity"].tolist(), table["subjectivity"].tolist(), strict=True))
    return {**seconds, "rows": len(table), "scores": _digest(scores)}


def sentiment_loop(folder: Path) -> dict[str, Any]:
    """Score each paragraph as one does by hand."""
    from textblob import TextBlob

    corpus = dc.read(folder / "texts")
    spans = corpus.paragraphs[["doc", "start", "end"]].itertuples(index=False)
    passages = [corpus.text(doc)[start:end] for doc, start, end in spans]
    TextBlob("Ready.").sentiment  # noqa: B018
    seconds, scores = timed(lambda: [tuple(map(float, TextBlob(passage).sentiment)) for passage in passages])
    return {**seconds, "rows": len(scores), "scores": _digest(scores)}


def growth_1(folder: Path) -> dict[str, Any]:
    return build(folder, "growth-1")


def growth_4(folder: Path) -> dict[str, Any]:
    return build(folder, "growth-4")


def growth_16(folder: Path) -> dict[str, Any]:
    return build(folder, "growth-16")


if __name__ == "__main__":
    told({
        job.__name__: job
        for job in (
            texts, build, frequencies, concordance, concordance_government, concordance_the, collocates, bigrams,
            keyness, session, sentiment, sentiment_loop, growth_1, growth_4, growth_16,
        )
    })  # fmt: skip
