# ruff: noqa: E501 (markup is easier to follow unbroken)
"""How were the office files and the newspaper exports in ``files/`` made? By LibreOffice; run by hand.

    python -m tests.corpus.readers.make_office_files

``features.*`` hold what word processors put around a text (tracked changes, comments, text boxes, hidden words …).
The exports are invented articles in the layouts of Nexis Uni, LexisNexis and Factiva.
"""

from __future__ import annotations

import shutil
import tempfile
from html import escape
from pathlib import Path

from tests.corpus.readers.make_files import FILES, convert
from tests.corpus.readers.press_samples import PIECES, Piece

_NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)
_STYLES = (
    '<style:style style:name="Standard" style:family="paragraph"><style:text-properties fo:language="en" '
    'fo:country="GB" fo:font-size="12pt"/></style:style>'
    '<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"/>'
    '<style:style style:name="Subtitle" style:family="paragraph" style:parent-style-name="Standard"/>'
    '<style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard"/>'
    '<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard"/>'
    '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" '
    'style:parent-style-name="Heading" style:default-outline-level="1"/>'
    '<style:style style:name="My_20_Own" style:display-name="My Own" style:family="paragraph" '
    'style:parent-style-name="Quotations"/>'
    '<style:style style:name="Contents_20_1" style:display-name="Contents 1" style:family="paragraph" '
    'style:parent-style-name="Standard"/>'
    '<style:style style:name="Frame" style:family="graphic"/>'
)
_AUTOMATIC = (
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="F" style:family="text"><style:text-properties fo:language="fr" fo:country="FR"/>'
    "</style:style>"
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/></text:list-style>'
    '<style:page-layout style:name="P"><style:header-style/><style:footer-style/></style:page-layout>'
)
_CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info><dc:creator>A</dc:creator>'
    "<dc:date>2021-03-14T09:00:00</dc:date></office:change-info></text:insertion></text:changed-region>"
    '<text:changed-region text:id="c2"><text:deletion><office:change-info><dc:creator>A</dc:creator>'
    "<dc:date>2021-03-14T09:00:00</dc:date></office:change-info><text:p>a slip of the pen</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>"
)
FEATURES = f"""{_CHANGES}
<text:table-of-content text:name="T"><text:table-of-content-source text:outline-level="1"/><text:index-body>
<text:p text:style-name="Contents_20_1">The ferry<text:tab/>1</text:p></text:index-body></text:table-of-content>
<text:p text:style-name="Title">All that is around a text</text:p>
<text:p text:style-name="Subtitle">A line under the title</text:p>
<text:p>The first sentence<text:change-start text:change-id="c1"/> was added to<text:change-end text:change-id="c1"/>
<text:change text:change-id="c2"/> and<office:annotation><dc:creator>A</dc:creator><dc:date>2021-03-14T09:00:00</dc:date>
<text:p>Is that so?</text:p></office:annotation> kept<text:span text:style-name="H"> nobody sees this</text:span>.<text:line-break/>\
A second line<text:tab/>after a tab, with<text:s text:c="2"/>three spaces and a <text:a xlink:type="simple" \
xlink:href="https://courier.example/">linked word</text:a>.</text:p>
<text:h text:style-name="Heading_20_1" text:outline-level="1">The ferry</text:h>
<text:p>A note<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>
<text:p>First note.</text:p><text:p>It has two paragraphs.</text:p></text:note-body></text:note> and an end note<text:note \
text:id="n2" text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>End note.</text:p>
</text:note-body></text:note>, non\u00adbreaking 14\u00a0000, no\u2011break, é ß ł 😀.</text:p>
<text:p text:style-name="My_20_Own">A style of its own, based on that of quotations.</text:p>
<text:list text:style-name="L"><text:list-item><text:p>First point</text:p><text:list><text:list-item><text:p>Point within</text:p>
</text:list-item></text:list></text:list-item></text:list>
<table:table table:name="T1"><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>Town</text:p></table:table-cell><table:table-cell><text:p>Boats</text:p>
</table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>Skardal,</text:p><text:p>upper</text:p></table:table-cell><table:table-cell>
<text:p>41</text:p></table:table-cell></table:table-row></table:table>
<text:p>Page <text:page-number text:select-page="current">1</text:page-number> hangs on a box.<draw:frame \
draw:style-name="Frame" text:anchor-type="char" svg:width="5cm"><draw:text-box fo:min-height="1cm"><text:p>In the box.</text:p>
</draw:text-box></draw:frame></text:p>
<text:p><text:span text:style-name="F">Une phrase en français, pour finir.</text:span></text:p>"""
_MASTER = (
    '<style:master-page style:name="Standard" style:page-layout-name="P"><style:header><text:p>The running head</text:p>'
    "</style:header><style:footer><text:p>The running foot</text:p></style:footer></style:master-page>"
)


