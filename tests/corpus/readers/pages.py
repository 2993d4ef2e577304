# ruff: noqa: E501 - markup breaks badly
"""What do saved web pages look like? Templates as sites of many kinds use them, filled with ``articles.py``.

Class names, nesting and clutter follow the habits of newspapers, blogs, parliaments and word processors; every word of
the clutter is our own. Each template is a function from an article to a page; ``PAGES`` are all pages that make sense.
"""

import html
import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass

from .articles import ARTICLES, Article

TEASERS = [
    ("Council votes to widen the harbour road", "After a debate of nine hours the council agreed by one vote to widen "
     "the road, a plan that shopkeepers have fought since the autumn and that will cost more than the road itself."),
    ("The last lamplighter retires", "He lit four hundred lamps a night and knew every drunk by name; on Friday he "
     "hung up his ladder, and nobody could be found to take it down again."),
    ("Opinion: Give the gulls their due", "They steal, they shout and they foul our roofs. And yet a town without "
     "gulls, our columnist writes, would be a town without witnesses."),
    ("Storm warning for the whole coast", "Winds of up to eleven are expected by nightfall, the weather office said, "
     "and boats should be brought behind the second mole before six."),
]  # fmt: skip
COMMENTS = [
    ("HarbourRat", "I have lived here all my life and I can tell you that none of this would have happened if the old "
     "harbour master were still alive. He knew how to talk to people, and he never needed a loudspeaker to do it."),
    ("Lena_P", "Well said. Though I would like to know who pays for the café."),
    ("anonymous", "Rubbish from beginning to end. The author has obviously never worked a day on the docks, otherwise "
     "she would know that a truce is worth more than all the lists in the world."),
]  # fmt: skip
COOKIES = (
    "We and our 214 partners store and read information on your device, such as unique identifiers in cookies, to "
    "process personal data. You may accept or manage your choices by clicking below, including your right to object "
    "where legitimate interest is used. These choices will be signalled to our partners and will not affect browsing."
)
LETTER = (
    "Sign up for The Morning Tide, our free newsletter: what happened on the water while you slept, every weekday at "
    "six. By entering your address you agree to our terms and to letters from our partners."
)
SECTIONS = ["Home", "News", "Opinion", "Sport", "Culture", "Weather", "Jobs", "Shop", "Subscribe", "Sign in"]
FOOT = ["About us", "Contact", "Terms of use", "Privacy", "Cookie settings", "Advertise with us", "Accessibility"]
SHARE = ["Share on Facebook", "Tweet this", "Send by e-mail", "Copy link", "Print"]
CAPTION = "The bridge of Skardal in the rain last winter. Photograph: M. Osei/Courier Pictures"


@dataclass(frozen=True)
class Page:
    """One saved page, and the article that should be read from it."""

    template: str
    article: Article
    markup: str
    has_marks: bool

    @property
    def name(self) -> str:
        return f"{self.template}-{self.article.name}.html"

    @property
    def data(self) -> bytes:
        return self.markup.encode("utf-8")


_ids = itertools.count(1)


def esc(text: str) -> str:
    return html.escape(text, quote=False)


def links(words: list[str], item: str = "li") -> str:
    return "".join(f'<{item}><a href="/{word.lower().replace(" ", "-")}">{word}</a></{item}>' for word in words)


def teasers(number: int = 4, tag: str = "div") -> str:
    return "".join(
        f'<{tag} class="card teaser"><a href="/s/{n}"><img src="t{n}.jpg" alt=""><h3>{title}</h3></a><p>{text}</p>'
        f"</{tag}>"
        for n, (title, text) in enumerate(TEASERS[:number])
    )


def comments(tag: str = "div") -> str:
    return "".join(
        f'<{tag} class="comment"><a class="comment-author" href="#">{who}</a> <time>2 days ago</time>'
        f'<p>{text}</p><button>Reply</button></{tag}>'
        for who, text in COMMENTS
    )  # fmt: skip


