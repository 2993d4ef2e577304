"""One measurement in a process of its own: what a job takes, first and warm, and the memory it comes to.

Standard library only: the peers' environments hold nothing of this package.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

REPEATS = 7


def peak() -> float:
    """Return the most memory this process has held, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e6 / 1024)


def timed(job: Callable[[], Any]) -> tuple[dict[str, float], Any]:
    """Return the wall and processor seconds of one call, and what it gave."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = job()
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}, result


def warm(job: Callable[[], Any]) -> tuple[dict[str, float], Any]:
    """Call a job several times; return the seconds of the first call and the medians of the later ones."""
    first, result = timed(job)
    later = [timed(job)[0] for _ in range(REPEATS)]
    medians = {clock: sorted(times[clock] for times in later)[REPEATS // 2] for clock in ("wall", "cpu")}
    return {**medians, "first": first}, result


def told(jobs: dict[str, Callable[[Path], dict[str, Any]]]) -> None:
    """Run the job that the command line names in the folder it names, and print its figures as JSON."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    # What a library prints on its way must not be taken for the figures.
    with open(os.dup(1), "w", encoding="utf-8") as answer:
        os.dup2(2, 1)
        found = jobs[name](folder)
        json.dump({**found, "peak": peak()}, answer)
