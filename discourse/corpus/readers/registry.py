"""Which reader reads this file? The one whose format the content shows; else the one its name tells."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import import_module

from ...errors import DiscourseError, ReadError
from ..document import Document, Note, Unread
from ..paragraphs import is_blank
from .reader import Reader, Source

# The modules of this folder with a READER each, in the order in which they are asked for the content.
_MODULES = (
    "pdf",
    "old_office",
    "docx",
    "odt",
    "rtf",
    "epub",
    "excel",
    "parquet",
    "zip_archive",
    "gzip_file",
    "factiva",
    "mhtml",
    "html",
    "tei",
    "xml",
    "nexis",
    "delimited",
    "json_records",
    "markdown",
    "plain",
)

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
    return [*own, *(reader for reader in _shipped() if reader.name not in _registered)]


@cache
def _shipped() -> tuple[Reader, ...]:
    return tuple(import_module(f".{module}", __package__).READER for module in _MODULES)


def reader_for(source: Source) -> Reader:
    """Choose the reader of a file: by content first, by the ending of its name second.

    Raises
    ------
    ReadError
        If neither tells a format that is read.
    """
    reader = _chosen(source)
    if reader is not None:
        return reader
    raise ReadError(
        f"Files of the kind {source.suffix} are not read.",
        where=source.name,
        do=f"Save it as one of {', '.join(suffixes())} first.",
    )


def is_known(source: Source) -> bool:
    """Tell whether there is a reader for a file."""
    return _chosen(source) is not None


def _chosen(source: Source) -> Reader | None:
    known = readers()
    by_content = (reader for reader in known if _recognises(reader, source))
    by_name = (reader for reader in known if source.suffix in reader.suffixes)
    return next(by_content, None) or next(by_name, None)


def _recognises(reader: Reader, source: Source) -> bool:
    try:
        return reader.recognises is not None and reader.recognises(source)
    except MemoryError:
        raise
    except Exception as error:
        raise ReadError(
            f"Whether it is {reader.label} cannot be told ({type(error).__name__}: {_first_line(error)}).",
            where=source.name,
            do=f'Mend the reader "{reader.name}", or take it back: discourse.unregister_reader("{reader.name}").',
        ) from error


def suffixes() -> list[str]:
    """Return the file endings that are read, in the order of the readers."""
    return list(dict.fromkeys(suffix for reader in readers() for suffix in reader.suffixes if suffix))


def documents_of(source: Source) -> list[Document | Unread]:
    """Read one file.

    Returns
    -------
    list of Document and Unread
        One document or more, with ``source`` and the metadata ``format`` and ``encoding`` (missing where the format
        itself settles how characters are written), and what could not be read of a file of many parts.

    Raises
    ------
    ReadError
        For whatever is wrong with the file: every other error of a library becomes one that names the file.
    """
    reader = reader_for(source)
    if source.text is not None and not reader.has_columns:
        raise ReadError(
            f'text="{source.text}" names a column, and this is no table but {reader.label}.',
            where=source.name,
            do="Leave text out for this file.",
        )
    try:
        found = list(reader.read(source))
    except (DiscourseError, MemoryError):
        raise
    except (Exception, RecursionError) as error:
        raise ReadError(
            f"It cannot be read as {reader.label}: the file is damaged or not what it says "
            f"({type(error).__name__}: {_first_line(error)}).",
            where=source.name,
            do="Open it in its own program and save it anew, or save it as plain text.",
        ) from error
    unread = [part for part in found if isinstance(part, Unread)]
    documents = [part for part in found if isinstance(part, Document) and (part.file or not is_blank(part.text))]
    if not documents and unread:
        raise none_read(unread, source.name)
    if not documents:
        raise ReadError(
            "There is no text in it: it is empty or blank.",
            where=source.name,
            do="Check that the right file was saved.",
        )
    # A reader without endings reads a layout that comes in files of another format: their ending is as it should be.
    is_odd = bool(reader.suffixes) and source.suffix not in reader.suffixes
    renamed = [_other_ending(reader, source)] if is_odd else []
    if not renamed and all(document.file for document in documents):
        return [*documents, *unread]
    shared: dict[int, tuple[Note, ...]] = {}
    return [*(_completed(document, source, reader, renamed, shared) for document in documents), *unread]


def unread_of(error: ReadError, source: str) -> Unread:
    """Return what an error says of a file, or of a place in it, as a part that could not be read."""
    place = (error.where or "").removeprefix(source).strip(" ,/")
    return Unread(source, f"{place}: {error.what}" if place else error.what, error.do or "")


def none_read(unread: list[Unread], name: str) -> ReadError:
    """Return the error for a file, folder or pattern of which nothing can be read; it lists the first few reasons."""
    wanted = [part for part in unread if not part.passed_over]
    listed = wanted or unread
    shown = "; ".join(f"{part.source}: {part.problem}" for part in listed[:_SHOWN])
    more = f"; and {len(listed) - _SHOWN:,} more" if len(listed) > _SHOWN else ""
    if wanted:
        return ReadError(f"Nothing in it can be read. {shown}{more}", where=name, do=wanted[0].do)
    return ReadError(
        f"It holds no texts ({len(unread):,} other files). {shown}{more}.",
        where=name,
        do=f"Texts end in {', '.join(suffixes())}.",
    )


_SHOWN = 3


def _completed(
    document: Document, source: Source, reader: Reader, notes: list[Note], shared: dict[int, tuple[Note, ...]]
) -> Document:
    """Fill in what is filled in for every format alike; the members of an archive were filled in by their readers."""
    if document.file is not None and not notes:
        return document
    encoding = document.metadata.get("encoding")
    others = {key: value for key, value in document.metadata.items() if key != "encoding"}
    # One tuple for all documents of a file, be they a million.
    file_notes = shared.setdefault(id(document.file_notes), (*notes, *document.file_notes))
    return replace(
        document,
        source=document.source or source.name,
        metadata={**others, "format": reader.name, "encoding": encoding},
        file_notes=file_notes,
        file=source.name,
    )


def _other_ending(reader: Reader, source: Source) -> Note:
    return Note("noticed", f"ending {source.suffix or '(none)'} though the content is {reader.label}")


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [""])[0][:200]
