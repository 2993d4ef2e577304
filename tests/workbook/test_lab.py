"""`discourse lab` puts its files where they are asked for, takes nothing from anyone, and starts and stops cleanly."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from discourse.cli import app
from discourse.errors import DiscourseError
from discourse.shipped import shipped
from discourse.workbook import folder as placing
from discourse.workbook.folder import RECORD, place_files
from discourse.workbook.manifest import write_manifest

NOTEBOOK = "1_explore.ipynb"


def _edit(path: Path, source: str = "print('mine')") -> bytes:
    """Write a cell into a notebook, as a researcher would; return the file's bytes."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, path)
    return path.read_bytes()


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A later version of the package: its notebook says something else."""
    later = tmp_path / "later"
    for name in ("notebooks", "data/texts", "data/formats", "data/codebooks"):
        (later / name).mkdir(parents=True)
        for file in shipped(name).glob("[!.]*.*"):
            (later / name / file.name).write_bytes(file.read_bytes())
    _edit(later / "notebooks" / NOTEBOOK, "print('news')")
    monkeypatch.setattr(placing, "shipped", lambda name: later / name)
    return later


def test_notebooks_texts_and_codebooks_are_put_into_a_new_folder(tmp_path: Path) -> None:
    placed = place_files(tmp_path / "a" / "b")
    assert {NOTEBOOK, "texts/pier-nine-for.txt", "formats/truce.pdf", "codebooks/us-politics.toml"} <= set(placed.new)
    for name in placed.new:
        assert (tmp_path / "a" / "b" / name).stat().st_size > 0


def test_putting_them_again_changes_nothing(tmp_path: Path) -> None:
    place_files(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    again = place_files(tmp_path)
    assert not again.new and not again.updated and not again.kept
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_the_researcher_wrote_is_kept(tmp_path: Path) -> None:
    place_files(tmp_path)
    mine = _edit(tmp_path / NOTEBOOK)
    (tmp_path / "texts" / "mine.txt").write_text("Mine.", encoding="utf-8")
    placed = place_files(tmp_path)
    assert (tmp_path / NOTEBOOK).read_bytes() == mine
    assert (tmp_path / "texts" / "mine.txt").read_text(encoding="utf-8") == "Mine."
    assert not placed.kept, "there is no newer version to put beside it"


def test_a_missing_file_is_put_there_again(tmp_path: Path) -> None:
    place_files(tmp_path)
    (tmp_path / NOTEBOOK).unlink()
    assert place_files(tmp_path).new == [NOTEBOOK]


def test_an_unchanged_notebook_is_brought_up_to_date(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    work = tmp_path / "work"
    place_files(work)
    later = request.getfixturevalue("newer")
    assert place_files(work).updated == [NOTEBOOK]
    assert (work / NOTEBOOK).read_bytes() == (later / "notebooks" / NOTEBOOK).read_bytes()


def test_beside_a_changed_notebook_the_newer_one_is_put(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    work = tmp_path / "work"
    place_files(work)
    mine = _edit(work / NOTEBOOK)
    later = request.getfixturevalue("newer")
    assert place_files(work).kept == {NOTEBOOK: "1_explore.new.ipynb"}
    assert (work / NOTEBOOK).read_bytes() == mine
    assert (work / "1_explore.new.ipynb").read_bytes() == (later / "notebooks" / NOTEBOOK).read_bytes()
    assert not place_files(work).kept, "it is said once"


def test_a_changed_newer_notebook_is_kept_as_well(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    work = tmp_path / "work"
    place_files(work)
    _edit(work / NOTEBOOK)
    later = request.getfixturevalue("newer")
    place_files(work)
    mine = _edit(work / "1_explore.new.ipynb", "print('mine too')")
    _edit(later / "notebooks" / NOTEBOOK, "print('more news')")
    assert place_files(work).kept == {NOTEBOOK: "1_explore.new2.ipynb"}
    assert (work / "1_explore.new.ipynb").read_bytes() == mine


def test_opening_and_saving_is_no_change_but_results_are(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    work = tmp_path / "work"
    place_files(work)
    notebook = nbformat.read(work / NOTEBOOK, as_version=4)
    notebook.metadata["language_info"] = {"name": "python", "version": "3.13.0"}
    (work / NOTEBOOK).write_text(json.dumps(notebook, indent=4), encoding="utf-8")
    request.getfixturevalue("newer")
    assert place_files(work).updated == [NOTEBOOK]
    notebook = nbformat.read(work / NOTEBOOK, as_version=4)
    code = next(cell for cell in notebook.cells if cell.cell_type == "code")
    code.outputs = [nbformat.v4.new_output("stream", text="a result")]
    nbformat.write(notebook, work / NOTEBOOK)
    assert not place_files(work).updated


def test_without_its_record_every_file_counts_as_the_researchers(tmp_path: Path) -> None:
    place_files(tmp_path)
    mine = _edit(tmp_path / NOTEBOOK)
    (tmp_path / RECORD).write_text("no JSON", encoding="utf-8")
    assert place_files(tmp_path).kept == {NOTEBOOK: "1_explore.new.ipynb"}
    assert (tmp_path / NOTEBOOK).read_bytes() == mine


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(DiscourseError, match="taken"):
        place_files(tmp_path / "taken")


def test_no_open_only_puts_the_files_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer = CliRunner().invoke(app, ["lab", "--no-open"])
    assert answer.exit_code == 0, answer.output
    assert (tmp_path / "discourse-workbook" / NOTEBOOK).is_file()


def test_the_folder_of_a_result_is_opened_as_it_is(tmp_path: Path) -> None:
    (tmp_path / NOTEBOOK).write_text("{}", encoding="utf-8")
    write_manifest(tmp_path, {})
    assert CliRunner().invoke(app, ["lab", str(tmp_path), "--no-open"]).exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {NOTEBOOK, "manifest.json"}


def test_jupyterlab_starts_lets_only_the_token_in_and_stops_with_ctrl_c(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {name: str(tmp_path / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    program = "import sys; from discourse.cli import main; main()"
    command = [sys.executable, "-u", "-c", program, "lab", str(tmp_path / "work"), "--no-browser", "--port", str(port)]
    # A session of its own, so that Ctrl-C reaches the server alone as it does from a terminal.
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **own}
    )
    try:
        told = ""
        assert server.stdout is not None
        while "token=" not in told:
            line = server.stdout.readline()
            assert line, told
            told += line
        [address] = re.findall(r"http://\S+", told)
        root, token = re.match(r"(http://[^/]+)/.*token=(\w+)", address).groups()  # type: ignore[union-attr]
        assert root.endswith(f":{port}")
        assert address.split("?")[0] == f"{root}/doc/tree/{NOTEBOOK}"

        def ask(path: str, header: dict[str, str]) -> bytes:
            return urllib.request.urlopen(urllib.request.Request(root + path, headers=header), timeout=20).read()

        let_in = {"Authorization": f"token {token}"}
        formats = ThreadPoolExecutor().submit(ask, "/api/nbconvert", let_in)  # the answer takes its time
        assert "version" in json.loads(ask("/api", {}))
        with pytest.raises(urllib.error.HTTPError, match="403"):
            ask("/api/contents", {})
        names = {entry["name"] for entry in json.loads(ask("/api/contents", let_in))["content"]}
        assert {NOTEBOOK, "texts", "codebooks"} <= names
        kernel = json.loads(ask("/api/kernelspecs", let_in))["kernelspecs"]["python3"]["spec"]
        assert kernel["argv"][0] == sys.executable
        news = json.loads(ask("/lab/api/settings/@jupyterlab/apputils-extension:notification", let_in))
        assert news["schema"]["properties"]["fetchNews"]["default"] == "false"
        assert {"html", "pdf", "latex"} <= set(json.loads(formats.result()))
        server.send_signal(signal.SIGINT)
        rest, _ = server.communicate(timeout=30)
    finally:
        server.kill()
    assert server.returncode == 0
    assert "Traceback" not in told + rest
    assert rest.rstrip().endswith("Stopped.")


def test_a_server_that_was_stopped_in_the_middle_of_an_answer_ends() -> None:
    program = """
import asyncio, logging, time
from types import SimpleNamespace
from anyio.to_thread import run_sync
from discourse.workbook.lab import _finish

async def answer():
    for _ in range(1000):
        await run_sync(time.sleep, 0.1)

loop = asyncio.new_event_loop()
loop.create_task(answer())
loop.call_later(0.25, loop.stop)
loop.run_forever()
_finish(SimpleNamespace(log=logging.getLogger(), io_loop=SimpleNamespace(asyncio_loop=loop)))
"""
    assert subprocess.run([sys.executable, "-c", program], timeout=20).returncode == 0
