"""How long `discourse run` takes on an article: under 25 seconds cold, at most 2 of them this package's own computing.

*Cold* is the whole command in a fresh process, its notebook's Python included. *Own computing* is measured in a second
run under cProfile: the time spent inside the functions of this package itself, libraries called from them left out. The
wall time of segmentation and all measures, libraries included, is printed too, without a limit.
The text is the article, if it lies beside this checkout, else the shorter sample op-ed.
Run it with `make bench`, or by itself with Python.
"""

import argparse
import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import discourse

MOST_COLD, MOST_OWN = 25.0, 2.0
ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "texts" / "aleppo.txt"
TEXT, CODEBOOK = (str(ARTICLE), "syria-2016") if ARTICLE.is_file() else ("pier-nine-for", "pier-nine")
PACKAGE = str(Path(discourse.__file__).parent) + os.sep


def cold(folder: Path) -> float:
    """Return the seconds of the whole command in a fresh process."""
    program = "import sys; from discourse.cli import main; main()"
    command = [sys.executable, "-c", program, "run", TEXT, "--codebook", CODEBOOK, "--out", str(folder / "cold")]
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def own(folder: Path) -> float:
    """Return the seconds a run spends inside this package's own functions, in its main thread."""
    from discourse.workbook.run import run

    profile = cProfile.Profile()
    profile.runcall(run, TEXT, codebook=CODEBOOK, out=folder / "profiled")
    spent = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return sum(seconds for (file, _, _), (_, _, seconds, _, _) in spent.items() if file.startswith(PACKAGE))


def measuring() -> float:
    """Return the seconds of segmentation and every measure, the libraries they use loaded and included."""
    from discourse.workbook.analysis import Analysis
    from discourse.workbook.opening import open_codebook, open_text
    from discourse.workbook.results import standard_drawings, standard_tables

    begin = time.perf_counter()
    analysis = Analysis(open_text(TEXT), open_codebook(CODEBOOK))
    standard_tables(analysis)
    standard_drawings(analysis)
    return time.perf_counter() - begin


def main() -> int:
    """Print the figures; return 1 when a limit is passed."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None).parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        seconds, computing = cold(Path(temporary)), own(Path(temporary))
    print(f"text                                  {Path(TEXT).name}")
    print(f"discourse run, cold                   {seconds:6.1f} s   (at most {MOST_COLD:.0f})")
    print(f"own computing (cProfile, own code)    {computing:6.2f} s   (at most {MOST_OWN:.0f})")
    print(f"segmentation and measures (wall time) {measuring():6.2f} s")
    return int(seconds > MOST_COLD or computing > MOST_OWN)


if __name__ == "__main__":
    sys.exit(main())