def plain(article: Article, paragraph: str = "p", heading: str = "h2", between: tuple[str, ...] = ()) -> str:
    """Return the paragraphs with the elements of their kinds; `between` is put after every third paragraph."""
    out, inside, clutter = [], "", list(between)
    for number, (kind, text) in enumerate(article.parts):
        if inside == "list" != kind:
            out.append("</ul>")
        if kind == "list":
            out.append(("<ul>" if inside != "list" else "") + f"<li>{wrapped(text)}</li>")
        elif kind == "heading":
            out.append(f"<{heading}>{esc(text)}</{heading.split()[0]}>")
        elif kind == "quote":
            out.append(f"<blockquote><p>{wrapped(text)}</p></blockquote>")
        else:
            out.append(f"<{paragraph}>{wrapped(text)}</{paragraph.split()[0]}>")
        inside = kind
        if clutter and number % 3 == 2 and kind == "body":
            out.append(clutter.pop(0))
    return "\n".join(out)


def wrapped(text: str) -> str:
    """Escape a paragraph, with a link and an emphasis inside and line ends where an editor would put them."""
    words = esc(text).split(" ")
    if len(words) > 12:
        words[4] = f'<a href="https://example.org/{next(_ids)}">{words[4]}</a>'
        words[8] = f"<em>{words[8]}</em>"
    return "".join(word + ("\n      " if n % 14 == 13 else " ") for n, word in enumerate(words)).strip()


def head(article: Article, *more: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{article.language}"><head><meta charset="utf-8">'
        f"<title>{esc(article.title)} | {article.publication}</title>"
        f'<script>window.dataLayer=[{{"page":"article"}}];</script><style>.a{{color:red}}</style>{"".join(more)}</head>'
    )


def og(article: Article) -> str:
    return (
        f'<meta property="og:title" content="{html.escape(article.title)}">'
        f'<meta property="og:site_name" content="{article.publication}">'
        f'<meta property="og:url" content="https://example.org/{article.name}">'
        f'<meta property="article:published_time" content="{article.date}T06:30:00Z">'
        + (f'<meta name="author" content="{article.author}">' if article.author else "")
    )


def json_ld(article: Article) -> str:
    about = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": article.publication},
            {
                "@type": "NewsArticle",
                "headline": article.title,
                "datePublished": f"{article.date}T06:30:00+01:00",
                "author": [{"@type": "Person", "name": article.author}],
                "publisher": {"@type": "Organization", "name": article.publication},
                "mainEntityOfPage": f"https://example.org/{article.name}",
                "inLanguage": article.language,
                "articleSection": "Opinion",
            },
        ],
    }
    return f'<script type="application/ld+json">{json.dumps(about, ensure_ascii=False)}</script>'


def broadsheet(article: Article) -> str:
    """A newspaper of the day: hashed classes, an aside with a letter, a pull quote, a most-read list, comments."""
    pull = f'<aside class="dcr-pull"><blockquote><p>{esc(article.parts[0][1][:60])}</p></blockquote></aside>'
    letter = (
        f'<figure class="dcr-173mewl"><a class="skip" href="#skip">skip past newsletter promotion</a><aside><h2>Sign up '
        f'to The Morning Tide</h2><p>{LETTER}</p></aside><p id="skip">after newsletter promotion</p></figure>'
    )
    return (
        head(article, og(article), json_ld(article))
        + f'<body><div class="cmp-banner" role="dialog" aria-modal="true"><p>{COOKIES}</p><button>Accept all</button>'
        f'</div><header><nav aria-label="sections"><ul>{links(SECTIONS)}</ul></nav></header>'
        f'<main data-layout="Standard"><article><div class="dcr-1aul"><h1 class="dcr-u0152o">{esc(article.title)}</h1>'
        f'<div class="dcr-standfirst"><p>What the two towns still have to settle before the summer</p></div>'
        f'<address aria-label="Contributor info"><a rel="author" href="/p/a">{article.author}</a></address>'
        f'<details class="dcr-date"><summary>Sun 14 Mar 2021 06.30 GMT</summary>Last modified on Mon 15 Mar</details>'
        f'<ul class="share">{links(SHARE)}</ul><figure class="dcr-main"><picture><img alt="bridge"></picture>'
        f'<figcaption>{CAPTION}</figcaption></figure><div id="maincontent" class="dcr-1cfp"><div class='
        f'"article-body-commercial-selector">{plain(article, "p class=dcr-16w5gq9", between=(pull, letter))}</div></div>'
        f'<div class="submeta"><span>Topics</span><ul>{links(["Skardal", "Opinion", "Fishing"])}</ul></div></div>'
        f'</article><section data-link-name="most-viewed"><h2>Most viewed</h2><ol>{teasers(4, "li")}</ol></section>'
        f'<section id="comments"><h2>Comments (3)</h2>{comments()}</section></main>'
        f"<footer><ul>{links(FOOT)}</ul><p>© 2021 The Skardal Courier. All rights reserved.</p></footer></body></html>"
    )


