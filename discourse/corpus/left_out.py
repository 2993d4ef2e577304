"""What did reading a web page leave out? All of it, so that nobody need trust the reader."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from ..errors import ReadError
from .files_found import file_bytes
from .readers import html, mhtml
from .readers.reader import Source
from .readers.registry import reader_for

_READERS = {"html": html.left_out, "mhtml": mhtml.left_out}


def left_out(path: str | os.PathLike[str], *, encoding: str | None = None) -> pd.DataFrame:
    """List what :func:`discourse.read` leaves out of a saved web page.

    Parameters
    ----------
    path : path
        One ``.html`` or ``.mhtml`` file.
    encoding : str, optional
        As in :func:`discourse.read`.

    Returns
    -------
    pandas.DataFrame
        One row per paragraph: ``what`` it was taken for (``"menus"``, ``"comments"``, ``"hidden text"`` …), its
        ``words`` and its ``text``; first what pages do not show, then the rest in the order of the page.

    Raises
    ------
    ReadError
        If it cannot be read, or is no web page. What is left out of other formats is told with its number and an
        example by the reading report.

    >>> import tempfile
    >>> page = Path(tempfile.mkdtemp()) / "page.html"
    >>> _ = page.write_text("<nav><a href='/'>Home</a></nav><main><p>Nobody was shot at.</p></main>", "utf-8")
    >>> left_out(page)["text"].tolist()
    ['Home']
    """
    file = Path(path)
    source = Source(file.as_posix(), file_bytes(file), encoding)
    reader = reader_for(source)
    if reader.name not in _READERS:
        raise ReadError(
            f"This is {reader.label}, and only of web pages a list is kept of what is left out.",
            where=source.name,
            do="See the reading report, corpus.report().",
        )
    rows = _READERS[reader.name](source)
    return pd.DataFrame(
        {
            "what": [what for what, _ in rows],
            "words": [len(text.split()) for _, text in rows],
            "text": [text for _, text in rows],
        }
    )
