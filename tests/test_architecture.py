"""The rooms of the package keep their order, modules stay short, and nothing of one machine is left in the files."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "discourse"
MODULES = sorted(PACKAGE.rglob("*.py"))

# A module imports from its own room and from those before it. What is no room is a leaf: a small module that
# knows nothing of discourse (errors, files, progress …) and that every room may use.
ROOMS = [{"corpus", "codebook"}, {"measures"}, {"figures"}, {"coding"}, {"study"}, {"workbook"}, {"cli"}]
LEAF = 0
LONGEST = 400

# The only name that modules take from the package itself; everything else they take from where it is.
FROM_THE_TOP = {"__version__"}


def _module(path: Path) -> str:
    """Return the dotted name of a module inside the package, ``""`` for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _rank(module: str) -> int:
    """Return the height of a module's room, ``LEAF`` for what is in none."""
    top = module.split(".")[0]
    room = "codebook" if top.startswith("codebook_") else top
    return next((height for height, rooms in enumerate(ROOMS, start=1) if room in rooms), LEAF)


def _base(node: ast.ImportFrom, package: str) -> str | None:
    """Return what ``from … import`` names, as a dotted name inside the package; None when it is outside."""
    if node.level:
        above = package.split(".") if package else []
        kept = above[: len(above) - (node.level - 1)]
        return ".".join([*kept, *([node.module] if node.module else [])])
    name = node.module or ""
    return name.removeprefix("discourse").lstrip(".") if name.split(".")[0] == "discourse" else None


def _imports(path: Path, root: Path = PACKAGE) -> list[tuple[int, str]]:
    """Return (line, module) of every import of the package itself, also those inside functions."""
    package = ".".join(path.relative_to(root).parent.parts)
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.split(".")[0] == "discourse"]
            found += [(node.lineno, name.removeprefix("discourse").lstrip(".")) for name in names]
        elif isinstance(node, ast.ImportFrom) and (base := _base(node, package)) is not None:
            top = [alias.name for alias in node.names if alias.name not in FROM_THE_TOP]
            found += [(node.lineno, name) for name in ([base] if base else top)]
    return found


def _tracked() -> list[Path]:
    """Return the files of the project: those git knows, or every file where there is no git."""
    asked = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if asked.returncode == 0:
        return [ROOT / name for name in asked.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    hidden = re.compile(r"/(?:\.|__pycache__)")
    return [path for path in ROOT.rglob("*") if path.is_file() and not hidden.search(f"/{path.relative_to(ROOT)}")]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: _module(path) or "discourse")
def test_a_module_imports_only_downwards(path: Path) -> None:
    here = _module(path)
    if not here:
        assert not _imports(path), "the package itself lists its names in __init__.pyi and imports none of them"
        return
    upwards = [f"line {line}: {here} imports {there}" for line, there in _imports(path) if _rank(there) > _rank(here)]
    assert not upwards


@pytest.mark.parametrize("path", MODULES, ids=lambda path: _module(path) or "discourse")
def test_nothing_imports_the_whole_package(path: Path) -> None:
    assert not [line for line, there in _imports(path) if there == ""]


def test_the_arrows_would_be_seen_if_one_were_turned_round(tmp_path: Path) -> None:
    module = tmp_path / "measures" / "terms.py"
    module.parent.mkdir()
    for line, there in {
        "from ..figures.theme import x": "figures.theme",
        "from .. import figures": "figures",
        "import discourse.figures.theme": "figures.theme",
        "from discourse.figures import theme": "figures",
        "def f():\n    from ..cli import main": "cli",
    }.items():
        module.write_text(line, encoding="utf-8")
        [(_, found)] = _imports(module, root=tmp_path)
        assert found == there
        assert _rank(found) > _rank("measures.terms")
    assert _rank("errors") == LEAF < _rank("codebook_checks") == _rank("corpus.words") < _rank("measures.terms")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: _module(path) or "discourse")
def test_a_module_fits_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_file_speaks_of_one_machine_or_of_work_left_to_do() -> None:
    # The words are put together here so that this file does not find itself.
    folders = "|".join(["home", "Users", "root", "work", "opt"])
    unwanted = re.compile(rf"(?<![\w.}}/-])/(?:{folders})/[\w.-]|\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    found = []
    for path in _tracked():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            if match := unwanted.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {match.group()}")
    assert not found
