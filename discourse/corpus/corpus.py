"""What is in the texts under study? The Corpus: unchanged texts, and tables of spans over them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError, ReadError
from .paragraphs import Block, paragraph_blocks
from .segmentation import paragraph_table, sentence_table, token_table, word_table

COLUMNS = ("title", "source", "language", "sha256", "characters", "words")
_TABLES = ("_words", "paragraphs", "sentences", "tokens")


@dataclass(frozen=True)
class Document:
    """One text as a reader hands it over.

    `blocks` are its paragraphs where the format tells them; ``None`` leaves them to be found.
    """

    text: str
    title: str = "untitled"
    source: str | None = None
    language: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] | None = None


class Corpus:
    """One text or many, with their paragraphs, sentences and words.

    Made by :func:`discourse.read`, :func:`discourse.from_text`, :func:`discourse.from_frame` and
    :func:`discourse.sample`. A Corpus never changes: choosing documents or paragraphs gives another one.
    Every ``start`` and ``end`` is a half-open character offset (Python code points) into the stored text
    of its document, so that ``corpus.text(doc)[start:end]`` is the evidence itself.

    >>> corpus = Corpus([Document("The truce holds. Nobody trusts it.", title="Truce")])
    >>> len(corpus.sentences)
    2
    """

    def __init__(self, documents: Iterable[Document], *, paragraphs: str = "auto") -> None:
        documents = list(documents)
        for document in documents:
            _check(document)
        self._texts = [document.text for document in documents]
        self._blocks = [
            list(document.blocks) if document.blocks is not None else paragraph_blocks(document.text, paragraphs)
            for document in documents
        ]
        self._first = [1] * len(documents)  # the number of the first paragraph held, see `part`
        self._described = [_described(document) for document in documents]

    # Tables

    @cached_property
    def documents(self) -> pd.DataFrame:
        """One row a document, index ``doc``.

        Columns: ``title``, ``source`` (file as the researcher named it, or None), ``language``, ``sha256``
        (of the stored text in UTF-8), ``characters``, ``words``, then the metadata.
        """
        frame = pd.DataFrame(self._described, index=pd.RangeIndex(len(self._texts), name="doc"))
        frame["words"] = self.paragraphs.groupby("doc")["words"].sum().reindex(frame.index, fill_value=0)
        return frame[[*COLUMNS, *(name for name in frame.columns if name not in COLUMNS)]]

    @cached_property
    def _words(self) -> pd.DataFrame:
        return word_table(self._texts)

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        """One row a paragraph: ``doc, paragraph, start, end, kind, words``.

        ``paragraph`` counts 1, 2, … in its document; ``kind`` is ``"body"`` or what the format tells
        (``"heading"``, ``"list"``, ``"quote"`` …).
        """
        return paragraph_table(self._blocks, self._first, self._words)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence: ``doc, paragraph, sentence, start, end, words``.

        ``sentence`` counts 1, 2, … in its document. Every letter and digit of a paragraph lies in one of
        its sentences.
        """
        return sentence_table(self._texts, self.paragraphs, self._words)

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """One row a word or number: ``doc, paragraph, sentence, start, end, term`` (``term`` is categorical).

        :mod:`discourse.corpus.words` says what counts as one word and which term it counts as. A paragraph
        set in capitals only (a headline) is folded too, except words that are acronyms elsewhere in the text.
        """
        return token_table(self._texts, self.paragraphs, self.sentences, self._words)

    def text(self, doc: int = 0) -> str:
        """Return the stored text of a document, unchanged since it was read."""
        if not 0 <= doc < len(self._texts):
            raise DiscourseError(
                f"There is no document {doc}.",
                do=f"This corpus has documents 0 to {len(self._texts) - 1}; see corpus.documents.",
            )
        return self._texts[doc]

    # Choosing

    def where(self, **metadata: Any) -> Corpus:
        """Choose documents by their metadata.

        Parameters
        ----------
        **metadata
            A column of ``corpus.documents`` and what it must be: one value, a list, set or range of
            values, or a function from a value to True or False.

        Returns
        -------
        Corpus
            With the documents chosen, numbered anew from 0.

        Raises
        ------
        DiscourseError
            If there is no such column, or no document fits.

        >>> from discourse import sample
        >>> len(sample("sotu").where(president="Lincoln"))
        4
        """
        chosen = np.ones(len(self), dtype=bool)
        for name, wanted in metadata.items():
            if name not in self.documents.columns:
                raise DiscourseError(
                    f'The documents have no column "{name}".',
                    do=f"They have: {', '.join(map(str, self.documents.columns))}.",
                )
            column = self.documents[name]
            fits = _fits(column, wanted)
            if not fits.any():
                seen = list(dict.fromkeys(column.dropna().astype(str)))
                shown = ", ".join(seen[:12]) + (", …" if len(seen) > 12 else "")
                raise DiscourseError(
                    f"No document has {name} = {wanted!r}.", do=f"Values of {name}: {shown or 'none'}."
                )
            chosen &= fits
        if not chosen.any():
            raise DiscourseError(f"No document fits all of {metadata!r}.", do="Ask for fewer things at once.")
        return self[chosen]

    def __getitem__(self, mask: Any) -> Corpus:
        """Choose documents by a mask of True and False, a slice, one number or a list of numbers."""
        everything = np.arange(len(self))
        if isinstance(mask, int | np.integer):
            self.text(int(mask))
            mask = [int(mask)]
        elif not isinstance(mask, slice):
            mask = np.asarray(mask)
            if mask.dtype == bool and mask.shape != everything.shape:
                raise DiscourseError(
                    f"The mask has {mask.size} values for {len(self)} documents.", do="Make it from corpus.documents."
                )
            if mask.size == 0:
                mask = mask.astype(int)
        try:
            chosen = everything[mask]
        except IndexError as error:
            raise DiscourseError(
                f"There is no such document: {error}.", do=f"Documents run from 0 to {len(self) - 1}."
            ) from error
        return self._with(chosen.tolist())

    def part(self, first: int, last: int) -> Corpus:
        """Choose a range of paragraphs, both ends included; texts, offsets and paragraph numbers stay as they are.

        Parameters
        ----------
        first, last : int
            Paragraph numbers; a document with fewer paragraphs keeps those it has.
        """
        if first < 1 or last < first:
            raise DiscourseError(
                f"Paragraphs {first} to {last} is no range.",
                do="Give a first paragraph ≥ 1 and a last one not before it.",
            )
        new = self._with(list(range(len(self))))
        for doc, blocks in enumerate(self._blocks):
            skip = max(0, first - self._first[doc])
            new._blocks[doc] = blocks[skip : max(0, last - self._first[doc] + 1)]
            new._first[doc] = self._first[doc] + skip
        if not any(new._blocks):
            most = max(
                (first + len(blocks) - 1 for first, blocks in zip(self._first, self._blocks, strict=True)), default=0
            )
            raise DiscourseError(f"No paragraph lies between {first} and {last}.", do=f"The last paragraph is {most}.")
        # Taken from the whole: whether a headline's word is an acronym is decided by the rest of its text.
        for name in ("paragraphs", "sentences", "tokens"):
            table = getattr(self, name)
            new.__dict__[name] = table[table["paragraph"].between(first, last)].reset_index(drop=True)
        return new

    def _with(self, chosen: Sequence[int]) -> Corpus:
        """Return a Corpus of the chosen documents, taking along what has been computed already."""
        new = object.__new__(Corpus)
        new._texts = [self._texts[doc] for doc in chosen]
        new._blocks = [self._blocks[doc] for doc in chosen]
        new._first = [self._first[doc] for doc in chosen]
        new._described = [self._described[doc] for doc in chosen]
        if len(set(chosen)) == len(chosen) and list(chosen) == sorted(chosen):
            renumber = np.full(len(self), -1, dtype=np.int32)
            renumber[list(chosen)] = np.arange(len(chosen), dtype=np.int32)
            for name in _TABLES:
                if name in self.__dict__:
                    new.__dict__[name] = _renumbered(self.__dict__[name], renumber)
        return new

    # Keeping

    def save(self, folder: str | Path) -> Path:
        """Write the corpus into a folder of plain files, whole or not at all; see :func:`Corpus.open`."""
        from .store import save

        return save(self, Path(folder))

    @staticmethod
    def open(folder: str | Path) -> Corpus:
        """Read a corpus that :meth:`Corpus.save` wrote: the same texts, paragraphs and metadata."""
        from .store import load

        return load(Path(folder))

    # Looking

    def __len__(self) -> int:
        return len(self._texts)

    def __repr__(self) -> str:
        titles = ", ".join(described["title"] for described in self._described[:3]) + (", …" if len(self) > 3 else "")
        words = int(self.paragraphs["words"].sum())
        documents = "1 document" if len(self) == 1 else f"{len(self):,} documents"
        return f"<Corpus of {documents} ({titles}): {len(self.paragraphs):,} paragraphs, {words:,} words>"

    def _repr_html_(self) -> str:
        from html import escape

        return f"<p>{escape(repr(self)[1:-1])}</p>{self.documents.head(20).to_html(escape=True)}"


