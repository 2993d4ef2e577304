"""Where does one article of a Factiva export end and the next begin, and what do its two-letter codes mean?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..document import Document, Note
from .dates import find_date
from .flow import Flow, Paragraph, Row, parts_of_flow, seen
from .press import COPYRIGHT, Article, documents_of_articles, language_code, word_count

# Dow Jones "Intelligence Indexing" field codes, as its help pages list them.
CODES = frozenset(
    (
        "CLM", "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "NGC", "GC", "ED", "PG", "VOL", "LA", "CY", "LP",
        "TD", "CT", "RF", "ART", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "CX", "RST", "DLN", "TI",
    )
)  # fmt: skip
_TEXT = ("LP", "TD")
_FIELDS = {
    "SE": "section", "CLM": "section", "BY": "byline", "SN": "publication", "ED": "edition", "PG": "page",
    "LA": "language", "ET": "time", "CR": "credit", "VOL": "volume", "CO": "company", "NS": "subject",
    "RE": "region", "PUB": "publisher",
}  # fmt: skip
# A code of the publication, zeros, the day, and letters that make it unique: 25 characters in all.
DOCUMENT = re.compile(r"\s*(?:Document|Dokument|Documento|Документ|文档|文件)\s+([A-Z0-9]{3,9}[A-Za-z0-9]{14,22})\s*")
_WORDS = re.compile(r"\s*\d[\d.,\s\u00a0]*\s?[^\W\d_]{1,12}\s*")
_TIME = re.compile(r"\s*\d{1,2}:\d\d(?:\s?[AP]M)?(?:\s\w{1,5})?\s*")
_SOURCE_CODE = re.compile(r"\s*[A-Z0-9]{2,12}\s*")


def factiva_documents(flow: Flow, name: str, notes: Sequence[Note]) -> list[Document] | None:
    """Split an RTF or Word export of Factiva into its articles; None if it is no such export."""
    around: list[str] = []
    coded = list(_coded_articles(flow, around))
    if coded:
        told = [*notes, *_note_around(around)]
        return documents_of_articles(map(coded_article, coded), name, "Factiva", told)
    parts = [(kind, text) for kind, text in parts_of_flow(flow) if seen(text)]
    ends = [index for index, (_, text) in enumerate(parts) if DOCUMENT.fullmatch(text)]
    segments = [parts[start:end] for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    if not segments or not any(_head(segment) for segment in segments):
        return None
    articles = [plain_article(segment) for segment in segments]
    for article, end in zip(articles, ends, strict=True):
        take_number(article, parts[end][1])
    told = [*notes, *_note_around([text for _, text in parts[ends[-1] + 1 :]])]
    return documents_of_articles(articles, name, "Factiva", told)


def _note_around(lines: list[str]) -> list[Note]:
    return [Note("left out", "lines around the articles (the search)", len(lines), lines[0][:80])] if lines else []


def _coded_articles(flow: Flow, around: list[str]) -> Iterator[dict[str, list[str]]]:
    """Yield the fields of each article: rows with a code in the first cell, from the first one to AN."""
    fields: dict[str, list[str]] = {}
    before = ""
    for item in flow:
        cells = item.cells if isinstance(item, Row) else ()
        code = "".join(text for _, text in cells[0]).strip() if len(cells) > 1 else ""
        if not code and before and len(cells) > 1:
            code = before  # a row that goes on in the next
        before = code if code in CODES else ""
        if code not in CODES:
            around += [text for _, text in parts_of_flow([item]) if seen(text)]
        elif isinstance(item, Row):
            fields.setdefault(code, []).extend(text for cell in item.cells[1:] for _, text in cell if seen(text))
        if code == "AN":
            if "HD" in fields:
                yield fields
            fields = {}
    if "HD" in fields and "SN" in fields:
        yield fields


def coded_article(fields: dict[str, list[str]]) -> Article:
    """Make an article of the paragraphs under each code."""
    article = Article(title=_line(fields.get("HD", [])))
    article.body = [("body", text) for code in _TEXT for text in fields.get(code, [])]
    article.captions = fields.get("ART", [])
    for code, paragraphs in fields.items():
        if code in _FIELDS:
            article.fields.setdefault(_FIELDS[code], _line(paragraphs))
        elif code == "WC":
            article.fields["length"] = word_count(_line(paragraphs))
        elif code == "PD":
            article.take_date(_line(paragraphs))
        elif code == "AN":
            take_number(article, _line(paragraphs))
        elif code not in ("HD", "ART", *_TEXT):
            article.dropped += paragraphs
    return article


def plain_article(segment: Sequence[Paragraph], *, title: str = "", byline: str = "") -> Article:
    """Make an article of lines without codes.

    Their order is: [section,] headline, [author,] number of words, date, [time,] publication, its code, [edition,]
    [page,] language, copyright, then the text. `title` and `byline` are what the markup says, where there is any.
    """
    article = Article(title)
    lines = [text for _, text in segment]
    words = _head(segment)
    if words is None:
        article.body = list(segment)
        return article
    _take_top(article, lines[:words], title, byline)
    article.fields["length"] = word_count(lines[words])
    article.take_date(lines[words + 1])
    position = words + 2
    if position < len(lines) and _TIME.fullmatch(lines[position]):
        article.fields["time"] = lines[position].strip()
        position += 1
    if position < len(lines):
        article.fields["publication"] = " ".join(lines[position].split())
        position += 1
    position = _take_source(article, lines, position)
    article.body = list(segment[position:])
    return article


def _head(segment: Sequence[Paragraph]) -> int | None:
    """Return where the number of words stands, with the date after it; None where there is no such line."""
    for index in range(1, min(len(segment) - 1, 12)):
        line, after = segment[index][1], segment[index + 1][1]
        if _WORDS.fullmatch(line) and len(after) < 60 and find_date(after) is not None:
            return index
    return None


def _take_top(article: Article, lines: list[str], title: str, byline: str) -> None:
    """Tell section, headline and author apart: the longest line is the headline where the markup does not say."""
    lines = [" ".join(line.split()) for line in lines]
    if not title and lines:
        position = max(range(len(lines)), key=lambda index: len(lines[index]))
        title = article.title = lines[position]
        byline = byline or " ".join(lines[position + 1 :])
        lines = lines[:position]
    section = " ".join(line for line in lines if line not in (title, byline))
    if section:
        article.fields["section"] = section
    if byline:
        article.fields["byline"] = byline


def _take_source(article: Article, lines: list[str], position: int) -> int:
    """Take the lines from the code of the publication to the copyright; return where the text begins."""
    for index in range(position, min(position + 6, len(lines))):
        line = " ".join(lines[index].split())
        if index == position and _SOURCE_CODE.fullmatch(line):
            continue
        if COPYRIGHT.match(line) and len(line) < 300:
            article.dropped.append(line)
            return index + 1
        if language_code(line):
            article.fields["language"] = line
            after = lines[index + 1] if index + 1 < len(lines) else ""
            if COPYRIGHT.match(after) or (len(after) < 120 and re.search(r"\b(?:19|20)\d\d\b", after)):
                article.dropped.append(after)
                return index + 2
            return index + 1
        if len(line) > 60:  # no line of this kind: the text has begun
            return index
        article.fields.setdefault("page" if re.fullmatch(r"[A-Z]?\d[\d, -]*[A-Z]?", line) else "edition", line)
    return min(position + 6, len(lines))


def take_number(article: Article, line: str) -> None:
    """Keep the number that Factiva gives a document, without the word before it."""
    match = DOCUMENT.fullmatch(line)
    article.fields["database_id"] = match[1] if match else line.strip()


def _line(paragraphs: Iterable[str]) -> str:
    return " ".join(" ".join(paragraphs).split())
