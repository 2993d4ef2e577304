"""How much longer `import discourse` takes than `import pandas`: at most 1.5 times.

Both are timed in fresh processes, in turn, so that a busy machine slows both alike; Python's own start is
taken off. What the first use of a name costs, here `discourse.read`, is printed too, without a limit.
Run it with `make bench`, or by itself with Python.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time

LIMIT = 1.5
TIMED = ["import pandas", "import discourse", "import discourse; discourse.read"]


def _seconds(statement: str) -> float:
    """Return how long a fresh Python takes to run a statement and end."""
    # An empty folder: neither the checkout's files nor a stray module of the same name are found by accident.
    with tempfile.TemporaryDirectory() as elsewhere:
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True, cwd=elsewhere)
        return time.perf_counter() - begin


def measure(rounds: int) -> dict[str, float]:
    """Return the median seconds of each import, Python's own start taken off."""
    statements = ["pass", *TIMED]
    for statement in statements:
        _seconds(statement)
    times: dict[str, list[float]] = {statement: [] for statement in statements}
    for _ in range(rounds):
        for statement in statements:
            times[statement].append(_seconds(statement))
    start = statistics.median(times.pop("pass"))
    return {statement: statistics.median(seconds) - start for statement, seconds in times.items()}


def main() -> int:
    """Print the figures; return 1 when the limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=11, help="how often each import is timed (default 11)")
    medians = measure(parser.parse_args().rounds)
    ratio = medians["import discourse"] / medians["import pandas"]
    for statement, seconds in medians.items():
        print(f"{statement:<34} {seconds * 1000:7.0f} ms (median)")
    print(f"{'discourse / pandas':<34} {ratio:7.2f}    (at most {LIMIT})")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
