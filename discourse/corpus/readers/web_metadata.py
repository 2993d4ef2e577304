"""What does a web page say of itself: title, author, date, publication, address, language?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .dates import find_date
from .tally import Tally

if TYPE_CHECKING:
    from lxml.etree import _Element

# In the order of trust: what was written for readers of the article before what was written for machines.
_META = {
    "title": "og:title citation_title dc.title dcterms.title twitter:title title headline",
    "author": "author article:author citation_author dc.creator dcterms.creator byl parsely-author sailthru.author",
    "date": (
        "article:published_time citation_publication_date citation_date dc.date.issued dcterms.issued dc.date "
        "dcterms.date dcterms.created datepublished date pubdate publish-date publication_date parsely-pub-date "
        "sailthru.date cxenseparse:recs:publishtime og:published_time created"
    ),
    "publication": "og:site_name citation_journal_title dc.publisher dcterms.publisher application-name publisher cre",
    "section": "article:section section parsely-section",
    "url": "og:url",
}
_NAMES = {name: key for key, names in _META.items() for name in names.split()}
_ORDER = {name: place for names in _META.values() for place, name in enumerate(names.split())}
_ARTICLES = re.compile(r"(?:Article|Posting|Report|WebPage|CreativeWork|Book|Speech|Review)\Z")
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?![\d])")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_LONGEST_SCRIPT = 2_000_000


@dataclass
class PageData:
    """What a page says of itself. `titles` are all forms of its title, `body` is the text that scripts would show."""

    title: str | None = None
    language: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    body: str = ""


def page_data(root: _Element, tally: Tally) -> PageData:
    """Collect what a page says of itself in JSON-LD, meta tags, microdata and its head.

    Parameters
    ----------
    root : lxml element
        The whole tree, scripts included.
    tally : Tally
        Told where the date was guessed.

    Returns
    -------
    PageData
        Its metadata have ``author``, ``date``, ``publication``, ``section`` and ``url``, where the page tells.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    about = _json_ld(root)
    for key, value in _from_json(about).items():
        found.setdefault(key, []).append((-1, value))
    for key, place, value in (*_from_meta(root), *_from_elements(root)):
        found.setdefault(key, []).append((place, value))
    best = {key: min(values, key=lambda pair: pair[0])[1] for key, values in found.items() if values}
    head = root.find(".//head/title")
    titles = [value for _, value in found.get("title", [])]
    if head is not None and (head.text or "").strip():
        titles.append(_line(head.text))
    if "date" in best and (date := iso_date(best["date"])):
        best["date"] = date
    elif guess := _guessed_date(root):
        best["date"] = guess
        tally.add("assumed", "dates of publication found in the text of the page", guess)
    else:
        best.pop("date", None)
    return PageData(
        best.get("title") or _without_site(titles[0] if titles else None, best.get("publication")),
        best.get("language"),
        {key: best[key] for key in ("author", "date", "publication", "section", "url") if best.get(key)},
        [*titles, *(_without_site(title, best.get("publication")) or "" for title in titles)],
        about["articleBody"] if isinstance(about.get("articleBody"), str) else "",
    )


def iso_date(value: str | None) -> str | None:
    """Return the day of a date as ISO 8601, as exact as it is stated (``"2016-02"``); None if it is none.

    >>> [iso_date(value) for value in ("2016-02-01T06:30:00Z", "2016-02", "2016", "20160201", "soon")]
    ['2016-02-01', '2016-02', '2016', '2016-02-01', None]
    """
    value = (value or "").strip()
    match = _COMPACT.match(value) or _ISO.match(value)
    if match is None:
        found = find_date(value)
        return found.iso if found else None
    numbers = [int(part) for part in match.groups() if part]
    if not 1000 <= numbers[0] <= 2999 or (len(numbers) > 1 and not 1 <= numbers[1] <= 12):
        return None
    if len(numbers) > 2 and not 1 <= numbers[2] <= 31:
        return None
    return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])])