def columns(article: Article) -> str:
    """A paper that sets paragraphs in several column boxes with advertisements between them."""
    parts, boxes = list(article.parts), []
    ad = '<div class="ad css-d1"><p>Advertisement</p><a href="#after">Continue reading the main story</a></div>'
    for start in range(0, len(parts), 3):
        piece = Article(article.name, "", "", "", "en", tuple(parts[start : start + 3]))
        boxes.append(f'<div class="css-s99gbd StoryBodyCompanionColumn"><div>{plain(piece, "p class=css-at9mc1")}</div>'
                     f"</div><div>{ad}</div>")  # fmt: skip
    return (
        head(article, og(article), json_ld(article))
        + f'<body><div id="app"><div><div class="NavBar"><ul>{links(SECTIONS)}</ul></div><div><main id="site-content">'
        f'<div><article id="story"><div id="top-wrapper"><p>Advertisement</p></div><header><p>Opinion</p>'
        f"<h1>{esc(article.title)}</h1><p>By {article.author}</p><time>March 14, 2021</time><div role=toolbar>"
        f'<ul>{links(SHARE)}</ul></div></header><section name="articleBody">{"".join(boxes)}</section>'
        f'<div class="bottom"><div class="bio"><p>{article.author or "The writer"} is a contributing writer.</p></div>'
        f'<div class="related"><h2>Related Content</h2>{teasers(3)}</div></div></article></div></main></div>'
        f"<footer><nav><ul>{links(FOOT)}</ul></nav></footer></div></div></body></html>"
    )


def broadcaster(article: Article) -> str:
    """A public broadcaster: every block in a box of its own, two lists of further stories."""
    boxed = plain(article)
    return (
        head(article, og(article))
        + f'<body><header role="banner"><a href="#main">Skip to content</a><nav><ul>{links(SECTIONS)}</ul></nav></header>'
        f'<main id="main"><article><header data-component="headline-block"><h1>{esc(article.title)}</h1></header>'
        f'<div data-component="byline-block"><span>By {article.author}</span><span>Harbour correspondent</span></div>'
        f'<figure data-component="image-block"><img alt=""><figcaption><span class="visually-hidden">Image caption, '
        f"</span>{CAPTION}</figcaption></figure>"
        f'<div data-component="text-block" class="ssrcss-11r1m41-RichTextComponentWrapper"><div class="ep2nwvo0">{boxed}'
        f'</div></div><div data-component="links-block"><h2>More on this story</h2><ul><li><a href="/a">{TEASERS[0][0]}'
        f'</a></li><li><a href="/b">{TEASERS[1][0]}</a></li></ul></div><section data-component="tag-list"><h2>Related '
        f"Topics</h2><ul>{links(['Ferries', 'Skardal'])}</ul></section></article>"
        f"<aside><h2>Top stories</h2>{teasers(3)}</aside><aside><h2>Most read</h2><ol>{links([t for t, _ in TEASERS])}"
        f"</ol></aside></main><footer><p>The Courier is not responsible for the content of other sites.</p></footer>"
        f"</body></html>"
    )


