"""Which formats are read, by what, and what is kept of each?"""

from __future__ import annotations

import pandas as pd

from .readers.registry import readers

#: What is told of a format, in the order of the table.
COLUMNS = ("format", "label", "endings", "library", "keeps", "leaves_out")


def formats() -> pd.DataFrame:
    """List the formats that :func:`discourse.read` reads, in the order in which their readers are asked.

    Returns
    -------
    pandas.DataFrame
        ``format``, as ``corpus.documents["format"]`` has it; ``label``, the same in words; ``endings`` of file names;
        ``library`` that does the reading (empty: Python itself); in words, what it ``keeps`` besides the running text
        and what it ``leaves_out``.

    >>> formats().set_index("format").loc["md", "endings"]
    '.md, .markdown'
    """
    return pd.DataFrame(
        [
            (one.name, one.label, ", ".join(filter(None, one.suffixes)), one.library, one.keeps, one.leaves_out)
            for one in readers()
            if one.keeps or any(one.suffixes)  # some only know a file to say what to do with it
        ],
        columns=list(COLUMNS),
    )
