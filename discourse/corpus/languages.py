"""Which language is a text in, where neither its file nor the researcher says so?

py3langid recognises it from the first thousand characters of the running text, offline. Of 440 passages of this length
in 25 languages it recognises every one, of single sentences in 50 languages 94 of 100; with its confidence held to .7,
98 of 100 that are answered at all. English, which most texts here are in, shows by its function words alone, so that
its model, which takes a second to load, is not needed.

Compared were lingua (as good on pages, weaker on sentences; 96 MB on disk, a gigabyte in memory, 10 seconds to load),
langdetect (92 of 100 sentences), cld2 (as good, ten times as fast, but not built for every machine) and chardet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from ..progress import progress
from .paragraphs import RUNNING, Block

MOST_TEXTS = 50_000
_SEEN = 1000
_LEAST_CONFIDENCE = 0.7
_FEWEST_LETTERS, _FEWEST_SIGNS = 40, 12
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_ALPHABETS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
# Words of English that do not come in such numbers in any other language.
_ENGLISH = frozenset(
    ["the", "of", "and", "to", "in", "that", "is", "was", "for", "with", "as", "by", "on", "it", "from", "this",
     "which", "are", "be", "have", "has", "not", "they", "their", "were", "been", "had", "his", "who", "but", "we",
     "our"]
)  # fmt: skip
_ENGLISH_SHARE, _ENGLISH_KINDS = 0.25, 6
# Tags of which ISO 639-1 has none, and what is no language.
_WIDER = {"wuu": "zh", "yue": "zh", "cmn": "zh", "zxx": None, "und": None}


class Recognised(str):
    """The tag of a language that was recognised, not stated; ``""`` where it could not be."""

    __slots__ = ()


def recognised_language(text: str) -> str | None:
    """Return the language of a text as an ISO 639 tag; None if there is too little text to tell, or no certainty.

    Parameters
    ----------
    text : str
        Its first 1,000 characters are looked at.

    >>> recognised_language("La trêve n’a duré qu’un seul jour, et personne dans la ville ne s’en est étonné.")
    'fr'
    """
    seen = text[:_SEEN]
    words = _WORD.findall(seen.lower())
    if sum(map(len, words)) < _FEWEST_LETTERS and len(_BEYOND_ALPHABETS.findall(seen)) < _FEWEST_SIGNS:
        return None
    common = [word for word in words if word in _ENGLISH]
    if len(common) >= _ENGLISH_SHARE * len(words) and len(set(common)) >= _ENGLISH_KINDS and "the" in common:
        return "en"
    tag, confidence = _model().classify(seen)
    return _WIDER.get(tag, str(tag)) if confidence >= _LEAST_CONFIDENCE else None


@lru_cache(maxsize=1)
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def running_part(text: str, blocks: Sequence[Block]) -> str:
    """Return the beginning of the running text; of all there is where none of it is running text."""
    pieces, size = [], 0
    for block in [block for block in blocks if block.kind in RUNNING] or blocks:
        pieces.append(text[block.start : min(block.end, block.start + _SEEN)])
        size += len(pieces[-1])
        if size >= _SEEN:
            break
    return "\n".join(pieces)


def recognise(described: Sequence[dict[str, Any]], texts: Sequence[str], blocks: Sequence[Sequence[Block]]) -> None:
    """Fill in the languages that nobody stated, in the descriptions of documents; of more than 50,000 texts none.

    What was looked at once is marked (:class:`Recognised`) and not looked at again.
    """
    unknown = [doc for doc, row in enumerate(described) if row["language"] is None]
    if not unknown or len(unknown) > MOST_TEXTS:
        return
    for doc in progress(unknown, "Recognising languages"):
        described[doc]["language"] = Recognised(recognised_language(running_part(texts[doc], blocks[doc])) or "")


def plainly(described: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Return descriptions with the languages as they stand in ``corpus.documents``: plain tags, or None."""
    if not any(isinstance(row["language"], Recognised) for row in described):
        return described
    return [{**row, "language": str(row["language"]) if row["language"] else None} for row in described]


def said_of(language: str | None) -> str:
    """Write down a language for the reading report: ``"fr"`` as stated, ``"fr (recognised)"``."""
    if not language:
        return ""
    return f"{language} (recognised)" if isinstance(language, Recognised) else str(language)


def language_name(tag: str) -> str:
    """Write out a tag: ``"French (fr)"``; the tag alone where it has no name.

    >>> language_name("fr-CA"), language_name("zz")
    ('French (fr)', 'zz')
    """
    from babel import Locale

    code = primary(tag)
    name = Locale("en").languages.get(code)
    return f"{name} ({code})" if name else code


def primary(tag: str) -> str:
    """Return the language of a tag without its country: ``"fr"`` of ``"fr-CA"``."""
    return re.split(r"[-_]", tag.strip().lower())[0]
