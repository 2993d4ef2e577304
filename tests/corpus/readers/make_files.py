"""How were the files in ``files/`` made? By real programs, from the text in ``truce.py``; run by hand.

    python -m tests.corpus.readers.make_files [name ...]

LibreOffice (``soffice``) writes docx, odt, rtf, epub, html and pdf from one flat OpenDocument source; Chromium prints
a page to pdf and saves it as mhtml; ``truce.md`` and ``truce.txt`` are written as a person would type them. The tests
read the files that stand in the repository, so neither program is needed for them.
"""

from __future__ import annotations

import base64
import html
import shutil
import struct
import subprocess
import sys
import tempfile
import textwrap
import zlib
from pathlib import Path

from tests.corpus.readers.truce import AUTHOR, DATE, LANGUAGE, NOTE_MARK, PARTS, TITLE

FILES = Path(__file__).parent / "files"
FOOTNOTE = next(text for kind, text in PARTS if kind == "footnote")


def truce_by_libreoffice(scratch: Path) -> None:
    source = scratch / "truce.fodt"
    source.write_text(flat_odt(PARTS), encoding="utf-8")
    filters = {
        "docx": "docx",
        "odt": "odt",
        "rtf": "rtf",
        "epub": "epub",
        "pdf": "pdf",
        "html": "html:HTML (StarWriter):EmbedImages",
    }
    for ending, export in filters.items():
        convert(source, export, scratch)
        name = "libreoffice" if ending == "epub" else "truce"  # the book that pandoc makes keeps more
        shutil.copy(scratch / f"truce.{ending}", FILES / f"{name}.{ending}")


def truce_by_chromium(scratch: Path) -> None:
    page = scratch / "truce.html"
    page.write_text(web_page(PARTS), encoding="utf-8")
    print_page(page, FILES / "truce-chromium.pdf")
    save_page(page, FILES / "truce.mhtml")
    shutil.copy(page, FILES / "truce-page.html")


def truce_by_hand(scratch: Path) -> None:
    (FILES / "truce.md").write_text(markdown(PARTS), encoding="utf-8")
    (FILES / "truce.txt").write_text(plain(PARTS), encoding="utf-8")


def pdf_pages(scratch: Path) -> None:
    from tests.corpus.readers.pdf_pages import PAGES, make, old_paper, scan

    for name in PAGES:
        make(name, FILES / name, scratch)
    old_paper(FILES / "pdf-old-latex.pdf", scratch)
    scan(FILES / "truce.pdf", FILES / "pdf-scan.pdf", scratch)


MAKERS = {
    "pdf": pdf_pages,
    "libreoffice": truce_by_libreoffice,
    "chromium": truce_by_chromium,
    "hand": truce_by_hand,
}


# -- one source for LibreOffice -----------------------------------------------------------------------------------

_STYLES = {
    "title": "Title",
    "byline": "Byline",
    "body": "Text_20_body",
    "quote": "Quotations",
    "caption": "Figure",
}
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
)
FONT = 'fo:font-size="{}pt" style:font-name="Liberation Serif" fo:language="en" fo:country="GB"'


def paragraph_style(name: str, font: str, shape: str, family: str = "Standard") -> str:
    shown = name.replace("_20_", " ")
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" '
        f'style:parent-style-name="{family}" style:class="text"><style:paragraph-properties {shape}/>'
        f"<style:text-properties {font}/></style:style>"
    )


def flat_styles(*, indent: bool = False, hyphens: bool = False) -> str:
    """Return the styles that LibreOffice itself gives to such paragraphs."""
    bold = ' fo:font-weight="bold"'
    space = 'fo:margin-top="0cm" fo:margin-bottom="0.25cm"'
    shape = 'fo:margin-top="0cm" fo:margin-bottom="0cm" fo:text-indent="0.5cm"' if indent else space
    hyphenated = ' fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"'
    return "".join(
        [
            f'<style:style style:name="Standard" style:family="paragraph"><style:text-properties {FONT.format(12)}/>'
            "</style:style>",
            paragraph_style("Title", FONT.format(24) + bold, space),
            paragraph_style("Byline", FONT.format(12) + ' fo:font-style="italic"', space),
            paragraph_style("Text_20_body", FONT.format(12) + hyphenated * hyphens, shape + ' fo:text-align="justify"'),
            paragraph_style("Heading", FONT.format(15) + bold, 'fo:margin-top="0.5cm" fo:margin-bottom="0.25cm"'),
            '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" '
            'style:parent-style-name="Heading" style:default-outline-level="1"/>',
            paragraph_style("Quotations", FONT.format(12), space + ' fo:margin-left="1.2cm" fo:margin-right="1.2cm"'),
            paragraph_style("Table_20_Contents", FONT.format(12), ""),
            paragraph_style("Figure", FONT.format(10) + ' fo:font-style="italic"', space),
            paragraph_style("Footnote", FONT.format(10), 'fo:margin-left="0.6cm" fo:text-indent="-0.6cm"'),
            '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            '<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="1.27cm" '
            'fo:text-indent="-0.635cm" fo:margin-left="1.27cm"/></style:list-level-properties>'
            "</text:list-level-style-bullet></text:list-style>",
        ]
    )


