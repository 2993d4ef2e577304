"""What on a web page stands around the text? Told by elements, roles and the names that site builders give to boxes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .web_tree import name_set

if TYPE_CHECKING:
    from lxml.etree import _Element

HIDDEN = "hidden text"
FORMS = "buttons and forms"

_NEVER_SEEN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "meta",
        "link",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "canvas",
        "svg",
        "datalist",
        "map",
        "area",
        "rt",
        "rp",
    ]
)
_CONTROLS = name_set("button input select textarea progress meter")
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
# For screen readers only: "Image caption," or "skip past newsletter promotion" is nothing that a page shows.
_HIDING_NAMES = name_set("visually-hidden visuallyhidden sr-only screen-reader-text screen-reader-only hide-text")
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"\s*([.#])([\w-]+)\s*\Z")
_NESTED_RULES = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")

_BY_ELEMENT = {"nav": "menus", "menu": "menus", "footer": "page footers", "aside": "sidebars", "header": "page headers"}
_BY_ROLE = {
    "navigation": "menus", "menu": "menus", "menubar": "menus", "search": FORMS, "banner": "page headers",
    "contentinfo": "page footers", "complementary": "sidebars", "dialog": "pop-ups", "alertdialog": "pop-ups",
    "toolbar": "share buttons", "tablist": "menus", "doc-toc": "tables of contents",
}  # fmt: skip
# Words in the class or id of a box. They are matched as whole words: "commercial" is no "commerce", "header" no "head".
_BY_NAME = {
    "cookie notices": (
        "cookie cookies cookiebanner cookienotice cookiebot consent gdpr cmp onetrust didomi usercentrics"
    ),
    "comments": "comments commentlist respond disqus discussion kommentare commentaires comentarios comment",
    "related articles": (
        "related relatedposts recommended recommendations teaser teasers outbrain taboola trending mostread mostviewed "
        "popular readalso readmore readnext furtherreading alsolike moreon onward crosslinks promo promobox"
    ),
    "newsletter boxes": "newsletter subscribe subscription signup optin cta paywall",
    "advertisements": (
        "ad ads advert adverts advertisement advertising adslot adsbygoogle sponsored dfp werbung anzeige"
    ),
    "share buttons": "share sharing sharebar sharedaddy social socials addthis addtoany permalink",
    "menus": (
        "nav navbar navigation navbox mainnav menu menus submenu breadcrumb breadcrumbs pagination pager skip skiplink "
        "sitemap toolbar"
    ),
    "tables of contents": "toc tableofcontents",
    "sidebars": "sidebar rail widgetarea sidecol",
    "page footers": "footer colophon copyright disclaimer siteinfo",
    "pull quotes": "pullquote",
    "author notes": "authorbox authorbio aboutauthor authorinfo bio",
    "topics": "tags taglist taglinks catlinks topics",
    FORMS: "feedback searchform searchbox",
    "page headers": "masthead siteheader pageheader",
    "edit links": "editsection",
}
_WHY_BY_NAME = {name: why for why, names in _BY_NAME.items() for name in names.split()}
# "site-footer" is told by its second word, "read-also" by both.
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# A page puts such words on the whole of it, too ("single-post no-sidebar", "has-comments").
_WHOLE = name_set("html body main article")
_MODIFIERS = name_set("has no with without is not")
# Layout boxes of text are named for what stands beside them or what may be done with them.
_TEXT_WORDS = name_set(
    "content body article articlebody entry story text main primary post maincontent container wrapper page layout "
    "column"
)
# A box that holds one of these is no clutter, whatever it is called.
_LANDMARKS = (
    "descendant-or-self::article | descendant-or-self::main | descendant::h1 | descendant::*[@role='main'] | "
    "descendant-or-self::*[@role='doc-footnote' or @role='doc-endnotes']"
)
_NOT_IN_TEXT = frozenset(("page headers", "page footers"))


def is_never_seen(element: _Element) -> bool:
    """Tell whether what is in an element is no text of a page: scripts, styles, films, drawings."""
    return element.tag in _NEVER_SEEN


def is_hidden(element: _Element, hidden_names: frozenset[str] = frozenset()) -> bool:
    """Tell whether an element is not shown, by its own attributes or by the names that the page's styles hide."""
    get = element.get
    if get("hidden") not in (None, "until-found"):
        return True
    # Pandoc hides captions from screen readers, since they have read the same words already.
    if get("aria-hidden") == "true" and element.tag != "figcaption":
        return True
    if element.tag == "dialog" and get("open") is None:
        return True
    if _HIDING_STYLE.search(get("style") or ""):
        return True
    names = {f".{name}" for name in (get("class") or "").split()} | {f"#{get('id')}"}
    return not hidden_names.isdisjoint(names) or not _HIDING_NAMES.isdisjoint(name[1:] for name in names)


def hidden_names(root: _Element) -> frozenset[str]:
    """Return the classes (``".x"``) and ids (``"#x"``) that the styles inside a page hide outright."""
    found = set()
    for style in root.iter("style"):
        for selectors, rules in _RULE.findall(_NESTED_RULES.sub("", style.text or "")):
            if _HIDING_STYLE.search(rules):
                simple = (_SIMPLE.match(selector) for selector in selectors.split(","))
                found |= {match[1] + match[2] for match in simple if match}
    return frozenset(found)


def clutter(element: _Element) -> str | None:
    """Say what an element is if it does not belong to the text of a page (``"menus"``); None if it may."""
    tag = element.tag
    if tag in _CONTROLS:
        return FORMS
    why = _BY_ROLE.get((element.get("role") or "").lower())
    if why is None and element.get("aria-modal") == "true":
        why = "pop-ups"
    if why is None:
        why = _BY_ELEMENT.get(tag)
        if why in _NOT_IN_TEXT and _has_text_around(element):
            why = None
    if why is None and tag not in _WHOLE:
        why = _by_name(f"{element.get('class') or ''} {element.get('id') or ''}")
    if why is None or tag in ("html", "body"):
        return None
    return None if tag not in _CONTROLS and element.xpath(_LANDMARKS) else why


def _has_text_around(element: _Element) -> bool:
    return any(above.tag in ("article", "blockquote", "figure") for above in element.iterancestors())


def _by_name(names: str) -> str | None:
    for name in names.split():
        pieces = [piece.lower() for piece in _PIECES.findall(name)]
        if not pieces or pieces[0] in _MODIFIERS:
            continue
        joined = ["".join(pair) for pair in pairwise(pieces)]
        known = [why for piece in (*joined, *pieces) if (why := _WHY_BY_NAME.get(piece))]
        if known and (not _TEXT_WORDS.intersection(pieces) or pieces[-1] in _WHY_BY_NAME):
            return known[0]
    return None
