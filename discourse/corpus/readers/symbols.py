"""Which character does a sign of a symbol font stand for? Symbol and Wingdings have codes of their own."""

from __future__ import annotations

# Adobe's Symbol encoding, where it differs from ASCII: from 0x41 on capitals, from 0x61 on small letters.
_GREEK_CAPITALS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_GREEK_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **{0x41 + i: letter for i, letter in enumerate(_GREEK_CAPITALS)},
    **{0x61 + i: letter for i, letter in enumerate(_GREEK_SMALL)},
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼",
    0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xC9: "⊃", 0xCC: "⊂", 0xCE: "∈",
    0xCF: "∉", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨",
    0xDB: "⇔", 0xDE: "⇒", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•",
    0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_PRIVATE = range(0xF000, 0xF100)


def symbol(code: int, font: str) -> str:
    """Return the character that a code stands for in a font; ``""`` for a sign that no character stands for.

    >>> symbol(0xF061, "Symbol"), symbol(0xF0FC, "Wingdings"), symbol(0xE9, "Times New Roman")
    ('α', '✓', 'é')
    """
    table = _SYMBOL if font.casefold() == "symbol" else _WINGDINGS if font.casefold().startswith("wingdings") else {}
    low = code - _PRIVATE.start if code in _PRIVATE else code
    if low in table:
        return table[low]
    if code in _PRIVATE and not (0x20 <= low < 0x7F and table is _SYMBOL):
        return ""
    valid = 0x20 <= low < 0x110000 and not 0xD800 <= low < 0xE000
    return chr(low) if valid else ""
