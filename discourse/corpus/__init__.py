"""Texts in: read files, segment them, hold them."""
