"""The notebooks are stored as a researcher should first meet them: valid, short, and not yet run."""

from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").rglob("[!.]*.ipynb"))
LONGEST_CELL = 15


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    """One stored notebook."""
    return nbformat.read(request.param, as_version=4)


def _code(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """Return the code cells of a notebook."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_guided_hour_is_there() -> None:
    assert "1_explore" in {path.stem for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_follows_its_format(path: Path) -> None:
    stored = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    assert stored.nbformat == 4
    nbformat.validate(stored)


def test_a_notebook_is_stored_without_results(notebook: nbformat.NotebookNode) -> None:
    run = [cell.source for cell in _code(notebook) if cell.outputs or cell.execution_count is not None]
    assert not run
    assert "widgets" not in notebook.metadata


def test_the_first_code_cell_holds_the_parameters(notebook: nbformat.NotebookNode) -> None:
    first, *others = _code(notebook)
    assert "parameters" in first.metadata.get("tags", [])
    assert not [cell.source for cell in others if "parameters" in cell.metadata.get("tags", [])]


def test_no_code_cell_is_long(notebook: nbformat.NotebookNode) -> None:
    assert not [cell.source for cell in _code(notebook) if len(cell.source.splitlines()) > LONGEST_CELL]


def test_a_notebook_opens_with_prose_and_runs_on_the_plain_kernel(notebook: nbformat.NotebookNode) -> None:
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.metadata.kernelspec.name == "python3"
