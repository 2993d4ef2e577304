"""How long do two million words take from files to tables? All State of the Union addresses, on one core."""

from time import process_time

from discourse import sample
from discourse.corpus.sentences import sentence_starts

STAGES = ("paragraphs", "sentences", "tokens")
RUNS = 3
TARGET = 3.5  # seconds for everything together


def measured() -> tuple[dict[str, float], int, int]:
    """Return the seconds of processor time of each stage, and how many megabytes and words there were."""
    sentence_starts("Loading the lists is no part of it.")
    at = process_time()
    corpus = sample("sotu")
    seconds = {"reading": process_time() - at}
    for stage in STAGES:
        at = process_time()
        getattr(corpus, stage)
        seconds[stage] = process_time() - at
    size = sum(len(corpus.text(doc).encode("utf-8")) for doc in range(len(corpus)))
    return seconds, size, len(corpus.tokens)


def main() -> None:
    """Print the best of a few runs."""
    runs = [measured() for _ in range(RUNS)]
    seconds, size, words = min(runs, key=lambda run: sum(run[0].values()))
    for stage, taken in [*seconds.items(), ("together", sum(seconds.values()))]:
        print(f"{stage:<12}{taken:6.2f} s{size / 1e6 / taken:9.1f} MB/s{words / taken:14,.0f} words/s")
    print(f"{size / 1e6:.1f} MB, {words:,} words; target {TARGET} s together")


if __name__ == "__main__":
    main()
