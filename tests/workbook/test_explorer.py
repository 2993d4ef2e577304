"""The explorer as a researcher uses it, without a browser: controls in, pictures and tables out."""

import hashlib
import json
from pathlib import Path

import pytest

import discourse as dc
from discourse.tables import read_csv

SENTIMENT, TERMS, ACTORS, CONCORDANCE, KEYNESS, COLLOCATES, DISPERSION = range(7)
HOSTILE = "A <script>alert(1)</script> of $x_1^2$ & co.\n\n=cmd|' /C calc'!A0 is a terrible, wonderful line."


@pytest.fixture
def explorer():
    return dc.explore()


@pytest.fixture
def small():
    return dc.explore(dc.sample("pier-nine-for"), dc.Codebook.sample("pier-nine"))


def pictures(explorer) -> list[str]:
    return [hashlib.sha256(picture.png).hexdigest() for picture in explorer.tab.pictures if picture.png]


def upload(explorer, name: str, data: bytes) -> None:
    """Bring a file in, and take it in where that is asked."""
    explorer.upload.arrived = ((name, data),)
    if explorer.intake.intake is not None:
        explorer.intake.accept.click()


def said(explorer) -> str:
    return explorer._message.value


def choose(control, label: str) -> None:
    labels = [str(option[0]) if isinstance(option, tuple) else str(option) for option in control.options]
    control.index = labels.index(label)


def test_it_opens_on_the_sample_with_its_codebook(explorer):
    assert explorer.state.analysis.title == "State of the Union 2016"
    assert explorer.codebook.label == dc.Codebook.sample("us-politics").title
    assert explorer.state.paragraph == 1
    assert pictures(explorer)


@pytest.mark.parametrize("tab", range(4))
def test_choosing_a_paragraph_marks_it_in_every_figure(explorer, tab):
    explorer.tab_bar.selected_index = tab
    explorer.reader.view.query = "america*"
    before = pictures(explorer)
    explorer.reader.view.chosen = 40  # what a click in the text sends
    after = pictures(explorer)
    assert explorer.last_error is None
    if tab == TERMS:  # bars count the whole text: there is no paragraph in them to mark
        before, after = before[1:], after[1:]
    assert all(a != b for a, b in zip(before, after, strict=True))


def test_a_tab_off_the_screen_is_drawn_when_it_comes_on(explorer):
    terms = explorer.tabs[TERMS]
    assert not any(picture.png for picture in terms.pictures)
    explorer.tab_bar.selected_index = TERMS
    assert all(picture.png for picture in terms.pictures)


@pytest.mark.parametrize(
    ("tab", "control", "value"),
    [
        (SENTIMENT, "instrument", "vader"),
        (SENTIMENT, "unit", "sentence"),
        (SENTIMENT, "smooth", 0),
        (SENTIMENT, "smooth", 15),
        (TERMS, "top", 25),
        (TERMS, "stop", "none"),
        (TERMS, "follow", "war*, peace"),
        (ACTORS, "picture_of", "cooccurrence"),
        (ACTORS, "per", "per_100_words"),
        (ACTORS, "group", "government"),
        (CONCORDANCE, "query", "job*"),
        (KEYNESS, "kind", "bars"),
        (KEYNESS, "stop", "english"),
        (KEYNESS, "minimum", 8),
        (COLLOCATES, "node", "jobs"),
        (COLLOCATES, "window", 2),
        (COLLOCATES, "within", "paragraph"),
        (COLLOCATES, "stop", "none"),
        (COLLOCATES, "minimum", 4),
        (DISPERSION, "parts", 10),
        (DISPERSION, "top", 20),
        (DISPERSION, "stop", "none"),
        (DISPERSION, "minimum", 19),
    ],
)
def test_each_control_changes_its_picture(explorer, tab, control, value):
    explorer.tab_bar.selected_index = tab
    before = pictures(explorer)
    getattr(explorer.tabs[tab], control).value = value
    assert explorer.last_error is None
    assert pictures(explorer) != before


def test_the_order_and_window_of_a_concordance_change_its_lines(small):
    small.tab_bar.selected_index = CONCORDANCE
    tab = small.tabs[CONCORDANCE]
    tab.query.value = "the"
    in_text_order = tab.table.rows
    tab.sort.value = "1R 2R"
    assert tab.table.rows != in_text_order
    assert sorted(map(tuple, tab.table.rows)) == sorted(map(tuple, in_text_order))
    tab.window.value = 2
    assert all(len(row[3].split()) <= 2 for row in tab.table.rows)


