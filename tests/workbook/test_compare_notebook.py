"""The notebook on comparing runs from top to bottom with nobody watching, and what its prose says is so."""

import time
from typing import Any

import nbformat
import pytest

import discourse as dc
from discourse.shipped import shipped
from discourse.tables import read_csv
from discourse.workbook.notebook import NotebookRun

NOTEBOOK = shipped("notebooks") / "4_compare.ipynb"
LONGEST, SECONDS = 6, 60
PICTURES = {
    "picture", "bars", "strips", "trajectories", "periods", "circle-target", "circle-reference", "opeds", "save",
}  # fmt: skip


def _stored() -> Any:
    return nbformat.read(NOTEBOOK, as_version=4)


def _parameters() -> dict[str, Any]:
    tagged = next(cell for cell in _stored().cells if "parameters" in cell.metadata.get("tags", []))
    names: dict[str, Any] = {}
    exec(tagged.source, names)
    return {name: value for name, value in names.items() if name != "__builtins__"}


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook after a run, with its folder and the time it took."""
    folder = tmp_path_factory.mktemp("compare")
    begun = time.perf_counter()
    notebook = NotebookRun(NOTEBOOK, folder, _parameters()).execute()
    return notebook, folder, time.perf_counter() - begun


def _outputs(notebook: Any) -> dict[str, list[Any]]:
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def test_its_parameters_are_what_a_reader_would_change() -> None:
    assert _parameters() == {"since": 1945, "word": "freedom", "followed": ["freedom", "war", "jobs", "commerce"]}


def test_its_cells_are_short_known_by_name_and_led_by_prose() -> None:
    cells = _stored().cells
    assert not [cell.source for cell in cells if cell.cell_type == "code" and len(cell.source.splitlines()) > LONGEST]
    ids = [cell.id for cell in cells]
    assert len(set(ids)) == len(ids)
    assert sum(cell.cell_type == "markdown" for cell in cells) > 15
    assert sum("> **Try it.**" in cell.source for cell in cells) >= 4


@pytest.mark.parametrize(
    "measure", ["log_ratio", "lrc", "p", "range_target", "text-dispersion", "DP", "bootstrap", "log_dice", "expected"]
)
def test_each_measure_is_explained(measure: str) -> None:
    prose = "\n".join(cell.source for cell in _stored().cells if cell.cell_type == "markdown")
    assert measure in prose.replace("Text dispersion", "text-dispersion")


def test_every_cell_runs_and_each_figure_is_a_picture(executed: Any) -> None:
    notebook, _, _ = executed
    pictures = {
        name for name, outputs in _outputs(notebook).items() if any("image/png" in o.get("data", {}) for o in outputs)
    }
    assert pictures == PICTURES
    said = [output for outputs in _outputs(notebook).values() for output in outputs if output.output_type == "stream"]
    assert not said  # no warning of a library, no print


def test_it_takes_a_minute_at_most_and_three_where_other_tests_run_beside_it(executed: Any) -> None:
    assert executed[2] < 3 * SECONDS


def test_both_sides_of_the_evidence_are_shown(executed: Any) -> None:
    outputs = _outputs(executed[0])
    for name in ("lines-target", "lines-reference"):
        shown = outputs[name][0].data["text/html"]
        assert shown.count("<tr") == 11 and "freedom" in shown.lower()
    assert "<mark>" in outputs["passage"][0].data["text/html"]


def test_its_tables_and_figures_are_saved_with_their_notes(executed: Any) -> None:
    folder = executed[1]
    table = read_csv(folder / "my-tables" / "keywords.csv")
    assert len(table) == 20 and {"range_target", "lrc"} < set(table.columns)
    assert "two-term" in (folder / "my-tables" / "keywords.notes.txt").read_text("utf-8")
    assert (folder / "my-figures" / "keywords.pdf").is_file()


def test_what_it_says_of_the_two_op_eds_is_so() -> None:
    pro, con = dc.sample("pier-nine-for"), dc.sample("pier-nine-against")
    pair = dc.keyness(pro, con, minimum=2)
    assert (pair["p"] == 1).all()
    strongest = pair.iloc[-1]
    assert (strongest["term"], strongest["count_target"]) == ("i", 0)
    assert len(dc.concordance(pro, "gas")) == len(dc.concordance(con, "gas")) == 1


def test_what_it_says_of_the_keywords_is_so() -> None:
    speeches = dc.sample("sotu").where(year=range(1945, 2100), delivery="spoken")
    keywords = dc.keyness(
        speeches.where(party="Republican"), speeches.where(party="Democratic"), stop="english", minimum=20
    )
    assert keywords["term"].iloc[0] == "freedom"
    last = keywords.tail(12).set_index("term")
    assert last.loc["receipts", "range_reference"] < 10  # in very few speeches
    assert any(term.isdecimal() for term in last.index)  # the number of a year
    assert (keywords["log_likelihood"].iloc[0] > keywords["log_likelihood"].iloc[1]) and keywords["lrc"].eq(0).any()
