"""Can everything be seen that reading a web page leaves out?"""

from pathlib import Path

import pytest

import discourse as dc
from discourse.errors import ReadError

FILES = Path(__file__).parent / "readers" / "files"


@pytest.mark.parametrize("name", ["truce-page.html", "truce.mhtml"])
def test_the_list_has_as_many_words_as_the_notes_say(name: str) -> None:
    table = dc.left_out(FILES / name)
    assert list(table.columns) == ["what", "words", "text"]
    assert {"menus", "page headers"} & set(table["what"])
    assert (table["text"].str.split().str.len() == table["words"]).all()
    # `left_out` says word for word what the notes count.
    from discourse.corpus.readers.reader import Source
    from discourse.corpus.readers.registry import documents_of

    [document] = documents_of(Source(name, (FILES / name).read_bytes()))
    noted = {note.what: note.count for note in document.notes if note.what.startswith("words of ")}
    counted = table[table["what"] != "footnote marks"].groupby("what")["words"].sum()
    assert noted == {f"words of {what}": words for what, words in counted.items()}


def test_frames_are_listed_too(tmp_path: Path) -> None:
    page = tmp_path / "page.mhtml"
    part = "--x\r\nContent-Type: text/html\r\n\r\n<p>{}</p>\r\n"
    page.write_bytes(
        (
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
            + part.format("Nobody was shot at.")
            + part.format("Boats for hire.")
            + "--x--\r\n"
        ).encode()
    )
    assert dc.left_out(page).to_dict("records") == [
        {"what": "frames inside the page", "words": 3, "text": "Boats for hire."}
    ]


def test_a_page_kept_whole_has_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>Nobody was shot at.", "utf-8")
    assert dc.left_out(tmp_path / "page.html").empty


def test_of_other_formats_the_report_tells() -> None:
    with pytest.raises(ReadError, match=r"only of web pages.*corpus\.report"):
        dc.left_out(FILES / "truce.md")
