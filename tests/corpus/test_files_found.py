"""Is every file that is meant found once, in order, and is nothing opened that is no file?"""

import os
import socket
from pathlib import Path

import pytest

from discourse import ReadError, read
from discourse.corpus import files_found
from discourse.corpus.files_found import file_bytes, found, shown
from discourse.errors import DiscourseWarning

TEXT = "One text. It has two sentences."


def write(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def names(path: object, root: Path) -> list[str]:
    return [file.relative_to(root).as_posix() for file in found(path).files]


def told(path: object, root: Path) -> dict[str, str]:
    return {Path(one.source).relative_to(root).as_posix(): one.problem for one in found(path).unread}


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.txt", "B.txt", "a.txt"):
        write(tmp_path / name)
    assert names(tmp_path, tmp_path) == ["B.txt", "a/b/c.txt", "a/z.txt", "a.txt", "b.txt", "c.txt"]


def test_hidden_files_are_told(tmp_path: Path) -> None:
    for name in ("a.txt", ".b.txt", ".git/c.txt", "sub/.DS_Store", "sub/Thumbs.db", "__MACOSX/._a.txt"):
        write(tmp_path / name)
    assert names(tmp_path, tmp_path) == ["a.txt"]
    assert told(tmp_path, tmp_path) == dict.fromkeys(
        (".b.txt", ".git", "__MACOSX", "sub/.DS_Store", "sub/Thumbs.db"), "hidden"
    )


def test_what_is_no_ordinary_file_is_never_opened(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.txt"))
        (tmp_path / "device.txt").symlink_to("/dev/zero")
        assert names(tmp_path, tmp_path) == ["a.txt"]
        assert told(tmp_path, tmp_path) == {
            "device.txt": "a link that leads to no file",
            "pipe.txt": "a pipe, socket or device, not a file with a text",
            "socket.txt": "a pipe, socket or device, not a file with a text",
        }
        for name in ("pipe.txt", "socket.txt", "device.txt"):
            with pytest.raises(ReadError, match=rf"{name}: This is a pipe, socket or device"):
                read(tmp_path / name)


def test_links_lead_to_files_but_never_round_in_circles(tmp_path: Path) -> None:
    write(tmp_path / "texts" / "a.txt")
    write(tmp_path / "elsewhere" / "b.txt")
    (tmp_path / "texts" / "b.txt").symlink_to(tmp_path / "elsewhere" / "b.txt")
    (tmp_path / "texts" / "round").symlink_to(tmp_path / "texts")
    (tmp_path / "texts" / "again").symlink_to(tmp_path / "texts")
    (tmp_path / "texts" / "loop.txt").symlink_to(tmp_path / "texts" / "loop.txt")
    (tmp_path / "texts" / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    assert names(tmp_path / "texts", tmp_path / "texts") == ["a.txt", "b.txt"]
    assert told(tmp_path / "texts", tmp_path / "texts") == {
        "again": "a link to a folder, which is not followed",
        "broken.txt": "a link that leads to no file",
        "loop.txt": "a link that leads to no file",
        "round": "a link to a folder, which is not followed",
    }
    assert names(str(tmp_path / "texts" / "**" / "*.txt"), tmp_path / "texts") == ["a.txt", "b.txt"]
    assert names(tmp_path / "texts" / "round", tmp_path / "texts" / "round") == ["a.txt", "b.txt"]


def test_patterns_fit_names_as_in_a_shell(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", ".c.txt", "sub/d.txt", "sub/deep/e.txt", "sub/.git/f.txt"):
        write(tmp_path / name)
    for pattern, expected in (
        ("*.txt", ["a.txt"]),
        ("**/*.txt", ["a.txt", "sub/d.txt", "sub/deep/e.txt"]),
        ("**", ["a.txt", "b.md", "sub/d.txt", "sub/deep/e.txt"]),
        ("*/*.txt", ["sub/d.txt"]),
        ("[ab].*", ["a.txt", "b.md"]),
        (".*.txt", [".c.txt"]),
        ("s**b/?.txt", ["sub/d.txt"]),
    ):
        assert names(str(tmp_path / pattern), tmp_path) == expected, pattern


def test_a_pattern_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "sub" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert [file.as_posix() for file in found("*/*.txt").files] == ["sub/a.txt"]
    assert [file.as_posix() for file in found("./sub/a*").files] == ["sub/a.txt"]


def test_a_file_given_twice_is_read_once_and_told(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    (tmp_path / "link.txt").symlink_to(file)
    twice = found([file, tmp_path])
    assert [one.name for one in twice.files] == ["a.txt"]
    assert [one.problem for one in twice.unread] == ["given more than once, and read once"] * 2
    with pytest.warns(DiscourseWarning, match=r"given more than once, and read once: .*a\.txt, .*link\.txt"):
        report = read([file, tmp_path]).report()
    assert report["outcome"].tolist() == ["read", "not read"]


def test_a_folder_that_may_not_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "locked" / "b.txt")
    before = Path.iterdir

    def refused(self: Path):  # type: ignore[no-untyped-def]
        if self.name == "locked":
            raise PermissionError(13, "Permission denied", str(self))
        return before(self)

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.warns(
        DiscourseWarning, match=r"Not read: .*locked \(The folder cannot be opened \(Permission denied\)"
    ):
        corpus = read(tmp_path)
    assert corpus.report()["problem"].tolist()[1].endswith("Check its permissions.")
    with pytest.raises(ReadError, match="locked: The folder cannot be opened"):
        read(tmp_path, errors="raise")


def test_names_that_are_no_characters_can_be_shown_and_saved(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9 \xf0\x9f\x98\x80.txt")
    try:
        write(tmp_path / name)
    except OSError:
        pytest.xfail("This file system holds names in UTF-8 only.")
    corpus = read(tmp_path)
    assert corpus.documents["title"].tolist() == ["caf\\xe9 😀"]
    assert corpus.documents["source"].iloc[0].endswith("/caf\\xe9 😀.txt")
    corpus.save(tmp_path / "saved")
    assert shown("ü/a.txt") == "ü/a.txt"


def test_odd_but_honest_names_are_read(tmp_path: Path) -> None:
    for name in ("a b.txt", "ü.txt", "[1].txt", "-rf.txt", 'it\'s "so".txt', "a*.txt", "x" * 200 + ".txt"):
        assert read(write(tmp_path / name)).documents["source"].tolist() == [(tmp_path / name).as_posix()]


# One file


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as handle:
        handle.truncate(2_000_000_000)  # a hole: nothing is written
    with pytest.raises(ReadError, match=r"huge\.txt: The file has 2,000 MB; at most 1,000 MB are read.*smaller files"):
        read(huge)
    monkeypatch.setattr(files_found, "LARGEST_FILE", 10)
    with pytest.raises(ReadError, match="at most 0 MB"):
        file_bytes(write(tmp_path / "a.txt"))


@pytest.mark.parametrize("change", ["longer", "shorter", "later"])
def test_a_file_that_changes_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    file = write(tmp_path / "a.txt")
    before = Path.open

    def meanwhile(self: Path, *given: str):  # type: ignore[no-untyped-def]
        if change == "later":
            os.utime(self, ns=(1, 1))
        else:
            self.write_bytes(TEXT.encode("utf-8") * 2 if change == "longer" else b"One")
        return before(self, *given)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", lambda self, data: before(self, "wb").write(data))
        patched.setattr(Path, "open", meanwhile)
        with pytest.raises(ReadError, match=r"a\.txt: The file changed while it was read"):
            file_bytes(file)


def test_an_open_file_that_grows_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "a.txt")
    before = os.fstat

    def grown(number: int) -> os.stat_result:
        write(file, TEXT * 2)
        return before(number)

    monkeypatch.setattr(os, "fstat", grown)
    with pytest.raises(ReadError, match="changed while it was read"):
        file_bytes(file)


def test_a_folder_in_a_list_of_files_is_read_and_one_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.txt")
    with pytest.raises(ReadError, match="This is a folder"):
        file_bytes(tmp_path / "sub")