def wordpress(article: Article) -> str:
    """A blog: sharing buttons and related posts inside the entry, an author box, long comments, a sidebar."""
    inner = (
        f'<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul>{links(SHARE)}</ul></div>'
        f'<div id="jp-relatedposts" class="jp-relatedposts"><h3><em>Related</em></h3>{teasers(3)}</div>'
    )
    return (
        head(article, og(article), '<meta name="generator" content="WordPress 6.1">')
        + f'<body class="post-template-default single single-post"><div id="page" class="site"><header id="masthead">'
        f'<p class="site-title"><a href="/">Letters from Skardal</a></p><p class="site-description">Notes on two towns '
        f'and a river</p><nav class="main-navigation"><ul class="menu">{links(SECTIONS)}</ul></nav></header>'
        f'<div id="content"><div id="primary" class="content-area"><main id="main"><article class="post hentry">'
        f'<header class="entry-header"><h1 class="entry-title">{esc(article.title)}</h1><div class="entry-meta">Posted '
        f'on <time class="entry-date" datetime="{article.date}">{article.date}</time> by <span class="author vcard">'
        f'{article.author}</span></div></header><div class="entry-content">{plain(article, heading="h3")}'
        f'<figure class="wp-block-image"><img alt=""><figcaption>{CAPTION}</figcaption></figure>{inner}</div>'
        f'<footer class="entry-footer">Posted in <a href="/c">Politics</a>. Tagged <a href="/t">truce</a>, <a href="/h">'
        f'harbour</a>. <a href="#respond">Leave a comment</a></footer></article>'
        f'<div class="author-box"><h4>About the author</h4><p>She has written about rivers and their people for twenty '
        f'years, and lives in a boat that does not float.</p></div><nav class="post-navigation"><a rel="prev" href="/1">'
        f'Previous: The toll</a><a rel="next" href="/2">Next: The weir</a></nav><div id="comments" class="comments-area">'
        f'<h2>3 thoughts on “{esc(article.title)}”</h2><ol class="comment-list">{comments("li")}</ol><div id="respond">'
        f"<h3>Leave a Reply</h3><p>Your e-mail address will not be published. Required fields are marked *</p></div>"
        f'</div></main></div><aside id="secondary" class="widget-area"><section class="widget"><h2>Recent posts</h2><ul>'
        f'{links([t for t, _ in TEASERS])}</ul></section><section class="widget"><h2>Archives</h2><ul>'
        f"{links(['March 2021', 'February 2021', 'January 2021'])}</ul></section></aside></div>"
        f'<footer id="colophon"><div class="site-info">Proudly powered by WordPress</div></footer></div></body></html>'
    )


def line_breaks(article: Article) -> str:
    """An early blog: one box in which two line breaks make a paragraph."""
    text = "<br /><br />\n".join(
        f"<b>{esc(text)}</b>" if kind == "heading" else esc(text) for kind, text in article.parts
    )
    return (
        head(article)
        + f'<body><div id="outer-wrapper"><div id="header"><h1>Harbour Talk</h1><p>What they say on the quay</p></div>'
        f'<div id="main"><h2 class="date-header">Sunday, March 14, 2021</h2><div class="post hentry"><h3 class="post-title '
        f'entry-title"><a href="/p">{esc(article.title)}</a></h3><div class="post-body entry-content">{text}<div style='
        f'"clear: both;"></div></div><div class="post-footer">Posted by {article.author} at <a href="/p">6:30 AM</a> '
        f'<a href="/e">E-mail this</a></div></div><div id="comments"><h4>3 comments:</h4>{comments("dd")}</div></div>'
        f'<div id="sidebar"><h2>Blog archive</h2><ul>{links(["2021 (4)", "2020 (31)", "2019 (17)"])}</ul><h2>About me</h2>'
        f"<p>I mend nets and opinions.</p></div></div></body></html>"
    )


