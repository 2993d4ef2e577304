"""How well, and how fast, are the texts of saved web pages found, beside the libraries that could do it?

Pages are those of ``tests/corpus/readers/pages.py``: 17 templates with six texts each, whose paragraphs are known.
Right words and paragraphs are those of the running text (body, list, quotation); headings, the title and the byline
count neither for nor against. *Precision* is the share of what came out that is right, *recall* the share of what is
right that came out. A paragraph is right if all of it stands in one line of what came out, and nothing else.
Each library runs in a process of its own, from an environment of its own in a cache folder; where that cannot be made,
its row says so. Time is processor time a page, the first page left out; memory is the most the process held.
Run it with ``python tests/benchmarks/bench_html.py``; ``--offline`` measures this package alone.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).resolve().parent / "peers" / "run_html.py"
PEERS = {
    "trafilatura": ("trafilatura==2.3.1",),
    "trafilatura, recall": ("trafilatura==2.3.1",),
    "trafilatura, precision": ("trafilatura==2.3.1",),
    "readability-lxml": ("readability-lxml==0.9",),
    "resiliparse": ("resiliparse==2.0.1",),
    "newspaper4k": ("newspaper4k==0.9.6",),
    "goose3": ("goose3==3.1.22",),
    "boilerpy3": ("boilerpy3==1.0.7",),
    "jusText": ("justext==3.0.2", "lxml-html-clean==0.4.6"),
    "all text (selectolax)": ("selectolax==1.0.2",),
}
_RUNNING = ("body", "list", "quote")


class Failed(Exception):
    """A library that could not be installed or run, with the last it said."""


def environment(folder: Path, packages: tuple[str, ...]) -> Path:
    """Return the Python of an environment with these packages, which is made where it is not there yet."""
    home = folder / re.sub(r"\W+", "-", " ".join(packages))
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = home / "installed.txt"
    if not done.is_file():
        print(f"Installing {', '.join(packages)} into {home} (once)", file=sys.stderr)
        said(sys.executable, "-m", "venv", "--clear", str(home))
        said(str(python), "-m", "pip", "install", "--quiet", "--upgrade", "pip")
        said(str(python), "-m", "pip", "install", "--quiet", "--no-input", *packages)
        done.write_text("\n".join(packages), "utf-8")
    return python


def said(*command: str) -> str:
    """Run a command; return what it said, or raise with its last words."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, encoding="utf-8")
    except OSError as error:
        raise Failed(str(error)) from error
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith("WARNING")]
        raise Failed(lines[-1].strip() if lines else f"ended with {done.returncode}")
    return done.stdout


def write_pages(folder: Path) -> list[dict[str, Any]]:
    """Write the pages to a folder; return what should be read from each."""
    sys.path.insert(0, str(ROOT))
    from tests.corpus.readers.pages import PAGES

    about = []
    for page in PAGES:
        (folder / page.name).write_bytes(page.data)
        known = [[kind, text] for kind, text in page.article.parts]
        around = [page.article.title, page.article.author, f"By {page.article.author}"]
        about.append({"name": page.name, "template": page.template, "parts": known, "around": around})
    (folder / "pages.json").write_text(json.dumps(about), "utf-8")
    return about


def score(about: list[dict[str, Any]], texts: dict[str, str]) -> dict[str, Any]:
    """Count right, wrong and missing words and paragraphs."""
    words, paragraphs, whole, lost = Counter[str](), Counter[str](), 0, 0
    for page in about:
        wanted = [line(text) for kind, text in page["parts"] if kind in _RUNNING]
        around = {line(text) for text in page["around"]} | {
            line(t) for kind, t in page["parts"] if kind not in _RUNNING
        }
        lines = [line(one) for one in texts[page["name"]].split("\n") if line(one)]
        hit = compare(Counter(re.findall(r"\w+", " ".join(wanted))), Counter(re.findall(r"\w+", " ".join(lines))),
                      Counter(re.findall(r"\w+", " ".join(around))))  # fmt: skip
        words.update(hit)
        found = compare(Counter(wanted), Counter(one for one in lines if one not in around), Counter())
        paragraphs.update(found)
        whole += found == Counter(right=len(wanted))
        lost += hit["right"] < 0.5 * (hit["right"] + hit["missing"])
    return {"words": rates(words), "paragraphs": rates(paragraphs), "whole": whole, "lost": lost, "pages": len(about)}


def compare(wanted: Counter[str], found: Counter[str], allowed: Counter[str]) -> Counter[str]:
    counts = Counter(
        right=(wanted & found).total(), wrong=(found - wanted - allowed).total(), missing=(wanted - found).total()
    )
    return +counts


def rates(counts: Counter[str]) -> tuple[float, float]:
    out, known = counts["right"] + counts["wrong"], counts["right"] + counts["missing"]
    return counts["right"] / out if out else 0.0, counts["right"] / known


def line(text: str) -> str:
    return " ".join(text.split())


def row(name: str, about: list[dict[str, Any]], result: dict[str, Any]) -> str:
    found = score(about, result["texts"])
    cells = [f"{rate:.3f}" for rate in (*found["words"], *found["paragraphs"])]
    cells += [f"{found['whole']} of {found['pages']}", str(found["lost"])]
    return f"| {name} | {' | '.join(cells)} | {result['cpu'] * 1000:.1f} ms | {result['peak']:.0f} MB |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    home = os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))
    parser.add_argument("--cache", type=Path, default=Path(home) / "discourse-bench", help="where the peers are kept")
    parser.add_argument("--offline", action="store_true", help="this package alone")
    options = parser.parse_args()
    print("| | precision, words | recall | precision, paragraphs | recall | pages without a fault | pages lost | "
          "time a page | memory |")  # fmt: skip
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        about = write_pages(folder)
        for name in ["discourse", *([] if options.offline else PEERS)]:
            try:
                python = sys.executable if name == "discourse" else str(environment(options.cache, PEERS[name]))
                print(row(name, about, json.loads(said(python, str(WORKER), name, str(folder)))), flush=True)
            except Failed as error:
                print(f"| {name} | not measured: {error} ||||||||", flush=True)


if __name__ == "__main__":
    main()
