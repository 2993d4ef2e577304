"""What is worked out once for a corpus, and kept as long as the corpus is?"""

import gc

import pandas as pd

import discourse as dc
from discourse.corpus.once import _FOUND, once, shared_terms


def test_what_is_found_once_is_kept_and_never_for_another_corpus() -> None:
    one, other = dc.from_text("War."), dc.from_text("War.")
    assert once(one, "name", lambda: "first") == "first"
    assert once(one, "name", lambda: "second") == "first"
    assert once(other, "name", lambda: "third") == "third"


def test_nothing_is_kept_longer_than_the_corpus() -> None:
    gc.collect()
    before = len(_FOUND)
    corpus = dc.from_frame(pd.DataFrame({"text": ["War and peace.", "War is war."], "side": ["a", "b"]}))
    dc.frequency(corpus, terms="lemma")
    dc.keyness(corpus[0], corpus[1])
    dc.collocates(corpus.part(1, 1), "war")
    dc.concordance(corpus, "war")
    assert len(_FOUND) > before
    del corpus
    gc.collect()
    assert len(_FOUND) == before


def test_parts_share_the_vocabulary_of_the_whole_and_other_corpora_do_not() -> None:
    corpus = dc.from_text("War and peace.\n\nWar is war.")
    _ = corpus.tokens
    for part in (corpus[:], corpus.part(2, 2), corpus.part(2, 2)[:], corpus[:].only("body")):
        assert shared_terms(part) is shared_terms(corpus)
        assert set(part.tokens["term"].cat.categories) <= set(shared_terms(part))
    assert shared_terms(dc.from_text("War and peace.\n\nWar is war.")) is not shared_terms(corpus)
