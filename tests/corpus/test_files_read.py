"""Does reading many files go on after a bad one, and is every bad one told?"""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from discourse import ReadError, read
from discourse.corpus.files_read import read_files
from discourse.errors import DiscourseWarning

TEXT = "One text. It has two sentences."


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    for name, content in (
        ("a.txt", TEXT),
        ("b.txt", ""),
        ("c.md", "# Truce\n\nIt holds."),
        ("d.pdf", "%PDF-1.7 cut off"),
        ("e.jpg", "\xff\xd8\xff\x00"),
        ("f.docx", "no zip at all"),
        ("g", "A text without an ending."),
    ):
        (tmp_path / name).write_text(content, encoding="latin-1")
    return tmp_path


def test_the_others_are_read_and_one_warning_names_the_bad_ones(mixed: Path) -> None:
    with pytest.warns(DiscourseWarning) as caught:
        corpus = read(mixed)
    assert corpus.documents["title"].tolist() == ["a", "Truce", "g"]
    bad, passed = (str(warning.message) for warning in caught)
    assert bad.startswith("Of 7 files, not read: ")
    assert all(name in bad for name in ("b.txt (There is no text in it", "d.pdf (", "f.docx (", "corpus.report()"))
    assert passed.startswith("Passed over: files of the kind .jpg are not read: ")
    assert {warning.filename for warning in caught} == {__file__}
    report = corpus.report().assign(name=lambda table: table["source"].map(lambda source: Path(source).name))
    outcomes = report.set_index("name")["outcome"].to_dict()
    assert [name for name, outcome in outcomes.items() if outcome == "not read"] == [
        "b.txt",
        "d.pdf",
        "f.docx",
        "e.jpg",
    ]
    assert len(outcomes) == 7


def test_a_bad_file_among_many_can_be_an_error(mixed: Path) -> None:
    with pytest.raises(ReadError, match=r"b\.txt: There is no text in it"):
        read(mixed, errors="raise")
    (mixed / "b.txt").unlink()
    with pytest.raises(ReadError, match=r"d\.pdf"):
        read(mixed, errors="raise")
    with pytest.raises(ReadError, match=r"f\.docx"):
        read([mixed / "a.txt", mixed / "f.docx"], errors="raise")


def test_a_list_and_a_pattern_go_on_too(mixed: Path) -> None:
    with pytest.warns(DiscourseWarning, match=r"b\.txt"):
        assert len(read([mixed / "a.txt", mixed / "b.txt", mixed / "c.md"])) == 2
    with pytest.warns(DiscourseWarning, match=r"b\.txt"):
        assert len(read(str(mixed / "*.txt"))) == 1
    with pytest.warns(DiscourseWarning, match="There is no such file"):
        assert len(read([mixed / "a.txt", mixed / "nowhere.txt"])) == 1


def test_a_file_named_by_itself_is_read_or_an_error(mixed: Path) -> None:
    with pytest.raises(ReadError, match=r"b\.txt: There is no text in it"):
        read(mixed / "b.txt")
    with pytest.raises(ReadError, match=r"e\.jpg: Files of the kind \.jpg are not read"):
        read(mixed / "e.jpg")


def test_where_nothing_can_be_read_the_first_reasons_are_listed(mixed: Path) -> None:
    for name in ("a.txt", "c.md", "g"):
        (mixed / name).unlink()
    with pytest.raises(
        ReadError, match=r"Nothing in it can be read\. .*b\.txt: There is no text.*; .*d\.pdf: .*f\.docx: "
    ):
        read(mixed)
    with pytest.raises(ReadError, match="the list of files: Nothing in it can be read"):
        read([mixed / "b.txt", mixed / "d.pdf"])


def test_there_are_two_ways_to_go_on(mixed: Path) -> None:
    with pytest.raises(ReadError, match=r'errors="ignore" is no way to go on\. Choose one of report, raise'):
        read(mixed, errors="ignore")


def test_a_text_of_unknown_ending_is_read_if_its_content_tells_what_it_is(mixed: Path) -> None:
    (mixed / "old.page").write_text("<!DOCTYPE html><html><body><p>" + TEXT + "</p></body></html>", encoding="utf-8")
    with pytest.warns(DiscourseWarning):
        assert "html" in set(read(mixed).documents["format"])


def test_the_same_content_under_two_names_is_kept_and_noticed(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(TEXT if name != "b.txt" else "Another text.", encoding="utf-8")
    with pytest.warns(DiscourseWarning, match=r"same content under another name, read again: .*c\.txt \(as .*a\.txt\)"):
        corpus = read(tmp_path)
    assert len(corpus) == 3
    notes = corpus.report()["notes"].tolist()
    assert notes[:2] == ["", ""]
    assert notes[2].startswith("noticed: files read before with the same content: “")
    assert notes[2].endswith("a.txt”")


def test_a_column_named_for_a_folder_leaves_out_what_is_no_table_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("q,answer\nWhy?,Nobody knows it.\n", encoding="utf-8")
    (tmp_path / "README.txt").write_text(TEXT, encoding="utf-8")
    with pytest.warns(DiscourseWarning, match=r'README\.txt \(text="answer" names a column'):
        assert read(tmp_path, text="answer").text() == "Nobody knows it."


def test_a_table_that_is_partly_read_is_told_and_can_be_an_error(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "It holds, they said."}\n{"text": \n', encoding="utf-8")
    with pytest.warns(DiscourseWarning, match=r"a\.jsonl \(1 line is no JSON record and was left out \(line 2"):
        corpus = read(file)
    assert corpus.report()["outcome"].tolist() == ["partly read"]
    with pytest.raises(ReadError, match=r"a\.jsonl: 1 line is no JSON record"):
        read(file, errors="raise")


def test_reading_can_be_interrupted(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import discourse.corpus.files_read as module

    def interrupted(*given: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "read_among_others", interrupted)
    with pytest.raises(KeyboardInterrupt):
        read(mixed)


def test_two_thousand_small_files_take_seconds(tmp_path: Path) -> None:
    for number in range(2_000):
        (tmp_path / f"{number:04d}.txt").write_text(f"Text {number}. " + TEXT * 20, encoding="utf-8")
    start = time.process_time()
    assert len(read(tmp_path)) == 2_000
    assert time.process_time() - start < 10


def test_reading_reaches_no_network_and_writes_nothing(mixed: Path) -> None:
    program = (
        "import sys, warnings; warnings.simplefilter('ignore')\n"
        "from discourse import read\n"
        "def watch(event, given):\n"
        "    if event.startswith(('socket.connect', 'socket.getaddrinfo', 'subprocess', 'os.system', 'os.remove')):\n"
        "        raise SystemExit(f'{event} {given}')\n"
        "    if event == 'open' and isinstance(given[1], str) and set(given[1]) & set('wax+'):\n"
        "        raise SystemExit(f'{event} {given}')\n"
        "sys.addaudithook(watch)\n"
        "sys.dont_write_bytecode = True\n"
        "print(len(read(sys.argv[1]).documents))\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", program, str(mixed)], capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("3", 0), done.stderr


def test_no_file_is_no_list() -> None:
    from discourse.corpus.files_found import Found

    with pytest.raises(ReadError, match="nowhere: It holds no texts"):
        read_files(Found([], []), "nowhere")
