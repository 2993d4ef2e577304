"""Who and what is to be found in the texts? The codebook: actors and themes, written by the analyst as TOML."""

import hashlib
import html
import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pandas as pd

from .codebook_checks import Flaw, check_sense, check_shape, did_you_mean
from .codebook_places import placed, syntax_error
from .errors import CodebookError
from .shipped import shipped


@dataclass(frozen=True)
class Actor:
    """One actor: a person, a body, a state, or a category of people that a text names.

    Parameters
    ----------
    id : str
        A short name for tables, such as ``"us"``.
    label : str, optional
        The name shown in figures; the id, if none is given.
    group : str, default "actors"
        The group the actor is shown in, such as ``"states"``.
    names : sequence of str
        What the text calls it: whole words, case-sensitive.
    patterns : sequence of str
        Regular expressions for what a list of names cannot say.
    excepts : sequence of str
        Longer names that hold one of these but mean something else (the key ``except`` of the file).
    """

    id: str
    label: str = ""
    group: str = "actors"
    names: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    excepts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _settle(self, "names", "patterns", "excepts")


@dataclass(frozen=True)
class Theme:
    """One theme: a label for a list of terms.

    Parameters
    ----------
    id : str
        A short name for tables.
    label : str, optional
        The name shown in figures; the id, if none is given.
    terms : sequence of str
        Queries: words, phrases, ``bomb*``, ``/regular expressions/``.
    """

    id: str
    label: str = ""
    terms: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _settle(self, "terms")


def _settle(entry: Actor | Theme, *lists: str) -> None:
    """Give an entry its default label, and tuples for lists."""
    if not entry.label:
        object.__setattr__(entry, "label", entry.id)
    for key in lists:
        value = getattr(entry, key)
        if isinstance(value, str):  # tuple("US") would be the names "U" and "S"
            raise CodebookError(f'{key} is a text, not a list: "{value}".', where=f"actor '{entry.id}'")
        object.__setattr__(entry, key, tuple(value))


