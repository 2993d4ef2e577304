"""Which paragraphs of a saved web page are its text, and which stand around it?"""

from __future__ import annotations

import copy
import logging
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..paragraphs import RUNNING
from .web_blocks import HtmlBlock, blocks_of, drop, is_block, text_of
from .web_clutter import FORMS, clutter

if TYPE_CHECKING:
    from lxml.etree import _Element

OUTSIDE = "text outside the article"
# Boxes with these names are sometimes the page itself ("bio", "topics"): not where they hold most of its words.
_DOUBTFUL = frozenset(("sidebars", "author notes", "topics", "newsletter boxes", "advertisements", "share buttons",
                       "page headers", "pull quotes", "tables of contents"))  # fmt: skip
# Inside a paragraph only these are taken out.
_INSIDE = frozenset((FORMS, "edit links", "share buttons"))
_MOST = 0.5
_MENU_SHARE = 0.05  # of the words of a page that somebody typed, at most this many are lines of links
_LONG_ENOUGH = 30  # characters of a paragraph that do not come together by chance
_ARTICLE_SHARE = 0.9  # of the words found stand in the box that is taken for the article
_MANY = 1_500  # paragraphs; with more, trafilatura's second opinions take longer than they are worth
_LONGEST = 2_000_000  # characters; so long is no page with menus, and finding them would take long
_LINE = re.compile(
    r"(?:advertisement|advertising|anzeige|werbung|publicité|publicidad|pubblicità|reklama|story continues below|"
    r"article continues (?:below|after)|continue reading the main story|after newsletter promotion|"
    r"skip past newsletter promotion|read more|mehr lesen|lire la suite|share this|###|\* ?\* ?\*)[.:… ]*\Z",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:read (?:also|more|next)|see also|related|more on this|lesen sie (?:auch|mehr)|mehr zum thema|lire aussi|"
    r"à lire aussi|lea también|leggi anche|lees ook|czytaj (?:też|także)|läs också|les også)\b[^.]{0,3}:?",
    re.IGNORECASE,
)
_IMPRINT = re.compile(r"(?:©|\(c\)|copyright\b|all rights reserved|advertisement\b|anzeige\b)", re.IGNORECASE)


def article_of(root: _Element, titles: Iterable[str] = ()) -> tuple[list[HtmlBlock], list[tuple[str, str]]]:
    """Part the paragraphs of a page into its text and what stands around it.

    What boxes say of themselves (elements, roles, names of classes) is taken away first. A page in which nothing of
    that kind is found was typed by somebody, and is kept whole. Of all others, `trafilatura` tells the article; the
    paragraphs come from the page itself, so that headings, quotations and short answers between them stay.

    Parameters
    ----------
    root : lxml element
        Without what is never seen (see ``without_unseen``).
    titles : iterable of str
        What the page says its title is; a first heading of that name is kept wherever it stands.

    Returns
    -------
    kept : list of HtmlBlock
        In the order of the page.
    left_out : list of (why, text)
        Everything else.
    """
    small = _inside(root)
    blocks = blocks_of(root)
    marked = _marked(root, blocks)
    why = {id(block): reason for block in blocks if (reason := _reason(block, marked))}
    rest = [block for block in blocks if id(block) not in why]
    if not rest:
        return blocks, small
    menus = sum(len(block.text) for block in rest if _is_link(block))
    size = sum(len(block.text) for block in rest)
    if (not marked and menus <= _MENU_SHARE * size) or size > _LONGEST or len(blocks) > 10 * _MANY:
        kept = rest
    else:
        told = _told_by_trafilatura(root, marked, is_long=len(blocks) > _MANY)
        kept = _without_lone_headings(_chosen(rest, told), blocks) or rest
    chosen = {id(block) for block in [*_headline(rest, kept, titles), *kept]}
    left_out = [(why.get(id(block), OUTSIDE), block.text) for block in blocks if id(block) not in chosen]
    return [block for block in blocks if id(block) in chosen], small + left_out


def _inside(root: _Element) -> list[tuple[str, str]]:
    """Take buttons and edit links out of the paragraphs they stand in, and return them."""
    found = []
    for element in list(root.iter()):
        if element.getparent() is None or is_block(element) or element.getroottree().getroot() is not root:
            continue
        if (why := clutter(element)) in _INSIDE:
            if words := text_of(element):
                found.append((str(why), words))
            drop(element)
    return found


def _headline(blocks: list[HtmlBlock], kept: list[HtmlBlock], titles: Iterable[str]) -> list[HtmlBlock]:
    """Return the headline over the article, which often stands outside its box."""
    first = blocks.index(kept[0]) if kept else 0
    known = {_squashed(title).casefold() for title in titles}
    heads = [block for block in blocks[: first + 1] if _squashed(block.text).casefold() in known]
    return (heads or [block for block in blocks[:first] if block.element.tag == "h1"])[-1:]


