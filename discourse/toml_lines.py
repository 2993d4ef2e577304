"""On which line of a TOML file does each key stand?

Python's own reader gives the values but not the places. This one goes over the same text and gives only the
places, so that an error in a file written by hand can say where to look. It expects valid TOML.
"""

import re
import tomllib
from collections.abc import Iterator

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'''(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')'''
    r"""|(?P<skip>[ \t\r]+|\#[^\n]*)"""
    r"""|(?P<mark>[\n\[\]{}=,.])"""
    r"""|(?P<bare>[^\s\[\]{}=,.\#"']+)""",
    re.DOTALL,
)


def toml_lines(text: str) -> dict[Path, int]:
    """Return the line (1, 2, …) of each table, key and list item of a valid TOML text.

    Parameters
    ----------
    text : str
        The TOML text.

    Returns
    -------
    dict
        Paths such as ``("actor", 0)``, ``("actor", 0, "names")`` and ``("actor", 0, "names", 2)`` with their lines.

    Examples
    --------
    >>> toml_lines('[[actor]]\\nid = "us"')
    {('actor', 0): 1, ('actor', 0, 'id'): 2}
    """
    return _Scan(text).lines


class _Scan:
    """One pass over the tokens of a TOML text, keeping the line of everything that has a path."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}  # how many [[tables]] each path has had so far
        self._tokens = self._read(text)
        self._next()
        base: Path = ()
        while self._kind:
            if self._word == "\n":
                self._next()
            elif self._word == "[":
                base = self._header()
            else:
                self._pair(base)

    def _read(self, text: str) -> Iterator[tuple[str, str, int]]:
        line = 1
        for token in _TOKEN.finditer(text):
            if token.lastgroup != "skip":
                yield token.lastgroup or "", token.group(), line
            line += token.group().count("\n")

    def _next(self) -> None:
        self._kind, self._word, self._line = next(self._tokens, ("", "", 0))

    def _keys(self, end: str) -> list[str]:
        """Read a dotted key up to the mark `end`."""
        keys = []
        while self._kind and self._word != end:
            if self._kind == "string":
                keys.append(tomllib.loads(f"key = {self._word}")["key"])
            elif self._kind == "bare":
                keys.append(self._word)
            self._next()
        self._next()
        return keys

    def _place(self, base: Path, keys: list[str]) -> Path:
        """Return the path of `keys` from `base`, through the latest table of each list of tables."""
        for key in keys:
            base = (*base, key)
            if base in self._counts:
                base = (*base, self._counts[base] - 1)
        return base

    def _header(self) -> Path:
        line = self._line
        self._next()
        many = self._word == "["
        if many:
            self._next()
        keys = self._keys("]")
        if many:
            self._next()
            path: Path = (*self._place((), keys[:-1]), keys[-1])
            self._counts[path] = self._counts.get(path, 0) + 1
            path = (*path, self._counts[path] - 1)
        else:
            path = self._place((), keys)
        self.lines[path] = line
        return path

    def _pair(self, base: Path) -> None:
        line = self._line
        path = self._place(base, self._keys("="))
        self.lines[path] = line
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._word == "[":
            self._next()
            item = 0
            while self._kind and self._word != "]":
                if self._word in ("\n", ","):
                    item += self._word == ","
                    self._next()
                else:
                    self.lines[(*path, item)] = self._line
                    self._value((*path, item))
            self._next()
        elif self._word == "{":
            self._next()
            while self._kind and self._word != "}":
                if self._word in ("\n", ","):
                    self._next()
                else:
                    self._pair(path)
            self._next()
        else:  # a string, or a number or date, which may hold full stops and one space
            while self._kind and (self._kind != "mark" or self._word == "."):
                self._next()