def flat(body: str, meta: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.text"><office:meta>{meta}</office:meta>'
        f"<office:styles>{_STYLES}</office:styles><office:automatic-styles>{_AUTOMATIC}</office:automatic-styles>"
        f"<office:master-styles>{_MASTER}</office:master-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document>"
    )


def p(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>"


# -- Nexis Uni ----------------------------------------------------------------------------------------------------


def nexis_cover(pieces: tuple[Piece, ...], failed: int) -> str:
    lines = [
        "User Name: ZOÉ WEISS",
        "Date and Time: Saturday, March 20, 2021 7:08:00 PM CET",
        "Job Number: 79564983",
        f"Documents ({len(pieces) + failed})",
    ]
    for number, piece in enumerate(pieces, 1):
        lines += [f"{number}. {piece.title}", "Client/Matter: -None-", "Search Terms: skardal"]
        lines += ["Search Type: Natural Language", "Narrowed by:"]
    row = "".join(
        f"<table:table-row><table:table-cell>{p(a)}</table:table-cell><table:table-cell>{p(b)}</table:table-cell>"
        "</table:table-row>"
        for a, b in (("Content Type", "Narrowed by"), ("News", "Sources: The Skardal Courier"))
    )
    table = f'<table:table table:name="C"><table:table-column table:number-columns-repeated="2"/>{row}</table:table>'
    return "".join(map(p, lines)) + table


def nexis_article(piece: Piece, *, copyright_line: bool = True) -> str:
    nbsp = "\u00a0"
    head = (
        '<text:h text:style-name="Heading_20_1" text:outline-level="1"><text:a xlink:type="simple" '
        f'xlink:href="https://advance.example/doc">{escape(piece.title)}</text:a></text:h>'
    )
    lines = [piece.publication, piece.printed_date + (f"{nbsp}{piece.edition}" if piece.edition else "")]
    lines += [f"Copyright 2021 {piece.publication} All Rights Reserved"] if copyright_line else []
    lines += [f"Section:{nbsp}{piece.section}", f"Length:{nbsp}{piece.words} words"]
    lines += [f"Byline:{nbsp}By {piece.author}"] if piece.author else []
    lines += [f"Highlight:{nbsp}{piece.standfirst}"] if piece.standfirst else []
    lines += ["Body", *piece.body]
    lines += ["Graphic", piece.caption] if piece.caption else []
    lines += ["Classification", f"Language:{nbsp}{piece.language_name.upper()}", f"Publication-Type:{nbsp}Newspaper"]
    lines += [f"Subject:{nbsp}FISHING (90%); PEACE PROCESS (78%)", f"Load-Date:{nbsp}March 20, 2021", "End of Document"]
    return head + "".join(map(p, lines))


def nexis_failure() -> str:
    return p("We are sorry but there is an error in this document and it is not possible to display it.") + p(
        "End of Document"
    )


# -- LexisNexis ---------------------------------------------------------------------------------------------------


def lexisnexis_lines(piece: Piece, number: int, total: int) -> list[str]:
    lines = [f"{number} of {total} DOCUMENTS", piece.publication, piece.printed_date]
    lines += [piece.edition] if piece.edition else []
    lines += [piece.title]
    lines += [f"BYLINE: {piece.author}"] if piece.author else []
    lines += [f"SECTION: {piece.section}", f"LENGTH: {piece.words} words", *piece.body]
    lines += [f"GRAPHIC: {piece.caption}"] if piece.caption else []
    lines += ["LOAD-DATE: March 20, 2021", f"LANGUAGE: {piece.language_name.upper()}"]
    return [*lines, "PUBLICATION-TYPE: Newspaper", f"Copyright 2021 {piece.publication}"]


def lexisnexis_text(pieces: tuple[Piece, ...]) -> str:
    """Return the plain text of a download, its lines wrapped and its head centred."""
    import textwrap

    written = []
    for number, piece in enumerate(pieces, 1):
        for index, line in enumerate(lexisnexis_lines(piece, number, len(pieces))):
            wrapped = textwrap.wrap(line, 72, break_on_hyphens=False)
            written.append("\n".join(part.center(80).rstrip() if index < 3 else part for part in wrapped))
    return "\n\n\n".join(written) + "\n"


# -- Factiva ------------------------------------------------------------------------------------------------------


def factiva_rows(piece: Piece) -> list[tuple[str, list[str]]]:
    rows = [("SE", [piece.section]), ("HD", [piece.title])]
    rows += [("BY", [f"By {piece.author}"])] if piece.author else []
    rows += [("WC", [f"{piece.words:,} words"]), ("PD", [piece.factiva_date]), ("ET", ["06:30"])]
    rows += [("SN", [piece.publication]), ("SC", [piece.number[:6]])]
    rows += [("ED", [piece.edition])] if piece.edition else []
    rows += [("PG", [piece.page]), ("LA", [piece.language_name]), ("CY", [f"(c) 2021 {piece.publication}"])]
    rows += [("LP", list(piece.body[:1])), ("TD", list(piece.body[1:]))]
    rows += [("NS", ["gcat : Political/General News | nharb : Harbours"]), ("RE", ["skar : Skardal"])]
    return [*rows, ("PUB", ["Courier Press Ltd"]), ("AN", [f"Document {piece.number}"])]


def factiva_lines(piece: Piece) -> list[str]:
    lines = [piece.section.split(";")[0], piece.title]
    lines += [piece.author] if piece.author else []
    lines += [f"{piece.words:,} words", piece.factiva_date, piece.publication, piece.number[:6]]
    lines += [piece.edition] if piece.edition else []
    return [*lines, piece.page, piece.language_name, f"(c) 2021 {piece.publication}"]


def factiva_page(articles: str) -> str:
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n<html><head>\n'
        '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>\n<title>Factiva</title>\n'
        '<style type="text/css">body{margin:0;}</style></head>\n<body><div id="navcontainer"><table><tr><td><h1>Factiva</h1>'
        '</td><td align="right"><span>Dow Jones</span></td></tr></table></div>\n<form><div id="contentLeft">'
        f"{articles}</div></form>"
        '<div id="pageFooter"><span class="copyright">&copy; 2021 Factiva, Inc. All rights reserved.</span></div>\n'
        "<script type='text/javascript'>framesViewNotReqd = false;</script></body></html>\n"
    )


