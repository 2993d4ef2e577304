"""What are the paragraphs of a web page, and of which kind is each? For every program that writes HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..paragraphs import is_blank
from .tally import Tally
from .web_clutter import HIDDEN, hidden_names, is_hidden, is_never_seen
from .web_tree import name_set

if TYPE_CHECKING:
    from lxml.etree import _Element

FOOTNOTE_MARKS = "footnote marks"
PAGE_NUMBERS = "page numbers"

_BLOCKS = name_set(
    "html body address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup p pre search "
    "section summary table tbody td tfoot th thead tr ul noframes listing xmp plaintext"
)
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "list"),
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
}
# What is outermost counts: a paragraph in a list in a footnote is a footnote.
_FIRST = ("footnote", "code", "title", "heading", "caption", "quote", "list", "byline")
_NOTE_ROLES = name_set(
    "footnote footnotes endnote endnotes rearnote rearnotes note doc-footnote doc-endnote doc-endnotes"
)
_NOTE_NAMES = re.compile(
    r"(?:^|\s)(?:sdfootnote|sdendnote|MsoFootnoteText|MsoEndnoteText|footnotes?|endnotes?|fn-?\d+|fn_\d+|ftn\d+|edn\d+|"
    r"reference-text|references|reflist|easy-footnotes-wrapper|footnote-content|wp-block-footnotes)"
    r"(?:[\d_-](?!anc|ref)[\w-]*)?(?=\s|$)"
)
_MARK_NAMES = re.compile(
    r"(?:^|\s)(?:sdfootnoteanc|sdendnoteanc|MsoFootnoteReference|MsoEndnoteReference|footnote-?ref|noteref|fnref|"
    r"sdfootnotesym|sdendnotesym|footnote-anchor|footnote-reference|reference)(?=\s|$)"
)
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-zivx]{1,3}|[*†‡§¶^]{1,3}|#?fn?\d+)[\])]?\.?\Z", re.IGNORECASE)
_BACK = re.compile(
    r"(?:[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§]{1,3})[\])]?\.?|[↑^↩⤴⏎][\ufe0e\ufe0f]?|\s)+\Z", re.IGNORECASE
)
_BYLINE_NAMES = re.compile(
    r"(?:^|\s)[\w-]*(?:byline|by-line|dateline|entry-meta|post-meta|article-meta|post-date|author-name|contributor)"
    r"[\w-]*(?=\s|$)|(?:^|\s)author(?=\s|$)|data-date|dcr-date|timestamp"
)
_STANDFIRST_NAMES = re.compile(
    r"(?:^|[\s_-])(?:standfirst|strapline|kicker|dek|subtitle|subheading|subhead|sub-title|subheadline)(?=[\s_-]|$)"
)
# Microsoft Word writes its styles as classes, and the signs before items of a list as words.
_WORD_KINDS = {"Title": "title", "Subtitle": "heading", "Quote": "quote", "IntenseQuote": "quote", "Caption": "caption",
               "List": "list"}  # fmt: skip
_WORD_STYLE = re.compile(rf"(?:^|\s)Mso({'|'.join(_WORD_KINDS)})")
_WORD_SIGN = re.compile("(?:[·•o§–-]|\\d{1,3}[.)])[\u00a0 ]{2,}")
_LONGEST_BYLINE = 40
_CODE_NAMES = re.compile(r"(?:^|[\s-])(?:code|highlight|language-\w+|prettyprint|sourceCode|syntax)(?=[\s-]|$)")
_CAPTION_NAMES = re.compile(r"(?:^|\s)[\w-]*caption(?:-text)?(?=\s|$)")

_WORD = re.compile(r"\w+")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_BREAK = "\x00"  # a <br>, until white space is settled
_PARAGRAPH = re.compile(rf"{_BREAK}(?: *{_BREAK})+")
_LONGEST_CELL = 25  # words, on average, in a table of data; boxes for layout hold more


@dataclass(eq=False, slots=True)
class HtmlBlock:
    """One paragraph of a page: its kind and text, the element it stands in, and how many of its words are links."""

    kind: str
    text: str
    element: _Element
    words: int
    linked: int
    after_picture: bool = False


def without_unseen(root: _Element, left_out: list[tuple[str, str]]) -> set[str]:
    """Take out of a tree, in place, what a page does not show, and the marks that point to footnotes.

    What had words is added to `left_out` as (what, text).

    Returns
    -------
    set of str
        The addresses that the footnote marks point to (``"#fn1"``, ``"notes.xhtml#fn1"``), for :func:`mark_notes`.
    """
    hidden = hidden_names(root)
    gone: set[_Element] = set()
    notes: set[str] = set()
    for element in list(root.iter()):
        if element in gone or (element.tag in ("html", "body", "head") and not is_hidden(element, hidden)):
            continue
        if is_never_seen(element):
            pass
        elif is_hidden(element, hidden):
            left_out.append((HIDDEN, text_of(element)))
        elif not {"pagebreak", "doc-pagebreak"}.isdisjoint(_roles(element)):
            left_out.append((PAGE_NUMBERS, text_of(element)))
        elif _is_note_mark(element):
            left_out.append((FOOTNOTE_MARKS, text_of(element)))
            notes |= {link.get("href") or "" for link in _links(element)}
        else:
            continue
        gone.update(element.iter())
        drop(element)
    return notes - {""}


def mark_notes(root: _Element, notes: set[str]) -> None:
    """Make footnotes of what footnote marks point to, in place, and take the numbers before them away.

    `notes` are ids (``"fn1"``).
    """
    for element in root.iter() if notes else ():
        if element.get("id") in notes or (element.tag == "a" and element.get("name") in notes):
            while element.tag not in _BLOCKS and element.getparent() is not None:
                element = element.getparent()
            kind = kind_of(element)
            if kind == "list" or (kind is None and element.tag not in ("body", "html", "main", "article")):
                element.set("role", "doc-footnote")
    for element in [link for link in root.iter("a") if _is_way_back(link)]:
        drop(element)


def _links(mark: _Element) -> list[_Element]:
    above = mark.getparent()
    return [*mark.iter("a"), *([above] if above is not None and above.tag == "a" else [])]


def text_of(element: _Element) -> str:
    """Return the words inside an element in one line."""
    return " ".join("".join(element.itertext()).split())


def is_block(element: _Element) -> bool:
    """Tell whether an element begins a paragraph of its own."""
    return element.tag in _BLOCKS


def words_in(text: str) -> int:
    """Count the words of a text, roughly: strokes and dots between links are none."""
    return len(_WORD.findall(text))


def blocks_of(root: _Element) -> list[HtmlBlock]:
    """Return the paragraphs of a tree, in its order: every word in it is in one of them.

    Line ends of the source are spaces; a ``<br>`` is a line end, two of them part paragraphs.
    """
    return list(_Walk(root).blocks())


class _Walk:
    def __init__(self, root: _Element) -> None:
        self.root = root
        self.kinds: list[tuple[_Element, str]] = []
        self.pieces: list[str] = []
        self.linked: list[str] = []
        self.in_link = 0
        self.in_pre = 0
        self.picture = self.after_picture = False

    def blocks(self) -> Iterator[HtmlBlock]:
        from lxml import etree

        walk = etree.iterwalk(self.root, events=("start", "end"))
        inside: list[_Element] = []
        for event, element in walk:
            tag = element.tag
            if event == "start" and tag == "table" and _is_data(element):
                yield from self._flushed(inside)
                yield from _rows(element)
                walk.skip_subtree()
            elif event == "start":
                if tag in _BLOCKS:
                    yield from self._flushed(inside)
                    inside.append(element)
                    if kind := kind_of(element):
                        self.kinds.append((element, kind))
                self._opened(element)
            else:
                if tag in _BLOCKS:
                    if not (tag == "table" and _is_data(element)):
                        yield from self._flushed(inside)
                        inside.pop()
                    if self.kinds and self.kinds[-1][0] is element:
                        self.kinds.pop()
                self._closed(element)
        yield from self._flushed(inside)

    def _opened(self, element: _Element) -> None:
        tag = element.tag
        if tag == "br":
            self.pieces.append(_BREAK)
        elif tag == "q":
            self.pieces.append("“")
        self.picture |= tag in ("img", "picture")
        self.in_link += tag == "a" and element.get("href") is not None
        self.in_pre += tag in ("pre", "listing", "xmp", "plaintext")
        self._add(element.text)

    def _closed(self, element: _Element) -> None:
        tag = element.tag
        if tag == "q":
            self.pieces.append("”")
        self.in_link -= tag == "a" and element.get("href") is not None
        self.in_pre -= tag in ("pre", "listing", "xmp", "plaintext")
        if element is not self.root:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self.in_link:
            self.linked.append(text)
        self.pieces.append(text.replace("\n", _BREAK) if self.in_pre else text)

    def _flushed(self, inside: list[_Element]) -> Iterator[HtmlBlock]:
        joined, linked = "".join(self.pieces), " ".join(self.linked)
        self.pieces, self.linked = [], []
        picture, self.picture = self.picture, False
        if is_blank(joined.replace(_BREAK, " ")):
            self.after_picture |= picture
            return
        after_picture, self.after_picture = self.after_picture, False
        element = inside[-1] if inside else self.root
        kind = self._kind()
        parts = [joined.replace(_BREAK, "\n")] if kind == "code" else _PARAGRAPH.split(_SPACES.sub(" ", joined))
        parts = [part for part in parts if not is_blank(part.replace(_BREAK, " "))]
        total = sum(words_in(part) for part in parts)
        share = min(1.0, words_in(linked) / total) if total else 0.0
        for part in parts:
            text = part.strip("\n") if kind == "code" else _AROUND_BREAK.sub("\n", part.replace(_BREAK, "\n")).strip()
            words = words_in(text)
            if kind == "footnote":
                text = _without_number(text)
            if kind == "list" and "MsoList" in (element.get("class") or ""):
                text = _WORD_SIGN.sub("", text, count=1)
            if kind == "byline" and words > _LONGEST_BYLINE:
                kind = "body"
            yield HtmlBlock(kind, text, element, words, round(share * words), after_picture)

    def _kind(self) -> str:
        kinds = [kind for _, kind in self.kinds]
        return next((kind for kind in _FIRST if kind in kinds), "body")


def _roles(element: _Element) -> list[str]:
    return f"{element.get('role') or ''} {element.get('epub-type') or ''}".split()


def kind_of(element: _Element) -> str | None:
    """Say of which kind the paragraphs inside an element are, as far as it tells by itself."""
    tag = element.tag
    role = _roles(element)
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not _NOTE_ROLES.isdisjoint(role) or _NOTE_NAMES.search(names):
        return "footnote"
    if "heading" in role:
        return "heading"
    if tag == "p" and (style := _WORD_STYLE.search(names)):
        return _WORD_KINDS[style[1]]
    if tag == "pre":
        has_code = element.find("code") is not None or _CODE_NAMES.search(names)
        above = element.getparent()
        in_code = above is not None and _CODE_NAMES.search(above.get("class") or "")
        return "code" if has_code or in_code else None
    if _CAPTION_NAMES.search(names) and tag in ("p", "div", "figcaption", "dd", "td"):
        return "caption"
    if tag == "figure":
        has_text = element.find(".//blockquote") is not None or element.find(".//pre") is not None
        return None if has_text else "caption"
    if tag == "address" or "author" in (element.get("rel") or "").split() or _BYLINE_NAMES.search(names):
        return "byline" if tag in ("p", "div", "address", "header", "ul", "section", "details", "summary") else None
    if _STANDFIRST_NAMES.search(names) and tag in ("p", "div", "span", "section"):
        return "heading"
    return _KINDS.get(tag)


def _is_data(table: _Element) -> bool:
    """Tell a table of data from one that only sets boxes beside each other."""
    if table.find(".//table") is not None or table.get("role") == "presentation":
        return False
    rows = list(table.iter("tr"))
    cells = [cell for row in rows for cell in row if cell.tag in ("td", "th")]
    if not cells or max(len(row) for row in rows) < 2:
        return False
    if table.find(".//th") is not None or table.find("caption") is not None or table.find("thead") is not None:
        return True
    if any(len(cell.findall(".//p")) + len(cell.findall(".//br")) > 2 for cell in cells):
        return False
    words = sum(len(text_of(cell).split()) for cell in cells)
    longest = max(len(text_of(cell).split()) for cell in cells)
    return len(rows) >= 2 and words <= _LONGEST_CELL * len(cells) and longest <= 4 * _LONGEST_CELL


def _rows(table: _Element) -> Iterator[HtmlBlock]:
    for part in table.iter("caption", "tr"):
        if part.tag == "caption":
            if not is_blank(text := text_of(part)):
                yield HtmlBlock("caption", text, part, words_in(text), _linked(part))
            continue
        cells = [_cell(cell) for cell in part if cell.tag in ("td", "th")]
        text = "\t".join(cells).rstrip()
        if not is_blank(text):
            yield HtmlBlock("table", text, part, words_in(text), _linked(part))


def _cell(cell: _Element) -> str:
    return " ".join(_SPACES.sub(" ", " ".join(block.text for block in blocks_of(cell))).replace("\n", " ").split(" "))


def _linked(element: _Element) -> int:
    return sum(words_in(text_of(link)) for link in element.iter("a") if link.get("href") is not None)


def _is_note_mark(element: _Element) -> bool:
    """Tell whether an element is the raised number that points to a footnote."""
    if element.tag not in ("sup", "a", "span"):
        return False
    words = text_of(element)
    if not words or not _MARK.match(words):
        return False
    role = _roles(element)
    if not {"noteref", "doc-noteref"}.isdisjoint(role) or _MARK_NAMES.search(element.get("class") or ""):
        return True
    return element.tag == "sup" and any("#" in (link.get("href") or "") for link in _links(element))


def _is_way_back(element: _Element) -> bool:
    """Tell whether an element is the number or arrow in a footnote that leads back to the text."""
    if element.tag != "a" or "#" not in (element.get("href") or "") or not _BACK.match(text_of(element)):
        return False
    above, steps = element.getparent(), 0
    while above is not None and steps < 6:
        if kind_of(above) == "footnote":
            return True
        above, steps = above.getparent(), steps + 1
    return False


def _without_number(text: str) -> str:
    """Take away the number before a footnote and the arrow behind it."""
    number = re.match(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|\^|↑)[\])]?\.?(?=\s)\s*", text)
    text = text[number.end() :] if number and len(text) > number.end() else text
    return re.sub(r"\s*[↑↩⤴⏎^][\ufe0e\ufe0f]?$", "", text)


def note_blocks_last(blocks: list[HtmlBlock]) -> list[HtmlBlock]:
    """Return the paragraphs with the footnotes behind all others."""
    return [one for one in blocks if one.kind != "footnote"] + [one for one in blocks if one.kind == "footnote"]


def tell(left_out: list[tuple[str, str]], tally: Tally) -> None:
    """Count the words that were left out, by what they were."""
    for what, text in left_out:
        if what in (FOOTNOTE_MARKS, PAGE_NUMBERS):
            tally.add("left out", what, text)
        elif not is_blank(text):
            tally.add("left out", f"words of {what}", text, count=len(text.split()))


def drop(element: _Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    above = element.getparent()
    if above is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        above.text = (above.text or "") + tail
    above.remove(element)