def flat_page(around: str = "", automatic: str = "") -> str:
    """Return the page of a flat OpenDocument text: A4, with what stands above and below the text on every page."""
    room = "<style:header-style/><style:footer-style/>" if around else ""
    return (
        f'<office:automatic-styles>{automatic}<style:page-layout style:name="P"><style:page-layout-properties '
        'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" '
        f'fo:margin-left="2.5cm" fo:margin-right="2.5cm"/>{room}</style:page-layout></office:automatic-styles>'
        f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">{around}'
        "</style:master-page></office:master-styles>"
    )


def flat_odt(parts: list[tuple[str, str]]) -> str:
    """Return a flat OpenDocument text with its title, its author and its date."""
    meta = (
        f"<dc:title>{escaped(TITLE)}</dc:title><meta:initial-creator>{AUTHOR}</meta:initial-creator>"
        f"<dc:creator>{AUTHOR}</dc:creator><dc:date>{DATE}T09:00:00</dc:date>"
        f"<meta:creation-date>{DATE}T09:00:00</meta:creation-date><dc:language>{LANGUAGE}-GB</dc:language>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {ODF} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta>{meta}</office:meta><office:styles>{flat_styles()}</office:styles>{flat_page()}"
        f"<office:body><office:text>{''.join(odt_parts(parts))}</office:text></office:body></office:document>"
    )


