"""What is brought into the explorer is shown with its reading report first, and nothing is taken in unasked."""

import io
import zipfile
from pathlib import Path

import pytest

import discourse as dc
from discourse.workbook.intake import Intake
from discourse.workbook.views import Upload

FILES = Path(__file__).parents[1] / "corpus" / "readers" / "files"
TABLE = "who,party,speech\nAda,left,War is bad. It is long and cruel.\nBob,right,Peace is a good and lasting thing.\n"
FRENCH = "Le café était fermé.\n\nL’été déjà là, naïveté; façade."


@pytest.fixture
def explorer():
    return dc.explore(dc.sample("pier-nine-for"), dc.Codebook.sample("pier-nine"))


def bring(explorer, **files: bytes | str) -> None:
    contents = {name: data.encode() if isinstance(data, str) else data for name, data in files.items()}
    explorer.upload.arrived = tuple(contents.items())


def labels(explorer) -> list[str]:
    return [label for label, _ in explorer.text.options]


def panes(explorer) -> tuple[bool, bool]:
    """Whether the preview, and whether the text is on the screen."""
    return explorer.intake.view.layout.display != "none", explorer.panes.layout.display != "none"


# --- the preview ------------------------------------------------------------------------------------------


def test_a_word_file_is_shown_with_what_was_read_and_left_out(explorer):
    before = labels(explorer)
    bring(explorer, **{"truce.docx": (FILES / "truce.docx").read_bytes()})
    assert explorer.last_error is None
    assert panes(explorer) == (True, False)
    told = explorer.intake.report.value
    for words in (
        "truce.docx",
        "Word",
        "13 body paragraphs",
        "2 headings",
        "pictures (1)",
        "left out: 1 title, 1 byline",
    ):
        assert words in told
    shown = explorer.intake.preview.paragraphs
    assert [(one["kind"], one["label"]) for one in shown[:3]] == [
        ("title", "title: shown, not counted"),
        ("byline", "byline: shown, not counted"),
        ("body", ""),
    ]
    assert labels(explorer) == before, "nothing is taken in before it is asked for"


def test_cancelled_nothing_has_changed(explorer):
    before, title = labels(explorer), explorer.state.analysis.title
    bring(explorer, **{"a.txt": "The truce."})
    explorer.intake.cancel.click()
    assert panes(explorer) == (False, True)
    assert (labels(explorer), explorer.state.analysis.title) == (before, title)


def test_taken_in_it_is_shown_and_can_be_chosen_again(explorer):
    bring(explorer, **{"truce.docx": (FILES / "truce.docx").read_bytes()})
    explorer.intake.accept.click()
    assert panes(explorer) == (False, True)
    assert explorer.state.analysis.title == "A truce is not yet a peace"
    assert labels(explorer)[0] == "A truce is not yet a peace (uploaded)"
    assert "dc.read('truce.docx')" in explorer.code()
    assert explorer.reader.view.paragraphs[0]["label"] == "title: not counted"


def test_markup_in_names_and_texts_stays_characters(explorer):
    bring(explorer, **{"<img src=x>.csv": "text,<b>\n<script>alert(1)</script> is a long enough text,<i>x</i>\n"})
    assert explorer.last_error is None
    told = explorer.intake.report.value
    assert "<img" not in told and "<script" not in told and "&lt;img" in told


# --- what a file does not tell ----------------------------------------------------------------------------


def test_the_column_of_the_texts_is_guessed_and_can_be_chosen(explorer):
    bring(explorer, **{"speeches.csv": TABLE})
    panel = explorer.intake
    assert panel.column.placeholder == "speech"
    assert set(panel.column.options) == {"speech", "who", "party"}
    panel.column.value = "party"
    assert [one["text"] for one in panel.preview.paragraphs] == ["left"]
    assert panel.column.options[0] == "party" and "speech" in panel.column.options
    panel.column.value = ""
    assert panel.preview.paragraphs[0]["text"].startswith("War is bad")
    panel.column.value = "who"
    panel.accept.click()
    assert "dc.read('speeches.csv', text='who')[0]" in explorer.code()


def test_a_column_that_is_not_there_is_said_in_place_with_those_that_are(explorer):
    bring(explorer, **{"speeches.csv": TABLE})
    explorer.intake.column.value = "address"
    assert "no column &quot;address&quot;" in explorer.intake.report.value
    assert "party" in explorer.intake.report.value
    assert explorer.intake.accept.disabled
    explorer.intake.column.value = "speech"
    assert not explorer.intake.accept.disabled