def marked(text: str) -> str:
    """Escape a text; names of companies are links in Factiva and search terms are bold."""
    return escape(text, quote=False).replace("Skardal", "<b>Skardal</b>").replace("harbour office", (
        '<span class="companylink">harbour office</span>'
    ))  # fmt: skip


def factiva_coded_html() -> str:
    boxes = []
    for piece in PIECES:
        css = f"{piece.language}article"
        rows = []
        for code, paragraphs in factiva_rows(piece):
            if code in ("LP", "TD"):
                inner = "\n".join(f'<p class="articleParagraph {css}Paragraph">{marked(one)}</p>' for one in paragraphs)
            else:
                inner = f"<b class='{piece.language}Headline'>{marked(paragraphs[0])}</b>" if code == "HD" else escape(
                    paragraphs[0]
                )  # fmt: skip
            rows.append(
                f'<tr><td align="right" valign="top" class="index"><b>{code}</b>&nbsp;</td><td>{inner}\n</td></tr>'
            )
        table = f'<table cellpadding="1" border="0">{"".join(rows)}</table>'
        boxes.append(f'<span></span><div class="article {piece.language}Article">{table}<br/></div><br/>')
    return factiva_page("".join(boxes))


def factiva_plain_html() -> str:
    boxes = []
    for piece in PIECES:
        section, *rest = factiva_lines(piece)
        rest = [line for line in rest if line not in (piece.title, piece.author)]
        author = f'<div class="author">{escape(piece.author)} </div>' if piece.author else ""
        css = f"articleParagraph {piece.language}articleParagraph"
        body = "\n".join(f'<p class="{css}">{marked(one)}</p>' for one in piece.body)
        boxes.append(
            f'<span></span><div id="article-{piece.number}" class="article"><div class="article {piece.language}Article">'
            f"<p>\n</p><div>{section}</div>\n"
            f'<div id="hd"><span class="{piece.language}Headline">{marked(piece.title)}</span>\n</div>{author}'
            f"{''.join(f'<div>{escape(line)}</div>' for line in rest)}\n<p></p>\n{body}\n"
            f"<p>Courier Press Ltd</p><p>Document {piece.number}</p></div></div><br>"
        )
    return factiva_page("".join(boxes))


