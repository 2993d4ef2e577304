"""Which control words of RTF matter to the text? Code pages of fonts, groups that hold no text, signs spelled out."""

from __future__ import annotations

from locale import windows_locale

# The character set of a font (\fcharset) and the code page its bytes are in, as the RTF specification 1.9.1 lists them.
CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 79: "johab", 80: "gb2312", 81: "big5", 83: "mac_greek",
    85: "mac_turkish", 88: "mac_latin2", 89: "mac_cyrillic", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOL_CHARSET = 2
CODE_PAGES = {
    10000: "mac_roman", 10006: "mac_greek", 10007: "mac_cyrillic", 10029: "mac_latin2", 10081: "mac_turkish",
    708: "iso8859_6", 936: "gbk", 65001: "utf-8",
}  # fmt: skip

CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "softline": "\n", "emdash": "—",
    "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•", "lquote": "‘",
    "rquote": "’", "ldblquote": "“", "rdblquote": "”", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e",
    "rtlmark": "\u200f", "zwbo": "\u200b", "zwnbo": "\u2060",
}  # fmt: skip
SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"-": "\u00ad", b"{": "{", b"}": "}", b"\\": "\\"}

HEADERS = frozenset(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"))
# Groups whose words are no text, though they carry no \* that would say so.
SILENT = frozenset(
    (
        "colortbl", "filetbl", "revtbl", "listtable", "listoverridetable", "fontemb", "fontfile",
        "listtext", "pntext", "pntxta", "pntxtb", "pnseclvl", "xe", "tc", "tcn", "rxe", "bkmkstart", "bkmkend",
        "private", "nonesttables", "nonshppict", "shprslt", "sn", "objdata", "objclass", "objname", "comment",
        "doccomm", "sp", "operator", "company", "manager", "category", "subject", "hlinkbase", "template", "vern",
        "revtim", "printim", "buptim", "falt", "panose", "themedata", "atnid", "atnauthor", "atnref", "atntime",
        "atnicn", "atnparent", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "formfield", "keycode",
        "mmathPict", "upr", "background", "datafield", "levelnumbers", "leveltext", "listname", "passwordhash",
    )
)  # fmt: skip
# Groups marked \* (to be left out by programs that do not know them) that hold text all the same.
STARRED = frozenset(
    (
        "footnote", "annotation", "fldinst", "fldrslt", "shpinst", "shptxt", "shppict", "ud", "cs", "ts", "s",
        "fonttbl", "stylesheet", "do", "dptxbxtext", "shpgrp", "nesttableprops", "mmath", "moMath", "moMathPara",
    )
)  # fmt: skip


def code_page(number: int) -> str:
    """Return the Python name of a code page; cp1252 where there is none of that number."""
    import codecs

    name = CODE_PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def language_of(number: int) -> str | None:
    """Return the language that Windows means by a number: ``"en_GB"`` for 2057."""
    return windows_locale.get(number)
