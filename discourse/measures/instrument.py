"""What is an instrument? Something that scores a passage and can show the words that made the score."""

from __future__ import annotations

from typing import NamedTuple


class Evidence(NamedTuple):
    """A word or phrase that scores: half-open character offsets into the passage, and its scores."""

    start: int
    end: int
    polarity: float
    subjectivity: float


class Instrument:
    """What an instrument is: subclass it, or give any object these attributes and methods.

    Attributes
    ----------
    name : str
        What the instrument is called in code: ``sentiment(corpus, instrument=name)``.
    title : str
        What it is called on an axis.
    has_subjectivity : bool
        Whether it scores subjectivity; if not, subjectivity is NaN.
    passage : {"whole", "sentences"}
        Whether a paragraph or document is scored at once, or as the mean of its sentences.
    scale : str
        The scale of the scores of single words and phrases.
    version : str
        The version of the instrument, for the provenance of a result.
    language : str or None
        The language it was made for, as in ``corpus.documents["language"]``; None if for any.
    notes : tuple of str
        What a reader of its numbers has to know.

    >>> class Shouting(Instrument):
    ...     name, title = "shouting", "Exclamation marks"
    ...     def evidence(self, text):
    ...         return [Evidence(i, i + 1, 1.0, float("nan")) for i, c in enumerate(text) if c == "!"]
    >>> Shouting().score("Stop! Now.")[0]
    1.0
    """

    name: str = ""
    title: str = ""
    has_subjectivity: bool = False
    passage: str = "whole"
    scale: str = "polarity −1 (negative) to 1 (positive)"
    version: str = ""
    language: str | None = None
    notes: tuple[str, ...] = ()

    def score(self, text: str) -> tuple[float, float]:
        """Return polarity and subjectivity of a passage: here the means over its evidence, 0 without any."""
        found = self.evidence(text)
        n = len(found) or 1
        subjectivity = sum(one.subjectivity for one in found) / n if self.has_subjectivity else float("nan")
        return sum(one.polarity for one in found) / n, subjectivity

    def evidence(self, text: str) -> list[Evidence]:
        """Return the words and phrases that score, in text order, with exact offsets into `text`."""
        raise NotImplementedError
