"""How long does a picture of the explorer take, from its table to the PNG? Run it, or import `figures`."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "figures"))

#: Milliseconds of computing for a picture of 780 by 290 CSS pixels at two device pixels each.
LIMIT = 120
COMMON = ("sentiment of 70 paragraphs", "3 terms", "15 actors in 70 paragraphs", "network of 15 actors")


def figures(rounds: int = 9) -> dict[str, float]:
    """Give the milliseconds of computing for each plot of the tests: the best of the rounds, others are disturbed."""
    from conftest import PLOTS

    from discourse.figures.theme import new_figure, render_png, theme

    best = {}
    for name, plot in PLOTS.items():
        times = []
        for _ in range(rounds + 1):  # the first warms up
            begin = time.process_time()
            with theme():
                render_png(plot(new_figure().add_subplot()).figure, 780, 290)
            times.append((time.process_time() - begin) * 1000)
        best[name] = min(times[1:])
    return best


def main() -> None:
    """Print the figures, and fail where a common picture takes too long."""
    found = figures()
    for name, milliseconds in found.items():
        print(f"{milliseconds:7.0f} ms  {name}")
    slow = [name for name in COMMON if found[name] > LIMIT]
    sys.exit(f"over {LIMIT} ms: {', '.join(slow)}" if slow else 0)


if __name__ == "__main__":
    main()
