"""Does every file come in with its characters unchanged, or is the researcher told why not?"""

import codecs
import os
import warnings
from pathlib import Path

import pandas as pd
import pytest

from discourse import Corpus, from_frame, from_text, read
from discourse.corpus.reading import documents_from_bytes
from discourse.errors import DiscourseError, DiscourseWarning, ReadError

WESTERN = "Russia’s “moderate” fighters – they said – don’t exist. Nobody in Zürich paid €5 for that…"


def write(path: Path, content: str | bytes | None = None) -> Path:
    content = f"The text {path.name}. It has two sentences." if content is None else content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def titles(corpus: Corpus) -> list[str]:
    return corpus.documents["title"].tolist()


# Files


def test_a_file_is_read_with_what_is_said_of_it(tmp_path: Path) -> None:
    file = write(tmp_path / "speech.v2.txt", "\ufeffOne.\r\n\r\nTwo.\r")
    corpus = read(file, language="en", year=2016)
    row = corpus.documents.iloc[0]
    assert (row["title"], row["source"]) == ("speech.v2", file.as_posix())
    assert (row["language"], row["year"], row["encoding"]) == ("en", 2016, "utf-8-sig")
    assert corpus.text() == "One.\n\nTwo.\n"
    assert len(read(file, paragraphs="line").paragraphs) == 2


def test_a_file_may_have_no_ending(tmp_path: Path) -> None:
    assert titles(read(write(tmp_path / "README"))) == ["README"]


def test_a_huge_single_line_is_one_paragraph(tmp_path: Path) -> None:
    corpus = read(write(tmp_path / "line.txt", "The truce holds. " * 50_000))
    assert (len(corpus.paragraphs), len(corpus.sentences), len(corpus.tokens)) == (1, 50_000, 150_000)