def odt_parts(parts: list[tuple[str, str]]) -> list[str]:
    written, before = [], ""
    for kind, text in parts:
        if before == "list" != kind:
            written.append("</text:list>")
        if before == "table" != kind:
            written.append("</table:table>")
        if kind == "list":
            opening = '<text:list text:style-name="L1">' if before != "list" else ""
            written.append(
                f'{opening}<text:list-item><text:p text:style-name="Text_20_body">{odt_words(text)}</text:p>'
                "</text:list-item>"
            )
        elif kind == "table":
            cells = text.split("\t")
            if before != "table":
                written.append(
                    f'<table:table table:name="T"><table:table-column table:number-columns-repeated="{len(cells)}"/>'
                )
            row = "".join(
                f'<table:table-cell><text:p text:style-name="Table_20_Contents">{odt_words(cell)}</text:p>'
                "</table:table-cell>"
                for cell in cells
            )
            written.append(f"<table:table-row>{row}</table:table-row>")
        elif kind == "heading":
            written.append(f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{odt_words(text)}</text:h>')
        elif kind == "caption":
            picture = base64.b64encode(small_picture()).decode()
            written.append(
                '<text:p text:style-name="Text_20_body"><draw:frame text:anchor-type="as-char" svg:width="4cm" '
                f'svg:height="2cm" draw:name="bridge"><draw:image><office:binary-data>{picture}</office:binary-data>'
                f'</draw:image></draw:frame></text:p><text:p text:style-name="Figure">{odt_words(text)}</text:p>'
            )
        elif kind != "footnote":
            written.append(f'<text:p text:style-name="{_STYLES[kind]}">{odt_words(text)}</text:p>')
        before = kind
    return written


def odt_words(text: str) -> str:
    note = (
        '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f'<text:note-body><text:p text:style-name="Footnote">{escaped(FOOTNOTE)}</text:p></text:note-body></text:note>'
    )
    return escaped(text).replace(NOTE_MARK, note)


def convert(source: Path, export: str, folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", export, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


# -- one source for Chromium --------------------------------------------------------------------------------------


def web_page(parts: list[tuple[str, str]]) -> str:
    """Return the article as a newspaper's site would hold it: with a menu, a script and a foot around it."""
    tags = {"title": "h1", "heading": "h2", "body": "p"}
    written, before = [], ""
    for kind, text in parts:
        words = escaped(text).replace(NOTE_MARK, '<sup><a href="#fn1" id="ref1">1</a></sup>')
        if before == "list" != kind:
            written.append("</ul>")
        if before == "table" != kind:
            written.append("</table>")
        if kind in tags:
            written.append(f"<{tags[kind]}>{wrapped(words)}</{tags[kind]}>")
        elif kind == "byline":
            written.append(f'<p class="byline" rel="author">{words}</p>')
        elif kind == "list":
            written.append(f"{'<ul>' if before != 'list' else ''}<li>{wrapped(words)}</li>")
        elif kind == "quote":
            written.append(f"<blockquote><p>{wrapped(words)}</p></blockquote>")
        elif kind == "table":
            tag = "td" if before == "table" else "th"
            cells = "".join(f"<{tag}>{cell}</{tag}>" for cell in words.split("\t"))
            written.append(f"{'<table>' if before != 'table' else ''}<tr>{cells}</tr>")
        elif kind == "caption":
            written.append(
                f'<figure><img alt="A bridge" src="{small_picture_address()}"/>'
                f"<figcaption>{words}</figcaption></figure>"
            )
        elif kind == "footnote":
            written.append(f'<aside role="doc-footnote" id="fn1"><p>{wrapped(words)} <a href="#ref1">↩</a></p></aside>')
        before = kind
    article = "\n".join(written)
    return f"""<!DOCTYPE html>
<html lang="{LANGUAGE}">
<head>
<meta charset="utf-8">
<title>{escaped(TITLE)} | The Skardal Courier</title>
<meta name="author" content="{AUTHOR}">
<meta property="article:published_time" content="{DATE}T09:00:00Z">
<meta property="og:site_name" content="The Skardal Courier">
<style>
body {{ font-family: "DejaVu Serif", serif; font-size: 11pt; line-height: 1.4; margin: 2em 5em }}
nav ul {{ list-style: none; display: flex; gap: 2em; padding: 0 }}
figcaption, aside, footer {{ font-size: 9pt }}
blockquote {{ margin: 1em 3em; font-style: italic }}
td, th {{ padding: 0 2em 0 0; text-align: left }}
.hidden {{ display: none }}
@media print {{ nav, footer, .related {{ display: none }} }}
</style>
<script>window.courier = {{ "article": 4711 }};</script>
</head>
<body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/harbour">Harbour</a></li>
<li><a href="/opinion">Opinion</a></li><li><a href="/weather">Weather</a></li></ul></nav></header>
<main>
<article>
{article}
</article>
<section class="related"><h2>Read next</h2><ul><li><a href="/a">Herring prices fall again</a></li>
<li><a href="/b">The ferry that would not turn</a></li></ul></section>
</main>
<p class="hidden">Subscribe to read on.</p>
<footer><p>© The Skardal Courier. All rights reserved. <a href="/privacy">Privacy</a></p></footer>
</body>
</html>
"""


def print_page(page: Path, target: Path) -> None:
    chromium(f"--print-to-pdf={target}", "--no-pdf-header-footer", page.as_uri())


def save_page(page: Path, target: Path) -> None:
    """Save a page with what belongs to it in one file, as the browser's own menu does."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        tab = browser.new_page()
        # Served from memory, so that the addresses are those of a site and not of a folder of this machine.
        address = "https://courier.example/opinion/truce.html"
        tab.route("**/*", lambda route: route.fulfill(body=page.read_text("utf-8"), content_type="text/html"))
        tab.goto(address)
        saved = tab.context.new_cdp_session(tab).send("Page.captureSnapshot", {"format": "mhtml"})
        target.write_bytes(saved["data"].encode("utf-8"))
        browser.close()


def chromium(*arguments: str) -> None:
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


# -- as typed -----------------------------------------------------------------------------------------------------


def markdown(parts: list[tuple[str, str]]) -> str:
    """Return it as Markdown; the caption is a picture's alternative text, the footnote one of Pandoc's kind."""
    lines = ["---", f"title: {TITLE}", f"author: {AUTHOR}", f"date: {DATE}", f"lang: {LANGUAGE}", "---", ""]
    before = ""
    for kind, text in parts:
        words = text.replace(NOTE_MARK, "[^1]")
        if kind in ("list", "table") and before == kind:
            lines.pop()
        if kind == "table":
            cells = words.split("\t")
            lines.append("| " + " | ".join(cells) + " |")
            if before != "table":
                lines.append("|" + " --- |" * len(cells))
        elif kind == "caption":
            lines.append(f"![{words}](bridge.png)")
        else:
            mark = {"title": "# ", "heading": "## ", "list": "- ", "quote": "> ", "footnote": "[^1]: "}.get(kind, "")
            lines.append(mark + words)
        lines.append("")
        before = kind
    return "\n".join(lines)


def plain(parts: list[tuple[str, str]]) -> str:
    """Return it as plain text: a blank line between paragraphs, nothing else to tell them by."""
    return "\n\n".join(text.replace(NOTE_MARK, "") for _, text in parts) + "\n"


# -- shared -------------------------------------------------------------------------------------------------------


def escaped(text: str) -> str:
    return html.escape(text, quote=False)


def wrapped(words: str) -> str:
    """Break the lines of a source as an editor does; white space in words that must not break stays."""
    return "\n".join(textwrap.TextWrapper(96, break_long_words=False, break_on_hyphens=False).wrap(words))


def small_picture_address() -> str:
    return f"data:image/png;base64,{base64.b64encode(small_picture()).decode()}"


def small_picture() -> bytes:
    """Return a PNG of 40 × 20 pixels: a dark bow on light ground."""
    rows = b"".join(
        b"\0" + bytes(60 if abs(y - 4 - (x - 20) ** 2 // 32) < 2 else 220 for x in range(40)) for y in range(20)
    )
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 40, 20, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def main(names: list[str]) -> None:
    FILES.mkdir(exist_ok=True)
    for name in names or list(MAKERS):
        with tempfile.TemporaryDirectory() as scratch:
            MAKERS[name](Path(scratch))


if __name__ == "__main__":
    main(sys.argv[1:])