def _check(document: Document) -> None:
    taken = set(document.metadata) & {*COLUMNS, "doc"}
    if taken:
        raise ReadError(
            f"Metadata cannot be called {', '.join(sorted(taken))}.",
            where=document.title,
            do="The corpus itself fills these columns; choose another name.",
        )
    try:
        document.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError(
            f"The text holds half of a character (a lone surrogate) at position {error.start:,}.",
            where=document.title,
            do='Mend it first, for example with text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").',
        ) from error


def _described(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "source": document.source,
        "language": document.language,
        "sha256": hashlib.sha256(document.text.encode("utf-8")).hexdigest(),
        "characters": len(document.text),
        **document.metadata,
    }


def _fits(column: pd.Series, wanted: Any) -> np.ndarray:
    if callable(wanted):
        test: Callable[[Any], bool] = wanted
        return column.map(test).to_numpy(dtype=bool)
    if isinstance(wanted, str) or not isinstance(wanted, Iterable):
        return (column == wanted).to_numpy(dtype=bool)
    return column.isin(list(wanted)).to_numpy(dtype=bool)


def _renumbered(frame: pd.DataFrame, renumber: np.ndarray) -> pd.DataFrame:
    doc = renumber[frame["doc"].to_numpy()]
    kept = doc >= 0
    return frame[kept].assign(doc=doc[kept]).reset_index(drop=True)