def test_where_no_column_is_obvious_one_is_asked_for(explorer):
    bring(explorer, **{"t.csv": "a,b\nOne short,two short\nThree more,four more\n"})
    assert panes(explorer) == (True, False)
    assert "No column is obviously" in explorer.intake.report.value and explorer.intake.accept.disabled
    explorer.intake.column.value = "b"
    assert explorer.intake.preview.paragraphs[0]["text"] == "two short"


def test_the_encoding_is_told_and_can_be_overridden(explorer):
    bring(explorer, **{"old.txt": FRENCH.encode("cp1252")})
    panel = explorer.intake
    assert "cp1252" in panel.encoding.placeholder
    assert "read as cp1252" in panel.report.value
    assert panel.preview.paragraphs[0]["text"] == "Le café était fermé."
    panel.encoding.value = "mac-roman"
    assert panel.preview.paragraphs[0]["text"] != "Le café était fermé."
    panel.encoding.value = "klingon"
    assert "klingon" in panel.report.value and panel.accept.disabled
    panel.encoding.value = "cp1252"
    panel.accept.click()
    assert "encoding='cp1252'" in explorer.code()
    assert explorer.state.analysis.text == FRENCH


def test_only_what_a_format_leaves_open_is_asked(explorer):
    bring(explorer, **{"truce.docx": (FILES / "truce.docx").read_bytes()})
    assert explorer.intake.encoding.layout.display == explorer.intake.column.layout.display == "none"
    bring(explorer, **{"a.txt": "The truce."})
    assert explorer.intake.encoding.layout.display == "" and explorer.intake.column.layout.display == "none"


# --- many -------------------------------------------------------------------------------------------------


def test_several_files_at_once_and_a_bad_one_among_them(explorer):
    bring(explorer, **{"a.txt": "The truce holds.", "b.md": "# Two\n\nIt broke.", "empty.txt": b"", "song.mp3": b"ID3"})
    told = explorer.intake.report.value
    assert "4 files, 2 of them not read" in told
    assert told.count("<details open>") == 2, "what went wrong is open"
    explorer.intake.accept.click()
    assert labels(explorer)[:2] == ["a (uploaded)", "Two (uploaded)"]
    assert explorer.state.analysis.title == "a"


def test_a_zip_gives_all_its_texts(explorer):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(3):
            archive.writestr(f"speech-{number}.txt", f"Speech {number} on the truce.")
    bring(explorer, **{"all.zip": packed.getvalue()})
    assert explorer.intake.accept.description == "Take in 3 texts"
    explorer.intake.accept.click()
    assert labels(explorer)[:3] == ["speech-0 (uploaded)", "speech-1 (uploaded)", "speech-2 (uploaded)"]
    assert "dc.read('all.zip')[0]" in explorer.code()


def test_texts_of_the_same_title_are_told_apart_by_their_files(explorer):
    bring(explorer, **{f"truce.{kind}": (FILES / f"truce.{kind}").read_bytes() for kind in ("docx", "odt")})
    explorer.intake.accept.click()
    assert labels(explorer)[:2] == [f"A truce is not yet a peace · truce.{kind} (uploaded)" for kind in ("docx", "odt")]


def test_hundreds_of_texts_can_be_searched_by_their_titles(explorer):
    rows = "".join(
        f"Address {number} by {'Ada' if number == 77 else 'Bob'},{'The truce holds. ' * 5}\n" for number in range(214)
    )
    assert explorer.find.layout.display == "none"
    bring(explorer, **{"all.csv": "title,text\n" + rows})
    assert len(explorer.intake.document.options) == 214
    explorer.intake.document.value = 213
    explorer.intake.accept.click()
    assert explorer.find.layout.display == ""
    explorer.find.value = "address 20"
    assert labels(explorer) == [
        f"Address {n} by Bob (uploaded)" for n in (0, 20, 120, *range(200, 210))
    ]  # and the one shown
    explorer.find.value = "ada"
    assert explorer.state.analysis.title == "Address 77 by Ada", "a single hit is shown at once"
    explorer.find.value = "nobody"
    assert "No title holds “nobody”" in explorer._message.value
    explorer.find.value = ""
    assert len(labels(explorer)) > 214
    explorer.tab_bar.selected_index = 4
    assert explorer.last_error is None or isinstance(explorer.last_error, dc.DiscourseError)


