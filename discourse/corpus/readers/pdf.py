"""What is the text of a PDF, in the order in which it is read, and what is each of its paragraphs?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from ...errors import ReadError
from ...progress import progress
from ..document import Document, Note, document_of_parts
from .pdf_guard import check_unpacked_size
from .pdf_text import Laid, laid_out
from .pdf_words import Page, page_words
from .reader import Reader, Source

_GIBBERISH = 0.3  # share of letters without a meaning from which a text is of no use
_PASSWORD = 4  # PDFium's number for a file that needs one
# What programs write into the title and the author when nobody says them.
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)|untitled|unbenannt|sans titre|document\s*\d*$|dokument\s*\d*$|layout 1$|"
    r"slide 1$|print$|unknown|none$|title$|about:|file:|https?:|pii:|doi:|\(anonymous\)|"
    r".*\.(?:docx?|pdf|tex|dvi|ps|eps|indd|qxd|pmd|p65|rtf|odt|fm|wpd|html?|pages|pptx?|xlsx?)\s*$|.*[\\/].*[\\/]",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:user|admin(?:istrator)?|root|unknown|anonymous|owner|author|none|default|pc|\W*)\d*$", re.I
)
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_AGAIN = "Download or copy it again, or open it in a PDF viewer and save it anew."
_OCR = 'Run OCR over it first, for instance "ocrmypdf in.pdf out.pdf", and read what that writes.'


def read_pdf(source: Source) -> list[Document]:
    """Return the text layer of a PDF as one document.

    Columns are read one after the other; a paragraph that goes on in the next column or on the next page is one
    paragraph; words hyphenated at line ends are joined. ``kind`` is ``body``, ``title``, ``byline``, ``heading``,
    ``list``, ``quote``, ``caption``, ``table`` or ``footnote``, as far as the setting tells. Running heads, page
    numbers, the numbers of notes, text set sideways and pulled quotations are left out, and the notes of the document
    say so. Metadata: ``author`` where the file states one, and ``created``, the day on which the file was made.

    Raises
    ------
    ReadError
        If the file needs a password, is damaged, holds pictures of pages and no text, or fonts that do not say which
        letters they hold.
    """
    with closing(_opened(source)) as document:
        count = len(document)
        if count == 0:
            raise ReadError("It has no pages: it is damaged or cut off.", where=source.name, do=_AGAIN)
        pages = [page_words(document, n) for n in progress(range(count), f"Reading pages of {source.name}")]
        info = {key: _clean(value) for key, value in document.get_metadata_dict().items()}
    _check(pages, source.name)
    author = "" if _NO_AUTHOR.match(info.get("Author", "")) else info.get("Author", "")
    title = "" if _NO_TITLE.match(info.get("Title", "")) else info.get("Title", "")
    laid = laid_out(pages, author)
    stated = next((text for kind, text in laid.parts if kind == "title"), "")
    made = document_of_parts(
        laid.parts,
        source.name,
        title=(title if re.search(r"[^\W\d_]{2}", title) else "") or stated,
        metadata={"author": author, "created": _day(info.get("CreationDate", ""))},
        notes=_notes(laid, pages, source.data),
    )
    return [made] if made else []


def _opened(source: Source) -> Any:
    import pypdfium2

    check_unpacked_size(source.data, source.name)
    try:
        return pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise ReadError(
                "It is encrypted and needs a password to be opened.",
                where=source.name,
                do="Open it in a PDF viewer with its password and save or print it to a new PDF without one.",
            ) from error
        raise ReadError(
            "It cannot be read as PDF: it is cut off or damaged.",
            where=source.name,
            do=_AGAIN,
        ) from error


def _check(pages: Sequence[Page], name: str) -> None:
    if all(page.damaged for page in pages):
        raise ReadError("None of its pages can be read: it is damaged.", where=name, do=_AGAIN)
    letters = sum(page.letters for page in pages)
    if letters == 0 or (letters < 40 * len(pages) and all(page.scanned for page in pages)):
        if any(page.scanned or page.pictures for page in pages):
            raise ReadError("This PDF holds pictures of pages, no text.", where=name, do=_OCR)
        if letters == 0:
            raise ReadError(
                "There is no text in this PDF: its pages are blank, or their letters are drawings.", where=name, do=_OCR
            )
    unknown, unreadable = (sum(getattr(page, what) for page in pages) for what in ("unknown", "unreadable"))
    if unreadable > _GIBBERISH * letters or (unknown > _GIBBERISH * letters and not _is_language(pages)):
        raise ReadError(
            "The fonts of this PDF do not say which letters they hold: its text would be gibberish.",
            where=name,
            do='Run OCR over its pages instead, for instance "ocrmypdf --force-ocr in.pdf out.pdf".',
        )


def _is_language(pages: Sequence[Page]) -> bool:
    """Tell whether letters that a font does not name look like words: small, with vowels, and few other signs."""
    text = "".join(word.text for page in pages for word in page.words)
    small = [mark for mark in text if mark.islower()]
    vowels = sum(mark in "aeiouyäöüåæøœéèàóá" for mark in small)
    return len(small) > 0.7 * len(text) and 0.25 * len(small) < vowels < 0.6 * len(small)


def _notes(laid: Laid, pages: Sequence[Page], data: bytes) -> list[Note]:
    blank = [f"page {page.number + 1}" for page in pages if page.letters == 0 and not page.damaged]
    damaged = [f"page {page.number + 1}" for page in pages if page.damaged]
    ligatures: Counter[str] = Counter()
    for page in pages:
        ligatures.update(page.ligatures)
    found = [
        _note("left out", "running heads and feet", laid.margins.heads),
        _note("left out", "page numbers", laid.margins.numbers),
        _note("left out", "numbers of notes within the text", laid.marks),
        _note("left out", "bullets and numbers of list items", laid.labels),
        _note("left out", "quotations pulled out of the text", laid.pulled),
        _note("left out", "texts set sideways or slantwise", [text for page in pages for text in page.turned]),
        _note("left out", "words beyond the edge of the page", [word for page in pages for word in page.outside]),
        _note("joined", "words hyphenated at line ends", laid.joined),
        _note("joined", "paragraphs that go on in the next column or on the next page", laid.continued),
        _note("joined", "ligatures written as their letters", list(ligatures.elements())),
        _note("assumed", "hyphens at line ends taken as part of the word", laid.kept),
        _note("noticed", "pages without text", blank),
        _note("noticed", "damaged pages that cannot be read", damaged),
    ]
    unknown, unreadable = sum(page.unknown for page in pages), sum(page.unreadable for page in pages)
    if unknown:
        found.append(Note("assumed", "letters whose font does not say what they are", unknown))
    if unreadable:
        found.append(Note("noticed", "letters without a meaning", unreadable))
    if b"%%EOF" not in data[-2048:]:
        found.append(Note("noticed", "files without an end: pages may be missing"))
    return [note for note in found if note is not None]


def _note(action: str, what: str, cases: Sequence[str]) -> Note | None:
    return Note(action, what, len(cases), " ".join(cases[0].split())[:80]) if cases else None


def _day(stated: str) -> str | None:
    """Return the day of a PDF date as ISO 8601, as exact as it is known; None for what is no date."""
    parts = _DATE.match(stated)
    if not parts or not 1980 <= int(parts[1]) <= 2200:
        return None
    kept: list[str] = [parts[1]]
    for part, most in ((parts[2], 12), (parts[3], 31)):
        if not part or not 1 <= int(part) <= most:
            break
        kept.append(part)
    return "-".join(kept)


def _clean(text: str) -> str:
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())


def _is_pdf(source: Source) -> bool:
    return b"%PDF-" in source.head[:1024]


READER = Reader(
    "pdf",
    "PDF with a text layer",
    (".pdf",),
    read_pdf,
    recognises=_is_pdf,
    library="pypdfium2",
    keeps="headings, lists, quotations, captions, tables, footnotes as the page shows them; title, author, date",
    leaves_out="running heads, page numbers, hyphens at line ends, pulled quotations, pictures of pages",
)
