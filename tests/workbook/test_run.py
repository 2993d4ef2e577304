"""`discourse run` leaves a whole result or none, the same one each time, and takes nothing from anyone."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest

import discourse as dc
from discourse.errors import DiscourseError
from discourse.shipped import shipped
from discourse.tables import read_csv
from discourse.workbook import run as running
from discourse.workbook.run import run
from discourse.workbook.source import Choices

FIGURES = {"sentiment-textblob", "sentiment-vader", "terms-top", "terms-followed", "actors", "actors-together"}
KINDS = {"pdf", "svg", "png", "csv", "json", "txt"}
TABLES = {
    "documents", "paragraphs", "sentences", "tokens", "frequency", "mentions", "cooccurrence", "actors",
    "sentiment-textblob", "sentiment-by-sentence-textblob", "sentiment-evidence-textblob",
    "sentiment-vader", "sentiment-by-sentence-vader", "sentiment-evidence-vader",
}  # fmt: skip
WORD = Path(__file__).parents[1] / "corpus" / "readers" / "files" / "truce.docx"
HOSTILE = """# <b>Prices</b>/of ../../milk.. & $x_1^2$

=cmd|' /C calc'!A0 is a **bad** idea, says <script>alert("1")</script> O'Brien.

> +1+1 & -2 @SUM(A1) </div><img src=x onerror=alert(2)> {{ 7*7 }} {% raw %} a horrible_price^2
"""


def _files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an op-ed and its codebook, as a researcher has them."""
    folder = tmp_path_factory.mktemp("mine")
    for name in ("texts/pier-nine-for.txt", "codebooks/pier-nine.toml"):
        source = shipped(f"data/{name.split('/')[0]}") / name.split("/")[1]
        (folder / source.name).write_bytes(source.read_bytes())
    return folder


@pytest.fixture(scope="module")
def result(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result on the op-ed with its codebook."""
    out = tmp_path_factory.mktemp("once") / "results"
    return run(inputs / "pier-nine-for.txt", codebook=inputs / "pier-nine.toml", out=out)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result on a text full of markup, formulas and dots, without a codebook."""
    folder = tmp_path_factory.mktemp("hostile")
    text = folder / "pay..now;rm -rf.md"
    text.write_text(HOSTILE, encoding="utf-8")
    return run(text, out=folder / "out")


# --- what is left -----------------------------------------------------------------------------------------


def test_the_result_holds_notebook_report_figures_tables_and_manifest(result: Path) -> None:
    left = set(_files(result))
    assert {"1_explore.ipynb", "report.html", "manifest.json"} <= left
    assert {f"figures/{name}.{kind}" for name in FIGURES for kind in KINDS} <= left
    assert {f"tables/{name}.csv" for name in TABLES} <= left
    assert all(_files(result).values()), "no file is empty"


def test_the_manifest_tells_the_digest_of_every_other_file(result: Path) -> None:
    manifest = json.loads((result / "manifest.json").read_text(encoding="utf-8"))
    files = {name: content for name, content in _files(result).items() if name != "manifest.json"}
    assert manifest["files"] == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_the_manifest_tells_text_codebook_and_versions(result: Path, inputs: Path) -> None:
    manifest = json.loads((result / "manifest.json").read_text(encoding="utf-8"))
    text, book = (inputs / "pier-nine-for.txt").read_bytes(), (inputs / "pier-nine.toml").read_bytes()
    assert manifest["text"]["sha256"] == hashlib.sha256(text).hexdigest()
    assert manifest["codebook"]["sha256"] == hashlib.sha256(book).hexdigest()
    assert manifest["versions"]["discourse-workbook"] == dc.__version__
    assert {"python", "pandas", "textblob"} <= manifest["versions"].keys()


def test_text_and_codebook_travel_with_the_result(result: Path, inputs: Path) -> None:
    for name in ("pier-nine-for.txt", "pier-nine.toml"):
        assert (result / "source" / name).read_bytes() == (inputs / name).read_bytes()


def test_the_tables_are_those_of_the_measures(result: Path, inputs: Path) -> None:
    corpus = dc.read(inputs / "pier-nine-for.txt")
    scores = read_csv(result / "tables" / "sentiment-textblob.csv")
    assert scores["polarity"].tolist() == pytest.approx(dc.sentiment(corpus)["polarity"].tolist(), abs=1e-12)
    found = dc.mentions(corpus, dc.Codebook.read(inputs / "pier-nine.toml"))
    assert read_csv(result / "tables" / "mentions.csv")["surface"].tolist() == found["surface"].tolist()


def test_nothing_in_the_result_tells_of_the_machine(result: Path, inputs: Path) -> None:
    strangers = [str(inputs), str(result), "ipykernel_", str(Path.home())]
    for name, content in _files(result).items():
        assert not [place for place in strangers if place.encode() in content], name


# --- the notebook -----------------------------------------------------------------------------------------


def test_the_notebook_ran_on_this_text_to_its_end(result: Path) -> None:
    notebook = nbformat.read(result / "1_explore.ipynb", as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code[0].source == 'text = "source/pier-nine-for.txt"\ncodebook = "source/pier-nine.toml"'
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))


