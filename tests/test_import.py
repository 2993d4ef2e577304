"""`import discourse` is light, and every name it promises is there."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import discourse

HEAVY = ["textblob", "nltk", "seaborn", "matplotlib.pyplot", "spacy", "ipywidgets"]
ROOMS = ["corpus", "measures", "figures"]
STUB = Path(discourse.__file__).with_name("__init__.pyi")
PROMISED = [
    (f"discourse.{node.module}", alias.asname or alias.name)
    for node in ast.parse(STUB.read_text(encoding="utf-8")).body
    if isinstance(node, ast.ImportFrom)
    for alias in node.names
]


def _modules_after(statement: str) -> set[str]:
    """Return the modules a fresh Python holds after a statement."""
    program = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return set(json.loads(ran.stdout))


def test_importing_the_package_loads_no_heavy_library() -> None:
    assert not _modules_after("import discourse") & set(HEAVY)


def test_listing_what_the_package_offers_loads_no_heavy_library() -> None:
    assert not _modules_after("import discourse as dc; dir(dc); dc.__version__") & set(HEAVY)


def test_texts_measures_and_figures_load_heavy_libraries_only_when_they_work() -> None:
    package = STUB.parent
    files = [package / "codebook.py", *(path for room in ROOMS for path in (package / room).glob("[!_]*.py"))]
    modules = [".".join(path.relative_to(package.parent).with_suffix("").parts) for path in files]
    assert not _modules_after("\n".join(f"import {module}" for module in modules)) & set(HEAVY)


def test_every_public_name_is_listed_in_the_stub() -> None:
    assert sorted(discourse.__all__) == sorted(name for _, name in PROMISED)


@pytest.mark.parametrize(("module", "name"), PROMISED, ids=[name for _, name in PROMISED])
def test_every_public_name_comes_from_its_module_and_is_documented(module: str, name: str) -> None:
    offered = getattr(discourse, name)
    assert offered is getattr(sys.modules[module], name)
    assert offered.__doc__