def _json_ld(root: _Element) -> dict[str, Any]:
    """Return the first object of JSON-LD that speaks of an article; an empty one if there is none."""
    best: dict[str, Any] = {}
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = (script.text or "").strip()[:_LONGEST_SCRIPT]
        try:
            said = json.loads(text.removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):  # what sites write there is often broken; the rest of the page is not
            continue
        for one in _objects(said):
            kinds = one.get("@type")
            kinds = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
            fits = [kind for kind in kinds if isinstance(kind, str) and _ARTICLES.search(kind)]
            if fits and (not best or ("WebPage" not in fits[0] and len(one) > len(best))):
                best = one
    return best


def _objects(said: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [said], 0
    while waiting and seen < 10_000:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, dict):
            yield one
            waiting += [one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one]
        elif isinstance(one, list):
            waiting += one


def _from_json(about: dict[str, Any]) -> dict[str, str]:
    values = {
        "title": about.get("headline") or about.get("name"),
        "author": about.get("author") or about.get("creator"),
        "date": about.get("datePublished") or about.get("dateCreated"),
        "publication": about.get("publisher") or about.get("sourceOrganization"),
        "section": about.get("articleSection"),
        "url": about.get("url") or about.get("mainEntityOfPage"),
        "language": about.get("inLanguage"),
    }
    return {key: text for key, value in values.items() if (text := _text(value))}


def _text(value: Any) -> str:
    """Return a value of JSON-LD as a line: names of persons, one behind the other."""
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@id") or value.get("alternateName"))
    if isinstance(value, list):
        texts = (_text(one) for one in value[:50] if not isinstance(one, list))
        return "; ".join(dict.fromkeys(text for text in texts if text))
    return ""


def _from_meta(root: _Element) -> Iterator[tuple[str, int, str]]:
    several: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = _line(meta.get("content"))
        if name in _NAMES and content:
            several.setdefault(name, []).append(content)
    for name, contents in several.items():
        if _NAMES[name] == "author":
            contents = [one for one in contents if not re.match(r"https?:|@", one)]
            joined = "; ".join(dict.fromkeys(contents))
        else:
            joined = contents[0]
        if joined:
            yield _NAMES[name], _ORDER[name], joined


def _from_elements(root: _Element) -> Iterator[tuple[str, int, str]]:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").split() and (address := _line(link.get("href"))):
            yield "url", 0, address
    for element in _first(root, "itemprop"):
        name = (element.get("itemprop") or "").lower()
        key = {"headline": "title", "author": "author", "datepublished": "date"}.get(name)
        value = element.get("content") or element.get("datetime") or " ".join("".join(element.itertext()).split())
        if key and value and len(value) < 300:
            yield key, 50, value
    for link in root.iter("a"):
        if "author" in (link.get("rel") or "").split() and (name := " ".join("".join(link.itertext()).split())):
            yield "author", 60, name
            break
    for time in root.iter("time"):
        if iso_date(time.get("datetime")):
            yield "date", 70, time.get("datetime") or ""
            break
    for element in (root.find(".//html"), root, root.find(".//body")):
        language = None if element is None else element.get("lang") or element.get("xml-lang")
        if language:
            yield "language", 0, language
            break


def _first(root: _Element, attribute: str) -> Iterable[_Element]:
    return (element for element in root.iter() if element.get(attribute))


def _guessed_date(root: _Element) -> str | None:
    """Ask `htmldate` for a date that stands in the page's address, its text or its small print."""
    from lxml import html

    try:
        from htmldate import find_date

        twin = html.document_fromstring(html.tostring(root, encoding="utf-8"), parser=html.HTMLParser(encoding="utf-8"))
        return find_date(twin, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None


def _without_site(title: str | None, site: str | None) -> str | None:
    """Take the name of the site off the title in the browser's bar."""
    if not title:
        return None
    for mark in (" | ", " – ", " — ", " - ", " · ", " :: ", " » "):
        start, found, end = title.rpartition(mark)
        if found and start and (_same(end, site) or (mark == " | " and len(end) <= len(start))):
            return start.strip()
    return title


def _same(text: str, site: str | None) -> bool:
    return bool(site) and text.strip().casefold() == str(site).strip().casefold()


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
