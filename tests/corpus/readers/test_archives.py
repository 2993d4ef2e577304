"""Does each file in a zip or gzip go to its own reader, and does no archive do harm?"""

import gzip
import io
import stat
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from discourse import Document, ReadError, Unread, read
from discourse.corpus.readers import among_others
from discourse.corpus.readers.reader import Source
from discourse.corpus.readers.registry import documents_of
from discourse.corpus.readers.unpacking import unpacked_gzip
from discourse.errors import DiscourseWarning

from .fuzzing import mutations, only_our_errors, zipped
from .make_files import FILES

PROSE = "It holds, they said."


def parts(data: bytes, name: str = "a.zip", text: str | None = None) -> list[Document | Unread]:
    return documents_of(Source(name, data, None, text))


def read_and_not(found: list[Document | Unread]) -> tuple[dict[str | None, str], dict[str, str]]:
    documents = {part.source: part.text for part in found if isinstance(part, Document)}
    return documents, {part.source: part.problem for part in found if isinstance(part, Unread)}


# Zip


def test_each_member_goes_to_its_reader() -> None:
    data = zipped(
        {
            "b.txt": PROSE,
            "sub/a.md": "# Truce\n\nIt *holds*.",
            "sub/c.csv": "text,n\nOne of many.,1\nTwo of them.,2\n",
            "d.docx": (FILES / "truce.docx").read_bytes(),
            "e.txt.gz": gzip.compress(PROSE.encode("utf-8")),
        }
    )
    found = [part for part in parts(data) if isinstance(part, Document)]
    assert [(part.source, part.metadata["format"]) for part in found] == [
        ("a.zip/b.txt", "txt"),
        ("a.zip/d.docx", "docx"),
        ("a.zip/e.txt.gz/e.txt", "txt"),
        ("a.zip/sub/a.md", "md"),
        ("a.zip/sub/c.csv", "csv"),
        ("a.zip/sub/c.csv", "csv"),
    ]
    assert [part.title for part in found if part.metadata["format"] == "md"] == ["Truce"]


def test_hidden_members_links_and_other_kinds_are_passed_over_and_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("a.txt", ".DS_Store", "__MACOSX/._a.txt", "sub/.git/b.txt", "picture.jpg"):
            archive.writestr(name, PROSE if name.endswith("txt") else b"\xff\xd8\xff\x00")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.mkdir("empty")
    documents, unread = read_and_not(parts(out.getvalue()))
    assert documents == {"a.zip/a.txt": PROSE}
    assert unread == {
        "a.zip/.DS_Store": "hidden",
        "a.zip/__MACOSX/._a.txt": "hidden",
        "a.zip/sub/.git/b.txt": "hidden",
        "a.zip/picture.jpg": "files of the kind .jpg are not read",
        "a.zip/link.txt": "a link, which is not followed",
    }
    assert all(part.passed_over for part in parts(out.getvalue()) if isinstance(part, Unread))


def test_a_bad_member_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(zipped({"a.txt": PROSE, "b.md": "", "c.pdf": "%PDF-1.7"}))
    with pytest.warns(DiscourseWarning, match=r"Not read: .*a\.zip/b\.md \(There is no text in it.*a\.zip/c\.pdf"):
        corpus = read(file)
    assert corpus.report()["outcome"].tolist() == ["read", "not read", "not read"]
    with pytest.raises(ReadError, match=r"a\.zip/b\.md: There is no text in it"):
        read(file, errors="raise")


def test_an_archive_of_which_nothing_can_be_read_lists_the_first_reasons() -> None:
    with pytest.raises(ReadError, match=r"Nothing in it can be read\. a\.zip/a\.md: There is no text.*and 2 more"):
        parts(zipped({f"{letter}.md": "" for letter in "abcde"}))
    with pytest.raises(ReadError, match=r"holds no texts \(1 other files\)"):
        parts(zipped({"a.jpg": b"\xff\xd8\xff\x00"}))
    with pytest.raises(ReadError, match="no text in it"):
        parts(zipped({}))


def test_a_column_can_be_named_for_the_tables_in_an_archive() -> None:
    documents, unread = read_and_not(parts(zipped({"a.csv": "q,a\nWhy?,Nobody knows.\n", "b.txt": PROSE}), text="a"))
    assert documents == {"a.zip/a.csv": "Nobody knows."}
    assert "names a column, and this is no table" in unread["a.zip/b.txt"]


def test_archives_are_opened_one_deep() -> None:
    inner = zipped({"a.txt": PROSE})
    middle = zipped({"inner.zip": inner, "b.txt": PROSE})
    assert set(read_and_not(parts(zipped({"c.zip": inner})))[0]) == {"a.zip/c.zip/a.txt"}
    documents, unread = read_and_not(parts(zipped({"middle.zip": middle})))
    assert set(documents) == {"a.zip/middle.zip/b.txt"}
    assert "inside of an archive" in unread["a.zip/middle.zip/inner.zip"]
    # The next one begins anew.
    assert set(read_and_not(parts(middle))[0]) == {"a.zip/b.txt", "a.zip/inner.zip/a.txt"}