def test_of_the_explorer_its_picture_stays_and_shows(result: Path) -> None:
    notebook = nbformat.read(result / "1_explore.ipynb", as_version=4)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = [output.data for output in outputs if "discourse-snapshot" in output.get("data", {}).get("text/html", "")]
    assert len(shown) == 1
    assert "data:image/png;base64," in shown[0]["text/html"]
    assert "data-discourse" not in shown[0]["text/html"], "or a style of a widget that is gone would hide it"
    assert "widget-view" not in json.dumps(notebook)


# --- the same each time -----------------------------------------------------------------------------------


def test_the_same_text_and_codebook_leave_the_same_bytes(result: Path, inputs: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "deep" / "er"
    elsewhere.mkdir(parents=True)
    for file in inputs.iterdir():
        (elsewhere / file.name).write_bytes(file.read_bytes())
    again = run(elsewhere / "pier-nine-for.txt", codebook=elsewhere / "pier-nine.toml", out=tmp_path / "again")
    first, second = _files(result), _files(again)
    assert first.keys() == second.keys()
    assert not [name for name in first if first[name] != second[name]]


def test_a_word_file_makes_the_same_result_again_from_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(WORD, codebook="us-politics", out=tmp_path / "first")
    notebook = nbformat.read(first / "1_explore.ipynb", as_version=4)
    assert notebook.cells[2].source == 'text = "source/truce.docx"\ncodebook = "us-politics"'
    monkeypatch.chdir(first)
    again = run("source/truce.docx", codebook="us-politics", out=tmp_path / "again")
    assert _files(first) == _files(again)
    paragraphs = read_csv(first / "tables" / "paragraphs.csv")
    scores = read_csv(first / "tables" / "sentiment-textblob.csv")
    assert set(scores["paragraph"]) == set(paragraphs[paragraphs["kind"].isin(["body", "list", "quote"])]["paragraph"])


# --- hostile texts ----------------------------------------------------------------------------------------


def test_a_hostile_name_and_title_never_leave_the_folder(hostile: Path) -> None:
    assert {path.name for path in hostile.parent.iterdir()} == {"pay..now;rm -rf.md", "out"}
    assert all(".." not in name and ";" not in name for name in _files(hostile))


def test_no_cell_of_a_table_can_run_as_a_formula(hostile: Path) -> None:
    for name in [*TABLES & {path.stem for path in (hostile / "tables").iterdir()}]:
        lines = (hostile / "tables" / f"{name}.csv").read_text(encoding="utf-8-sig")
        assert not [cell for cell in lines.split('"')[1::2] if cell[:1] in ("=", "+", "-", "@")], name


def test_without_a_codebook_there_are_no_actors_and_the_report_says_how_to_add_one(hostile: Path) -> None:
    assert not (hostile / "tables" / "mentions.csv").exists()
    assert not list((hostile / "figures").glob("actors*"))
    assert "--codebook my-codebook.toml" in (hostile / "report.html").read_text(encoding="utf-8")


# --- whole or not at all ----------------------------------------------------------------------------------


@pytest.fixture
def started(tmp_path: Path) -> Iterator[tuple[Callable[[str], subprocess.Popen[str]], Path]]:
    """What starts the real command and waits until it tells a certain step; and the folder it works in."""
    folder, processes = tmp_path / "work", []
    folder.mkdir()

    def start(step: str) -> subprocess.Popen[str]:
        program = "import sys; from discourse.cli import main; main()"
        command = [sys.executable, "-u", "-c", program, "run", "pier-nine-for", "--codebook", "pier-nine"]
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
        )
        processes.append(process)
        assert process.stderr is not None
        while not (line := process.stderr.readline()).startswith(step):
            assert line, "the command ended too early"
        return process

    yield start, folder
    for process in processes:
        process.kill()
        process.wait()


