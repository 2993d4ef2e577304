"""The part of pycorpdiff, by its documented interface; runs in an environment of its own.

It keeps texts only and reads the words out of them anew at every call, so that it has no build and no warm state.
"""

from pathlib import Path
from typing import Any

import pandas as pd
import pycorpdiff as pcd
from pycorpdiff.collocation import collocate_counts, logdice
from timing import told, warm


def _corpus(folder: Path) -> pcd.Corpus:
    files = sorted((folder / "texts").glob("*/*.txt"))
    rows = [{"text": file.read_text("utf-8"), "party": file.parent.name} for file in files]
    return pcd.from_dataframe(pd.DataFrame(rows), text_col="text")


def _measured(job: Any) -> dict[str, Any]:
    seconds, table = warm(job)
    return {**seconds, "rows": len(table)}


def frequencies(folder: Path) -> dict[str, Any]:
    corpus = _corpus(folder)
    return _measured(corpus.vocab)


def concordance(folder: Path) -> dict[str, Any]:
    corpus = _corpus(folder)
    return _measured(lambda: pcd.kwic(corpus, "war", window=8).table)


def collocates(folder: Path) -> dict[str, Any]:
    corpus = _corpus(folder)

    def scored() -> pd.DataFrame:
        together, hits = collocate_counts(corpus.tokens(), "war", window=5)
        table = pd.DataFrame({"count": pd.Series(together)})
        table["frequency"] = corpus.vocab().reindex(table.index)
        return table.assign(log_dice=logdice(table["count"], hits, table["frequency"]))

    return _measured(scored)


def bigrams(folder: Path) -> dict[str, Any]:
    # As its documentation advises where a table of documents by terms would be too large to be held.
    corpus = _corpus(folder).with_tokenizer(pcd.NgramTokenizer(n=2, sep=" "))

    def counted() -> pd.Series:
        counts, terms = corpus.doc_term_counts_sparse()
        return pd.Series(counts.sum(axis=0).A1, index=terms).sort_values(ascending=False)

    return _measured(counted)


def keyness(folder: Path) -> dict[str, Any]:
    corpus = _corpus(folder)
    two = pcd.compare(corpus.slice(party="Republican"), corpus.slice(party="Democratic"))
    return _measured(lambda: two.keyness(min_count=1).table)


if __name__ == "__main__":
    told({job.__name__: job for job in (frequencies, concordance, collocates, bigrams, keyness)})
