"""A result is there whole or not at all."""

import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.errors import DiscourseError
from discourse.files import atomic, atomic_files, atomic_folder, safe_name


def _names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_appears_when_it_is_complete(tmp_path):
    target = tmp_path / "new" / "table.csv"
    with atomic(target) as part:
        part.write_text("whole")
        assert not target.exists()
    assert target.read_text() == "whole" and _names(target.parent) == ["table.csv"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_the_old_file(tmp_path, error):
    target = tmp_path / "table.csv"
    target.write_text("old")
    with pytest.raises(error), atomic(target) as part:
        part.write_text("half")
        raise error
    assert target.read_text() == "old" and _names(tmp_path) == ["table.csv"]


def test_several_files_are_written_all_or_none(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("old")
    with pytest.raises(DiscourseError), atomic_files([one, two]) as parts:
        parts[one].write_text("new")  # the second is never written
    assert one.read_text() == "old" and _names(tmp_path) == ["one"]
    with atomic_files([one, two]) as parts:
        for part in parts.values():
            part.write_text("new")
    assert (one.read_text(), two.read_text(), _names(tmp_path)) == ("new", "new", ["one", "two"])


def test_a_move_that_fails_half_way_is_undone(tmp_path, monkeypatch):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("old one")
    two.write_text("old two")
    real, moves = os.replace, []

    def stubborn(source, target):
        if target == two and "part" in str(source):
            raise PermissionError(13, "the file is open in a spreadsheet")
        moves.append(target)
        real(source, target)

    monkeypatch.setattr(os, "replace", stubborn)
    with pytest.raises(DiscourseError, match="open in a spreadsheet"), atomic_files([one, two]) as parts:
        for part in parts.values():
            part.write_text("new")
    assert (one.read_text(), two.read_text(), _names(tmp_path)) == ("old one", "old two", ["one", "two"])
    assert one in moves  # the first had been replaced already


def test_files_have_the_rights_any_new_file_has(tmp_path):
    with atomic(tmp_path / "atomic") as part:
        part.write_text("x")
    (tmp_path / "plain").write_text("x")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("atomic", "plain")]
    assert modes[0] == modes[1]


def test_a_folder_appears_when_it_is_complete(tmp_path):
    target = tmp_path / "results"
    with atomic_folder(target) as part:
        (part / "report.html").write_text("whole")
        assert not target.exists()
    assert (target / "report.html").read_text() == "whole" and _names(tmp_path) == ["results"]


def test_a_folder_is_never_overwritten_by_accident(tmp_path):
    target = tmp_path / "results"
    target.mkdir()
    (target / "mine").write_text("mine")
    with pytest.raises(DiscourseError, match="results"), atomic_folder(target):
        pytest.fail("nothing should have been begun")
    assert (target / "mine").read_text() == "mine"
    with atomic_folder(target, overwrite=True) as part:
        (part / "new").write_text("new")
    assert _names(target) == ["new"] and _names(tmp_path) == ["results"]


def test_an_interrupted_folder_leaves_the_old_one(tmp_path):
    target = tmp_path / "results"
    target.mkdir()
    (target / "old").write_text("old")
    with pytest.raises(KeyboardInterrupt), atomic_folder(target, overwrite=True) as part:
        (part / "new").write_text("half")
        raise KeyboardInterrupt
    assert _names(target) == ["old"] and _names(tmp_path) == ["results"]


def test_an_empty_folder_may_be_filled(tmp_path):
    (tmp_path / "results").mkdir()
    with atomic_folder(tmp_path / "results") as part:
        (part / "new").write_text("new")
    assert _names(tmp_path / "results") == ["new"]


def test_a_file_in_the_way_is_named(tmp_path):
    (tmp_path / "results").write_text("mine")
    for attempt in (lambda: atomic(tmp_path / "results" / "x"), lambda: atomic_folder(tmp_path / "results")):
        with pytest.raises(DiscourseError, match="results"), attempt():
            pytest.fail("nothing should have been begun")
    with pytest.raises(DiscourseError, match="folder"), atomic(tmp_path):
        pytest.fail("nothing should have been begun")


@given(title=st.text(max_size=300))
def test_a_name_made_of_any_title_stays_in_its_folder(title):
    name = safe_name(title)
    assert name and os.path.basename(name) == name and name not in (".", "..")
    assert not set(name) & set('/\\:*?"<>|\0') and name.isprintable()
    assert not name.startswith((".", "-")) and not name.endswith((".", " "))
    assert len(name) <= 81 and len(name.encode()) <= 240
    assert name.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", *(f"COM{n}" for n in range(10))}
