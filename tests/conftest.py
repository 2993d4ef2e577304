"""What every test may ask for: the article, a browser, and the same random examples each time."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import hypothesis
import matplotlib
import pytest

matplotlib.use("Agg")

IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
ARTICLE = Path(__file__).resolve().parents[2] / "shared" / "texts" / "aleppo.txt"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# No deadline: on a busy machine a slow example is not a wrong one.
hypothesis.settings.register_profile("default", deadline=None, max_examples=60)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if IN_CI else "default")


def _absent(what: str) -> NoReturn:
    """Leave a test out where something is not installed, but never where everything must be."""
    if IN_CI:
        pytest.fail(f"{what}, and with CI=true no test may leave itself out.")
    pytest.skip(what)


@pytest.fixture(scope="session")
def article_path() -> Path:
    """The path of the article the measures are held against; it is in copyright and not part of this repository."""
    if not ARTICLE.is_file():
        _absent("The article texts/aleppo.txt is not beside this checkout")
    return ARTICLE


@pytest.fixture(scope="session")
def article(article_path: Path) -> str:
    """The text of the article."""
    return article_path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium or Chrome browser."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        _absent(f"No browser was found (looked for {', '.join(BROWSERS)})")
    return found


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Take back what a test or an example leaves behind: instruments of its own, figures that stay open."""
    from discourse.measures.instruments import _Registry

    registered = dict(_Registry.instruments)
    yield
    _Registry.instruments.clear()
    _Registry.instruments.update(registered)
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
