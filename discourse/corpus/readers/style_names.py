"""What does the style of a paragraph say it is? Names of word processors' styles, in the languages they come in."""

from __future__ import annotations

import re

LEFT_OUT = "contents"

# Built-in styles are named in English in the files of Word and LibreOffice, whatever language the program speaks;
# but styles get renamed and other programs translate them. ``#`` stands for a level (1 … 9), which may be missing.
_NAMES = {
    "title": "title, titel, titre, título, titolo, dokumenttitel, tytuł, otsikko, заголовок документа, başlık",
    "heading": (
        "heading #, überschrift #, titre #, título #, titolo #, kop #, rubrik #, overskrift #, otsikko #, "
        "nagłówek #, nadpis #, titlu #, címsor #, заголовок #, başlık #, 标题 #, 見出し #, subtitle, untertitel, "
        "sous-titre, subtítulo, sottotitolo, ondertitel, underrubrik, podtytuł, podnadpis, headline, subhead, "
        "subheading, standfirst, strapline, lead, kicker, abstract heading, section title, chapter title"
    ),
    "byline": (
        "byline, by-line, author, authors, autor, autoren, auteur, autore, verfasser, forfatter, författare, автор"
    ),
    "quote": (
        "quote, quotes, quotation, quotations, block quote, blockquote, block quotation, block text, intense quote, "
        "zitat, intensives zitat, zitate, citation, citation intense, citations, cita, cita destacada, "
        "citazione, citazione intensa, citaat, duidelijk citaat, citat, starkt citat, sitat, lainaus, cytat, "
        "cytat intensywny, citace, цитата, выделенная цитата, alıntı, 引用文, extract, epigraph"
    ),
    "caption": (
        "caption, captions, beschriftung, bildunterschrift, légende, leyenda, descripción, epígrafe, didascalia, "
        "bijschrift, beskrivning, billedtekst, bildetekst, legenda, podpis, titulek, название объекта, image caption, "
        "figure, illustration, drawing, table caption, figure caption, captioned figure"
    ),
    "footnote": (
        "footnote, footnote text, endnote, endnote text, fußnote, fußnotentext, endnote text, endnotentext, "
        "note de bas de page, note de fin, nota al pie, texto nota pie, testo nota a piè di pagina, voetnoottekst, "
        "fotnot, fotnottext, tekst przypisu dolnego, текст сноски"
    ),
    "list": (
        "list bullet #, list number #, list continue #, list #, aufzählungszeichen #, listennummer #, liste à puces #, "
        "liste à numéros #, lista con viñetas #, lista con números #, elenco puntato #, numbering # start, "
        "numbering # cont., numbering # end, list # start, list # cont., list # end"
    ),
    "code": (
        "code, source code, code block, preformatted text, html preformatted, html vorformatiert, "
        "préformaté html, vorformatierter text, texte préformaté, macro, verbatim"
    ),
    LEFT_OUT: (
        "toc #, toc heading, contents #, contents heading, table of contents, table of figures, table of authorities, "
        "index #, index heading, inhaltsverzeichnis #, verzeichnis #, tm #, sommario #, indice #, "
        "illustration index #, user index #, object index #"
    ),
}
_KINDS = {
    name.strip().replace(" #", ""): kind for kind, names in _NAMES.items() for name in names.split(",") if name.strip()
}
_LEVELLED = {name.strip().replace(" #", "") for names in _NAMES.values() for name in names.split(",") if " #" in name}
_LEVEL = re.compile(r"[\s_-]*\d{1,2}\b")
_ESCAPE = re.compile(r"_([0-9a-f]{2})_")


def kind_of_style(name: str | None) -> str | None:
    """Return the kind of paragraph that a style's name tells, :data:`LEFT_OUT` for those of a table of contents.

    Parameters
    ----------
    name : str or None
        As the program shows it, or as a file spells it (``"Heading_20_1"``, ``"Heading1"``).

    Returns
    -------
    str or None
        One of :data:`discourse.corpus.paragraphs.KINDS`, :data:`LEFT_OUT`, or None where the name tells nothing.

    >>> [kind_of_style(name) for name in ("heading 2", "Überschrift 1", "Intense Quote", "Standard", "toc 1")]
    ['heading', 'heading', 'quote', None, 'contents']
    """
    if not name:
        return None
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), name.casefold())
    plain = " ".join(plain.split(",")[0].replace("_", " ").split())
    if plain in _KINDS:
        return _KINDS[plain]
    without = " ".join(_LEVEL.sub(" ", plain).split())
    return _KINDS.get(without) if without != plain and without in _LEVELLED else None
