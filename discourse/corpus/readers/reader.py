"""What is a reader? The face that every format shows, so that one can be added without touching the others."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from ..document import Document, Unread

_MOST_NAMES = 100_000


@dataclass(frozen=True)
class Source:
    """One file as a reader meets it: in memory, whole, wherever it came from (disk, zip, upload).

    `name` is the file as the researcher named it (inside an archive ``"export.zip/a.html"``) and stands in errors.
    `encoding` and `text` (the column of a table that holds the texts) are what the researcher said, or None.
    """

    name: str
    data: bytes = field(repr=False)
    encoding: str | None = None
    text: str | None = None

    @cached_property
    def suffix(self) -> str:
        """The ending of the name in small letters, with its dot (``".txt"``); ``""`` where there is none."""
        return PurePath(self.name).suffix.lower()

    @cached_property
    def head(self) -> bytes:
        """The first 4,096 bytes, for recognising the format."""
        return self.data[:4096]

    @cached_property
    def zipped(self) -> frozenset[str]:
        """The names of the files inside, where this is a zip (as docx, odt, epub and xlsx are); else nothing."""
        if not self.data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return frozenset()
        if self.data.count(b"PK\x01\x02") > _MOST_NAMES:  # before a list of them is made
            return frozenset()
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                return frozenset(archive.namelist())
        except Exception:  # a broken archive is nobody's; the reader of its ending says what is wrong with it
            return frozenset()


@dataclass(frozen=True)
class Reader:
    """How one format is read.

    Parameters
    ----------
    name : str
        Short name, shown as ``corpus.documents["format"]``: ``"pdf"``.
    label : str
        The format in words, for messages and the table of formats: ``"PDF with a text layer"``.
    suffixes : sequence of str
        File endings in small letters, with their dot.
    read : function
        From a :class:`Source` to its documents (a list with one or more; formats with many texts in a file give
        many, and an ``Unread`` for each part that cannot be read while others can). Raises
        :class:`discourse.errors.ReadError`, and nothing else, for whatever is wrong with a file.
        Documents carry no ``source``, ``format`` or ``encoding``: these are filled in for every format alike
        (a reader that decodes characters returns the encoding in ``metadata["encoding"]``).
    recognises : function, optional
        From a :class:`Source` to whether its content (not its name) is of this format for certain; None for
        formats that only the name tells.
    library : str
        The library that does the reading, for the table of formats.
    keeps, leaves_out : str
        What is kept besides the words and what is left out, in a few plain words, for the table of formats.
    has_columns : bool, default False
        True for tables with one text a row, where ``text=`` names the column of the texts.
    """

    name: str
    label: str
    suffixes: Sequence[str]
    read: Callable[[Source], Sequence[Document | Unread]]
    recognises: Callable[[Source], bool] | None = None
    library: str = ""
    keeps: str = ""
    leaves_out: str = ""
    has_columns: bool = False