def test_a_text_is_held_against_another_one(small):
    small.tab_bar.selected_index = KEYNESS
    tab = small.tabs[KEYNESS]
    before = pictures(small)
    choose(tab.against, "Pier nine against")
    assert small.last_error is None
    assert pictures(small) != before
    expected = dc.keyness(dc.sample("pier-nine-for"), dc.sample("pier-nine-against"), minimum=3)
    assert [row[:3] for row in tab.table.rows] == expected.iloc[:300, :3].to_numpy().tolist()


def test_a_collocate_that_is_looked_up_does_not_become_the_node(small):
    small.reader.view.query = "guard"
    small.tab_bar.selected_index = COLLOCATES
    tab = small.tabs[COLLOCATES]
    assert tab.node.value == "guard"
    tab.stop.value = "none"
    tab.table.chosen = {"row": 0, "turn": 1}
    assert small.reader.view.query == tab.table.rows[0][0]
    assert tab.node.value == "guard"


def test_one_paragraph_has_no_halves_to_compare_and_says_so():
    explorer = dc.explore(dc.from_text("A single paragraph about a truce."))
    explorer.tab_bar.selected_index = KEYNESS
    assert "no halves" in said(explorer)


@pytest.mark.parametrize("tab", [TERMS, KEYNESS, COLLOCATES, DISPERSION])
def test_a_term_chosen_in_a_table_is_shown_in_the_text(small, tab):
    small.tab_bar.selected_index = tab
    row = small.tab.table.rows[0]
    small.tab.table.chosen = {"row": 0, "turn": 1}
    assert small.reader.view.query == row[0]
    assert sum(map(len, small.reader.view.found.values())) >= 1


def test_a_second_word_nearby_narrows_the_lines(small):
    small.tab_bar.selected_index = CONCORDANCE
    tab = small.tabs[CONCORDANCE]
    tab.query.value = "the"
    every = len(tab.table.rows)
    tab.near.value = "guard"
    assert small.last_error is None
    assert 0 < len(tab.table.rows) < every
    assert "near='guard'" in small.code()


def test_a_row_of_evidence_leads_to_its_words(small):
    small.reader.view.chosen = 4
    tab = small.tabs[SENTIMENT]
    assert tab.table.rows
    for index, row in enumerate(tab.table.rows):
        tab.table.chosen = {"row": index, "turn": index + 1}
        flash = small.reader.view.flash
        shown = next(p["text"] for p in small.reader.view.paragraphs if p["number"] == flash["number"])
        assert shown[flash["start"] : flash["end"]] == row[0]


def test_the_words_shown_make_the_number_shown(small):
    small.reader.view.chosen = 4
    tab = small.tabs[SENTIMENT]
    polarity = small.state.analysis.sentiment("textblob", "paragraph").set_index("paragraph").loc[4, "polarity"]
    assert sum(row[1] for row in tab.table.rows) / len(tab.table.rows) == pytest.approx(polarity, abs=1e-9)


def test_an_actor_in_the_table_leads_from_mention_to_mention(small):
    small.tab_bar.selected_index = ACTORS
    tab = small.tabs[ACTORS]
    mentions = small.state.analysis.mentions()
    actor = tab._ids[0]
    expected = mentions[mentions["actor"] == actor]["surface"].tolist()
    seen = []
    for turn in range(len(expected)):
        tab.table.chosen = {"row": 0, "turn": turn + 1}
        flash = small.reader.view.flash
        shown = next(p["text"] for p in small.reader.view.paragraphs if p["number"] == flash["number"])
        seen.append(shown[flash["start"] : flash["end"]])
    assert seen == expected


def test_every_highlight_is_the_words_it_says(small):
    analysis, reader = small.state.analysis, small.reader.view
    actors = analysis.mentions().groupby("paragraph")["surface"].apply(list)
    for paragraph in reader.paragraphs:
        marked = [
            paragraph["text"][m["start"] : m["end"]]
            for m in reader.marks.get(paragraph["number"], [])
            if m["layer"] == "actor"
        ]
        assert marked == actors.get(paragraph["number"], [])


def test_a_search_lights_up_its_hits_and_goes_round_them(small):
    reader = small.reader.view
    reader.query = "guard*"
    hits = [(number, m["start"]) for number, marks in reader.found.items() for m in marks]
    assert reader.status == f"{len(hits)} hits"
    seen = []
    for turn in range(len(hits) + 1):
        reader.next = turn + 1
        seen.append((reader.flash["number"], reader.flash["start"]))
    assert seen[:-1] == hits
    assert seen[-1] == hits[0]


