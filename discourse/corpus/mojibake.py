"""Were the letters of a text read in a wrong encoding before it came here (``donâ€™t``, ``cafÃ©``)?"""

from __future__ import annotations

import re

from .document import Note

GARBLED = "places that look like letters read in a wrong encoding"
LOST = "characters that are � already: letters lost before"

# What UTF-8 becomes when its bytes are taken for letters of Windows (Western, Central Europe, Cyrillic), the Mac or
# DOS: a letter that begins a sequence, then marks and letters that stand for the bytes which go on with it.
_GOES_ON = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_CYRILLIC = "ЂЃѓ‚„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈ¤Ґ¦§Ё©Є«¬®Ї°±Ііґµ¶·ё№є»јѕї\xa0\xad"
_CANDIDATE = re.compile(
    f"[Â-ôŔ-ťĂ-ŽŞ-ş‚][{_GOES_ON}ŁĄąŻżśťźŤŹŚ˘˛ˇ]"
    f"|[ГРСгЂв][{_CYRILLIC}]"
    "|[√¬‚Ôï]["
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰]"
    "|[├┬Γ╬╨╤][^\\x00-\\x7f]"
)
# A word in capitals before a closing mark looks like it too: AMANHÃ”.
_CAPITALS = re.compile(r"(?<=[^\W\d_])[À-Þ][”’»“‘…–—](?![^\W\d_])")
_RUN = re.compile(r"[^ \n\t]+")
_AROUND = 40
_MOST = 500


def mojibake_notes(text: str) -> list[Note]:
    """Note what looks like letters read in a wrong encoding, and letters that were lost; change nothing.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Note
        Action ``"noticed"``: how many such places (500 at most are counted), with an example and what it may have
        been. Empty where all is well.

    Notes
    -----
    Places are found by their first two characters and judged by the heuristics of ftfy: a place counts if ftfy holds it
    for garbled and can mend it. In 12 languages these see 96 to 100 of 100 sentences whose UTF-8 was read as Windows
    (Western) or Latin-1, and most that were read as the Mac's or Central Europe's. Of 211,000 short texts in 30
    languages and of all addresses of American presidents they suspect none but those that are garbled.

    References
    ----------
    Speer, R. (2019). ftfy. doi:10.5281/zenodo.2591652.

    >>> [note.example for note in mojibake_notes("They donâ€™t know.")]
    ['donâ€™t, perhaps don’t']
    """
    notes = []
    if not text.isascii():
        count, example = _garbled(text)
        if count:
            notes.append(Note("noticed", GARBLED, count, example))
        lost = text.count("�")
        if lost:
            notes.append(Note("noticed", LOST, lost, _words_around(text, text.index("�"), text.index("�") + 1)))
    return notes


def _garbled(text: str) -> tuple[int, str]:
    count, example, reached = 0, "", 0
    if b"??" not in text.encode("ascii", "replace"):  # most texts have no two characters beyond ASCII side by side
        return count, example
    for found in _CANDIDATE.finditer(text):
        if found.start() < reached or count >= _MOST:
            continue
        start, end = max(reached, found.start() - _AROUND), found.end() + _AROUND
        seen = text[start:end]
        from ftfy import fix_encoding
        from ftfy.badness import BADNESS_RE

        if not BADNESS_RE.search(seen) or fix_encoding(seen) == seen:
            continue
        runs = [run.group() for run in _RUN.finditer(seen)]
        bad = [run for run in runs if _CANDIDATE.search(run) and fix_encoding(run) != run and not _is_in_capitals(run)]
        count += len(bad)
        if bad and not example:
            example = f"{_bare(bad[0])}, perhaps {_bare(fix_encoding(bad[0]))}"
        reached = end
    return count, example


def _is_in_capitals(run: str) -> bool:
    return run.isupper() and not _CANDIDATE.search(_CAPITALS.sub("", run))


def _bare(word: str) -> str:
    return _printed(word.strip(".,;:!?()"))


def _printed(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _words_around(text: str, start: int, end: int) -> str:
    return _printed(" ".join(text[max(0, start - 15) : end + 15].split()))
