"""Is each record of a JSON or JSON Lines file a text, and is every line that is none named?"""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import Document, ReadError, Unread
from discourse.corpus.encodings import unified
from discourse.corpus.paragraphs import is_blank
from discourse.corpus.readers.reader import Source
from discourse.corpus.readers.registry import documents_of

from ..any_text import any_text
from .fuzzing import mutations, only_our_errors

RECORDS = [
    {
        "id": "007",
        "user": {"name": "Zoë", "home": {"town": "Łódź"}},
        "tags": ["a", "b"],
        "text": "It holds, they said.",
    },
    {"id": 8, "user": {"name": "Bo"}, "tags": [], "text": "Why?\n\nNobody knows."},
]


def parts(content: str | bytes, name: str = "a.jsonl", text: str | None = None) -> list[Document | Unread]:
    return documents_of(Source(name, content if isinstance(content, bytes) else content.encode("utf-8"), None, text))


def documents(content: str | bytes, name: str = "a.jsonl", text: str | None = None) -> list[Document]:
    return [part for part in parts(content, name, text) if isinstance(part, Document)]


def in_lines(records: list) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (in_lines(RECORDS), "a.jsonl"),
        (in_lines(RECORDS), "a.ndjson"),
        (in_lines(RECORDS).replace("\n", "\r\n"), "a.json"),
        (json.dumps(RECORDS), "a.json"),
        (json.dumps(RECORDS, indent=2), "a.json"),
        (json.dumps({"status": "ok", "total": 2, "articles": RECORDS}), "a.json"),
        (json.dumps({"response": {"status": "ok", "n": 2, "results": RECORDS}}, ensure_ascii=False), "a.json"),
        (json.dumps({name: [record[name] for record in RECORDS] for name in RECORDS[0]}), "a.json"),
        (pd.DataFrame(RECORDS).to_json(), "a.json"),
    ],
)
def test_records_are_found_however_they_are_put_together(content: str, name: str) -> None:
    found = documents(content, name)
    assert [one.text for one in found] == [record["text"] for record in RECORDS]
    first, second = (one.metadata for one in found)
    assert (first["id"], second["id"]) == ("007", 8)
    assert (first["user.name"], first["user.home.town"], second.get("user.home.town")) == ("Zoë", "Łódź", None)
    assert (first["tags"], second["tags"]) == ('["a", "b"]', None)


# JSON writes every control character as an escape but this one, of which a text file has none.
escapable = any_text.map(lambda text: text.replace("\x7f", "")).filter(lambda text: not is_blank(text))


@given(st.lists(escapable, min_size=1, max_size=4), st.booleans())
def test_any_text_comes_back(texts: list[str], escaped: bool) -> None:
    content = "".join(json.dumps({"n": n, "text": text}, ensure_ascii=escaped) + "\n" for n, text in enumerate(texts))
    found = documents(content, text="text")
    assert [one.text for one in found] == [unified(text) for text in texts]


def test_lines_that_are_no_record_are_named() -> None:
    found = parts('{"text": "It holds, they said."}\n\n[1, 2]\n{"text": "cut o\n{"text": "Why is that?"}\n')
    assert [part.text for part in found if isinstance(part, Document)] == ["It holds, they said.", "Why is that?"]
    unread = found[-1]
    assert isinstance(unread, Unread)
    assert "2 lines are no JSON records and were left out (line 3: it is no record" in unread.problem
    assert "line 4: Unterminated string" in unread.problem
    assert [part.title for part in found if isinstance(part, Document)] == ["a, line 1", "a, line 5"]


def test_records_without_a_text_are_left_out_and_told() -> None:
    found = documents(in_lines([{"text": "It holds, they said."}, {"text": None}, {"body": 5}, {"text": " "}]))
    [note] = [note for note in found[0].file_notes if note.what == "rows without a text"]
    assert (note.count, note.example) == (3, "lines 2, 3, 4")


def test_a_list_of_strings_is_a_text_in_paragraphs() -> None:
    [one] = documents(in_lines([{"text": ["It holds, they said.", "Why is that?"]}]))
    assert one.text == "It holds, they said.\n\nWhy is that?"


def test_halves_of_characters_are_joined_or_told() -> None:
    whole, half = documents('{"text": "A \\ud83d\\ude00 of them"}\n{"text": "half \\ud83d of it"}\n')
    assert (whole.text, half.text) == ("A 😀 of them", "half � of it")
    assert any("halves of characters" in note.what for note in whole.file_notes)


def test_the_encoding_is_recognised() -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        found = documents(json.dumps(RECORDS, ensure_ascii=False).encode(encoding), "a.json")
        assert [one.text for one in found] == [record["text"] for record in RECORDS]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[1, 2]", "holds no list of records"),
        ("5", "holds no list of records"),
        ("[]", "holds no list of records"),
        ('{"a": 1}', "No column is obviously"),
        ('[{"text": "cut o', "line 1: It is no valid JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 50_000, "nested too deeply|no valid JSON"),
        ("It is no JSON at all, but prose.", "no valid JSON"),
        ('[{"n": ' + "9" * 5000 + "}]", r"a\.json"),
    ],
)
def test_what_holds_no_records_is_explained(content: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        parts(content, "a.json")


def test_a_column_is_asked_for_and_missed_with_examples() -> None:
    content = in_lines([{"q": "Why is it so?", "a": "Nobody will ever know."}])
    assert [one.text for one in documents(content, text="a")] == ["Nobody will ever know."]
    with pytest.raises(ReadError, match=r"(?s)q: Why is it so\?\n  a: Nobody will"):
        documents(content, text="b")


def test_broken_records_raise_nothing_but_our_errors() -> None:
    assert only_our_errors(documents_of, "a.jsonl", mutations((in_lines(RECORDS) * 5).encode("utf-8"), 300)) > 100
    only_our_errors(documents_of, "a.json", mutations(json.dumps({"docs": RECORDS * 5}).encode("utf-8"), 300))
