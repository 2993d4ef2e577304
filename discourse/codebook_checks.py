"""What is wrong with a codebook, and at which key?

Each check raises `Flaw` with the path of the key, the finding and the advice; `codebook.py` turns the path into a
file, a line and an actor.
"""

import re
import warnings
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from .spelling import name_key
from .toml_lines import Path

if TYPE_CHECKING:
    from .codebook import Actor, Theme

_BOOK = {"title": "text", "language": "text", "actor": "tables", "theme": "tables"}
_ACTOR = {"id": "text", "label": "text", "group": "text", "names": "list", "patterns": "list", "except": "list"}
_THEME = {"id": "text", "label": "text", "terms": "list"}


class Flaw(Exception):
    """One finding: the path of the key it was found at, what it is, and what to do."""

    def __init__(self, path: Path, what: str, do: str | None = None) -> None:
        super().__init__(what)
        self.path, self.what, self.do = path, what, do


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint such as ``Did you mean "names"?`` or, with nothing near, the words that are known."""
    known = list(known)
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else f"Known: {', '.join(known)}."


def check_shape(data: dict[str, Any]) -> None:
    """Check the keys and the kinds of values of a codebook as TOML gives them."""
    _check_table(data, (), _BOOK)
    for kind, keys in (("actor", _ACTOR), ("theme", _THEME)):
        for number, table in enumerate(data.get(kind, [])):
            _check_table(table, (kind, number), keys)
            if "id" not in table:
                raise Flaw((kind, number), f"this {kind} has no id.", 'Add a line such as id = "us".')
    if not data.get("actor") and not data.get("theme"):
        raise Flaw((), "there is no actor and no theme in it.", "Begin each actor with a line [[actor]].")


def _check_table(table: Any, path: Path, keys: dict[str, str]) -> None:
    if not isinstance(table, dict):
        raise Flaw(path, f"{_shown(table)} stands where a table should.", f"Begin it with a line [[{path[0]}]].")
    for key, value in table.items():
        here = (*path, key)
        if key not in keys:
            raise Flaw(here, f'the key "{key}" is unknown.', did_you_mean(key, keys))
        if keys[key] == "text":
            _check_text(value, here)
        elif keys[key] == "tables" and not isinstance(value, list):
            raise Flaw(here, f"[{key}] is a single table.", f"Write two brackets on each side: [[{key}]].")
        elif keys[key] == "list":
            if not isinstance(value, list):
                example = f"[{_shown(value)}]" if isinstance(value, str) else '["US", "United States"]'
                raise Flaw(
                    here, f"{key} is {_kind(value)}, not a list.", f"Put it in square brackets: {key} = {example}."
                )
            for number, item in enumerate(value):
                _check_text(item, (*here, number))


def _check_text(value: Any, path: Path) -> None:
    key = path[-1] if isinstance(path[-1], str) else f"an entry of {path[-2]}"
    if not isinstance(value, str):
        raise Flaw(path, f"{key} is {_kind(value)}: {_shown(value)}.", "Put a text in quotation marks there.")
    if not value.strip():
        raise Flaw(path, f"{key} is empty.", "Write a text between the quotation marks, or delete it.")


def _kind(value: Any) -> str:
    kinds = {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return kinds.get(type(value), "a date or time")


def _shown(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def check_sense(actors: Sequence["Actor"], themes: Sequence["Theme"]) -> None:
    """Check what the values say: ids and labels used once, names claimed once, patterns that can be read."""
    _check_once("actor", actors)
    _check_once("theme", themes)
    owners: dict[str, tuple[int, str]] = {}
    for number, actor in enumerate(actors):
        path = ("actor", number)
        if not actor.names and not actor.patterns:
            raise Flaw(path, "this actor has no names and no patterns.", 'Add a line such as names = ["US"].')
        excepted = {name_key(name) for name in actor.excepts}
        for place, name in enumerate(actor.names):
            here, key = (*path, "names", place), name_key(name)
            _check_name(name, here)
            if key in excepted:
                raise Flaw(here, f'"{name}" is also in except, so it would never count.', "Keep it in one of the two.")
            number_before, name_before = owners.setdefault(key, (number, name))
            if number_before != number:
                other = actors[number_before]
                typed = "" if name == name_before else f' (typed "{name_before}" there)'
                raise Flaw(
                    here,
                    f'the name "{name}" is claimed by two actors: "{other.id}"{typed} and "{actor.id}".',
                    "Keep it with one of them, or give each a longer name.",
                )
        for place, name in enumerate(actor.excepts):
            _check_name(name, (*path, "except", place))
        for place, pattern in enumerate(actor.patterns):
            check_pattern(pattern, (*path, "patterns", place))
    for number, theme in enumerate(themes):
        if not theme.terms:
            raise Flaw(("theme", number), "this theme has no terms.", 'Add a line such as terms = ["war", "bomb*"].')
        for place, term in enumerate(theme.terms):
            if len(term) > 2 and term.startswith("/") and term.endswith("/"):
                check_pattern(term[1:-1], ("theme", number, "terms", place))


def _check_once(kind: str, entries: Sequence[Any]) -> None:
    for key in ("id", "label"):
        seen: dict[str, int] = {}
        for number, entry in enumerate(entries):
            value = getattr(entry, key)
            if seen.setdefault(value, number) != number:
                first = "" if key == "id" else f' (the {kind}s "{entries[seen[value]].id}" and "{entry.id}")'
                raise Flaw(
                    (kind, number, key),
                    f'the {key} "{value}" is used by two {kind}s{first}.',
                    f"Merge the two, or give each its own {key}.",
                )


def _check_name(name: str, path: Path) -> None:
    if not any(character.isalnum() for character in name):
        raise Flaw(path, f'the name "{name}" has no letter or digit.', "Write the name as it stands in the text.")


def check_pattern(pattern: str, path: Path) -> None:
    """Check that a regular expression can be read and cannot match nothing."""
    if re.search(r"[\x00-\x08\x0b-\x1f]", pattern):
        raise Flaw(
            path,
            f"the pattern {pattern!r} holds a control character: in double quotes, TOML reads \\b as a backspace.",
            r"Put patterns with a backslash in single quotes: '\bUS\b'.",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # Python's advice on odd but valid patterns is not for the codebook's author
            compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        at = getattr(error, "pos", None)
        reason = getattr(error, "msg", str(error))
        bracket = re.search("paren|set|nothing to repeat", reason)
        where = "" if at is None else f" at character {at + 1}, before the mark: {pattern[:at]} ▸ {pattern[at:]}"
        raise Flaw(
            path,
            f"the pattern {pattern!r} is not a regular expression: {reason}{where}.",
            r"A bracket that is meant as itself needs a backslash, as in '\('." if bracket else None,
        ) from None
    if any(not match.group() for probe in ("", "a 1.", pattern) for match in compiled.finditer(probe)):
        raise Flaw(
            path,
            f"the pattern {pattern!r} matches even where there is nothing.",
            "Take out the * or ? that makes all of it optional.",
        )
