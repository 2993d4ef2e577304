"""What does an article from a newspaper database become? A document with title, publication, date, author, section.

Which lines of an export mean what was learnt from its users' tools: LexisNexisTools (J. B. Gruber), newspapers
(K. Watanabe), tm.plugin.lexisnexis and tm.plugin.factiva (T. Harrison, M. Bouchet-Valat); no code is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from ...warn import warn
from ..document import Document, Note, document_of_parts
from .dates import LOCALES, find_date, is_weekday
from .flow import Paragraph, seen

COPYRIGHT = re.compile(r"\s*(?:copyright\b|©|\(c\)\s|all rights reserved|alle rechte vorbehalten|tous droits)", re.I)
_BY = re.compile(r"(?:by|von|par|por|da|door|av|af|de|od)[\s:]+(?=\W*[A-ZÀ-ÞĀ-ŽΑ-ΩА-Я])", re.IGNORECASE)
_PAGE = re.compile(r"(?:pg\.?|page|p\.|pp\.|s\.|seite|blz\.|pág\.|pag\.) ?([A-Z]{0,3}\d[\w ,–-]{0,12})", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,\s\u00a0\u202f]*")


@dataclass
class Article:
    """One article as an export has it; `fields` are metadata, `tail` the captions of its pictures."""

    title: str = ""
    standfirst: str = ""
    body: list[Paragraph] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    def take_date(self, line: str) -> None:
        """Take the line with the date, which may name an edition too."""
        found = find_date(line)
        if found is None:
            return
        self.fields.setdefault("date", found.iso)
        words = re.split(r"[\s,]+", f"{line[: found.start]} {line[found.end :]}")
        edition = " ".join(word for word in words if word and not is_weekday(word)).strip(" ,;-–")
        if edition and len(edition) < 80 and re.search(r"[^\W\d_]{3}", edition):
            self.fields.setdefault("edition", edition)


def documents_of_articles(
    articles: Iterable[Article], name: str, database: str, notes: Iterable[Note], stated: int | None = None
) -> list[Document]:
    """Make a document of each article.

    Parameters
    ----------
    articles : iterable of Article
    name : str
        The file.
    database : str
        ``"Nexis"`` or ``"Factiva"``: the metadata ``database``.
    notes : iterable of Note
        What holds for the file as a whole.
    stated : int, optional
        How many articles the export says it holds; a warning tells if there are others.
    """
    notes, articles = tuple(notes), list(articles)
    documents = []
    without = [article.title or "untitled" for article in articles if not any(seen(text) for _, text in article.body)]
    for number, article in enumerate(articles, 1):
        own = [Note("left out", "lines the database added", len(article.dropped), " ".join(article.dropped)[:80])]
        _take_page(article)
        document = document_of_parts(
            _parts(article),
            name,
            title=article.title or f"Article {number}",
            language=language_code(article.fields.pop("language", None)),
            metadata={**article.fields, "database": database},
            notes=own if article.dropped else (),
        )
        if document is not None:
            documents.append(replace(document, file_notes=notes))
    if without:
        warn(f"{name}: {len(without)} of {len(articles)} articles have no text, such as “{without[0]}”.")
    if stated is not None and stated != len(articles):
        warn(f"{name}: the export says it holds {stated} articles, but {len(articles)} were found.")
    return documents


def _parts(article: Article) -> list[Paragraph]:
    byline = str(article.fields.get("byline") or "")
    author = _BY.sub("", byline, count=1).strip(" ,;")
    if author:
        article.fields.setdefault("author", author)
    article.fields.pop("byline", None)
    around = [("title", article.title), ("byline", byline), ("heading", article.standfirst)]
    return [*around, *article.body, *(("caption", caption) for caption in article.captions)]


def _take_page(article: Article) -> None:
    """Part the page from the section, with which Nexis gives it: ``"POLITIK; S. 1"``."""
    section = str(article.fields.get("section") or "")
    pieces = [piece.strip() for piece in section.split(";")]
    pages = [match[1] for piece in pieces if (match := _PAGE.fullmatch(piece))]
    if pages:
        article.fields.setdefault("page", pages[0])
        article.fields["section"] = "; ".join(piece for piece in pieces if piece and not _PAGE.fullmatch(piece))


def word_count(text: str) -> int | None:
    """Return the number that stands first in a line such as ``"1,823 words"`` or ``"1 823 mots"``."""
    match = _NUMBER.match(text.strip())
    digits = re.sub(r"\D", "", match[0]) if match else ""
    return int(digits) if 0 < len(digits) < 9 else None


def language_code(name: str | None) -> str | None:
    """Return the code of a language by its name, in whatever language that is; None for an unknown one.

    >>> [language_code(name) for name in ("ENGLISH", "Français", "Deutsch; Englisch")]
    ['en', 'fr', 'de']
    """
    first = re.split(r"[;,/(–]| - ", name or "")[0].strip().casefold()
    return _languages().get(first)


@cache
def _languages() -> dict[str, str]:
    from babel import Locale

    codes: dict[str, str] = {}
    for locale in LOCALES:
        for code, named in Locale.parse(locale).languages.items():
            if re.fullmatch(r"[a-z]{2,3}", code):
                codes.setdefault(named.casefold(), code)
    return codes
