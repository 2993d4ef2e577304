"""What is in the texts under study? The Corpus: unchanged texts, and tables of spans over them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..errors import DiscourseError, ReadError
from ..uncollected import uncollected
from .document import COLUMNS, Document, Unread
from .languages import plainly, recognise
from .layout import laid_out
from .narrowing import Narrowing, chosen_kinds
from .once import share_terms
from .paragraphs import check_mode
from .report import origins, report
from .segmentation import paragraph_table, sentence_table, token_table, word_table
from .selection import described_table, fits, gathered

_OF_PARAGRAPHS = ("paragraphs", "sentences", "tokens")
_TABLES = ("words", *_OF_PARAGRAPHS)
_TAKEN = frozenset((*COLUMNS, "doc"))
_PLAIN = frozenset((str, int, float, bool, type(None)))


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

    def __init__(self, documents: Iterable[Document | Unread], *, paragraphs: str = "auto") -> None:
        check_mode(paragraphs)
        parts = list(documents)
        texts = [part for part in parts if isinstance(part, Document)]
        self._unread = [part for part in parts if isinstance(part, Unread)]
        if not texts:
            raise ReadError("A corpus needs at least one text.", do="Give one document or more.")
        with uncollected():
            texts = [laid_out(document, paragraphs) for document in texts]
            self._texts = [document.text for document in texts]
            self._blocks = [list(document.blocks or ()) for document in texts]
            self._described = [_described(document) for document in texts]
            self._origins = origins(texts)
        self._tables: dict[str, pd.DataFrame] = {}
        # A part, or some kinds of paragraphs, cut their tables out of those of the whole.
        self._narrowing: Narrowing | None = None
        self._by_kinds: dict[tuple[str, ...], Corpus] = {}

    # Tables: computed when first asked for; each call gives a frame of its own, so that no one can change the corpus.

    @property
    def documents(self) -> pd.DataFrame:
        """One row a document, index ``doc``.

        Columns: ``title``, ``source`` (file as the researcher named it, missing for a text from memory),
        ``language`` (ISO 639; recognised where neither the file nor the researcher states it, missing where that is
        uncertain), ``sha256`` (of the stored text in UTF-8), ``characters``, ``words``, then the metadata.
        In a :meth:`part`, ``words`` counts the part, ``characters`` and ``sha256`` speak of the stored text.
        """
        return self._table("documents", self._find_documents)

    @property
    def paragraphs(self) -> pd.DataFrame:
        """One row a paragraph: ``doc, paragraph, start, end, kind, words``.

        ``paragraph`` counts 1, 2, … in its document; ``kind`` is ``"body"`` or what the format tells
        (``"heading"``, ``"list"``, ``"quote"`` …). Measures count the running text only: see :meth:`only`.
        """
        return self._table("paragraphs", lambda: paragraph_table(self._blocks, self._words))

    @property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence: ``doc, paragraph, sentence, start, end, words``.

        ``sentence`` counts 1, 2, … in its document. Every visible character of a paragraph lies in one of
        its sentences.
        """
        return self._table("sentences", lambda: sentence_table(self._texts, self.paragraphs, self._words))

    @property
    def tokens(self) -> pd.DataFrame:
        """One row a word or number: ``doc, paragraph, sentence, start, end, term`` (``term`` is categorical).

        :mod:`discourse.corpus.words` says what counts as one word and which term it counts as. A paragraph
        set in capitals only (a headline) is folded too, except words that are acronyms elsewhere in the text.
        """
        return self._table("tokens", lambda: token_table(self._texts, self.paragraphs, self.sentences, self._words))

    @property
    def _words(self) -> pd.DataFrame:
        return self._table("words", lambda: word_table(self._texts))

    def _find_documents(self) -> pd.DataFrame:
        recognise(self._described, self._texts, self._blocks)
        frame = described_table(plainly(self._described))
        words = self.paragraphs.groupby("doc")["words"].sum().reindex(frame.index, fill_value=0)
        frame.insert(COLUMNS.index("words"), "words", words)
        return frame

    def _table(self, name: str, find: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        if name not in self._tables:
            cut = self._narrowing is not None and name in _OF_PARAGRAPHS
            self._tables[name] = self._narrowing.cut(name) if cut and self._narrowing else find()
        return self._tables[name].copy(deep=False)

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
            found = fits(column, wanted)
            if not found.any():
                seen = list(dict.fromkeys(column.dropna().astype(str)))
                shown = ", ".join(seen[:12]) + (", …" if len(seen) > 12 else "")
                raise DiscourseError(
                    f"No document has {name} = {wanted!r}.", do=f"Values of {name}: {shown or 'none'}."
                )
            chosen &= found
        if not chosen.any():
            raise DiscourseError(f"No document fits all of {metadata!r}.", do="Ask for fewer things at once.")
        return self[chosen]

    def __getitem__(self, mask: Any) -> Corpus:
        """Choose documents by a mask of True and False, a slice, one number or a list of numbers.

        Numbers count from 0, negative ones from the end, as in any Python sequence. A mask that is a pandas
        Series is matched by its index. The documents chosen are numbered anew from 0.

        Raises
        ------
        DiscourseError
            If there is no such document, none is chosen, or the mask does not fit.
        """
        everything = np.arange(len(self))
        if isinstance(mask, pd.Series) and pd.api.types.is_bool_dtype(mask.dtype):
            if mask.index.is_unique and pd.api.types.is_integer_dtype(mask.index.dtype):
                mask = mask.reindex(everything)
            if mask.isna().any():
                raise DiscourseError(
                    f"The mask does not say True or False for each of {len(self)} documents.",
                    do="Make it from corpus.documents, and fill what is missing: mask.fillna(False).",
                )
            mask = mask.to_numpy(dtype=bool)
        if isinstance(mask, int | np.integer) and not isinstance(mask, bool):
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
                f"There is no such document: {error}.",
                do=f"Give numbers from 0 to {len(self) - 1}, a slice, or a mask made from corpus.documents.",
            ) from error
        if chosen.ndim != 1 or not chosen.size:
            raise DiscourseError("No document is chosen.", do="A corpus needs at least one; ask for less.")
        return self._with(chosen.tolist())

    def part(self, first: int, last: int) -> Corpus:
        """Choose a range of paragraphs, both ends included.

        Texts and offsets, and the numbers of paragraphs and sentences, stay as they are; the tables hold
        the rows of these paragraphs only.

        Parameters
        ----------
        first, last : int
            Paragraph numbers; a document with fewer paragraphs keeps those it has.

        Raises
        ------
        DiscourseError
            If this is no range, or no paragraph lies in it.

        >>> Corpus([Document("One.\\n\\nTwo.\\n\\nThree.")]).part(2, 3).paragraphs["paragraph"].tolist()
        [2, 3]
        """
        if first < 1 or last < first:
            raise DiscourseError(
                f"Paragraphs {first} to {last} is no range.",
                do="Give a first paragraph ≥ 1 and a last one not before it.",
            )
        numbers = self.paragraphs["paragraph"]
        if not numbers.between(first, last).any():
            raise DiscourseError(
                f"No paragraph lies between {first} and {last}.", do=f"The last paragraph is {numbers.max()}."
            )
        now = self._narrowing or Narrowing(self)
        low, high = now.span or (first, last)
        new = self._like([*range(len(self))])
        new._narrowing = Narrowing(now.whole, (max(first, low), min(last, high)), now.kinds)
        return new

    def only(self, *kinds: str) -> Corpus:
        """Choose the paragraphs of some kinds.

        Measures count the running text (``"body"``, ``"list"``, ``"quote"``) unless kinds are chosen. Texts and
        offsets, and the numbers of paragraphs and sentences, stay as they are; the tables hold the rows of these
        paragraphs only.

        Parameters
        ----------
        *kinds : str
            As ``corpus.paragraphs["kind"]`` has them: ``"body"``, ``"heading"``, ``"footnote"`` …; or ``"all"``, so
            that measures count every paragraph.

        Raises
        ------
        DiscourseError
            If no paragraph is of such a kind.

        >>> from discourse.corpus.document import document_of_parts
        >>> corpus = Corpus([document_of_parts([("heading", "Truce"), ("body", "It holds.")], "truce.html")])
        >>> corpus.only("heading").tokens["term"].tolist()
        ['truce']
        """
        return self._of_kinds(chosen_kinds(self, kinds))

    def _of_kinds(self, kinds: tuple[str, ...]) -> Corpus:
        """Keep the paragraphs of these kinds, if there are any; made once, so that its tables are computed once."""
        if kinds not in self._by_kinds:
            now = self._narrowing or Narrowing(self)
            kept = kinds if now.kinds is None else tuple(kind for kind in kinds if kind in now.kinds)
            new = self._like([*range(len(self))])
            new._narrowing = Narrowing(now.whole, now.span, kept)
            self._by_kinds[kinds] = new
        return self._by_kinds[kinds]

    def _with(self, chosen: Sequence[int]) -> Corpus:
        """Return a Corpus of the chosen documents, taking along what has been computed already."""
        new = self._like(chosen)
        new._tables = {name: gathered(self._tables[name], chosen) for name in _TABLES if name in self._tables}
        if self._narrowing:
            new._narrowing = replace(self._narrowing, whole=self._narrowing.whole._with(chosen))
        elif "tokens" in self._tables:
            share_terms(self, new)
        return new

    def _like(self, chosen: Sequence[int]) -> Corpus:
        new = object.__new__(Corpus)
        new._texts = [self._texts[doc] for doc in chosen]
        new._blocks = [self._blocks[doc] for doc in chosen]
        new._described = [self._described[doc] for doc in chosen]
        new._origins = [self._origins[doc] for doc in chosen]
        # What could not be read belongs to all the documents together, not to some that are chosen from them.
        new._unread = self._unread if list(chosen) == list(range(len(self))) else []
        new._tables, new._narrowing, new._by_kinds = {}, None, {}
        return new

    def report(self) -> pd.DataFrame:
        """Say what reading did, one row a file, also those that could not be read.

        For chosen documents, the files they came from. Paragraphs and words are those of the stored texts, also in a
        :meth:`part`.

        Returns
        -------
        pandas.DataFrame
            ``source, outcome, format, encoding, documents, paragraphs, words, kinds, left_out, notes, problem``;
            :func:`discourse.corpus.report.report` explains them.

        >>> Corpus([Document("It holds.", source="truce.txt")]).report()["outcome"].tolist()
        ['read']
        """
        return report(self)

    # Keeping

    def save(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """Write the corpus into a folder of plain files, whole or not at all; :meth:`Corpus.open` reads it.

        Parameters
        ----------
        folder : path
            A folder that is not there yet or is empty.
        overwrite : bool, default False
            Replace a corpus saved there before. A folder with anything else in it is never replaced.

        Raises
        ------
        DiscourseError
            If the folder holds something that must not be lost, or the metadata something that cannot be kept.
        """
        from .store import save

        return save(self, Path(folder), overwrite=overwrite)

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


def _described(document: Document) -> dict[str, Any]:
    taken = _TAKEN.intersection(document.metadata)
    if taken:
        raise ReadError(
            f"Metadata cannot be called {', '.join(sorted(taken))}.",
            where=document.title,
            do="The corpus itself fills these columns; choose another name.",
        )
    try:
        encoded = document.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError(
            f"The text holds half of a character (a lone surrogate) at position {error.start:,}.",
            where=document.title,
            do='Mend it first, for example with text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").',
        ) from error
    return {
        "title": document.title,
        "source": document.source,
        "language": document.language,
        "sha256": hashlib.sha256(encoded).hexdigest(),
        "characters": len(document.text),
        **(
            document.metadata
            if _PLAIN.issuperset(map(type, document.metadata.values()))
            else {
                key: value.item() if isinstance(value, np.number) else value for key, value in document.metadata.items()
            }
        ),
    }