def test_archives_inside_of_archives_share_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = zipped({"a.txt": "It holds. " * 100})  # 1,000 bytes
    both = zipped({"one.zip": inner, "two.zip": inner})
    size = 2 * (1000 + len(inner))
    monkeypatch.setattr(among_others, "MOST_BYTES", size)
    assert len(read_and_not(parts(both))[0]) == 2
    monkeypatch.setattr(among_others, "MOST_BYTES", size - 500)
    documents, unread = read_and_not(parts(both))
    assert (list(documents), list(unread)) == (["a.zip/one.zip/a.txt"], ["a.zip/two.zip"])


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "C:/a.txt", "sub/../../a.txt", "..\\a.txt"])
def test_an_archive_that_leads_out_of_itself_is_refused_whole(name: str) -> None:
    with pytest.raises(ReadError, match=r"a\.zip: It holds a path that leads out of it"):
        parts(zipped({"good.txt": PROSE, name: PROSE}))


def test_names_from_macs_and_windows_are_understood() -> None:
    data = zipped({"sub/plain.txt": PROSE, "é.txt": PROSE})
    unmarked = bytearray(data)
    for at in range(len(data) - 3):
        if data[at : at + 4] == b"PK\x01\x02":
            unmarked[at + 9] &= ~0x08
        if data[at : at + 4] == b"PK\x03\x04":
            unmarked[at + 7] &= ~0x08
    assert set(read_and_not(parts(bytes(unmarked)))[0]) == {"a.zip/sub/plain.txt", "a.zip/é.txt"}


def test_a_locked_archive_is_refused_and_a_locked_member_is_told() -> None:
    data = bytearray(zipped({"a.txt": PROSE, "b.txt": PROSE}))
    first, second = (at for at in range(len(data) - 3) if data[at : at + 4] == b"PK\x01\x02")
    data[second + 8] |= 1
    documents, unread = read_and_not(parts(bytes(data)))
    assert (list(documents), unread["a.zip/b.txt"]) == (["a.zip/a.txt"], "It is locked with a password.")
    data[first + 8] |= 1
    with pytest.raises(ReadError, match=r"a\.zip: It is locked with a password.*Unpack it"):
        parts(bytes(data))


def test_rare_ways_of_packing_are_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", PROSE)
    with pytest.raises(ReadError, match="packed in a way that is seldom used"):
        parts(out.getvalue())


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(ReadError, match="more than any text packs to"):
        parts(zipped({"a.txt": bytes(40_000_000)}))


def test_a_file_of_another_program_is_not_taken_for_an_archive() -> None:
    data = zipped({"a.txt": PROSE})
    with pytest.raises(ReadError, match=r"\.pptx are not read"):
        parts(data, "a.pptx")
    with pytest.raises(ReadError, match="without a Word text"):
        parts(data, "a.docx")
    assert len(parts(data, "a.txt")) == 1


def test_broken_archives_raise_nothing_but_our_errors() -> None:
    data = zipped({"a.txt": PROSE * 20, "b.csv": "n,text\n1,One of many.\n", "c.txt.gz": gzip.compress(b"One. " * 9)})
    assert only_our_errors(documents_of, "a.zip", mutations(data, 400)) > 20


# Gzip


def test_what_is_packed_with_gzip_is_read_as_what_it_is() -> None:
    [one] = parts(gzip.compress(PROSE.encode("utf-8")), "a.txt.gz")
    assert isinstance(one, Document)
    assert (one.text, one.title, one.source) == (PROSE, "a", "a.txt.gz/a.txt")
    found = parts(gzip.compress(b"n,text\n1,One of many.\n"), "a.csv.gz")
    assert [part.title for part in found if isinstance(part, Document)] == ["a, line 2"]


def test_several_streams_and_zeros_at_the_end_are_one_file() -> None:
    data = gzip.compress(b"One. ") + gzip.compress(b"Two.") + bytes(20)
    assert unpacked_gzip(data, "a.gz") == b"One. Two."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (gzip.compress(PROSE.encode("utf-8"))[:-9], "broken or incomplete"),
        (b"\x1f\x8b" + bytes(30), "broken or incomplete"),
        (gzip.compress(bytes(40_000_000)), "more than any text packs to"),
        (b"\x1f\x8b", "broken or incomplete"),
    ],
)
def test_a_gzip_that_cannot_be_unpacked_is_explained(data: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=rf"a\.txt\.gz: .*{message}"):
        parts(data, "a.txt.gz")


def test_what_a_gzip_says_of_its_size_is_not_believed() -> None:
    data = bytearray(gzip.compress(bytes(40_000_000)))
    struct.pack_into("<I", data, len(data) - 4, 10)
    with pytest.raises(ReadError, match="more than any text packs to"):
        parts(bytes(data), "a.txt.gz")


def test_a_tar_is_refused_with_what_to_do() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        archive.add(FILES / "truce.txt", "truce.txt")
    with pytest.raises(ReadError, match=r"tar archive.*Unpack it first"):
        parts(out.getvalue(), "a.tar.gz")
