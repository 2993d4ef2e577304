"""Which text and which codebook are meant? A path or the name of a shipped one, the same in notebook and command."""

from __future__ import annotations

from pathlib import Path

from ..codebook import Codebook
from ..corpus.corpus import Corpus
from ..corpus.reading import read
from ..corpus.samples import sample, sample_names
from ..errors import CodebookError, ReadError
from ..shipped import shipped


def open_text(text: str | Path | Corpus, *, encoding: str | None = None) -> Corpus:
    """Open a text by its path or by the name of a sample.

    Parameters
    ----------
    text : str, path or Corpus
        A file, folder or pattern as :func:`discourse.read` takes it; or the name of a sample as
        :func:`discourse.sample` takes it, unless there is a file of that name. A Corpus is handed back as it is.
    encoding : str, optional
        The character encoding of the file, such as ``"cp1252"``.

    Returns
    -------
    Corpus

    Raises
    ------
    ReadError
        If there is neither such a file nor such a sample, or if it cannot be read.

    >>> open_text("sotu-2016").documents["title"].tolist()
    ['State of the Union 2016']
    """
    if isinstance(text, Corpus):
        return text
    if is_sample(text):
        return sample(str(text))
    if _looks_like_a_name(text):
        raise ReadError(
            f'There is no file and no sample called "{text}".',
            do=f"Samples: {', '.join(sample_names())}. Files are named with their ending: my-article.txt.",
        )
    return read(text, encoding=encoding)


def open_codebook(codebook: str | Path | None) -> Codebook | None:
    """Open a codebook by its path or by the name of a shipped one.

    Parameters
    ----------
    codebook : str, path or None
        A TOML file; or the name of a shipped codebook, such as ``"us-politics"``; or None for none.

    Returns
    -------
    Codebook or None

    Raises
    ------
    CodebookError
        If there is neither such a file nor such a codebook, or if it has a mistake.

    >>> open_codebook("us-politics").title
    'United States politics'
    >>> open_codebook(None) is None
    True
    """
    if codebook is None or not str(codebook).strip():
        return None
    if is_shipped_codebook(codebook):
        return Codebook.sample(str(codebook))
    if _looks_like_a_name(codebook):
        raise CodebookError(
            f'There is no file and no shipped codebook called "{codebook}".',
            do=f"Shipped ones: {', '.join(codebook_names())}. Files are named with their ending: my-codebook.toml.",
        )
    return Codebook.read(Path(codebook).expanduser())


def is_sample(text: str | Path) -> bool:
    """Tell whether a text is meant by the name of a sample; a file of that name comes first."""
    return str(text) in sample_names() and not Path(text).exists()


def is_shipped_codebook(codebook: str | Path) -> bool:
    """Tell whether a codebook is meant by the name of a shipped one; a file of that name comes first."""
    return str(codebook) in codebook_names() and not Path(codebook).exists()


def codebook_names() -> list[str]:
    """Return the names of the shipped codebooks."""
    return sorted(file.stem for file in shipped("data/codebooks").glob("*.toml"))


def _looks_like_a_name(given: str | Path) -> bool:
    """A word without folder, ending or pattern was more likely meant as a name than as a file."""
    written = str(given)
    return not any(sign in written for sign in "/\\.*?[~") and not Path(written).exists()