def test_a_broken_search_says_so_beside_the_field(small):
    small.reader.view.query = "/(/"
    assert small.reader.view.found == {}
    assert "(" in small.reader.view.status
    small.reader.view.query = "pier"
    assert small.reader.view.status.endswith("hits")


def test_a_range_of_paragraphs_keeps_numbers_and_offsets(explorer):
    whole = explorer.state.analysis
    explorer.range.value = (10, 20)
    analysis = explorer.state.analysis
    assert [p["number"] for p in explorer.reader.view.paragraphs] == list(range(10, 21))
    assert explorer.state.paragraph == 10
    assert analysis.spans[15] == whole.spans[15]
    assert set(explorer.tab.drawings()[0].table["paragraph"]) == set(range(10, 21))
    explorer.range.value = (1, 70)
    assert explorer.state.analysis is whole


def test_an_uploaded_text_is_shown_and_can_be_left_again(explorer):
    upload(explorer, "own.txt", b"The truce is good.\n\nThe siege was terrible.")
    assert explorer.state.analysis.title == "own"
    assert "own was taken in" in said(explorer)
    assert explorer.range.value == (1, 2)
    choose(explorer.text, "State of the Union 2016")
    assert explorer.state.analysis.title == "State of the Union 2016"
    assert explorer.range.value == (1, 70)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        ("empty.txt", b"", "empty"),
        ("blank.md", b" \n\n ", "blank"),
        ("song.mp3", b"ID3", "not read"),
        ("book.toml", b"[[actor]\nid = 1", "book.toml"),
        ("book.toml", b'[[actor]]\nid = "us"\nnames = []', "us"),
    ],
)
def test_what_cannot_be_read_is_said_in_place_and_the_widget_lives_on(explorer, name, data, expected):
    title, before = explorer.state.analysis.title, pictures(explorer)
    upload(explorer, name, data)
    assert expected in said(explorer)
    assert 'role="alert"' in said(explorer)
    assert (explorer.state.analysis.title, pictures(explorer)) == (title, before)
    explorer.reader.view.chosen = 5
    assert said(explorer) == ""
    assert pictures(explorer) != before


def test_an_uploaded_codebook_marks_its_actors(explorer):
    toml = '[[actor]]\nid = "jobs"\nlabel = "Jobs"\nnames = ["jobs"]\n'
    upload(explorer, "own.toml", toml.encode())
    assert explorer.state.analysis.codebook.actor("jobs").label == "Jobs"
    assert {m["label"] for marks in explorer.reader.view.marks.values() for m in marks if m["layer"] == "actor"} == {
        "Jobs (actors)"
    }


def test_a_codebook_that_does_not_fit_is_said_in_place(explorer):
    upload(explorer, "own.toml", b'[[actor]]\nid = "x"\nnames = ["Xanadu"]\n')
    assert "Xanadu" in said(explorer) or "own.toml" in said(explorer)
    assert explorer.last_error is None
    explorer.tab_bar.selected_index = ACTORS
    assert explorer.last_error is None


def test_without_a_codebook_the_actors_tab_says_what_to_do(explorer):
    choose(explorer.codebook, "none")
    explorer.tab_bar.selected_index = ACTORS
    assert explorer.last_error is None
    assert "codebook" in explorer.tab.table.note


def test_markup_and_mathematics_stay_characters(tmp_path):
    explorer = dc.explore(dc.from_text(HOSTILE, title="<b>$x$</b>/../.."))
    assert explorer.reader.view.paragraphs[0]["text"].startswith("A <script>")
    assert "<script>" not in explorer.snapshot.html()
    assert "&lt;script&gt;" in explorer.snapshot.html()
    explorer.export.folder.value = str(tmp_path / "out")
    explorer.export.all.click()
    assert explorer.last_error is None
    everything = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert everything
    assert all((tmp_path / "out") in path.parents for path in everything)


def test_the_code_shown_makes_the_same_tables(small, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    small.tabs[CONCORDANCE].query.value = "pier"
    for tab in range(7):
        small.tab_bar.selected_index = tab
        scope: dict = {}
        exec(small.code(), scope)
        table = small.tab.drawings()[-1].table
        assert scope["table"].reset_index(drop=True).equals(table.reset_index(drop=True)), small.code()
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} >= {".pdf", ".svg", ".png", ".csv", ".json"}