def test_a_folder_is_read_in_the_order_of_names_without_hidden_copies(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.TXT", ".hidden.txt", ".ipynb_checkpoints/a-checkpoint.txt", "sub/.git/d.txt"):
        write(tmp_path / name)
    assert titles(read(tmp_path)) == ["a", "b", "c"]
    assert titles(read(str(tmp_path) + os.sep)) == ["a", "b", "c"]


def test_what_a_folder_holds_besides_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.docx")
    with pytest.warns(DiscourseWarning, match=r"b\.docx") as caught:
        read(tmp_path)
    assert caught[0].filename == __file__


def test_patterns_and_lists_and_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", "d.md", "[1].txt"):
        write(tmp_path / name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert titles(read(str(tmp_path / "?.txt"))) == ["a", "b"]
    assert titles(read("~/*.txt")) == ["[1]", "a", "b"]
    assert titles(read("~/a.txt")) == ["a"]
    assert titles(read(Path("~") / "sub")) == ["c"]
    assert titles(read(str(tmp_path / "**" / "c.txt"))) == ["c"]
    assert titles(read(tmp_path / "[1].txt")) == ["[1]"]
    assert titles(read([tmp_path / "sub", str(tmp_path / "b.txt")])) == ["c", "b"]
    assert titles(read(tmp_path / name for name in ("b.txt", "a.txt"))) == ["b", "a"]


def test_a_text_given_twice_counts_once(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.txt"), write(tmp_path / "b.txt")
    (tmp_path / "link.txt").symlink_to(one)
    with pytest.warns(DiscourseWarning, match=r"a\.txt, .*link\.txt") as caught:
        assert titles(read([one, two, one, tmp_path / "link.txt"])) == ["a", "b"]
    assert caught[0].filename == __file__


def test_a_link_is_read_as_what_it_leads_to(tmp_path: Path) -> None:
    write(tmp_path / "texts" / "a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "texts")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    with pytest.raises(ReadError, match=r"loop\.txt"):
        read(tmp_path / "loop.txt")
    assert titles(read(tmp_path / "link")) == ["a"]
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "broken.txt")


def test_a_missing_file_is_named_with_what_is_like_it(tmp_path: Path) -> None:
    write(tmp_path / "aleppo.txt")
    with pytest.raises(ReadError, match=r'There is no such file\. Is it "aleppo\.txt"\?'):
        read(tmp_path / "alepo.txt")
    with pytest.raises(ReadError, match="the folder looked in"):
        read(tmp_path / "zzz.txt")
    with pytest.raises(ReadError, match=r"no folder .*nowhere either"):
        read(tmp_path / "nowhere" / "a.txt")
    with pytest.raises(ReadError, match="No file fits this pattern"):
        read(tmp_path / "*.html")


@pytest.mark.parametrize(
    "content", [b"", b" \n\t\n", "\ufeff".encode(), "\u2003\u200b\u200e\n".encode(), codecs.BOM_UTF16_LE], ids=repr
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_an_empty_or_blank_file_is_named(tmp_path: Path, content: bytes, name: str) -> None:
    with pytest.raises(ReadError, match=rf"{name}: There is no text in it"):
        read(write(tmp_path / name, content))


def test_a_folder_without_texts_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="holds no texts"):
        read(tmp_path)
    write(tmp_path / "a.pages")
    with pytest.raises(ReadError, match=r"\(1 other files\)"):
        read(tmp_path)


def test_other_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"a\.pages: Files of the kind \.pages are not read"):
        read(write(tmp_path / "a.pages"))


def test_a_file_that_may_not_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "a.txt")

    def refused(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(ReadError, match=r"a\.txt: The file cannot be opened \(Permission denied\)"):
        read(file)


NO_PATHS = ["", [], [None], None, 5, b"a.txt", [b"a.txt"], "a\0b", "One.\nTwo.", "a" * 300 + ".txt", "a" * 5000]


@pytest.mark.parametrize("path", NO_PATHS, ids=lambda path: repr(path)[:20])
def test_what_is_no_path_is_explained(path: object) -> None:
    with pytest.raises(ReadError):
        read(path)  # type: ignore[arg-type]


def test_a_wish_that_makes_no_sense_is_explained(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    with pytest.raises(ReadError, match=r'text="body" names a column, and this is no table but plain text'):
        read(file, text="body")
    with pytest.raises(ReadError, match="auto, blank, line"):
        read(file, paragraphs="page")
    with pytest.raises(ReadError, match="words"):
        read(file, words=5)


def test_a_warning_points_to_the_line_that_read(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt", WESTERN.encode("cp1252"))
    with pytest.warns(DiscourseWarning) as caught:
        read(file)
    assert caught[0].filename == __file__


def test_an_upload_is_read_like_a_file(tmp_path: Path) -> None:
    data = b"# Truce\n\nIt *holds*."
    uploaded = Corpus(documents_from_bytes(data, "truce.md"))
    filed = read(write(tmp_path / "truce.md", data))
    assert uploaded.text() == filed.text() == "Truce\n\nIt holds."


# Texts in memory


@pytest.mark.parametrize("text", ["", "  \n", "\u2003", "\x00", None, 5, b"One."], ids=repr)
def test_a_text_without_words_is_refused(text: object) -> None:
    with pytest.raises(DiscourseError):
        from_text(text)  # type: ignore[arg-type]


def test_a_table_brings_its_columns_along() -> None:
    frame = pd.DataFrame(
        {
            "text": ["One.\r\nTwo.", "Three.", "Four."],
            "title": ["A", None, float("nan")],
            "source": ["a.html", None, None],
            "year": [2016, 2017, 2018],
            "score": [0.5, float("nan"), 1.0],
            "party": ["R", None, "D"],
            "date": pd.to_datetime(["2016-01-12", None, "2018-01-30"]),
            "words": [9, 9, 9],
        },
        index=[7, 8, 9],
    )
    documents = from_frame(frame).documents
    assert documents["title"].tolist() == ["A", "row 2", "row 3"]
    assert documents["source"].iloc[0] == "a.html"
    assert documents["source"].isna().tolist() == [False, True, True]
    assert documents["words"].tolist() == [2, 1, 1]
    for column in ("year", "score", "party", "date"):
        assert documents[column].isna().tolist() == frame[column].isna().tolist()
        assert documents[column].dropna().tolist() == frame[column].dropna().tolist()
    assert documents["date"].dtype.kind == "M"


def test_a_corpus_goes_through_its_own_table(tmp_path: Path) -> None:
    corpus = read([write(tmp_path / "a.txt", "One."), write(tmp_path / "b.txt", "Two.")], year=2016)
    frame = corpus.documents.reset_index().assign(text=[corpus.text(doc) for doc in range(2)])
    pd.testing.assert_frame_equal(from_frame(frame).documents, corpus.documents)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.DataFrame({"body": ["One."]}), "It has: body"),
        (pd.DataFrame({"text": []}), "no rows"),
        (pd.DataFrame({"text": ["One.", None]}), "Row 2 has no text"),
        (pd.DataFrame({"text": ["One.", float("nan")]}), "Row 2 has no text"),
        (pd.DataFrame({"text": ["One.", " \n"]}), "Row 2 has no text"),
        (pd.DataFrame([["One.", "Two."]], columns=["text", "text"]), "two columns"),
        (pd.Series(["One."]), "A table was expected"),
    ],
)
def test_a_table_without_texts_is_explained(frame: pd.DataFrame, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        from_frame(frame)


def test_nothing_is_said_where_all_is_well(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", WESTERN)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read(tmp_path)
