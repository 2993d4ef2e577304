"""The command answers at once, says in words what is wrong, and leaves nothing behind when it is."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from discourse import __version__
from discourse.cli import app

HEAVY = ("pandas", "numpy", "matplotlib", "seaborn", "textblob", "ipywidgets", "nbformat", "jupyterlab", "rich")


def _asked(*arguments: str) -> Result:
    """Return what the command answers."""
    return CliRunner().invoke(app, list(arguments))


def test_help_names_both_commands() -> None:
    for answer in (_asked("--help"), _asked()):
        assert "lab" in answer.output and "run" in answer.output


def test_the_version_is_told() -> None:
    assert _asked("--version").output.strip() == f"discourse-workbook {__version__}"


@pytest.mark.parametrize("command", ["lab", "run"])
def test_each_command_explains_itself(command: str) -> None:
    answer = _asked(command, "--help")
    assert answer.exit_code == 0
    assert "--help" in answer.output


def test_asking_for_help_loads_nothing_heavy() -> None:
    program = "import sys, discourse.cli; print(*(name for name in sys.argv[1:] if name in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", program, *HEAVY], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []


MISTAKES = [
    "a file that is not there",
    "no file and no sample",
    "an empty file",
    "a blank file",
    "a picture called .txt",
    "a folder without texts",
    "a folder of several texts",
    "a sample of many texts",
    "an unknown encoding",
    "a codebook that is not there",
    "no codebook of this name",
    "a codebook with a mistake",
    "the text as its own codebook",
    "an output that is a file",
]


def _bad_inputs(folder: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Return for each mistake the arguments, and words that the answer must hold."""
    good, book = folder / "good.txt", folder / "book.toml"
    good.write_text("The truce holds in the city.", encoding="utf-8")
    book.write_text('[[actor]]\nid = "un"\n', encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "blank.txt").write_text(" \n\n\t", encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "nothing").mkdir()
    for name in ("one", "two"):
        path = folder / "several" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("A text.", encoding="utf-8")
    return {
        "a file that is not there": ([str(folder / "absent.txt")], ["absent.txt"]),
        "no file and no sample": (["stou-2016"], ["stou-2016", "sotu-2016"]),
        "an empty file": ([str(folder / "empty.txt")], ["empty.txt"]),
        "a blank file": ([str(folder / "blank.txt")], ["blank.txt"]),
        "a picture called .txt": ([str(folder / "picture.txt")], ["picture.txt", "picture"]),
        "a folder without texts": ([str(folder / "nothing")], ["nothing"]),
        "a folder of several texts": ([str(folder / "several")], ["several", "2"]),
        "a sample of many texts": (["sotu"], ["sotu", "--document"]),
        "an unknown encoding": ([str(good), "--encoding", "klingon"], ["good.txt", "klingon"]),
        "a codebook that is not there": ([str(good), "--codebook", "absent.toml"], ["absent.toml"]),
        "no codebook of this name": ([str(good), "--codebook", "us-politic"], ["us-politic", "us-politics"]),
        "a codebook with a mistake": ([str(good), "--codebook", str(book)], ["book.toml", "line", "un"]),
        "the text as its own codebook": ([str(good), "--codebook", str(good)], ["good.txt"]),
        "an output that is a file": ([str(good), "--out", str(book)], ["book.toml"]),
    }


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_words_and_leaves_nothing(
    mistake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments, words = _bad_inputs(tmp_path)[mistake]
    elsewhere = tmp_path / "here"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    answer = _asked("run", *arguments)
    assert answer.exit_code == 2
    assert "Traceback" not in answer.output
    assert all(word in answer.output for word in words), answer.output
    assert list(elsewhere.iterdir()) == []
    assert not list(tmp_path.rglob("*.part"))


def test_the_real_command_tells_mistakes_on_the_error_stream(tmp_path: Path) -> None:
    program = "import sys; from discourse.cli import main; sys.argv = ['discourse', 'run', 'absent.txt']; main()"
    ran = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert "absent.txt" in ran.stderr and "Traceback" not in ran.stderr
