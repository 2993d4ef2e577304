"""What is in the files that were brought in, before any of it becomes a text of the explorer?"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any

import pandas as pd

from ..corpus.alarms import tell
from ..corpus.corpus import Corpus
from ..corpus.document import Document, Unread
from ..corpus.layout import FRONT
from ..corpus.narrowing import counted_paragraphs, kind_name, running_text
from ..corpus.paragraphs import RUNNING
from ..corpus.readers.reader import Source
from ..corpus.readers.registry import is_known, reader_for, unread_of
from ..corpus.reading import documents_from_bytes, front_marked
from ..corpus.report import report
from ..errors import DiscourseWarning, ReadError
from ..warn import warn
from .analysis import rows
from .choices import Choice
from .source import Choices

#: Encodings to choose from; any other that Python knows can be typed.
ENCODINGS = ("utf-8", "cp1252", "cp1250", "cp1251", "iso-8859-1", "iso-8859-15", "mac-roman", "utf-16")
_COLUMN = "column of the texts"
_SHOWN = 400


@dataclass(frozen=True)
class Intake:
    """The files that were brought in, read but not taken in yet.

    `encoding` and `text` (the column of a table) are what the researcher said of them; without a word, what each file
    shows counts.
    """

    files: tuple[tuple[str, bytes], ...]
    encoding: str | None = None
    text: str | None = None

    @cached_property
    def parts(self) -> list[list[Document | Unread]]:
        """What each file gave: its texts, and what could not be read of it."""
        return [self._of(PurePath(name).name, data) for name, data in self.files]

    def _of(self, name: str, data: bytes) -> list[Document | Unread]:
        try:
            text = self.text if self.text is not None and _is_table(name, data) else None
            return documents_from_bytes(data, name, encoding=self.encoding, text=text)
        except ReadError as error:
            return [unread_of(error, name)]

    @cached_property
    def corpus(self) -> Corpus | None:
        """All texts that could be read; None where there are none."""
        everything = [part for parts in self.parts for part in parts]
        return Corpus(everything) if any(isinstance(part, Document) for part in everything) else None

    @cached_property
    def report(self) -> pd.DataFrame:
        """The reading report, one row a file."""
        return report(self.corpus if self.corpus is not None else [part for parts in self.parts for part in parts])

    @cached_property
    def warnings(self) -> list[str]:
        """What reading warns of."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", DiscourseWarning)
            tell([part for parts in self.parts for part in parts])
        return [str(warning.message) for warning in caught]

    @cached_property
    def has_tables(self) -> bool:
        """Whether one of the files is a table with one text a row."""
        return any(_is_table(name, data) for name, data in self.files)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of the tables, as far as they are known: that of the texts first."""
        found = [self.text] if self.text else []
        for parts, (name, data) in zip(self.parts, self.files, strict=True):
            if not _is_table(name, data):
                continue
            for part in parts[:_SHOWN]:
                if isinstance(part, Document):
                    found += [note.example for note in part.file_notes if note.what == _COLUMN]
                    found += [key for key in part.metadata if key not in ("format", "encoding")]
        return tuple(dict.fromkeys(found))

    @property
    def text_column(self) -> str:
        """The column that the texts were taken from; empty where there is none."""
        return self.columns[0] if self.corpus is not None and self.columns else (self.text or "")

    @cached_property
    def counted(self) -> str:
        """Say which paragraphs will count; nothing where all do."""
        return counted_paragraphs(running_text(self.corpus)) if self.corpus is not None else ""

    @cached_property
    def encodings(self) -> str:
        """The encodings that were used; empty where the formats themselves tell how characters are written."""
        if self.corpus is None:
            return ""
        return ", ".join(dict.fromkeys(self.corpus.documents["encoding"].dropna().astype(str)))

    def fronts(self, doc: int) -> int:
        """Return how many paragraphs at the beginning of a text are known as front matter already."""
        kinds = [] if self.corpus is None else self.corpus[doc].paragraphs["kind"].tolist()
        return next((at for at, kind in enumerate(kinds) if kind != FRONT), 0)

    def paragraphs(self, doc: int, most: int) -> list[dict[str, Any]]:
        """Return the first paragraphs of a text as :class:`discourse.workbook.views.Preview` shows them."""
        if self.corpus is None:
            return []
        one = self.corpus[doc]
        text = one.text()
        return [
            {
                "number": int(row.paragraph),
                "kind": row.kind,
                "label": "" if row.kind in RUNNING else f"{kind_name(row.kind)}: shown, not counted",
                "text": text[row.start : row.end][:_SHOWN] + ("…" if row.end - row.start > _SHOWN else ""),
            }
            for row in rows(one.paragraphs.head(most))
        ]

    def choices(self, front_matter: int = 0) -> list[Choice]:
        """Return the texts to choose from, their first paragraphs not counted if so wished.

        Warns of texts that have no other paragraphs, and raises a ReadError where no text is left.
        """
        made: list[Choice] = []
        for parts, (name, data) in zip(self.parts, self.files, strict=True):
            try:
                marked = front_marked(parts, "auto", front_matter, "report")
            except ReadError as error:
                if len(self.files) == 1:
                    raise
                warn(f"Not taken in: {error}")
                continue
            if not any(isinstance(part, Document) for part in marked):
                continue
            corpus = Corpus(marked)
            table = self.text if _is_table(name, data) else None
            for doc, row in enumerate(rows(corpus.documents)):
                told = self.encoding if isinstance(row.encoding, str) else None
                code = Choices(told, table, front_matter, doc + 1 if len(corpus) > 1 else None).code(name)
                made.append(Choice(f"{self._named(row.title, row.source)} (uploaded)", _loader(corpus, doc), code))
        if not made:
            raise ReadError("No text is left.", do="Leave out fewer paragraphs.")
        return made

    @cached_property
    def titles(self) -> list[str]:
        """The title of each text; with its file where several have the same."""
        documents = [] if self.corpus is None else rows(self.corpus.documents)
        return [self._named(row.title, row.source) for row in documents]

    @cached_property
    def _titles(self) -> Counter[str]:
        return Counter(self.corpus.documents["title"].astype(str) if self.corpus is not None else ())

    def _named(self, title: Any, source: Any) -> str:
        return f"{title} · {source}" if self._titles[str(title)] > 1 else str(title)


def _loader(corpus: Corpus, doc: int) -> Any:
    return lambda: corpus if len(corpus) == 1 else corpus[doc]


def _is_table(name: str, data: bytes) -> bool:
    source = Source(PurePath(name).name, data)
    return is_known(source) and reader_for(source).has_columns


def mendable(intake: Intake, problems: Sequence[str]) -> bool:
    """Tell whether saying an encoding or a column could help where nothing could be read."""
    return intake.has_tables or any("encoding" in problem for problem in problems)