def table_layout(article: Article) -> str:
    """A page of about 2002: tables and font elements, paragraphs never closed."""
    text = "".join(
        f"<P><FONT face=Arial size=2>{'<B>' if kind == 'heading' else ''}{wrapped(text)}{'</B>' if kind == 'heading' else ''}"
        f"</FONT>"
        for kind, text in article.parts
    )
    return (
        f"<HTML><HEAD><TITLE>{esc(article.title)}</TITLE><META http-equiv=Content-Type content='text/html; charset=utf-8'>"
        f"</HEAD><BODY bgcolor=#ffffff><TABLE width=760><TR><TD colspan=3><IMG src=logo.gif>"
        f"{' | '.join(f'<A href=/x>{word}</A>' for word in SECTIONS)}</TD></TR><TR><TD width=140 valign=top><FONT size=1>"
        f"{'<BR>'.join(f'<A href=/y>{title}</A>' for title, _ in TEASERS)}</FONT></TD><TD width=460 valign=top>"
        f"<FONT size=5><B>{esc(article.title)}</B></FONT>{text}</TD><TD width=160><FONT size=1>ADVERTISEMENT<BR>Boats for "
        f"hire by the hour or the day<BR><A href=/a>Click here</A></FONT></TD></TR><TR><TD colspan=3 align=center><FONT "
        f"size=1>Copyright 2002 The Courier. {' | '.join(f'<A href=/z>{word}</A>' for word in FOOT)}</FONT></TD></TR>"
        f"</TABLE></BODY></HTML>"
    )


def parliament(article: Article) -> str:
    """An official report: every contribution in a box with its speaker, time stamps, columns, and share links."""
    boxes = []
    for number, (_kind, text) in enumerate(article.parts):
        boxes.append(
            f'<div class="debate-item debate-item-contributiondebateitem" id="c{number}"><div class="contribution">'
            f'<div class="permalink"><a href="#c{number}">Share this contribution</a></div><div class="content">'
            f'<p class="hs_Para">{esc(text)}</p></div></div></div>'
        )
        if number % 4 == 3:
            boxes.append(f'<div class="debate-item column-number" aria-hidden="true">Column {number + 410}</div>')
    return (
        head(article)
        + f'<body><div class="skip"><a href="#main">Skip to main content</a></div><header class="header"><nav><ul>'
        f'{links(["Find members", "Debates", "Divisions", "Written answers"])}</ul></nav></header><div class="hero-banner">'
        f'<h1>{esc(article.title)}</h1><p>Volume 635: debated on Wednesday 7 February 2018</p></div><div id="main" class='
        f'"primary-content"><div class="toolbar"><a href="/d">Download text</a><a href="/p">Previous debate</a><a href="/n">'
        f'Next debate</a></div><div class="debate-items">{"".join(boxes)}</div></div><footer class="footer"><ul>'
        f"{links(FOOT)}</ul><p>© Parliamentary copyright</p></footer></body></html>"
    )


def press_office(article: Article) -> str:
    """A government's page of speeches: breadcrumbs, a body of bare paragraphs, no article element."""
    return (
        head(article, og(article))
        + f'<body class="node-type-release"><div class="region-header"><div class="menu-block"><ul>{links(SECTIONS)}</ul>'
        f'</div></div><div class="breadcrumb"><a href="/">Home</a> » <a href="/b">Briefing room</a> » <a href="/s">Speeches'
        f'</a></div><div id="content"><h1 class="page-title">{esc(article.title)}</h1><div class="field field-name-body '
        f'field-type-text-with-summary"><div class="field-items"><div class="field-item even">{plain(article)}'
        f'<p style="text-align:center">###</p></div></div></div></div><div class="region-sidebar-second"><div class="block">'
        f'<h2>Latest releases</h2>{teasers(3)}</div></div><div class="region-footer"><p>Ministry for Waters, 1 Quay Street'
        f"</p><ul>{links(FOOT)}</ul></div></body></html>"
    )


def boxes_only(article: Article) -> str:
    """A page built of boxes alone: no p, no article, no main."""
    text = "".join(
        f'<div class="{"subhead" if kind == "heading" else "txt"}">{"<b>" if kind == "heading" else ""}{wrapped(text)}'
        f"{'</b>' if kind == 'heading' else ''}</div>"
        for kind, text in article.parts
    )
    return (
        head(article)
        + f'<body><div id="root"><div class="top"><div class="mnu">{links(SECTIONS, "span")}</div></div><div class="wrap">'
        f'<div class="l-col"><div class="ttl">{esc(article.title)}</div><div class="story">{text}</div></div><div class='
        f'"r-col"><div class="bx">{teasers(3)}</div></div></div><div class="btm">{links(FOOT, "span")}</div></div>'
        f"</body></html>"
    )


