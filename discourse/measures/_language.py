"""Is an instrument, a stop list or a codebook used on texts in the language it was made for?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ..corpus.languages import language_name, primary
from ..warn import warn

if TYPE_CHECKING:
    from ..corpus.corpus import Corpus

_NAMED = 3
_STOP_LISTS = {"english": "en"}


def stop_notes(stop: Any, *corpora: Corpus | None) -> list[str]:
    """Warn if a stop list that is chosen by name is not made for the texts: of several corpora once."""
    made_for = _STOP_LISTS.get(stop) if isinstance(stop, str) else None
    for corpus in corpora if made_for else ():
        notes = other_languages(corpus, made_for, f"the stop list “{stop}”") if corpus is not None else []
        if notes:
            return notes
    return []


def other_languages(corpus: Corpus, made_for: str | None, what: str) -> list[str]:
    """Warn, once for all documents, if texts are in another language than the one something was made for.

    Parameters
    ----------
    corpus : Corpus
    made_for : str or None
        The language of what is used on the texts; None if it serves for any.
    what : str
        What is used, as it is called in a sentence: ``"the instrument textblob"``.

    Returns
    -------
    list of str
        The note for the table: empty, or the sentence that was warned of.
    """
    if not made_for:
        return []
    documents = corpus.documents
    titles, tags = documents["title"].tolist(), documents["language"].tolist()
    other = [doc for doc, tag in enumerate(tags) if isinstance(tag, str) and tag and primary(tag) != primary(made_for)]
    if not other:
        return []
    said = f"{what} is for {language_name(made_for)}."
    if len(other) == 1:
        note = f"The text “{titles[other[0]]}” is in {language_name(tags[other[0]])}; {said}"
    else:
        counts = Counter(language_name(tags[doc]) for doc in other).most_common()
        found = ", ".join(f"{name}: {n:,}" for name, n in counts)
        shown = ", ".join(f"“{titles[doc]}”" for doc in other[:_NAMED]) + (" …" if len(other) > _NAMED else "")
        note = f"{len(other):,} of {len(tags):,} texts are in other languages ({found}; such as {shown}); {said}"
    warn(f"{note} If a language is wrong, state it when reading: language=….")
    return [note]
