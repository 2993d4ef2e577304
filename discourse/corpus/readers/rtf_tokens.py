"""What does an RTF file consist of? Braces, control words with their numbers, bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

OPEN, CLOSE, WORD, SIGN, BYTES, HEX = range(6)
Token = tuple[int, str, int | None, bytes]

# One alternative always fits, so that going from match to match takes time in proportion to the file.
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?"
    rb"|([^\\{}\r\n]+)"
    rb"|([{}])"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\([^a-zA-Z'])"
    rb"|[\r\n]+"
    rb"|\\'?",
    re.DOTALL,
)


def rtf_tokens(data: bytes, start: int = 0) -> Iterator[Token]:
    """Yield the tokens of an RTF file as (what, word, number, bytes); binary data is passed over.

    >>> [token[1:] for token in rtf_tokens(rb"{\\b1 Hi\\'e9}") if token[0] not in (OPEN, CLOSE)]
    [('b', 1, b''), ('', None, b'Hi'), ('', None, b'\\xe9')]
    """
    match = _TOKEN.match
    position, end = start, len(data)
    while position < end:
        found = match(data, position)
        if found is None:
            return
        position = found.end()
        group = found.lastindex
        if group == 3:
            yield BYTES, "", None, found[3]
        elif group == 1:
            yield WORD, found[1].decode("ascii"), None, b""
        elif group == 2:
            word, number = found[1], int(found[2])
            if word == b"bin":
                position = min(end, position + max(number, 0))
            else:
                yield WORD, word.decode("ascii"), number, b""
        elif group == 4:
            yield (OPEN if found[4] == b"{" else CLOSE), "", None, b""
        elif group == 5:
            yield HEX, "", None, bytes((int(found[5], 16),))
        elif group == 6:
            yield SIGN, "", None, found[6]
