"""Is it a Word file from before 2007, or one locked with a password? Neither can be read; both can be saved anew."""

from __future__ import annotations

from ...errors import ReadError
from ..document import Document
from .reader import Reader, Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in such a file, what they say it is, and what to save it as.
_STREAMS = {
    "WordDocument": ("an old Word file (.doc)", ".docx"),
    "Workbook": ("an old Excel file (.xls)", ".xlsx"),
    "Book": ("a very old Excel file (.xls)", ".xlsx"),
    "PowerPoint Document": ("an old PowerPoint file (.ppt)", ".pdf"),
    "__properties_version1.0": ("a mail saved by Outlook (.msg)", ".txt"),
}


def refuse_old(source: Source) -> list[Document]:
    """Say what an old or locked office file is and what to do with it.

    Raises
    ------
    ReadError
        Always.
    """
    if _holds(source.data, "EncryptedPackage"):
        raise ReadError(
            "It is locked with a password.",
            where=source.name,
            do="Open it with the password, take the password off (Save As, Tools), and save it anew.",
        )
    for stream, (what, ending) in _STREAMS.items():
        if _holds(source.data, stream):
            raise ReadError(
                f"This is {what}, which is not read.",
                where=source.name,
                do=f"Open it in its program or in LibreOffice and save it as {ending}.",
            )
    raise ReadError(
        "This is a file of an old office program, which is not read.",
        where=source.name,
        do="Open it in its program or in LibreOffice and save it as .docx, .odt or .pdf.",
    )


def _holds(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


READER = Reader("doc", "old office file", (), refuse_old, lambda source: source.head.startswith(_OLE))
