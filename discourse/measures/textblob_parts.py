"""How are TextBlob's lexicon and rules had without the second it takes to import all of TextBlob?"""

from __future__ import annotations

import builtins
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

_RULES = "textblob._text"


def textblob_parts() -> tuple[ModuleType, ModuleType]:
    """Load the two modules of TextBlob that hold its rules and its English, and nothing else.

    ``import textblob`` brings NLTK and SciPy's statistics along, none of which its default analyzer uses. The two
    modules are TextBlob's own files, executed as they are; only they are not entered among the imported modules, so
    that a later ``import textblob`` finds everything as it should be.

    Returns
    -------
    rules, english : module
        What ``textblob._text`` and ``textblob.en`` are.

    Raises
    ------
    ModuleNotFoundError
        TextBlob is not installed.

    >>> rules, english = textblob_parts()
    >>> isinstance(english.sentiment, rules.Sentiment)
    True
    """
    found = find_spec("textblob")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("No module named 'textblob'", name="textblob")
    folder = Path(found.origin).parent
    rules = _executed(folder / "_text.py")

    def load(name: str, *more: Any) -> Any:
        return rules if name == _RULES else builtins.__import__(name, *more)

    return rules, _executed(folder / "en" / "__init__.py", load)


def _executed(file: Path, load: Any = None) -> ModuleType:
    """Execute a file as a module; `load`, if given, does what its import statements ask for."""
    spec = spec_from_file_location(f"{__name__}.{file.parent.name}.{file.stem}", file)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    if load is not None:
        vars(module)["__builtins__"] = {**vars(builtins), "__import__": load}
    spec.loader.exec_module(module)
    return module
