"""What can be made ready while a researcher's browser is still loading? All that the first figure would wait for."""

from __future__ import annotations


def warm_up() -> None:
    """Load what the explorer needs: libraries, word lists, fonts.

    One figure is drawn and thrown away, since much is only loaded when it is used. No widget is made: a widget
    would be looked for by the browser.
    """
    from ..corpus.samples import sample
    from . import explorer  # noqa: F401 - for the libraries it loads
    from .analysis import Analysis
    from .results import sentiment_drawing
    from .tab import rendered

    analysis = Analysis(sample("pier-nine-for"))
    analysis.evidence("textblob")
    rendered(sentiment_drawing(analysis), 700)
