"""The README tells the formats that are read, and why each dependency is there, as they are."""

import re
import tomllib
from pathlib import Path

import pytest

import discourse as dc

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REQUIRED = [re.split(r"[<>=\[ ]", line)[0] for line in PROJECT["project"]["dependencies"]]


def _section(title: str) -> str:
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def _cells(title: str) -> list[list[str]]:
    """Return the rows of the table of a section, cell by cell."""
    lines = [line for line in _section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_table_of_formats_is_that_of_the_readers() -> None:
    expected = [
        [
            f"{row.label[0].upper()}{row.label[1:]}",
            row.endings or "by content",
            row.library or "Python",
            row.keeps,
            row.leaves_out,
        ]
        for row in dc.formats().itertuples()
    ]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in expected)
    assert _cells("Formats") == expected, f"The table in README.md should be:\n{table}"


@pytest.mark.parametrize("name", REQUIRED)
def test_each_dependency_has_its_reason(name: str) -> None:
    named = {library for cells in _cells("Why each dependency is there") for library in cells[0].split(", ")}
    assert name in named


def test_no_dependency_is_named_that_is_not_there() -> None:
    named = {library for cells in _cells("Why each dependency is there") for library in cells[0].split(", ")}
    assert named <= set(REQUIRED)


def test_the_example_in_five_lines_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my-article.txt").write_text("A good truce.\n\nA bad war.\n\nThe end.", encoding="utf-8")
    [example] = [block for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "my-article.txt" in block]
    exec(example, {})
    assert Path("figures/sentiment.pdf").is_file()
