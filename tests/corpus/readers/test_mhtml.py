# ruff: noqa: E501 - markup breaks badly
"""Is a page that a browser saved in one file read as the page itself is?"""

from pathlib import Path

import pytest

from discourse.corpus.document import Document
from discourse.corpus.readers.html import read_html
from discourse.corpus.readers.mhtml import read_mhtml
from discourse.corpus.readers.reader import Source
from discourse.corpus.readers.registry import documents_of, reader_for
from discourse.errors import ReadError

from .fuzzing import mutations, only_our_errors

FILES = Path(__file__).parent / "files"
SAVED = (FILES / "truce.mhtml").read_bytes()  # by Chromium


def read(data: bytes, name: str = "page.mhtml", encoding: str | None = None) -> Document:
    [document] = read_mhtml(Source(name, data, encoding))
    return document


def of_parts(*parts: tuple[str, str, str, bytes], top: str = "") -> bytes:
    """Return a MHTML file of parts with a content type, a transfer encoding, a place and a content."""
    lines = [f'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"{top}\r\n\r\n'.encode()]
    for kind, transfer, place, content in parts:
        lines.append(
            f"--x\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {transfer}\r\nContent-Location: {place}\r\n\r\n".encode()
        )
        lines.append(content + b"\r\n")
    return b"".join([*lines, b"--x--\r\n"])


def test_a_page_saved_by_chromium_has_the_paragraphs_of_the_page() -> None:
    [page] = read_html(Source("truce-page.html", (FILES / "truce-page.html").read_bytes()))
    saved = read(SAVED)
    assert (saved.text, saved.blocks, saved.title) == (page.text, page.blocks, page.title)
    assert saved.metadata["url"] == "https://courier.example/opinion/truce.html"
    assert saved.metadata["saved"][:2] == "20"
    assert {**page.metadata, "url": None, "saved": None} == {**saved.metadata, "url": None, "saved": None}


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit", "binary"])
def test_each_way_of_writing_bytes_is_read(transfer: str) -> None:
    import base64
    import quopri

    content = "<p>Übung – “quoted” = 1</p>".encode()
    written = {"quoted-printable": quopri.encodestring(content), "base64": base64.encodebytes(content)}
    document = read(of_parts(('text/html; charset="utf-8"', transfer, "http://a.org/", written.get(transfer, content))))
    assert document.text == "Übung – “quoted” = 1"
    assert document.metadata["encoding"] == "utf-8"
    assert document.metadata["url"] == "http://a.org/"


def test_the_encoding_of_the_part_counts_and_a_wrong_one_does_not() -> None:
    said = of_parts(("text/html; charset=windows-1252", "8bit", "file:///c:/a.htm", "<p>“Über”".encode("cp1252")))
    assert read(said).text == "“Über”"
    assert "url" not in read(said).metadata
    wrong = of_parts(("text/html; charset=nonsense", "8bit", "http://a.org/", "<meta charset=utf-8><p>“Über”".encode()))
    assert read(wrong).text == "“Über”"
    assert read(said, encoding="cp1250").metadata["encoding"] == "cp1250"


def test_the_page_is_the_part_named_as_the_start_and_frames_are_noted() -> None:
    data = of_parts(
        ("text/html\r\nContent-ID: <ad>", "8bit", "http://ads.org/", b"<p>Boats for hire"),
        ("text/html\r\nContent-ID: <page>", "8bit", "http://a.org/", b"<p>Nobody was shot at."),
        ("image/png", "base64", "http://a.org/a.png", b"iVBORw0KGgo="),
        top=';\r\n\tstart="<page>"',
    )
    document = read(data)
    assert document.text == "Nobody was shot at."
    assert [(note.action, note.what, note.count) for note in document.notes] == [
        ("left out", "words of frames inside the page", 3)
    ]


def test_a_file_that_was_cut_off_says_so() -> None:
    document = read(SAVED[: len(SAVED) // 2])
    assert document.text.startswith("A truce is not yet a peace")
    assert ("noticed", "signs that the file is cut off") in [(note.action, note.what) for note in document.notes]


def test_a_file_without_a_page_is_refused() -> None:
    with pytest.raises(ReadError, match=r"page\.mhtml: No web page is in it"):
        read(of_parts(("image/png", "base64", "http://a.org/a.png", b"iVBORw0KGgo=")))
    with pytest.raises(ReadError, match=r"page\.mhtml: The web page in it is blank"):
        read(of_parts(("text/html", "8bit", "http://a.org/", b" ")))


def test_it_is_known_by_its_content() -> None:
    assert reader_for(Source("saved.txt", SAVED)).name == "mhtml"
    assert reader_for(Source("letter.txt", b"From: me\nTo: you\n\nmultipart/related is a phrase.")).name == "txt"


def test_of_broken_files_only_our_errors_come_out() -> None:
    assert only_our_errors(documents_of, "page.mhtml", mutations(SAVED, 150), seconds=1.5) > 20
