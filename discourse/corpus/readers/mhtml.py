"""What is the text of a web page that a browser saved as one file (MHTML)?"""

from __future__ import annotations

import re
from dataclasses import replace
from email import errors, message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime

from ...errors import ReadError
from ..document import Document
from ..paragraphs import is_blank
from .html import left_out_of, page_document
from .reader import Reader, Source
from .tally import Tally
from .web_tree import decode_page

_HEADERS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_PAGES = ("text/html", "application/xhtml+xml")
_CUT_OFF = (errors.CloseBoundaryNotFoundDefect, errors.StartBoundaryNotFoundDefect)


def read_mhtml(source: Source) -> list[Document]:
    """Return the text of a page saved as MHTML, as :func:`read_html` does; further pages in frames are left out.

    The address that the browser saved becomes ``url`` where the page does not state one, and the day it was saved
    ``saved``.

    Raises
    ------
    ReadError
        If no page is in it, or there is no text in the page.
    """
    tally = Tally()
    message = message_from_bytes(source.data, policy=policy.compat32)
    pages = _pages(message)
    page = _first(message, pages)
    if page is None:
        raise ReadError(
            "No web page is in it.", where=source.name, do="Save the page anew as “web page, single file” (MHTML)."
        )
    if any(isinstance(defect, _CUT_OFF) for defect in message.defects):
        tally.add("noticed", "signs that the file is cut off", "its end is missing")
    text, encoding = _text(page, source, tally)
    for frame in pages:
        if frame is page:
            continue
        words = _words(frame, source)
        if words is None:
            tally.add("left out", "frames that cannot be read")
        elif not is_blank(words):
            tally.add("left out", "words of frames inside the page", words, count=len(words.split()))
    url = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "") or None
    document = page_document(text, source.name, tally, url=url if url and url.startswith("http") else None)
    if document is None:
        raise ReadError("The web page in it is blank.", where=source.name, do="Save the page anew in a browser.")
    return [replace(document, metadata={**document.metadata, "saved": _saved(message), "encoding": encoding})]


def left_out(source: Source) -> list[tuple[str, str]]:
    """Return what reading leaves out, as :func:`discourse.corpus.readers.html.left_out` does; frames come last."""
    message = message_from_bytes(source.data, policy=policy.compat32)
    pages = _pages(message)
    page = _first(message, pages)
    if page is None:
        return []
    frames = [("frames inside the page", _words(frame, source)) for frame in pages if frame is not page]
    shown = [(what, words) for what, words in frames if words and not is_blank(words)]
    return left_out_of(_text(page, source, Tally())[0], source.name) + shown


def _pages(message: Message) -> list[Message]:
    return [part for part in message.walk() if part.get_content_type() in _PAGES and not part.is_multipart()]


def _first(message: Message, pages: list[Message]) -> Message | None:
    """Return the part that is the page: the one named as the start, else the first."""
    start = message.get_param("start")
    return next((part for part in pages if start and part.get("Content-ID") == start), pages[0] if pages else None)


def _text(part: Message, source: Source, tally: Tally) -> tuple[str, str]:
    data = part.get_payload(decode=True)
    declared = part.get_param("charset")
    return decode_page(
        data if isinstance(data, bytes) else b"",
        source.name,
        source.encoding,
        tally,
        declared=declared if isinstance(declared, str) else None,
    )


def _words(frame: Message, source: Source) -> str | None:
    """Return the words of a page inside the page, None if it cannot be read."""
    from .web_blocks import text_of, without_unseen
    from .web_tree import html_tree

    try:
        root = html_tree(_text(frame, source, Tally())[0], source.name)
    except ReadError:
        return None
    without_unseen(root, [])
    return text_of(root)


def _saved(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("Date"))).date().isoformat()
    except (TypeError, ValueError):
        return None


def _recognises(source: Source) -> bool:
    start = _HEADERS.match(source.head)
    return start is not None and _RELATED.search(start[0]) is not None


READER = Reader(
    "mhtml",
    "a web page in one file (MHTML)",
    (".mhtml", ".mht"),
    read_mhtml,
    recognises=_recognises,
    library="trafilatura, selectolax; email (Python)",
    keeps="what is kept of a web page; the address, and the day it was saved",
    leaves_out="what is left out of a web page; frames",
)
