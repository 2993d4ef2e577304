"""Which texts and codebooks can the explorer show? Each choice knows how to load itself and how to say so in code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..codebook import Codebook
from ..corpus.corpus import Corpus
from ..corpus.samples import SAMPLES, sample, sample_names
from ..errors import ReadError
from ..shipped import shipped


@dataclass(frozen=True)
class Choice:
    """Something to choose: what it is called, how to load it, and the code that does the same."""

    label: str
    load: Callable[[], Any]
    code: str
    codebook: str | None = None


def text_choices(corpus: Corpus | None) -> list[Choice]:
    """Return the documents of a corpus, then the shipped samples."""
    own = [] if corpus is None else [_of_corpus(corpus, doc) for doc in range(len(corpus))]
    shown = {choice.load().documents["sha256"].iloc[0] for choice in own} if len(own) < 20 else set()
    return own + [choice for choice in _samples() if not own or _sha256(choice) not in shown]


def codebook_choices(codebook: Codebook | None) -> list[Choice]:
    """Return the codebook given, then the shipped ones, then none at all."""
    own = (
        [] if codebook is None else [Choice(codebook.title or "codebook", lambda: codebook, code_of_codebook(codebook))]
    )
    named = {codebook.sha256} if codebook else set()
    files = sorted(shipped("data/codebooks").glob("*.toml"))
    ready = [(file.stem, Codebook.read(file)) for file in files]
    ship = [
        Choice(book.title or name, partial(_same, book), f'dc.Codebook.sample("{name}")', name)
        for name, book in ready
        if book.sha256 not in named
    ]
    return [*own, *ship, Choice("none", lambda: None, "None")]


def uploaded_codebook(name: str, data: bytes) -> Choice:
    """Read an uploaded codebook at once."""
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError("A codebook is UTF-8 text, and this is not.", where=name, do="Save it as UTF-8.") from error
    book = Codebook.from_toml(content, source=name)
    return Choice(f"{book.title or name} (uploaded)", lambda: book, f"dc.Codebook.read({name!r})")


def code_of_codebook(codebook: Codebook | None) -> str:
    """Say in code where a codebook comes from."""
    return "None" if codebook is None else f"dc.Codebook.read({codebook.source!r})"


def _of_corpus(corpus: Corpus, doc: int) -> Choice:
    row = corpus.documents.iloc[doc]
    code = f"dc.read({row['source']!r})" if isinstance(row["source"], str) and len(corpus) == 1 else f"corpus[{doc}]"
    return Choice(str(row["title"]), lambda: corpus[doc], code)


def _samples() -> list[Choice]:
    """Return the single texts among the samples; one of our own has the codebook whose name its own begins with."""
    books = [file.stem for file in shipped("data/codebooks").glob("*.toml")]
    made = []
    for name in sample_names():
        title, book = SAMPLES.get(name, (name.replace("-", " ").capitalize(), None))
        book = book or next((stem for stem in books if name.startswith(stem)), None)
        if name != "sotu":
            made.append(Choice(title, partial(sample, name), f'dc.sample("{name}")', book))
    return made


def _same(codebook: Codebook) -> Codebook:
    return codebook


def _sha256(choice: Choice) -> str:
    return str(choice.load().documents["sha256"].iloc[0])
