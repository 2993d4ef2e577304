"""What do the elements of common XML vocabularies mean? Parliaments, journals, press agencies, feeds, books."""

from __future__ import annotations

import re

from .web_tree import name_set

# Names in small letters, without "-", "_", "." and namespace: "article-title" is "articletitle".
_KINDS = {
    "heading": (
        "head heading title subtitle headline hl hl1 hl2 hedline subhead subheading majorheading minorheading "
        "oralheading docketitem articletitle heading1 heading2 h1 h2 h3 h4 h5 h6 num rubric titel uberschrift "
        "titre titolo titulo sectiontitle chaptertitle debatetitle"
    ),
    "byline": (
        "byline author authors contrib speaker speakername membername member who from name redner orateur orador "
        "intervenant auteur autor verfasser credit attribution"
    ),
    "caption": (
        "caption figcaption stage stagedirection narrative scene summary kommentar interruption interjection applause "
        "remark time recordedtime division procedure didascalie description"
    ),
    "footnote": "note footnote fn endnote authorialnote annotation",
    "list": "item listitem li entryitem member1",
    "quote": "quote quotation blockquote blockquotation dispquote quotedtext quotedstructure embeddedtext",
    "table": "row tr",
    "code": "code programlisting pre screen",
}
KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
KIND_OF["pre"] = "body"

# Parts of a sentence: they never begin a paragraph, wherever they stand.
INLINE = name_set(
    "a b i u em strong bold italic italics emphasis hi sup sub span ref link xref ulink term foreign abbr acronym cite "
    "def ins mark small sc smallcaps font br lb w c pc tok token seg person persname placename orgname location org "
    "date time quantity money place entity ne rs inline phrase citetitle img image graphic mod affectedDocument eol"
)
PARAGRAPHS = name_set("p para paragraph simpara ab block text content body speech u line l verse li item")

# A paragraph each, or a box of paragraphs: what somebody says in an assembly. These are parts of a text, no texts.
SPEECHES = name_set(
    "speech sp u utterance contribution intervention rede turn question answer debatesection oralstatement p para "
    "paragraph s sentence l line section sec chapter div verse li tr note scene act subsection heading title author "
    "speaker majorheading minorheading"
)
SPEAKER_ATTRIBUTES = ("speakername", "speaker", "speaker_name", "name", "who", "by")

# What an element says *about* a text: its words are metadata, under these names.
METADATA = {
    "title": "title headline hl hedline titel titre titulo titolo articletitle hl1 doctitle heading head",
    "author": "author authors byline creator dccreator writer autor auteur verfasser journalist speaker speakername by",
    "date": (
        "date pubdate published publicationdate publishdate datum fecha data issued created dateline1 day dcdate "
        "datepublished frbrdate updated"
    ),
    "publication": "publication source newspaper journal paper outlet zeitung quelle journaltitle medium pubname",
    "section": "section category rubric ressort rubrik desk",
    "url": "url link uri href permalink guid webpage",
    "language": "language lang sprache langue dclanguage",
}
METADATA_OF = {name: key for key, names in METADATA.items() for name in names.split()}
# The most certain first.
_TEXTS = (
    "text body fulltext content contentencoded articletext bodytext maintext story texte inhalt testo texto speech "
    "transcript article paragraphs description abstract summary"
)
TEXTS = tuple(name for name in _TEXTS.split())
# Boxes of metadata: what is in them is no text.
HEADS = name_set(
    "meta metadata docdata front articlemeta journalmeta info bookinfo articleinfo prolog header teiheader "
    "identification rightsmetadata administrativemetadata descriptivemetadata frbrwork frbrexpression "
    "frbrmanifestation references proprietary lifecycle publisher permissions bibliography reflist biblist index toc"
)
_SEPARATORS = re.compile(r"[-_.:]")


def plain_name(tag: object) -> str:
    """Return the name of an element as the tables of this module have it.

    >>> plain_name("{http://purl.org/rss/1.0/modules/content/}article-Title")
    'articletitle'
    """
    return _SEPARATORS.sub("", tag.rpartition("}")[2]).lower() if isinstance(tag, str) else ""
