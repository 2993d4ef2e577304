"""What can be made ready while a researcher's browser is still loading? All that the first figure would wait for."""

from __future__ import annotations

from functools import cache

_TEXT, _CODEBOOK = "sotu-2016", "us-politics"  # what the first notebook opens


@cache
def warm_up() -> None:
    """Load what the explorer needs: libraries, word lists, fonts, compiled patterns.

    What the explorer shows first is measured and drawn, and thrown away, since much is only loaded or compiled when it
    is used. No widget is made: a widget would be looked for by the browser.
    """
    from ..codebook import Codebook
    from ..corpus.samples import sample
    from . import explorer  # noqa: F401 - for the libraries it loads
    from .analysis import Analysis
    from .highlights import marks, polarity_colours
    from .results import sentiment_drawing
    from .tab import rendered
    from .views import Picture

    analysis = Analysis(sample(_TEXT), Codebook.sample(_CODEBOOK))
    marks(analysis)
    polarity_colours(analysis)
    rendered(sentiment_drawing(analysis, smooth=5), Picture.width.default_value)