def _kernels_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """Return the notebooks' Pythons that a process has started."""
    children = psutil.Process(process.pid).children(recursive=True)
    return [child for child in children if "ipykernel_launcher" in " ".join(child.cmdline())]


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "terminated"])
def test_interrupted_it_leaves_nothing(started: Any, way: signal.Signals) -> None:
    start, folder = started
    process = start("Drawing figure 2")
    kernels = _kernels_of(process)
    process.send_signal(way)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in told and "Interrupted" in told
    assert list(folder.iterdir()) == []
    assert not [kernel for kernel in kernels if kernel.is_running() and kernel.status() != psutil.STATUS_ZOMBIE]


def test_when_its_notebook_is_killed_it_says_so_and_leaves_nothing(started: Any) -> None:
    start, folder = started
    process = start("Drawing figure 1")
    end = time.monotonic() + 20
    while not (kernels := _kernels_of(process)) and time.monotonic() < end:
        time.sleep(0.05)
    kernels[0].kill()
    _, told = process.communicate(timeout=40)
    assert process.returncode == 2
    assert "Traceback" not in told and "ended before it was done" in told
    assert list(folder.iterdir()) == []


class _Quick:
    """Stands in for the notebook where a test is not about it."""

    def __init__(self, *given: Any) -> None:
        self.ended = False

    def execute(self) -> Any:
        return nbformat.v4.new_notebook()

    def stop(self) -> None:
        self.ended = True


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run without notebook and figures."""
    monkeypatch.setattr(running, "NotebookRun", _Quick)
    monkeypatch.setattr(running, "standard_drawings", lambda analysis: [])


@pytest.mark.usefixtures("quick")
def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: Any) -> str:
        raise MemoryError

    monkeypatch.setattr(running, "report_html", fail)
    with pytest.raises(MemoryError):
        run("pier-nine-for", out=tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


# --- never overwrite --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick")
def test_a_former_result_is_replaced_only_with_force(tmp_path: Path) -> None:
    out = run("pier-nine-for", out=tmp_path / "out")
    before = _files(out)
    with pytest.raises(DiscourseError, match="--force"):
        run("pier-nine-against", out=out)
    assert _files(out) == before
    run("pier-nine-against", out=out, force=True)
    assert json.loads(_files(out)["manifest.json"])["text"]["title"] == "pier-nine-against"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("manifest", [None, "{}", "no JSON", '{"made_by": "somebody else"}', "[]"])
def test_what_is_no_result_is_never_replaced(tmp_path: Path, force: bool, manifest: str | None) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter-1.docx").write_bytes(b"years of work")
    if manifest is not None:
        (out / "manifest.json").write_text(manifest, encoding="utf-8")
    before = _files(tmp_path)
    with pytest.raises(DiscourseError, match="thesis"):
        run("pier-nine-for", out=out, force=force)
    assert _files(tmp_path) == before


@pytest.mark.usefixtures("quick")
def test_notes_put_beside_a_result_are_not_lost(tmp_path: Path) -> None:
    out = run("pier-nine-for", out=tmp_path / "out")
    (out / "my-notes.txt").write_text("thoughts", encoding="utf-8")
    with pytest.raises(DiscourseError, match=r"my-notes\.txt"):
        run("pier-nine-for", out=out, force=True)
    assert (out / "my-notes.txt").read_text(encoding="utf-8") == "thoughts"


@pytest.mark.usefixtures("quick")
def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert (run("pier-nine-for", out=tmp_path / "out") / "report.html").is_file()


@pytest.mark.usefixtures("quick")
def test_without_a_name_the_folder_is_called_after_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("My article: part 2.txt").write_text("A text.", encoding="utf-8")
    assert run("My article: part 2.txt") == Path("My-article-part-2-results")
    assert run("pier-nine-for") == Path("pier-nine-for-results")


@pytest.mark.usefixtures("quick")
def test_the_manifest_tells_which_text_of_a_file_was_taken_and_how(tmp_path: Path) -> None:
    choices = Choices(text="letter", document=2)
    out = run(shipped("data/formats") / "letters.csv", out=tmp_path / "out", choices=choices)
    command = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["command"]
    assert command == {
        "name": "run", "text": "source/letters.csv", "codebook": None, "column": "letter", "document": 2,
        "encoding": None, "front_matter": 0,
    }  # fmt: skip


@pytest.mark.usefixtures("quick")
def test_a_text_in_another_encoding_travels_in_utf_8(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Café – naïve".encode("cp1252"))
    out = run(tmp_path / "old.txt", out=tmp_path / "out", choices=Choices(encoding="cp1252"))
    assert (out / "source" / "old.txt").read_text(encoding="utf-8") == "Café – naïve"
