"""Where does one article of a Nexis or LexisNexis export end and the next begin, and which lines are its own?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Document, Note
from .dates import find_date
from .flow import Paragraph, seen
from .press import COPYRIGHT, Article, documents_of_articles, word_count

_ENDS = frozenset(
    ("end of document", "ende des dokuments", "fin du document", "fin del documento", "fine del documento")
)
_BODIES = frozenset(("body", "volltext", "corps", "cuerpo", "corpo", "text", "texte", "texto", "testo", "hauptteil"))
_CLASSIFICATIONS = frozenset(
    ("classification", "klassifizierung", "klassifikation", "clasificación", "classificazione")
)
_GRAPHICS = frozenset(("graphic", "grafik", "graphique", "gráfico"))
_NUMBERED = re.compile(
    r"\s*\d+ (?:of|von|de|di|van) (?P<of>\d+) (?:documents?|dokumente?n?|documentos?|documenti)\s*"
    r"|\s*(?:document|dokument) \d+ (?:of|von|de|di) (?P<von>\d+)\s*",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\s*(?:documents?|dokumente?|documentos?) \((\d+)\)\s*", re.IGNORECASE)
_LABELS = {
    "section": "section, rubrik, rubrique, sección, sezione, ressort",
    "length": "length, länge, longueur, longitud, lunghezza",
    "byline": "byline, autor, auteur, autore, author",
    "dateline": "dateline",
    "standfirst": "highlight, encart, insert",
    "headline": "headline, überschrift",
    "graphic": "graphic, grafik, graphique",
    "load_date": "load-date, load date, date-chargement, update, aktualisiert",
    "language": "language, sprache, langue, idioma, lingua",
    "publication_type": "publication-type, publication type, type-publication, publikationstyp",
    "subject": "subject, thema, sujet",
    "region": "geographic, geo-localization, localisation-geo, geo, region",
    "company": "company, societe, firma",
    "url": "url",
    "series": "series, serie",
    "": (
        "organization, organisation, ticker, stock-symbol, industry, person, personen, journal-code, journal code, "
        "correction-date, document-type, type, name, distribution, acc-no, activity-sector, secteur-activite, "
        "pub-code, isbn, issn, correction, category, facility, city, state, country, market, show, guests, anchors"
    ),
}
_FIELDS = {label.strip(): field for field, labels in _LABELS.items() for label in labels.split(",")}
_LABEL = re.compile(
    r"\s*(" + "|".join(map(re.escape, sorted(_FIELDS, key=len, reverse=True))) + r")\s?:\s*(.*)", re.I | re.S
)
_AT_THE_END = frozenset(("load_date", "language", "publication_type", "subject", "region", "company", "url", "graphic"))
_UNDELIVERED = "articles that the database could not deliver"


def nexis_documents(parts: Sequence[Paragraph], name: str, notes: Sequence[Note]) -> list[Document] | None:
    """Split an export of Nexis, Nexis Uni, Lexis Advance or LexisNexis into its articles.

    Parameters
    ----------
    parts : sequence of (kind, text)
    name : str
        The file.
    notes : sequence of Note
        What reading the file left out.

    Returns
    -------
    list of Document or None
        None if it is no such export. Metadata: ``publication``, ``date``, ``author``, ``section``, ``length`` (words
        as the database counts), ``edition``, ``dateline``, ``load_date``, ``subject`` … as far as they are stated.
    """
    parts = [(kind, text) for kind, text in parts if seen(text)]
    ends = [index for index, (_, text) in enumerate(parts) if _plain(text) in _ENDS]
    if ends:
        segments = [
            parts[start:end] for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(parts)], strict=True)
        ]
        if any(_is_article(segment) for segment in segments):
            return _split_at_ends(segments, name, notes)
    starts = [index for index, (_, text) in enumerate(parts) if _NUMBERED.fullmatch(text)]
    if starts:
        segments = [parts[start + 1 : end] for start, end in zip(starts, [*starts[1:], len(parts)], strict=True)]
        if any(_has(segment, "length", "load_date") for segment in segments):
            stated = _NUMBERED.fullmatch(parts[starts[0]][1])
            count = int((stated["of"] or stated["von"]) if stated else 0)
            articles = [_numbered_article(segment) for segment in segments]
            # A selection from a longer list keeps its numbers, so that fewer articles than that are no error.
            return documents_of_articles(articles, name, "LexisNexis", notes, None if len(articles) < count else count)
    return None


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .:").casefold() if len(text) < 60 else ""


def _label(text: str) -> tuple[str, str] | None:
    match = _LABEL.fullmatch(text)
    return (_FIELDS[match[1].casefold()], " ".join(match[2].split())) if match else None


def _has(segment: Sequence[Paragraph], *fields: str) -> bool:
    labels = (_label(text) for _, text in segment)
    return any(label is not None and label[0] in fields for label in labels)


def _is_article(segment: Sequence[Paragraph]) -> bool:
    """Tell whether lines are an article of Nexis: a heading "Body" and what stands around it in no other document."""
    has_body = any(_plain(text) in _BODIES for _, text in segment)
    return has_body and (
        _has(segment, "length", "load_date") or any(COPYRIGHT.match(text) and len(text) < 200 for _, text in segment)
    )


def _split_at_ends(segments: list[list[Paragraph]], name: str, notes: Sequence[Note]) -> list[Document]:
    cover = [text for _, text in segments[0]]
    stated = next((int(match[1]) for text in cover if (match := _COUNT.fullmatch(text))), None)
    articles, failed = [], []
    for segment in segments:
        if _is_article(segment):
            articles.append(_article(segment))
        elif segment is not segments[-1]:
            failed.append(segment)
    told = [*notes]
    if failed:
        example = " ".join(text for _, text in failed[0])[:80]
        told.append(Note("left out", _UNDELIVERED, len(failed), example))
    return documents_of_articles(articles, name, "Nexis", told, stated - len(failed) if stated is not None else None)


def _article(segment: list[Paragraph]) -> Article:
    """Take apart: [cover,] title, publication, date, copyright, labels, "Body", text, [captions,] classification."""
    body = next(index for index, (_, text) in enumerate(segment) if _plain(text) in _BODIES)
    article = Article()
    dates = [
        index
        for index, (_, text) in enumerate(segment[:body])
        if len(text) < 150 and _label(text) is None and not COPYRIGHT.match(text) and find_date(text) is not None
        and not re.match(r"\s*(?:date and time|datum und uhrzeit|date et heure)", text, re.IGNORECASE)
    ]  # fmt: skip
    first_label = next((i for i in range(body) if _label(segment[i][1]) or COPYRIGHT.match(segment[i][1])), body)
    headings = [index for index in range(body) if segment[index][0] in ("heading", "title")]
    date = dates[-1] if dates else None
    header = date if date is not None else min(first_label, body)
    above = [index for index in headings if index < header]
    if above:
        article.title, publication = segment[above[-1]][1], above[-1] + 1
        begin = above[-1]
    else:
        publication = header - 1
        begin = max(header - 2, 0)
        article.title = segment[header - 2][1] if header >= 2 else ""
    if 0 <= publication < header:
        article.fields["publication"] = segment[publication][1]
    if date is not None:
        article.take_date(segment[date][1])
    article.dropped += [text for _, text in segment[:begin]]
    for _, text in segment[header + (date is not None) : body]:
        _take_header_line(article, text)
    _take_body(article, segment[body + 1 :])
    return article


def _take_header_line(article: Article, text: str) -> None:
    label = _label(text)
    if label is None:
        is_edition = not COPYRIGHT.match(text) and re.search(r"edition|ausgabe|édition|edición", text, re.IGNORECASE)
        if is_edition and len(text) < 80:
            article.fields.setdefault("edition", " ".join(text.split()))
        else:
            article.dropped.append(text)
        return
    _take_label(article, *label)


def _take_label(article: Article, field: str, value: str) -> None:
    if field == "standfirst":
        article.standfirst = value
    elif field == "headline":
        article.title = value
    elif field == "graphic":
        article.captions += [value]
    elif field == "length":
        article.fields.setdefault("length", word_count(value))
    elif field == "load_date":
        found = find_date(value)
        article.fields.setdefault("load_date", found.iso if found else value)
    elif field and value:
        article.fields.setdefault(field, value)
    else:
        article.dropped.append(value)


def _take_body(article: Article, lines: list[Paragraph]) -> None:
    """Take text up to the classification; captions stand under a heading "Graphic", an abstract above the text.

    Of headings that an article may have itself the last one counts, so that no text is lost to them.
    """
    end = next((i for i, (_, text) in enumerate(lines) if _is_load_date(text)), len(lines))
    end = next((i for i in range(end - 1, -1, -1) if _plain(lines[i][1]) in _CLASSIFICATIONS), end)
    graphic = next((i for i in range(end - 1, -1, -1) if _plain(lines[i][1]) in _GRAPHICS), end)
    start = 0
    if graphic and lines[0][1].strip() == "ABSTRACT":
        start = next((i + 1 for i, (_, text) in enumerate(lines[:graphic]) if text.strip() == "FULL TEXT"), 0)
    article.dropped += [text for _, text in lines[:start]]
    article.body = lines[start:graphic]
    article.captions += [text for _, text in lines[graphic + 1 : end]]
    for _, text in lines[end:]:
        label = _label(text)
        if label is not None:
            _take_label(article, *label)
        else:
            article.dropped.append(text)


def _is_load_date(text: str) -> bool:
    label = _label(text)
    return label is not None and label[0] == "load_date" and len(text) < 80 and find_date(label[1]) is not None


def _numbered_article(segment: list[Paragraph]) -> Article:
    """Take apart: publication, date, [edition,] title, LABELS, text, LABELS, copyright."""
    article = Article()
    labels = [_label(text) for _, text in segment]
    first = next((i for i, label in enumerate(labels) if label is not None), len(segment))
    head = [text for _, text in segment[:first] if not COPYRIGHT.match(text)]
    date = next((i for i, text in enumerate(head) if len(text) < 150 and find_date(text) is not None), None)
    if date is not None:
        article.take_date(head[date])
        article.fields["publication"] = " ".join(" ".join(head[:date]).split())
        rest = head[date + 1 :]
    else:
        article.fields["publication"] = head[0] if head else ""
        rest = head[1:]
    titles = [text for text in rest if not re.search(r"\bedition\b|\bausgabe\b|\bédition\b", text, re.IGNORECASE)]
    editions = [text for text in rest if text not in titles]
    if editions and titles:
        article.fields.setdefault("edition", " ".join(editions[0].split()))
    article.title = " ".join((titles or rest or [""])[-1].split())
    position = first
    while position < len(segment) and (label := labels[position]) is not None and label[0] not in _AT_THE_END:
        _take_label(article, *label)
        position += 1
    end = _end_of_text(segment, labels, position)
    article.body = segment[position:end]
    for (_, text), label in zip(segment[end:], labels[end:], strict=True):
        if label is not None:
            _take_label(article, *label)
        else:
            article.dropped.append(text)
    return article


def _end_of_text(segment: list[Paragraph], labels: list[tuple[str, str] | None], start: int) -> int:
    """Return where the labels after the text begin: text may come in between only if it is no text of the article."""
    for index in range(start, len(segment)):
        label = labels[index]
        if label is not None and label[0] in _AT_THE_END and segment[index][1].lstrip()[:3].isupper():
            return index
    last = len(segment)
    while last > start and COPYRIGHT.match(segment[last - 1][1]) and len(segment[last - 1][1]) < 200:
        last -= 1
    return last
