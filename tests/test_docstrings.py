"""Does every example in a docstring run and give what it says?"""

import doctest
import importlib
import os
import pkgutil
from pathlib import Path

import pytest

import discourse

MODULES = sorted(module.name for module in pkgutil.walk_packages(discourse.__path__, "discourse."))


@pytest.mark.parametrize("name", ["discourse", *MODULES])
def test_the_examples_of_a_module_run(name: str, tmp_path: Path) -> None:
    module = importlib.import_module(name)
    before = Path.cwd()
    os.chdir(tmp_path)  # an example may write a file
    try:
        result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    finally:
        os.chdir(before)
    assert result.failed == 0


def test_the_corpus_has_examples() -> None:
    counted = [doctest.testmod(importlib.import_module(name)).attempted for name in MODULES if ".corpus." in name]
    assert sum(counted) > 0