def _marked(root: _Element, blocks: list[HtmlBlock]) -> dict[_Element, str]:
    """Return the outermost boxes that say they are no text of the page, with what they are."""
    plain = sum(block.words - block.linked for block in blocks)
    believed: set[_Element] = set()
    while True:
        marked: dict[_Element, str] = {}
        for element in root.iter():
            above = element.getparent()
            if above is not None and above in marked:
                marked[element] = marked[above]
            elif element not in believed and (reason := clutter(element)):
                marked[element] = reason
        held: Counter[_Element] = Counter()
        for block in blocks:
            if (box := _box(block, marked)) is not None:
                held[box] += block.words - block.linked
        page = {box for box, words in held.items() if marked[box] in _DOUBTFUL and words > _MOST * plain}
        if not page:
            return marked
        believed |= page


def _box(block: HtmlBlock, marked: dict[_Element, str]) -> _Element | None:
    """Return the outermost marked box that a paragraph stands in."""
    if block.element not in marked:
        return None
    element = block.element
    while (above := element.getparent()) is not None and above in marked:
        element = above
    return element


def _reason(block: HtmlBlock, marked: dict[_Element, str]) -> str | None:
    box = _box(block, marked)
    if box is not None:
        if block.kind == "heading" and marked[box] == "page headers" and block.element.tag == "h1":
            return None
        return marked[box]
    if _LINE.match(block.text):
        return "advertisements and dividers"
    is_pointer = block.linked >= 0.5 * (block.words - 3) and not block.text.endswith(".")
    if block.linked and is_pointer and _POINTER.match(block.text):
        return "related articles"
    return None


def _told_by_trafilatura(root: _Element, marked: dict[_Element, str], is_long: bool) -> tuple[set[str], str]:
    """Return the paragraphs that trafilatura takes for the article, and all of them in one, without white space."""
    from lxml import html
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    twin = copy.deepcopy(root)
    for element, same in zip(list(root.iter()), list(twin.iter()), strict=True):
        if element in marked:
            drop(same)
    page = html.document_fromstring(html.tostring(twin, encoding="utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    found = bare_extraction(page, include_comments=False, include_tables=True, with_metadata=False, fast=is_long)
    if found is None or isinstance(found, dict) or found.body is None:
        return set(), ""
    lines = {_squashed("".join(element.itertext())) for element in found.body.iter()}
    lines |= {_squashed(line) for element in found.body.iter() for line in (element.text, element.tail) if line}
    return lines, _squashed("".join(found.body.itertext()))


def _chosen(blocks: list[HtmlBlock], told: tuple[set[str], str]) -> list[HtmlBlock]:
    """Return the paragraphs of the article: what was told, and what stands among it in the same boxes."""
    lines, everything = told
    found = []
    for block in blocks:
        words = _squashed(block.text)
        if words in lines or (len(words) >= _LONG_ENOUGH and words in everything):
            found.append(block)
    if not found:
        return blocks
    inside = set(_smallest_box(found).iter())
    known = {id(block) for block in found}
    looks = {_look(block) for block in found if block.kind in RUNNING}
    kept = []
    for block in blocks:
        if _is_link(block) and block.kind != "heading":
            continue
        if id(block) in known:
            is_kept = block.element in inside or not (_IMPRINT.match(block.text) or block.linked > 0.5 * block.words)
        else:
            is_kept = block.element in inside and block.linked <= 0.5 * block.words
            is_kept = is_kept and (block.kind != "body" or _look(block) in looks)
        if is_kept:
            kept.append(block)
    return kept


def _without_lone_headings(kept: list[HtmlBlock], blocks: list[HtmlBlock]) -> list[HtmlBlock]:
    """Take out headings of what was left out: "More on this story" over a list of links."""
    chosen = {id(block) for block in kept}
    lone = set()
    for number, block in enumerate(blocks):
        if block.kind != "heading" or id(block) not in chosen:
            continue
        under = []
        for after in blocks[number + 1 :]:
            if after.kind == "heading":
                break
            under.append(id(after) in chosen)
        if under and not any(under):
            lone.add(id(block))
    return [block for block in kept if id(block) not in lone or block.element.tag == "h1"]


def _is_link(block: HtmlBlock) -> bool:
    """Tell whether a paragraph is nothing but links, and no sentence."""
    return block.linked >= 0.8 * block.words and not block.text.endswith((".", "!", "?", "…", "”", '"'))


def _smallest_box(found: list[HtmlBlock]) -> _Element:
    """Return the innermost element that holds nearly all words of these paragraphs."""
    words: Counter[_Element] = Counter()
    for block in found:
        if block.kind not in RUNNING:
            continue
        element = block.element
        while element is not None:
            words[element] += block.words - block.linked
            element = element.getparent()
    root = found[0].element.getroottree().getroot()
    box, moved = root, True
    while moved:
        moved = False
        for child in box:
            if words[child] >= _ARTICLE_SHARE * words[root] and words[root]:
                box, moved = child, True
                break
    in_it = [block for block in found if block.element is box]
    return box.getparent() if len(in_it) == 1 and box is not root and len(box.findall(".//p")) == 0 else box


def _look(block: HtmlBlock) -> tuple[str, str, str]:
    above = block.element.getparent()
    box = "" if above is None else f"{above.tag} {above.get('class') or ''}"
    return block.element.tag, block.element.get("class") or "", box


def _squashed(text: str) -> str:
    return "".join(text.split())