def mailing_list(article: Article) -> str:
    """A letter platform: buttons to subscribe between the paragraphs, likes, a discussion."""
    ask = (
        '<div class="subscription-widget-wrap"><div class="preamble"><p class="cta-caption">Thanks for reading Two Banks! '
        "Subscribe for free to receive new posts and support my work.</p></div><form><input><button>Subscribe</button>"
        '</form></div>'
    )  # fmt: skip
    button = '<p class="button-wrapper"><a class="button primary" href="/share"><span>Share</span></a></p>'
    return (
        head(article, og(article), json_ld(article))
        + f'<body><div id="entry"><div class="main-menu"><h1><a href="/">Two Banks</a></h1><button>Sign in</button></div>'
        f'<div id="main"><div class="single-post"><article class="post"><div class="post-header"><h1 class="post-title">'
        f'{esc(article.title)}</h1><h3 class="subtitle">A letter from the river</h3><div class="byline">{article.author}'
        f'</div><div class="post-date">Mar 14, 2021</div><div class="like">❤ 48</div></div><div class="available-content">'
        f'<div dir="auto" class="body markup">{plain(article, between=(ask, button))}</div></div></article></div>'
        f'<div class="discussion"><h4>Discussion about this post</h4>{comments()}</div><div class="portable-archive">'
        f'{teasers(3)}</div></div><div class="footer"><p>© 2021 Two Banks</p>{links(FOOT, "span")}</div></div></body></html>'
    )


def encyclopedia(article: Article) -> str:
    """A wiki: a contents box, edit links beside headings, numbered references, categories."""
    edit = '<span class="mw-editsection">[<a href="/e">edit</a>]</span>'
    body = plain(article, heading='h2').replace("</h2>", f"{edit}</h2>").replace(".</p>", '.<sup class="reference"><a href='
        '"#cite_note-1">[1]</a></sup></p>', 1)  # fmt: skip
    return (
        head(article)
        + f'<body class="mediawiki"><div id="content" class="mw-body"><h1 id="firstHeading">{esc(article.title)}</h1><div '
        f'id="siteSub">From the open book of rivers</div><div id="mw-content-text"><div class="mw-parser-output">'
        f'<table class="infobox"><tr><th>River</th><td>Skar</td></tr><tr><th>Towns</th><td>2</td></tr></table>{body}'
        f'<h2>References{edit}</h2><ol class="references"><li id="cite_note-1"><a href="#r">^</a> Harbour Office, Annual '
        f'report, p. 12.</li></ol><div class="navbox"><ul>{links(["Skar", "Bruna", "Otter Brook"])}</ul></div></div></div>'
        f'<div id="catlinks"><a href="/c">Categories</a>: {links(["Rivers", "Bridges"])}</div></div><div id="mw-panel"><ul>'
        f'{links(["Main page", "Recent changes", "Random page", "What links here"])}</ul></div><div id="footer"><ul><li>This '
        f"page was last edited on 14 March 2021.</li></ul></div></body></html>"
    )


def walled(article: Article) -> str:
    """A page behind a banner: a long cookie text stands first, hidden layers after it."""
    return (
        head(article, og(article))
        + f'<body><div id="onetrust-consent-sdk"><div class="ot-sdk-container"><h2>We value your privacy</h2><p>{COOKIES}'
        f"</p><p>{COOKIES.replace('We and', 'Our newspaper and')}</p><button>Accept</button></div></div>"
        f'<div class="modal" style="display: none"><p>{LETTER}</p></div><div hidden><p>{TEASERS[0][1]}</p></div>'
        f'<noscript><p>Please enable JavaScript to read this page as it was meant to be read.</p></noscript>'
        f'<template><p>{{{{ teaser.text }}}}</p></template><div class="page"><ul class="nav">{links(SECTIONS)}</ul>'
        f'<div class="article"><h1>{esc(article.title)}</h1><p class="byline">By {article.author}</p><div class="article-body">'
        f'{plain(article)}</div></div><div class="related-articles"><h4>Read also</h4>{teasers(4)}</div></div></body></html>'
    )  # fmt: skip


