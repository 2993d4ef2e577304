"""Which library gives the text of a PDF in the order of reading, paragraph by paragraph, and how fast?

Run it from the root of the project: ``python -m tests.benchmarks.bench_pdf [file.pdf ...]``. It compares what is
installed of pypdfium2, pypdf, pdfminer.six, pdfplumber, pdf_oxide and PyMuPDF with the reader of this package, on the
pages of the tests (State of the Union addresses set by LaTeX, LibreOffice and Chromium, each paragraph known), then
their speed on a long report that LibreOffice sets for it, and on the files that are named.

Words: share of the text's sequences of four words that come out (in order, unbroken). Strays: share of the sequences
that come out and are not the text's (running heads, notes amid a sentence, columns run together). Paragraphs: how many
come out whole and by themselves, of those in the text (found) and of those that come out (right). Others leave it to
their users to join lines: a hyphen at a line end is taken out for them, and a blank line, or a block where the library
has blocks, is taken for the end of a paragraph.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from discourse.corpus.readers.pdf import read_pdf
from discourse.corpus.readers.reader import Source
from tests.corpus.readers.pdf_pages import PAGES, libreoffice, speech, truth

FILES = Path("tests/corpus/readers/files")
RUNNING = ("body", "list", "quote")
LONG = (1905, 1906, 1907, 1908, 1910, 1911, 1912, 1946, 1981)  # long addresses: about 300 pages with those below


def ours(data: bytes) -> list[str]:
    [document] = read_pdf(Source("bench.pdf", data))
    return [document.text[b.start : b.end] for b in document.blocks or () if b.kind in RUNNING]


def by_pypdfium2(data: bytes) -> list[str]:
    import pypdfium2

    pages = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    return text.replace("\r\n", "\n").replace("\ufffe", "-\n").split("\n")


def by_pypdf(data: bytes) -> list[str]:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split("\n")


def by_pdfminer(data: bytes) -> list[str]:
    from pdfminer.high_level import extract_text

    return re.split(r"\n\s*\n", extract_text(io.BytesIO(data)))


def by_pdfplumber(data: bytes) -> list[str]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pages:
        return "\n".join(page.extract_text() for page in pages.pages).split("\n")


def by_pdf_oxide(data: bytes) -> list[str]:
    import pdf_oxide

    pages = pdf_oxide.PdfDocument.from_bytes(data)
    return re.split(r"\n\s*\n", "\n\n".join(pages.extract_text(n) for n in range(pages.page_count())))


def by_pymupdf(data: bytes) -> list[str]:
    import pymupdf

    return [block[4] for page in pymupdf.open(stream=data) for block in page.get_text("blocks")]


SLOW = ("pypdf", "pdfminer.six", "pdfplumber")
# PyMuPDF stands here for comparison: its licence (AGPL) keeps it out of a package under the MIT licence.
OTHERS: dict[str, tuple[str, Callable[[bytes], list[str]]]] = {
    "pypdfium2": ("pypdfium2", by_pypdfium2),
    "pypdf": ("pypdf", by_pypdf),
    "pdfminer.six": ("pdfminer", by_pdfminer),
    "pdfplumber": ("pdfplumber", by_pdfplumber),
    "pdf_oxide": ("pdf_oxide", by_pdf_oxide),
    "PyMuPDF (AGPL)": ("pymupdf", by_pymupdf),
}


def alike(text: str) -> str:
    text = re.sub(r"(?<=\w)-\n(?=\w)", "", text)
    for mark, plain in (("“", '"'), ("”", '"'), ("''", '"'), ("’", "'"), ("‘", "'")):
        text = text.replace(mark, plain)
    return " ".join(text.split())


def fours(paragraphs: list[str]) -> set[tuple[str, ...]]:
    words = " ".join(paragraphs).split()
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def compare(name: str, data: bytes, wanted: list[str]) -> None:
    """Print how much of a known text each library gives."""
    print(f"\n{name}: {len(wanted)} paragraphs")
    print(f"  {'':16}{'words':>8}{'strays':>8}{'found':>8}{'right':>8}{'seconds':>9}")
    for label, (module, read) in {"discourse": ("discourse", ours), **OTHERS}.items():
        if find_spec(module) is None:
            print(f"  {label:16}  not installed")
            continue
        begin = time.process_time()
        paragraphs = read(data)
        took = time.process_time() - begin
        # A hyphen at the end of one line and the next line: joined before they are compared.
        paragraphs = [
            alike(text) for text in re.split(r"\0", "\0".join(paragraphs).replace("-\0", "-\n")) if text.strip()
        ]
        have, want = fours(paragraphs), fours(wanted)
        whole = len(set(wanted) & set(paragraphs))
        shares = (len(have & want) / len(want), len(have - want) / max(len(have), 1))
        shares += (whole / len(wanted), whole / max(len(paragraphs), 1))
        print(f"  {label:16}" + "".join(f"{share:8.1%}" for share in shares) + f"{took:9.2f}")


def speed(name: str, data: bytes) -> None:
    """Print how long each library takes for 300 pages, judged by the first 30 where it takes long."""
    import pypdfium2

    pages = len(pypdfium2.PdfDocument(data))
    print(f"\n{name}: {pages} pages; time for 300 of them")
    for label, (module, read) in {"discourse": ("discourse", ours), **OTHERS}.items():
        if find_spec(module) is not None:
            part, count = (first_pages(data, 30), min(30, pages)) if label in SLOW else (data, pages)
            begin, wall = time.process_time(), time.perf_counter()
            read(part)
            took, wall = time.process_time() - begin, time.perf_counter() - wall
            print(f"  {label:16}{wall * 300 / count:7.2f} s ({took * 300 / count:.2f} s of the processor)")


def first_pages(data: bytes, count: int) -> bytes:
    import pypdfium2

    whole, part, kept = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new(), io.BytesIO()
    part.import_pages(whole, list(range(min(count, len(whole)))))
    part.save(kept)
    return kept.getvalue()


def long_report() -> bytes:
    """Have LibreOffice set some 300 pages."""
    parts = [part for year in LONG for part in speech(year, paragraphs=400)]
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "long.pdf"
        libreoffice(parts, target, Path(scratch), hyphens=True)
        return target.read_bytes()


def main() -> None:
    """Compare on the pages of the tests, then on long files."""
    for name, (words, _, _) in PAGES.items():
        if "password" not in name:
            wanted = [alike(text) for kind, text in truth(speech(**words)) if kind in RUNNING]
            compare(name, (FILES / name).read_bytes(), wanted)
    speed("A long report by LibreOffice", long_report())
    for file in sys.argv[1:]:
        speed(file, Path(file).read_bytes())


if __name__ == "__main__":
    main()
