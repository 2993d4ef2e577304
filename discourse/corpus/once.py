"""What is worked out once for a corpus, and kept as long as the corpus is?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

if TYPE_CHECKING:
    from .corpus import Corpus

_T = TypeVar("_T")
_TERMS = "shared terms"

# A corpus never changes, so that what was found in it stays true.
_FOUND: WeakKeyDictionary[Corpus, dict[str, Any]] = WeakKeyDictionary()


def once(corpus: Corpus, name: str, find: Callable[[], _T]) -> _T:
    """Return what `find` finds in a corpus; it is called for the first time only.

    What is kept must not be changed by anyone, and must not hold the corpus itself.

    >>> from discourse import from_text
    >>> corpus = from_text("War and peace.")
    >>> once(corpus, "answer", lambda: 42), once(corpus, "answer", lambda: 43)
    (42, 42)
    """
    found = _FOUND.setdefault(corpus, {})
    if name not in found:
        found[name] = find()
    value: _T = found[name]
    return value


def shared_terms(corpus: Corpus) -> pd.Index:
    """Return the vocabulary of the corpus that this one was chosen from, or its own.

    It holds all terms of both. Where two corpora have the very same, their terms can be compared as numbers.
    """
    if corpus._narrowing is not None:
        return shared_terms(corpus._narrowing.whole)
    return once(corpus, _TERMS, lambda: corpus.tokens["term"].cat.categories)


def share_terms(whole: Corpus, chosen: Corpus) -> None:
    """Note that documents were chosen from a whole corpus whose words are known."""
    terms = shared_terms(whole)
    once(chosen, _TERMS, lambda: terms)
