"""Which reader reads this file? The one whose format the content shows; else the one its name tells."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from ...errors import DiscourseError, ReadError
from ..document import Document, Note
from ..paragraphs import is_blank
from .reader import Reader, Source

# The modules of this folder with a READER each, in the order in which they are asked for the content.
_MODULES = ("markdown", "plain")

_registered: dict[str, Reader] = {}


def register_reader(reader: Reader, *, replace: bool = False) -> None:
    """Let :func:`discourse.read` read another format.

    Parameters
    ----------
    reader : Reader
        It is asked before the readers that come with the package, the last registered first.
    replace : bool, default False
        Take the place of a reader of the same name.

    Raises
    ------
    DiscourseError
        If it is no :class:`Reader`, or there is one of that name.

    >>> from discourse.corpus.readers.reader import Reader
    >>> register_reader(Reader("mine", "my own format", (".mine",), lambda source: []), replace=True)
    >>> "mine" in [reader.name for reader in readers()]
    True
    >>> unregister_reader("mine")
    """
    if not isinstance(reader, Reader):
        raise DiscourseError(f"A Reader was expected, not {type(reader).__name__}.", do="See discourse.Reader.")
    if not replace and reader.name in {one.name for one in readers()}:
        raise DiscourseError(
            f'There is a reader called "{reader.name}" already.', do="Choose another name, or say replace=True."
        )
    _registered.pop(reader.name, None)
    _registered[reader.name] = reader


def unregister_reader(name: str) -> None:
    """Take back what :func:`register_reader` did; the reader that comes with the package serves again."""
    if _registered.pop(name, None) is None:
        raise DiscourseError(f'No reader called "{name}" was registered.', do="See discourse.formats().")


def readers() -> list[Reader]:
    """Return all readers in the order in which they are asked: registered ones first."""
    own = list(reversed(_registered.values()))
    shipped = (import_module(f".{module}", __package__).READER for module in _MODULES)
    return [*own, *(reader for reader in shipped if reader.name not in _registered)]


def reader_for(source: Source) -> Reader:
    """Choose the reader of a file: by content first, by the ending of its name second.

    Raises
    ------
    ReadError
        If neither tells a format that is read.
    """
    known = readers()
    for reader in known:
        if reader.recognises is not None and reader.recognises(source):
            return reader
    for reader in known:
        if source.suffix in reader.suffixes:
            return reader
    raise ReadError(
        f"Files of the kind {source.suffix} are not read.",
        where=source.name,
        do=f"Save it as one of {', '.join(suffixes())} first.",
    )


def suffixes() -> list[str]:
    """Return the file endings that are read, in the order of the readers."""
    return list(dict.fromkeys(suffix for reader in readers() for suffix in reader.suffixes if suffix))


def documents_of(source: Source) -> list[Document]:
    """Read one file.

    Returns
    -------
    list of Document
        One or more, with ``source`` and the metadata ``format`` and ``encoding`` (missing where the format itself
        settles how characters are written).

    Raises
    ------
    ReadError
        For whatever is wrong with the file: every other error of a library becomes one that names the file.
    """
    reader = reader_for(source)
    try:
        documents = reader.read(source)
    except DiscourseError:
        raise
    except (Exception, RecursionError) as error:
        raise ReadError(
            f"It cannot be read as {reader.label}: the file is damaged or not what it says "
            f"({type(error).__name__}: {_first_line(error)}).",
            where=source.name,
            do="Open it in its own program and save it anew, or save it as plain text.",
        ) from error
    documents = [document for document in documents if not is_blank(document.text)]
    if not documents:
        raise ReadError(
            "There is no text in it: it is empty or blank.",
            where=source.name,
            do="Check that the right file was saved.",
        )
    renamed = [_other_ending(reader, source)] if source.suffix not in reader.suffixes else []
    return [_completed(document, source, reader, renamed) for document in documents]


def _completed(document: Document, source: Source, reader: Reader, notes: list[Note]) -> Document:
    encoding = document.metadata.get("encoding")
    others = {key: value for key, value in document.metadata.items() if key != "encoding"}
    metadata = {**others, "format": reader.name, "encoding": encoding}
    return replace(document, source=source.name, metadata=metadata, notes=(*notes, *document.notes))


def _other_ending(reader: Reader, source: Source) -> Note:
    return Note("noticed", f"ending {source.suffix or '(none)'} though the content is {reader.label}")


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [""])[0][:200]