@dataclass(frozen=True, repr=False)
class Codebook:
    """The actors and themes an analyst looks for, checked and in the order of the file.

    Usually read from a file with `Codebook.read`; `dataclasses.replace` gives an edited copy.

    Parameters
    ----------
    title : str
        What the codebook is for, such as ``"Syria 2016"``.
    language : str, default "en"
        The language of the texts, as an ISO 639 code.
    actors : sequence of Actor
        The actors. No name belongs to two of them.
    themes : sequence of Theme
        The themes.
    source : str
        Where it came from: a path, or the word the caller gave.
    text : str
        The TOML text, comments and all.

    Attributes
    ----------
    sha256 : str
        The SHA-256 of the file, or of `to_toml()` for a codebook made or edited in memory.

    Raises
    ------
    CodebookError
        If something is wrong with it; the message names the file, the line and the actor.

    Examples
    --------
    >>> book = Codebook("Summit", actors=[Actor("us", "United States", "states", names=["US", "Washington"])])
    >>> book.labels
    {'us': 'United States'}
    """

    title: str
    language: str = "en"
    actors: tuple[Actor, ...] = ()
    themes: tuple[Theme, ...] = ()
    source: str = field(default="codebook", compare=False)
    text: str = field(default="", compare=False)
    sha256: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "actors", tuple(self.actors))
        object.__setattr__(self, "themes", tuple(self.themes))
        if not (self.text and _says(self.text, self)):  # made in memory, or edited: the old text is no longer its text
            object.__setattr__(self, "text", _write(self))
            object.__setattr__(self, "sha256", "")
        if not self.sha256:
            object.__setattr__(self, "sha256", hashlib.sha256(self.text.encode()).hexdigest())
        try:
            check_sense(self.actors, self.themes)
        except Flaw as flaw:
            raise placed(flaw, self.source, self.text) from None

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Read and check a codebook file.

        Parameters
        ----------
        path : str or Path
            A TOML file in UTF-8.

        Returns
        -------
        Codebook
            The codebook, with `source` and `sha256` of the file.

        Raises
        ------
        CodebookError
            If the file cannot be read or something is wrong in it: names the file, the line and the actor.

        Examples
        --------
        >>> from discourse.shipped import shipped
        >>> Codebook.read(shipped("data/codebooks") / "pier-nine.toml").title
        'Pier Nine'
        """
        path = Path(path)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            here = sorted(p.name for p in path.parent.glob("*.toml"))
            do = did_you_mean(path.name, here) if here else "Check the path: a codebook is a file that ends in .toml."
            raise CodebookError("there is no such file.", where=str(path), do=do) from None
        except OSError as error:
            do = "Give the path of a codebook file that you may read."
            raise CodebookError(f"it cannot be read ({error.strerror}).", where=str(path), do=do) from None
        try:
            text = raw.decode("utf-8-sig")  # editors on Windows may put a byte order mark in front
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            do = "Open it in your editor and save it with the encoding UTF-8."
            raise CodebookError("it is not a text in UTF-8.", where=f"{path}, line {line}", do=do) from None
        return cls._build(text, str(path), path.stem, hashlib.sha256(raw).hexdigest())

    @classmethod
    def from_toml(cls, text: str, *, source: str = "codebook") -> Self:
        """Read and check a codebook from TOML text in memory.

        Parameters
        ----------
        text : str
            The TOML text.
        source : str, default "codebook"
            What error messages shall call it, such as the name of an uploaded file.

        Returns
        -------
        Codebook
            The codebook.

        Raises
        ------
        CodebookError
            As `Codebook.read`.

        Examples
        --------
        >>> Codebook.from_toml('[[actor]]\\nid = "un"\\nnames = ["UN"]').actor("un").names
        ('UN',)
        """
        return cls._build(text, source, Path(source).stem, "")

    @classmethod
    def sample(cls, name: str) -> Self:
        """Read a codebook that ships with the package: ``"pier-nine"``, ``"us-politics"`` or ``"syria-2016"``.

        >>> Codebook.sample("syria-2016").actor("daesh").names
        ('Daesh', "Da'esh", 'Islamic State', 'ISIS', 'ISIL')
        """
        found = {path.stem: path for path in sorted(shipped("data/codebooks").glob("*.toml"))}
        if name not in found:
            raise CodebookError(f'no codebook "{name}" ships with the package.', do=did_you_mean(name, found))
        return cls.read(found[name])

    @classmethod
    def _build(cls, text: str, source: str, stem: str, sha256: str) -> Self:
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise syntax_error(str(error), source, text) from None
        try:
            check_shape(data)
        except Flaw as flaw:
            raise placed(flaw, source, text) from None
        actors, themes = _entries(data)
        return cls(
            title=data.get("title", stem),
            language=data.get("language", "en"),
            actors=actors,
            themes=themes,
            source=source,
            text=text,
            sha256=sha256,
        )

    def actor(self, id: str) -> Actor:
        """Return the actor with this id.

        >>> Codebook("Summit", actors=[Actor("un", names=["UN"])]).actor("un").label
        'un'
        """
        for actor in self.actors:
            if actor.id == id:
                return actor
        do = did_you_mean(id, [actor.id for actor in self.actors])
        raise CodebookError(f'there is no actor "{id}".', where=self.source, do=do)

    @property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The groups in the order of the file, each with the ids of its actors."""
        groups: dict[str, tuple[str, ...]] = {}
        for actor in self.actors:
            groups[actor.group] = (*groups.get(actor.group, ()), actor.id)
        return groups

    @property
    def labels(self) -> dict[str, str]:
        """The label of each actor id, in the order of the file."""
        return {actor.id: actor.label for actor in self.actors}

    @property
    def table(self) -> pd.DataFrame:
        """One row per entry: `actor, label, group, kind` (name, pattern or except) and `entry`."""
        rows = [
            (actor.id, actor.label, actor.group, kind, entry)
            for actor in self.actors
            for kind, entries in (("name", actor.names), ("pattern", actor.patterns), ("except", actor.excepts))
            for entry in entries
        ]
        return pd.DataFrame(rows, columns=["actor", "label", "group", "kind", "entry"])

    def to_toml(self) -> str:
        """Return the codebook as TOML that reads back as the same codebook.

        A codebook that was not edited gives the text it was read from, with its comments; an edited one is written
        anew, without comments.

        >>> book = Codebook("Summit", actors=[Actor("un", names=["UN"])])
        >>> Codebook.from_toml(book.to_toml()) == book
        True
        """
        return self.text

    def __repr__(self) -> str:
        counts = [(len(self.actors), "actor"), (len(self.groups), "group"), (len(self.themes), "theme")]
        return f"<Codebook “{self.title}”: " + ", ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in counts) + ">"

    def _repr_html_(self) -> str:
        def row(*cells: str) -> str:
            return "<tr>" + "".join(f"<td style='text-align:left'>{html.escape(cell)}</td>" for cell in cells) + "</tr>"

        actors = [row(a.group, a.label, ", ".join([*a.names, *(f"/{p}/" for p in a.patterns)])) for a in self.actors]
        themes = [row("themes", theme.label, ", ".join(theme.terms)) for theme in self.themes]
        return f"<table><caption>{html.escape(repr(self)[1:-1])}</caption>{''.join(actors + themes)}</table>"


def _entries(data: dict[str, Any]) -> tuple[tuple[Actor, ...], tuple[Theme, ...]]:
    actors = tuple(
        Actor(**{"excepts" if key == "except" else key: value for key, value in table.items()})
        for table in data.get("actor", [])
    )
    return actors, tuple(Theme(**table) for table in data.get("theme", []))


def _says(text: str, book: Codebook) -> bool:
    """Whether a TOML text still says what the codebook holds."""
    data = tomllib.loads(text)
    named = data.get("title", book.title), data.get("language", "en")
    return named == (book.title, book.language) and _entries(data) == (book.actors, book.themes)


def _write(book: Codebook) -> str:
    lines = [f"title = {_quoted(book.title)}", f"language = {_quoted(book.language)}"]
    for actor in book.actors:
        lines += ["", "[[actor]]", *(f"{key} = {_quoted(getattr(actor, key))}" for key in ("id", "label", "group"))]
        for key, entries in (("names", actor.names), ("patterns", actor.patterns), ("except", actor.excepts)):
            lines += _listed(key, entries)
    for theme in book.themes:
        lines += ["", "[[theme]]", f"id = {_quoted(theme.id)}", f"label = {_quoted(theme.label)}"]
        lines += _listed("terms", theme.terms)
    return "\n".join(lines) + "\n"


def _listed(key: str, entries: Iterable[str]) -> list[str]:
    quoted = [_quoted(entry) for entry in entries]
    if not quoted:
        return []
    line = f"{key} = [{', '.join(quoted)}]"
    return [line] if len(line) <= 110 else [f"{key} = [", *(f"    {entry}," for entry in quoted), "]"]


def _quoted(value: str) -> str:
    if "\\" in value and re.fullmatch(r"[^'\x00-\x1f\x7f]*", value):
        return f"'{value}'"  # a pattern stays as it was typed
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
