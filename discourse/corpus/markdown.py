"""What is the text of a Markdown file, and what is each of its paragraphs?"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from ..errors import ReadError
from .corpus import Document
from .paragraphs import Block

if TYPE_CHECKING:
    from markdown_it.token import Token

_CONTAINERS = {"blockquote_open": "quote", "list_item_open": "list"}


def markdown_document(text: str, name: str) -> Document:
    """Return the text of a Markdown file without its marks.

    Paragraphs keep what the marks meant as their ``kind``: ``heading``, ``body``, ``list``, ``quote``,
    ``table`` or ``code``. The title is that of the front matter, else the first heading, else the file
    name; further front matter becomes metadata. Pictures are represented by their alternative text.
    """
    from markdown_it import MarkdownIt

    front, body = _front_matter(text, name)
    parts: list[tuple[str, str]] = []
    inside: list[str] = []
    opened: Token | None = None
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body):
        if token.type in _CONTAINERS:
            inside.append(_CONTAINERS[token.type])
        elif token.type in ("blockquote_close", "list_item_close"):
            inside.pop()
        elif token.type in ("fence", "code_block"):
            parts.append(("code", token.content))
        elif token.type == "html_block":
            parts.append((inside[-1] if inside else "body", token.content))
        elif token.type == "inline":
            kind = {"heading_open": "heading", "th_open": "table", "td_open": "table"}.get(
                opened.type if opened else ""
            )
            parts.append((kind or (inside[-1] if inside else "body"), _words(token.children or [])))
        opened = token
    parts = [(kind, part.strip()) for kind, part in parts if part.strip()]
    if not parts:
        raise ReadError(
            "There is no text in it besides Markdown marks.", where=name, do="Check that the right file was saved."
        )

    blocks, start = [], 0
    for kind, part in parts:
        blocks.append(Block(start, start + len(part), kind))
        start += len(part) + 2
    heading = next((part for kind, part in parts if kind == "heading"), None)
    title = str(front.pop("title", None) or heading or PurePath(name).stem)
    language = front.pop("language", None) or front.pop("lang", None)
    return Document("\n\n".join(part for _, part in parts), title, None, language, front, tuple(blocks))


def _words(tokens: list[Token]) -> str:
    pieces = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif token.type == "image":
            pieces.append(_words(token.children or []))
        else:
            pieces.append(token.content)
    return "".join(pieces)


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
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        raise ReadError(
            "The front matter between the --- lines is no valid YAML.",
            where=f"{name}{line}",
            do="Mend it or take it out.",
        ) from error
    if not isinstance(front, dict):
        return {}, text
    return {str(key): value for key, value in front.items()}, "\n".join(lines[close + 1 :])
