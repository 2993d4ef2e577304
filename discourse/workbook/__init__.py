"""Widgets and reports: hands on the same functions, with no analysis of their own."""
