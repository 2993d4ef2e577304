"""The guided hour runs from top to bottom with nobody watching, even on one sentence, with and without a codebook."""

from pathlib import Path
from typing import Any

import nbformat
import pytest

from discourse.errors import DiscourseError
from discourse.shipped import shipped
from discourse.workbook.folder import place_files
from discourse.workbook.notebook import NotebookRun

NOTEBOOK = shipped("notebooks") / "1_explore.ipynb"
LONGEST = 6


def _stored() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)


def _executed(folder: Path, **parameters: Any) -> Any:
    return NotebookRun(NOTEBOOK, folder, parameters).execute()


def _pictures(notebook: Any) -> dict[str, int]:
    """Return how many pictures each code cell shows, by the cell's id."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return {cell.id: sum("image/png" in output.get("data", {}) for output in cell.outputs) for cell in cells}


def test_its_parameters_are_text_and_codebook() -> None:
    tagged = next(cell for cell in _stored().cells if "parameters" in cell.metadata.get("tags", []))
    names: dict[str, Any] = {}
    exec(tagged.source, names)
    assert names["text"] == "sotu-2016"
    assert names["codebook"] == "us-politics"


def test_its_cells_are_short_and_known_by_name() -> None:
    code = [cell for cell in _stored().cells if cell.cell_type == "code"]
    assert not [cell.source for cell in code if len(cell.source.splitlines()) > LONGEST]
    ids = [cell.id for cell in _stored().cells]
    assert len(set(ids)) == len(ids)


def test_the_explorer_comes_before_the_lessons() -> None:
    cells = _stored().cells
    explorer = next(at for at, cell in enumerate(cells) if "dc.explore(" in cell.source and cell.cell_type == "code")
    assert sum(cell.cell_type == "markdown" for cell in cells[:explorer]) <= 3


@pytest.mark.parametrize(
    "measure", ["Polarity", "Subjectivity", "Evidence", "Frequency", "Concordance", "Mentions", "Named together"]
)
def test_each_measure_is_explained_with_something_to_try(measure: str) -> None:
    [lesson] = [cell.source for cell in _stored().cells if f"\n### {measure}" in f"\n{cell.source}"]
    assert "> **Try it.**" in lesson


def test_a_single_sentence_without_a_codebook(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("We made a good city.", encoding="utf-8")
    done = _executed(tmp_path, text="one.txt", codebook=None)
    pictures = _pictures(done)
    assert pictures["sentiment"] == pictures["terms"] == pictures["followed"] == 1
    assert pictures["actors"] == pictures["network"] == 0


def test_an_op_ed_with_its_codebook(tmp_path: Path) -> None:
    done = _executed(tmp_path, text="pier-nine-against", codebook="pier-nine")
    expected = ("sentiment", "terms", "followed", "actors", "network", "save", "pronouns")
    assert {name: _pictures(done)[name] for name in expected} == dict.fromkeys(expected, 1)
    assert (tmp_path / "my-figures" / "sentiment.pdf").is_file()


def test_the_notebook_on_formats_reads_a_pdf_and_a_table(tmp_path: Path) -> None:
    place_files(tmp_path)
    chosen = {"file": "formats/truce.pdf", "table": "formats/letters.csv"}
    done = NotebookRun(shipped("notebooks") / "5_your_texts.ipynb", tmp_path, chosen).execute()
    said = {cell.id: "".join(str(output) for output in cell.outputs) for cell in done.cells if cell.cell_type == "code"}
    assert "13 body paragraphs" in said["report"]
    assert "Body text: 17 paragraphs; left out: 1 title, 1 byline, 2 headings" in said["frequency"]
    assert "column of the texts" in said["letters"]
    assert "discourse-snapshot" in said["explore"]
    stored = nbformat.read(shipped("notebooks") / "5_your_texts.ipynb", as_version=4)
    names: dict[str, Any] = {}
    exec(next(cell.source for cell in stored.cells if cell.cell_type == "code"), names)
    assert {name: names[name] for name in chosen} == chosen


def test_a_text_that_cannot_be_opened_is_told_without_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(DiscourseError, match=r"absent\.txt") as told:
        _executed(tmp_path, text="absent.txt", codebook=None)
    assert "\n" not in str(told.value)