def test_the_code_shown_names_a_group_and_a_range(small, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    small.tab_bar.selected_index = ACTORS
    small.range.value = (2, 7)
    tab = small.tabs[ACTORS]
    tab.group.value = "labour"
    for picture_of in ("mentions", "cooccurrence"):
        tab.picture_of.value = picture_of
        scope: dict = {}
        exec(small.code(), scope)
        assert scope["table"].reset_index(drop=True).equals(small.tab.drawings()[-1].table.reset_index(drop=True))


def test_export_tells_where_the_files_are_and_they_hold_what_was_seen(small, tmp_path):
    small.export.folder.value = str(tmp_path)
    small.export.preset.value = "single-column"
    small.export.this.click()
    assert small.last_error is None
    folder = next(path for path in tmp_path.iterdir())
    assert str(folder) in small.export.result.value
    names = {path.name for path in folder.iterdir()}
    assert {"sentiment-textblob.pdf", "sentiment-textblob.svg", "sentiment-textblob.png"} <= names
    shown = small.state.analysis.sentiment("textblob", "paragraph")
    written = read_csv(folder / "sentiment-textblob.csv")
    assert written["polarity"].tolist() == pytest.approx(shown["polarity"].tolist(), abs=1e-12)
    provenance = json.loads((folder / "sentiment-textblob.json").read_text("utf-8"))
    assert small.state.analysis.corpus.documents["sha256"].iloc[0] in json.dumps(provenance)


@pytest.mark.parametrize("tab", range(7))
def test_the_tables_of_a_tab_are_saved_for_a_paper(small, tmp_path, tab):
    small.export.folder.value = str(tmp_path)
    small.reader.view.query = "pier"
    small.tab_bar.selected_index = tab
    small.export.table.click()
    assert small.last_error is None
    for name, table in small.tab.tables().items():
        [folder] = tmp_path.iterdir()
        assert len(read_csv(folder / "tables" / f"{name}.csv")) == len(table)
        assert (folder / "tables" / f"{name}.xlsx").stat().st_size > 1000
        assert r"\toprule" in (folder / "tables" / f"{name}.tex").read_text("utf-8")


def test_a_concordance_without_a_query_has_no_table_to_save(small):
    small.tab_bar.selected_index = CONCORDANCE
    small.export.table.click()
    assert "no table yet" in said(small)


def test_an_export_without_a_format_or_into_a_file_is_refused_in_words(small, tmp_path):
    for box in small.export.formats:
        box.value = False
    small.export.this.click()
    assert "No format is chosen" in said(small)
    small.export.formats[0].value = True
    (tmp_path / "taken").write_text("mine")
    small.export.folder.value = str(tmp_path / "taken")
    small.export.this.click()
    assert 'role="alert"' in said(small)
    assert isinstance(small.last_error, dc.DiscourseError)
    assert Path(tmp_path / "taken").read_text() == "mine"


def test_the_snapshot_holds_the_last_view(small):
    small.reader.view.chosen = 4
    page = small.snapshot.html()
    assert "data:image/png;base64," in page
    assert small.tab.table.rows[0][0] in page
    assert "¶ 4" in page


def test_every_picture_has_an_alternative_text(small):
    for tab in range(7):
        small.tab_bar.selected_index = tab
        small.reader.view.query = "pier"
        assert all(len(picture.alt) > 20 for picture in small.tab.pictures)


def test_a_text_of_many_documents_shows_one_at_a_time():
    corpus = dc.sample("sotu").where(president="Lincoln")
    explorer = dc.explore(corpus)
    assert explorer.state.analysis.title == corpus.documents["title"].iloc[0]
    explorer.text.index = 2
    assert explorer.state.analysis.title == corpus.documents["title"].iloc[2]


def test_nothing_is_measured_twice(explorer, monkeypatch):
    import discourse.workbook.analysis as analysis

    calls = []
    measured = analysis.sentiment
    monkeypatch.setattr(analysis, "sentiment", lambda *a, **k: calls.append(k) or measured(*a, **k))
    tab = explorer.tabs[SENTIMENT]
    for instrument in ("vader", "textblob", "vader"):
        tab.instrument.value = instrument
    for number in (3, 4, 5):
        explorer.reader.view.chosen = number
    assert [call["instrument"] for call in calls] == ["vader"]


def test_an_error_of_our_own_is_said_and_kept(explorer, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(explorer.tabs[SENTIMENT], "drawings", broken)
    explorer.reader.view.chosen = 9
    assert "a bug" in said(explorer)
    assert isinstance(explorer.last_error, RuntimeError)
