"""A tab is made when it is first chosen, and then it is as if it had been there from the start."""

import hashlib

import pytest

import discourse as dc
from discourse.workbook.explorer import Explorer


def _explored(*, all_made: bool) -> Explorer:
    """An explorer in which things were done before any other tab was looked at."""
    explorer = dc.explore(dc.sample("pier-nine-for"), dc.Codebook.sample("pier-nine"))
    if all_made:
        assert len(explorer.tabs) == 7
    explorer.reader.view.query = "pier"
    explorer.text.index = 1
    explorer.codebook.index = 0
    explorer.reader.view.chosen = 3
    return explorer


def _shown(explorer: Explorer) -> list[object]:
    """What the tab on the screen shows: controls, pictures, table."""
    row = explorer.tab.body.children[0].children
    controls = [(control.value, getattr(control, "_options_labels", ())) for control in row]
    pictures = [hashlib.sha256(picture.png).hexdigest() for picture in explorer.tab.pictures]
    return [[getattr(value, "label", value) for value, _ in controls], [labels for _, labels in controls], pictures,
            explorer.tab.table.title, explorer.tab.table.rows, explorer.last_error]  # fmt: skip


def test_only_the_tab_on_the_screen_has_been_made() -> None:
    explorer = dc.explore(dc.sample("pier-nine-for"))
    assert [bool(body.children) for body in explorer.tab_bar.children] == [True] + [False] * 6
    explorer.tab_bar.selected_index = 2
    assert [bool(body.children) for body in explorer.tab_bar.children] == [True, False, True] + [False] * 4


@pytest.mark.parametrize("tab", range(1, 7))
def test_a_tab_made_late_shows_what_one_made_at_the_start_shows(tab: int) -> None:
    late, early = _explored(all_made=False), _explored(all_made=True)
    late.tab_bar.selected_index = early.tab_bar.selected_index = tab
    assert _shown(late) == _shown(early)


def test_a_tab_is_made_once() -> None:
    explorer = dc.explore(dc.sample("pier-nine-for"))
    first = explorer.tabs[1].body.children
    explorer.tab_bar.selected_index = 1
    explorer.tab_bar.selected_index = 0
    explorer.tab_bar.selected_index = 1
    assert explorer.tabs[1].body.children == first
