"""A text is named by its path or as a sample, a codebook by its path or as a shipped one."""

from pathlib import Path

import pytest

import discourse as dc
from discourse.workbook.opening import codebook_names


def test_a_sample_is_opened_by_its_name() -> None:
    assert dc.open_text("pier-nine-for").documents["title"].tolist() == ["pier-nine-for"]


def test_a_file_is_opened_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_bytes("Café".encode("cp1252"))
    assert dc.open_text(path, encoding="cp1252").text() == "Café"


def test_a_file_comes_before_a_sample_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sotu-2016").write_text("My own notes.", encoding="utf-8")
    assert dc.open_text("sotu-2016").text() == "My own notes."


def test_no_codebook_is_a_choice() -> None:
    assert dc.open_codebook(None) is None
    assert dc.open_codebook("") is None


@pytest.mark.parametrize("name", codebook_names())
def test_shipped_codebooks_are_opened_by_name(name: str) -> None:
    book = dc.open_codebook(name)
    assert book is not None and book.actors


def test_a_misspelt_name_is_answered_with_the_names_there_are() -> None:
    with pytest.raises(dc.ReadError, match="pier-nine-for"):
        dc.open_text("pier-nine")
    with pytest.raises(dc.CodebookError, match="us-politics"):
        dc.open_codebook("uk-politics")


def test_a_path_that_leads_nowhere_is_no_misspelt_name(tmp_path: Path) -> None:
    with pytest.raises(dc.ReadError, match=r"absent\.txt"):
        dc.open_text(tmp_path / "absent.txt")