def factiva_coded_flat() -> str:
    tables = []
    for index, piece in enumerate(PIECES):
        rows = "".join(
            f"<table:table-row><table:table-cell>{p(code)}</table:table-cell><table:table-cell>"
            f"{''.join(map(p, paragraphs))}</table:table-cell></table:table-row>"
            for code, paragraphs in factiva_rows(piece)
        )
        tables.append(
            f'<table:table table:name="A{index}"><table:table-column table:number-columns-repeated="2"/>{rows}'
            "</table:table>" + p("")
        )
    return flat("".join(tables) + factiva_summary())


def factiva_plain_flat() -> str:
    lines = []
    for piece in PIECES:
        lines += [*factiva_lines(piece), *piece.body, f"Document {piece.number}"]
    return flat("".join(map(p, lines)) + factiva_summary())


def factiva_summary() -> str:
    lines = ["Search Summary", "Text", "skardal and harbour", "Date", "In the last week", "Results Found", "3"]
    return "".join(map(p, [*lines, "© 2021 Factiva, Inc. All rights reserved."]))


# -- all of them --------------------------------------------------------------------------------------------------


def main() -> None:
    nexis = (
        nexis_cover(PIECES, 1) + "".join(map(nexis_article, PIECES[:2])) + nexis_failure() + nexis_article(PIECES[2])
    )
    numbered = "".join(
        p(line) for number, piece in enumerate(PIECES, 1) for line in lexisnexis_lines(piece, number, len(PIECES))
    )
    meta = (
        "<dc:title>Microsoft Word - features.doc</dc:title><meta:initial-creator>Zoé Weiß-Łukowska</meta:initial-creator>"
        "<meta:creation-date>2021-03-14T09:00:00</meta:creation-date><meta:keyword>truce</meta:keyword>"
        "<meta:keyword>harbour</meta:keyword>"
    )
    sources = {
        ("features", ("docx", "odt", "rtf")): flat(FEATURES, meta),
        ("nexis-uni", ("docx", "rtf")): flat(nexis),
        ("nexis-one", ("docx",)): flat(nexis_article(PIECES[1], copyright_line=False)),
        ("lexisnexis", ("docx",)): flat(numbered),
        ("factiva-codes", ("rtf",)): factiva_coded_flat(),
        ("factiva-plain", ("rtf",)): factiva_plain_flat(),
        ("old", ("doc",)): flat(p("An old file.")),
    }
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for (name, endings), text in sources.items():
            source = scratch / f"{name}.fodt"
            source.write_text(text, encoding="utf-8")
            for ending in endings:
                convert(source, ending, scratch)
                shutil.copy(scratch / f"{name}.{ending}", FILES / f"{name}.{ending}")
    (FILES / "lexisnexis.txt").write_text(lexisnexis_text(PIECES), encoding="utf-8")
    (FILES / "factiva-codes.html").write_text(factiva_coded_html(), encoding="utf-8")
    (FILES / "factiva-plain.html").write_text(factiva_plain_html(), encoding="utf-8")


if __name__ == "__main__":
    main()
