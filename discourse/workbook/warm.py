"""What can be made ready while a researcher does something else? What the first figure and the next tab wait for."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from functools import cache
from importlib import import_module

#: What only other tabs need, cut so that no piece holds up a control for long.
_LATER = (
    "matplotlib.pyplot", "scipy.special", "scipy.optimize", "scipy.interpolate", "scipy.stats", "seaborn", "networkx",
)  # fmt: skip
_PAUSE = 0.3  # seconds between two of them
_TEXT, _CODEBOOK = "sotu-2016", "us-politics"  # what the first notebook opens


@cache
def warm_up() -> None:
    """Load what the explorer needs while the browser loads its page: libraries, word lists, fonts, patterns.

    What the explorer shows first is measured and drawn, and thrown away, since much is only loaded or compiled when it
    is used. No widget is made: a widget would be looked for by the browser.
    """
    from ..codebook import Codebook
    from ..corpus.samples import sample
    from . import explorer  # noqa: F401 - for the libraries it loads
    from .analysis import Analysis
    from .choices import codebook_choices, text_choices
    from .highlights import marks, polarity_colours
    from .results import sentiment_drawing
    from .tab import rendered
    from .views import Picture

    analysis = Analysis(sample(_TEXT), Codebook.sample(_CODEBOOK))
    text_choices(analysis.corpus)
    codebook_choices(analysis.codebook)
    marks(analysis)
    polarity_colours(analysis)
    rendered(sentiment_drawing(analysis, smooth=5), Picture.width.default_value)


def load_later(then: Callable[[], None]) -> None:
    """While the first tab is being looked at, load what only the others need, a piece at a time.

    Parameters
    ----------
    then : callable
        What to do after the last piece. In a script, where nobody waits, nothing is loaded and nothing done.
    """
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return
    names = list(_LATER)

    def step() -> None:
        import_module(names.pop(0))
        if names:
            loop.call_later(_PAUSE, step)
        else:
            then()
            # What is loaded now stays: looking through all of it for garbage would hold up one picture in ten.
            gc.collect()
            gc.freeze()

    # Not in a thread: seaborn loads pyplot, which must meet the notebook's own thread.
    loop.call_later(_PAUSE, step)
