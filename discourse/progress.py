"""How far is a long piece of work? One quiet bar that only shows when the work takes longer than a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

T = TypeVar("T")


def progress(items: Iterable[T], what: str, *, total: int | None = None, delay: float = 2.0) -> Iterator[T]:
    """Go through `items`, showing a bar once the work has taken longer than `delay` seconds.

    Parameters
    ----------
    items : iterable
    what : str
        What is being done, shown before the bar (``"Scoring paragraphs"``).
    total : int, optional
        Number of items, where `items` does not know its length.
    delay : float, default 2.0
        Seconds before a bar appears; shorter work shows nothing.

    >>> [n * n for n in progress([1, 2, 3], "Squaring")]
    [1, 4, 9]
    """
    if total is None and isinstance(items, Sized):
        total = len(items)
    rest = iter(items)
    # The first item bears the loading of libraries and lexicons, which says nothing of how long the rest will take.
    for first in rest:
        yield first
        break
    else:
        return
    from tqdm.auto import tqdm

    yield from tqdm(rest, desc=what, total=total, initial=1, delay=delay, leave=False)
