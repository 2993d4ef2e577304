"""The texts that one library finds in a folder of pages, and what that takes. Nothing of this package but by name."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from timing import peak


def discourse() -> Callable[[str], str]:
    from discourse.corpus.readers.html import read_html
    from discourse.corpus.readers.reader import Source

    def read(page: str) -> str:
        [document] = read_html(Source("page.html", page.encode("utf-8")))
        running = (block for block in document.blocks or () if block.kind in ("body", "list", "quote"))
        return "\n".join(document.text[block.start : block.end].replace("\n", " ") for block in running)

    return read


def trafilatura(**options: bool) -> Callable[[str], str]:
    from trafilatura import extract

    def read(page: str) -> str:
        found = extract(page, include_comments=False, **options) or ""
        return "\n".join(line.removeprefix("- ") for line in found.split("\n"))

    return read


def readability() -> Callable[[str], str]:
    from lxml import html
    from readability import Document

    def read(page: str) -> str:
        tree = html.fromstring(Document(page).summary())
        leaves = tree.xpath(
            "//*[self::p or self::li or self::div or self::h2 or self::td][not(.//p or .//li or .//div)]"
        )
        return "\n".join(" ".join(leaf.text_content().split()) for leaf in leaves)

    return read


def resiliparse() -> Callable[[str], str]:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: extract_plain_text(page, main_content=True, alt_texts=False, links=False, list_bullets=False)


def newspaper() -> Callable[[str], str]:
    from newspaper import Article

    def read(page: str) -> str:
        article = Article("https://example.org/page")
        article.download(input_html=page)
        article.parse()
        return str(article.text)

    return read


def goose() -> Callable[[str], str]:
    from goose3 import Goose

    return lambda page: Goose().extract(raw_html=page).cleaned_text


def boilerpy() -> Callable[[str], str]:
    from boilerpy3.extractors import ArticleExtractor

    return lambda page: ArticleExtractor(raise_on_failure=False).get_content(page)


def justext() -> Callable[[str], str]:
    from justext import get_stoplist
    from justext import justext as paragraphs_of

    lists = {language: get_stoplist(language) for language in ("English", "German")}

    def read(page: str) -> str:
        stops = lists["German" if 'lang="de"' in page else "English"]
        return "\n".join(one.text for one in paragraphs_of(page.encode("utf-8"), stops) if not one.is_boilerplate)

    return read


def everything() -> Callable[[str], str]:
    from selectolax.lexbor import LexborHTMLParser

    def read(page: str) -> str:
        tree = LexborHTMLParser(page)
        tree.strip_tags(["script", "style", "template", "noscript"])
        return tree.body.text(separator="\n") if tree.body else ""

    return read


READERS = {
    "discourse": discourse,
    "trafilatura": trafilatura,
    "trafilatura, recall": lambda: trafilatura(favor_recall=True),
    "trafilatura, precision": lambda: trafilatura(favor_precision=True),
    "readability-lxml": readability,
    "resiliparse": resiliparse,
    "newspaper4k": newspaper,
    "goose3": goose,
    "boilerpy3": boilerpy,
    "jusText": justext,
    "all text (selectolax)": everything,
}


def main() -> None:
    name, folder = sys.argv[1], Path(sys.argv[2])
    # What a library prints on its way must not be taken for the figures.
    with open(os.dup(1), "w", encoding="utf-8") as answer:
        os.dup2(2, 1)
        read = READERS[name]()
        pages = {file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.html"))}
        read(next(iter(pages.values())))
        start, texts = time.process_time(), {}
        for page, markup in pages.items():
            try:
                texts[page] = read(markup)
            except Exception as error:  # a page that a library cannot read is one that it does not read
                texts[page] = ""
                print(f"{page}: {type(error).__name__} {error}", file=sys.stderr)
        took = (time.process_time() - start) / len(pages)
        json.dump({"texts": texts, "cpu": took, "peak": peak()}, answer)


main()
