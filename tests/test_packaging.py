"""What is installed a year from now, or from a wheel on another machine, is what was tested here."""

import configparser
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import discourse

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = {"lab": [], "test": ["test"], "dev": ["test", "dev"]}


# --- the lock ---------------------------------------------------------------------------------------------


def _entries(lock: str) -> Iterator[tuple[Requirement, list[str]]]:
    """Yield each locked package with its hashes."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    for entry in re.sub(r"\\\n\s*", " ", text).splitlines():
        if entry and not entry.startswith("#"):
            named, *hashes = entry.split(" --hash=")
            yield Requirement(named), [value.strip() for value in hashes]


def _wanted(lock: str) -> list[Requirement]:
    """Return what pyproject.toml asks for: the package's own needs, the extras of this lock, and the build's."""
    extras = PROJECT["project"]["optional-dependencies"]
    lines = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
    lines = [*lines, *(line for extra in LOCKS[lock] for line in extras[extra])]
    return [need for need in map(Requirement, lines) if need.name != PROJECT["project"]["name"]]


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_every_dependency_within_its_range(lock: str) -> None:
    locked: dict[str, list[str]] = {}
    for pin, _ in _entries(lock):
        [version] = [part.version for part in pin.specifier]
        locked.setdefault(canonicalize_name(pin.name), []).append(version)
    for need in _wanted(lock):
        versions = locked.get(canonicalize_name(need.name), [])
        assert versions, f"{need.name} is not in requirements/{lock}.txt: run `make lock`"
        assert all(need.specifier.contains(version) for version in versions), f"{need} but locked {versions}"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_the_lock_has_one_version_and_its_hashes(lock: str) -> None:
    for pin, hashes in _entries(lock):
        assert [part.operator for part in pin.specifier] == ["=="], pin
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), pin


@pytest.mark.parametrize(("smaller", "larger"), [("lab", "test"), ("test", "dev")])
def test_the_smaller_lock_is_part_of_the_larger(smaller: str, larger: str) -> None:
    # On some systems a package may be needed for tests alone, so what counts is the version, not where it is needed.
    assert {(pin.name, str(pin.specifier)) for pin, _ in _entries(smaller)} < {
        (pin.name, str(pin.specifier)) for pin, _ in _entries(larger)
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_host_and_no_folder(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    assert not re.findall(r"://|@ |file:|--(?:extra-)?index-url|--find-links|(?<!\S)/", text)


def test_researchers_do_not_install_what_only_tests_need() -> None:
    assert not {pin.name for pin, _ in _entries("lab")} & {"pytest", "playwright", "hypothesis", "ruff", "mypy", "uv"}


# --- the version ------------------------------------------------------------------------------------------


def test_the_version_is_the_same_wherever_it_is_written() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = PROJECT["project"]["version"]
    assert discourse.__version__ == version
    assert str(citation["version"]) == version
    assert re.search(r"^## \[([^\]]+)\]", changes, re.MULTILINE).group(1) == version  # type: ignore[union-attr]


def test_the_citation_has_what_its_format_asks_for() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= citation.keys()
    assert all("name" in author for author in citation["authors"])
    assert citation["license"] == PROJECT["project"]["license"]


# --- wheel and sdist --------------------------------------------------------------------------------------


def _build(source: Path, out: Path) -> None:
    """Build wheel and sdist from a folder, without the network."""
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(out)], cwd=source, check=True)


def _files(wheel: Path) -> dict[str, bytes]:
    """Return the files of a wheel with their content."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist of this checkout."""
    out = tmp_path_factory.mktemp("dist")
    _build(ROOT, out)
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """The wheel of this checkout."""
    [path] = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel, and nothing else, has been installed."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--no-index", "--target", str(folder), str(wheel)], check=True)
    return folder


def _needed_at_work() -> list[str]:
    """Return the wheel's names of all files that the package reads when it works."""
    package = [
        path for path in (ROOT / "discourse").rglob("*") if path.suffix in {".py", ".pyi", ".js", ".css", ".html"}
    ]
    package += [path for path in (ROOT / "discourse").rglob("py.typed")]
    names = [path.relative_to(ROOT).as_posix() for path in package]
    shipped = [path for folder in ("notebooks", "data") for path in (ROOT / folder).rglob("*.*") if path.is_file()]
    names += [f"discourse/_shipped/{path.relative_to(ROOT).as_posix()}" for path in shipped]
    return [name for name in names if not re.search(r"/(\.|__pycache__)", name)]


def test_the_wheel_carries_all_that_the_package_reads(wheel: Path) -> None:
    carried = _files(wheel).keys()
    needed = _needed_at_work()
    assert not set(needed) - carried
    for ending in (".js", ".css", ".ipynb", "/py.typed", "/__init__.pyi", ".toml", ".txt"):
        assert any(name.endswith(ending) for name in needed), f"nothing ends with {ending}"


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    strangers = [
        name for name in _files(wheel) if not re.match(r"discourse/|discourse_workbook-[^/]+\.dist-info/", name)
    ]
    assert not strangers
    assert not [name for name in _files(wheel) if re.search(r"/\.|__pycache__|\.pyc$|aleppo\.txt$", name)]


def test_the_wheel_tells_its_licence_and_its_command(wheel: Path) -> None:
    files = _files(wheel)
    metadata = Parser().parsestr(next(data.decode() for name, data in files.items() if name.endswith("/METADATA")))
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    assert any(name.endswith("/licenses/LICENSE") for name in files)
    commands = configparser.ConfigParser()
    commands.read_string(next(data.decode() for name, data in files.items() if name.endswith("/entry_points.txt")))
    assert dict(commands["console_scripts"]) == {"discourse": "discourse.cli:main"}


def test_the_sdist_builds_the_same_wheel(built: Path, wheel: Path, tmp_path: Path) -> None:
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    [source] = tmp_path.iterdir()
    _build(source, tmp_path / "dist")
    [again] = (tmp_path / "dist").glob("*.whl")
    assert _files(again) == _files(wheel)


def _run_installed(installed: Path, command: list[str], folder: Path) -> str:
    """Run a command with the installed wheel, not this checkout, in front; return what it printed."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


@pytest.mark.parametrize("folder", ["notebooks", "data/texts", "data/formats", "data/codebooks"])
def test_the_installed_package_finds_what_it_ships_inside_itself(installed: Path, folder: str, tmp_path: Path) -> None:
    program = (
        f"from discourse.shipped import shipped; path = shipped({folder!r}); print(path, len(list(path.iterdir())))"
    )
    path, files = _run_installed(installed, [sys.executable, "-c", program], tmp_path).rsplit(" ", 1)
    assert Path(path) == installed.resolve() / "discourse" / "_shipped" / folder
    assert int(files) > 0


def test_the_installed_package_reads_its_sample_speech(installed: Path, tmp_path: Path) -> None:
    program = "import discourse as dc; print(dc.__file__, len(dc.sample('sotu-2016')))"
    path, documents = _run_installed(installed, [sys.executable, "-c", program], tmp_path).rsplit(" ", 1)
    assert Path(path).is_relative_to(installed.resolve())
    assert int(documents) == 1


def test_the_installed_command_answers(installed: Path, tmp_path: Path) -> None:
    program = "import sys; from discourse.cli import main; sys.argv = ['discourse', '--help']; main()"
    answer = _run_installed(installed, [sys.executable, "-c", program], tmp_path)
    assert "lab" in answer and "run" in answer
