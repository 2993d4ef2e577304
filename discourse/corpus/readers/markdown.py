"""What is the text of a Markdown file, and what is each of its paragraphs?"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ...errors import ReadError
from ..document import Document, document_of_parts
from ..encodings import decode
from ..paragraphs import is_blank
from .reader import Reader, Source
from .tally import Tally

if TYPE_CHECKING:
    from markdown_it.token import Token

_CONTAINERS = {"blockquote_open": "quote", "list_item_open": "list", "footnote_open": "footnote"}
_HTML_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_HTML_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<[!?][^>]*>")
_HTML_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)


def read_markdown(source: Source) -> list[Document]:
    """Return the text of a Markdown file without its marks.

    Paragraphs keep what the marks meant as their ``kind``: ``heading``, ``body``, ``list``, ``quote``,
    ``table`` (a row is one paragraph, a tab between its cells), ``caption`` (a picture that stands alone),
    ``footnote`` (at the end, its number taken out of the text) or ``code``. The title is that of the front
    matter, else the first heading, else the file name; further front matter becomes metadata, with ``stated_``
    before a name that a column of the corpus has already (``stated_source``). Pictures are represented by their
    alternative text; link addresses, HTML tags and comments are left out.
    """
    tally = Tally()
    text, encoding = decode(source.data, source.name, source.encoding, tally)
    if is_blank(text):
        return []
    front, body = _front_matter(text, source.name)
    title, language = front.pop("title", None), front.pop("language", None) or front.pop("lang", None)
    parts, marks = _parts(body)
    tally.add("left out", "numbers of notes within the text", count=marks)
    document = document_of_parts(
        parts, source.name, title=title, language=language, metadata=front, notes=tally.notes()
    )
    if document is None:
        raise ReadError(
            "There is no text in it besides Markdown marks.",
            where=source.name,
            do="Check that the right file was saved.",
        )
    return [replace(document, metadata={**document.metadata, "encoding": encoding})]


def _parts(body: str) -> tuple[list[tuple[str, str]], int]:
    """Return the kind and the text of each paragraph, and how many numbers of notes were taken out."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parts: list[tuple[str, str]] = []
    inside: list[str] = []
    cells: list[str] = []
    before, marks = "", 0
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    for token in parser.parse(body):
        around = inside[-1] if inside else "body"
        if token.type in _CONTAINERS:
            inside.append(_CONTAINERS[token.type])
        elif token.type in ("blockquote_close", "list_item_close", "footnote_close"):
            inside.pop()
        elif token.type in ("fence", "code_block"):
            parts.append(("code", token.content))
        elif token.type == "html_block":
            parts.append((around, _without_tags(token.content)))
        elif token.type == "tr_close":
            parts.append(("table", "\t".join(cells)))
            cells = []
        elif token.type == "inline" and before in ("th_open", "td_open"):
            cells.append(_words(token.children or []))
        elif token.type == "inline":
            marks += sum(child.type == "footnote_ref" for child in token.children or [])
            kind = "heading" if before == "heading_open" else _or_caption(around, token.children or [])
            parts.append((kind, _words(token.children or [])))
        before = token.type
    return parts, marks


def _or_caption(kind: str, tokens: list[Token]) -> str:
    """Return ``"caption"`` for a paragraph that holds pictures and nothing else."""
    shown = [token for token in tokens if token.type not in ("softbreak", "hardbreak")]
    return "caption" if shown and all(token.type == "image" for token in shown) else kind


def _words(tokens: list[Token]) -> str:
    pieces = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif token.type == "image":
            pieces.append(_words(token.children or []))
        elif token.type == "html_inline":
            pieces.append("\n" if _HTML_BREAK.match(token.content) else "")
        else:
            pieces.append(token.content)
    return "".join(pieces)


def _without_tags(markup: str) -> str:
    return html.unescape(_HTML_TAG.sub("", _HTML_BREAK.sub("\n", _HTML_UNSEEN.sub("", markup))))


def _front_matter(text: str, name: str) -> tuple[dict[str, Any], str]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    close = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if close is None:
        return {}, text
    import yaml

    try:
        front = yaml.safe_load("\n".join(lines[1:close]))
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        raise ReadError(
            "The front matter between the --- lines is no valid YAML.",
            where=f"{name}{line}",
            do="Mend it or take it out.",
        ) from error
    if front is not None and not isinstance(front, dict):
        return {}, text
    return {str(key): value for key, value in (front or {}).items()}, "\n".join(lines[close + 1 :])


READER = Reader(
    "md",
    "Markdown",
    (".md", ".markdown"),
    read_markdown,
    library="markdown-it-py",
    keeps="headings, lists, quotations, tables, code, footnotes; the front matter",
    leaves_out="marks, addresses of links, HTML tags and comments",
)
