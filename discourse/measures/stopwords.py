"""Which words are left out of a table of terms? A visible choice: a named list, own, or none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..corpus.words import fold, word_spans
from ..errors import DiscourseError

# English function words by class, after the word classes of Quirk et al. (1985), A Comprehensive Grammar
# of the English Language. Closed classes only: numbers, and adverbs that may carry an argument (clearly,
# never, only, now), stay in. So do the full verbs make, take, say. Modal auxiliaries are in; analysts of
# modality choose no list.
_ENGLISH = {
    "articles": "a an the",
    "personal pronouns": "i me my mine myself you your yours yourself yourselves he him his himself she her hers "
    "herself it its itself we us our ours ourselves they them their theirs themselves "
    "oneself thou thee thy",
    "demonstratives": "this that these those such",
    "interrogatives and relatives": "who whom whose which what whatever whoever whichever when whenever where "
    "wherever why how however",
    "quantifiers": "all any both each either neither every few less many more most much no none other others "
    "another several some same own enough",
    "indefinite pronouns": "anybody anyone anything everybody everyone everything nobody nothing somebody someone "
    "something",
    "auxiliaries": "be am is are was were been being have has had having do does did done doing can could may "
    "might must shall should will would ought cannot",
    "contractions": "i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd "
    "it'll we're we've we'd we'll they're they've they'd they'll that's that'd that'll there's "
    "there'd there'll here's who's who'd who'll what's what're what'll where's when's why's how's "
    "let's isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't "
    "shan't shouldn't can't couldn't mustn't mightn't needn't oughtn't ain't",
    "prepositions": "about above across after against along among amongst around as at before behind below beneath "
    "beside besides between beyond by despite down during except for from in inside into like near "
    "of off on onto out outside over past per since than through throughout till to toward towards "
    "under until up upon via with within without",
    "conjunctions": "and but or nor so yet if unless because although though while whilst whereas whether",
    "particles and connecting adverbs": "not there here then thus also too very just again further once ever even "
    "still already rather quite almost therefore hence else ie eg etc",
}

STOP_LISTS: dict[str, frozenset[str]] = {
    "english": frozenset(word for words in _ENGLISH.values() for word in words.split()),
}
"""The stop lists that can be chosen by name. Their entries are terms: folded, apostrophes plain."""


def stop_list(choice: str | Path | Iterable[str] | None) -> frozenset[str]:
    """Return the terms that a choice of stop list hides.

    Parameters
    ----------
    choice : str, path, list of words or None
        ``None``: hide nothing. ``"english"``: the function words of English (articles, pronouns,
        auxiliaries, prepositions, conjunctions …). A path to a text file: one word or more a line, what
        follows ``#`` is a comment. Or the words themselves.

    Returns
    -------
    frozenset of str
        As terms, so that typographic apostrophes do not matter and an entry ``us`` never hides the US.

    Raises
    ------
    DiscourseError
        If there is neither a list nor a file of this name, or the file cannot be read.

    >>> "us" in stop_list("english"), "US" in stop_list("english")
    (True, False)
    """
    if choice is None:
        return frozenset()
    if isinstance(choice, str) and choice in STOP_LISTS:
        return STOP_LISTS[choice]
    if isinstance(choice, str | Path):
        return _terms(_lines(choice))
    words = list(choice)
    wrong = next((word for word in words if not isinstance(word, str)), None)
    if wrong is not None:
        raise DiscourseError(f"The stop list holds {wrong!r}, which is no word.", do="Give a list of words.")
    return _terms(words)


def _lines(path: str | Path) -> list[str]:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise DiscourseError(
            f'There is no stop list "{path}", nor a file of this name.',
            do=f"Lists: {', '.join(STOP_LISTS)}. Or give a text file, a list of words, or None.",
        ) from error
    except (OSError, ValueError) as error:
        raise DiscourseError(
            f"The stop list cannot be read: {error}.", where=str(path), do="Save it as text in UTF-8."
        ) from error
    return [line.partition("#")[0] for line in text.splitlines()]


def _terms(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(
        fold(entry[a:b]) for entry in entries for a, b in zip(*(x.tolist() for x in word_spans(entry)), strict=True)
    )