def test_a_codebook_beside_a_text_is_taken_at_once(explorer):
    bring(explorer, **{"a.txt": "The truce holds.", "mine.toml": '[[actor]]\nid = "x"\nnames = ["truce"]\n'})
    assert explorer.codebook.label.endswith("(uploaded)")
    assert panes(explorer) == (True, False)


# --- the bytes on their way -------------------------------------------------------------------------------


def test_files_come_in_pieces_and_are_there_when_all_are_there():
    upload, arrived = Upload(), []
    upload.observe(lambda change: arrived.append(change["new"]), "arrived")
    upload._hear({"what": "begin", "names": ["a.txt", "empty.txt"]}, [])
    upload._hear({"what": "piece", "file": 0}, [memoryview(b"The ")])
    upload._hear({"what": "piece", "file": 0}, [memoryview(b"truce.")])
    assert not arrived
    upload._hear({"what": "end"}, [])
    assert arrived == [(("a.txt", b"The truce."), ("empty.txt", b""))]


def test_the_same_file_can_be_brought_twice(explorer):
    for _ in range(2):
        bring(explorer, **{"a.txt": "The truce."})
        explorer.intake.accept.click()
    assert labels(explorer)[:2] == ["a (uploaded)", "a (uploaded)"]


def test_what_is_too_large_or_gone_is_said_in_place(explorer):
    explorer.upload._hear({"what": "too large", "name": "huge.pdf", "size": 9e9}, [])
    assert "huge.pdf: 9,000 MB are too much" in explorer._message.value
    explorer.upload._hear({"what": "failed", "name": "gone.txt"}, [])
    assert "gone.txt" in explorer._message.value


def test_reading_happens_once_however_often_it_is_looked_at(monkeypatch):
    from discourse.workbook import intake as module

    read, calls = module.documents_from_bytes, []
    monkeypatch.setattr(module, "documents_from_bytes", lambda *a, **k: calls.append(a[1]) or read(*a, **k))
    intake = Intake((("a.txt", b"The truce."),))
    assert intake.corpus is not None and len(intake.report) == 1 and not intake.warnings
    assert intake.paragraphs(0, 5) and intake.choices()
    assert calls == ["a.txt"]


# --- front matter -----------------------------------------------------------------------------------------

OP_ED = "Why the truce fails\n\nBy Ada Bell\n\nThe truce fails.\n\nPeace is far off."


def test_paragraphs_before_the_text_begins_can_be_left_out(explorer):
    bring(explorer, **{"op-ed.txt": OP_ED})
    explorer.intake.preview.left_out = 2  # what a click on the second box sends
    assert explorer.intake.front.value == 2
    explorer.intake.front.value = 1
    assert explorer.intake.preview.left_out == 1
    explorer.intake.front.value = 2
    explorer.intake.accept.click()
    assert explorer.state.analysis.counted == {3, 4}
    assert [one["counted"] for one in explorer.reader.view.paragraphs] == [False, False, True, True]
    assert "dc.read('op-ed.txt', front_matter=2)" in explorer.code()
    bring(explorer, **{"op-ed.txt": OP_ED})
    assert explorer.intake.front.value == explorer.intake.preview.left_out == 0


def test_what_is_front_matter_already_is_not_asked_again(explorer):
    letter = "From: Ada Bell <ada@example.org>\nTo: Bob\nSubject: Truce\n\nDear Bob,\n\nThe truce holds.\n\nAda"
    bring(explorer, **{"letter.txt": letter})
    known = explorer.intake.preview.known
    assert [one["kind"] for one in explorer.intake.preview.paragraphs[: known + 1]] == [*["front"] * known, "body"]
    assert known > 0


def test_more_front_matter_than_text_is_said_in_place_and_nothing_is_lost(explorer):
    bring(explorer, **{"op-ed.txt": OP_ED})
    explorer.intake.front.value = 9
    explorer.intake.accept.click()
    assert "front_matter=9 leaves nothing" in explorer._message.value
    assert panes(explorer) == (True, False)
    explorer.intake.front.value = 0
    bring(explorer, **{"op-ed.txt": OP_ED, "short.txt": "One paragraph."})
    explorer.intake.front.value = 1
    explorer.intake.accept.click()
    assert labels(explorer)[0] == "op-ed (uploaded)"
    assert "short.txt" not in labels(explorer)