def government(article: Article) -> str:
    """A plain official site: main element, a list of contents, related content beside."""
    return (
        head(article)
        + f'<body><a href="#content" class="skip-link">Skip to main content</a><div class="cookie-banner"><p>We use some '
        f'essential cookies to make this website work.</p></div><header role="banner"><ul>{links(SECTIONS[:4])}</ul></header>'
        f'<div class="breadcrumbs"><ol>{links(["Home", "Environment", "Water"])}</ol></div><main role="main" id="content">'
        f'<div class="grid-row"><div class="column-two-thirds"><h1>{esc(article.title)}</h1><dl class="metadata"><dt>'
        f'Published</dt><dd>14 March 2021</dd></dl><div class="govspeak">{plain(article)}</div></div><div class='
        f'"column-one-third"><nav role="navigation"><h2>Related content</h2><ul>{links([t for t, _ in TEASERS])}</ul></nav>'
        f'</div></div><div class="feedback"><h2>Is this page useful?</h2><button>Yes</button></div></main><footer>'
        f"<ul>{links(FOOT)}</ul></footer></body></html>"
    )


def inline_links(article: Article) -> str:
    """A German-style news site: “read also” lines between paragraphs, a tag line, a comment box."""
    also = f'<p class="read-also">Lesen Sie auch: <a href="/r">{TEASERS[0][0]}</a></p>'
    teaser = (
        f'<div class="teaser-inline"><a href="/t"><span>Mehr zum Thema</span><strong>{TEASERS[1][0]}</strong></a></div>'
    )
    return (
        head(article, og(article))
        + f'<body><header><nav><ul>{links(SECTIONS)}</ul></nav></header><div class="o-article"><span class="kicker">Meinung'
        f'</span><h1>{esc(article.title)}</h1><p class="intro">Ein Streit, zwei Städte und kein Ende.</p><div class="author">Von '
        f'{article.author}</div><div class="o-article__content">{plain(article, between=(also, teaser))}</div><div '
        f'class="tags">{links(["Skardal", "Brücken"], "span")}</div><div class="comments-box"><h3>Kommentare</h3>{comments()}'
        f"</div></div><footer>{links(FOOT, 'span')}</footer></body></html>"
    )


def bare(article: Article) -> str:
    """Nothing but paragraphs."""
    return "\n".join(f"<p>{wrapped(text)}" for _, text in article.parts)


def by_hand(article: Article) -> str:
    """A page that somebody typed: a heading, the text, and that is all."""
    return f"<html><head><title>{esc(article.title)}</title></head><body><h1>{esc(article.title)}</h1>{plain(article)}</body></html>"


def word_filtered(article: Article) -> str:
    """A page saved by a word processor, with its styles in every element."""
    text = "\n\n".join(
        f"<p class=MsoNormal style='margin-bottom:8.0pt;line-height:107%'><span lang=EN-GB style='font-size:12.0pt'>"
        f"{wrapped(text)}</span></p>"
        for _, text in article.parts
    )
    return (
        f"<html><head><meta http-equiv=Content-Type content='text/html; charset=utf-8'><meta name=Generator content="
        f"'Microsoft Word 15 (filtered)'><style>p.MsoNormal{{margin:0cm}}</style></head><body lang=EN-GB><div class="
        f"WordSection1><p class=MsoTitle><span>{esc(article.title)}</span></p>{text}</div></body></html>"
    )


HAND_MADE: list[Callable[[Article], str]] = [bare, by_hand, word_filtered]
WITH_MARKS: list[Callable[[Article], str]] = [
    broadsheet, columns, broadcaster, wordpress, press_office, mailing_list, encyclopedia, walled, government,
    inline_links, by_hand,
]  # fmt: skip
WITHOUT_MARKS: list[Callable[[Article], str]] = [line_breaks, table_layout, parliament, boxes_only, bare, word_filtered]


PAGES = [
    Page(make.__name__, article, make(article), has_marks=make in WITH_MARKS)
    for make in (*WITH_MARKS, *WITHOUT_MARKS)
    for article in ARTICLES
]
