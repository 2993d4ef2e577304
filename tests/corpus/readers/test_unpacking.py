"""Is nothing unpacked that is too much, too many, locked or broken, whatever the archive says of itself?"""

import io
import struct
import zipfile

import pytest

from discourse.corpus.readers.unpacking import Members, climbs_out
from discourse.errors import ReadError

from .fuzzing import mutations, zipped


def test_members_are_read_when_asked_for() -> None:
    members = Members(zipped({"a.txt": "Text.", "b/c.txt": "More."}), "a.zip")
    assert members.names == ["a.txt", "b/c.txt"]
    assert "a.txt" in members
    assert "d.txt" not in members
    assert (members.read("b/c.txt"), members.size("a.txt")) == (b"More.", 5)
    with pytest.raises(ReadError, match=r"a\.zip: There is no d\.txt"):
        members.read("d.txt")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped({"a.xml": b"\0" * 40_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(ReadError, match=r"a\.zip.*more than any text packs to"):
        Members(bomb, "a.zip")
    # What is never asked for does no harm.
    assert Members(bomb, "a.zip", wanted=lambda name: name == "b.xml").names == ["a.xml"]


def test_limits_on_number_and_size_hold() -> None:
    data = zipped({f"{number}.txt": "Text." for number in range(20)})
    with pytest.raises(ReadError, match="at most 10"):
        Members(data, "a.zip", most_members=10)
    with pytest.raises(ReadError, match="too much"):
        Members(data, "a.zip", most_bytes=50)
    with pytest.raises(ReadError, match="too much"):
        Members(data, "a.zip", most_member_bytes=4)


def test_an_archive_that_lies_about_a_size_is_caught_while_it_is_read() -> None:
    data = bytearray(zipped({"a.txt": b"x" * 100_000}))
    directory = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, 10)  # the size unpacked, in the list at the end
    with pytest.raises(ReadError, match=r"a\.zip"):
        Members(bytes(data), "a.zip").read("a.txt")


def test_a_member_locked_with_a_password_is_named() -> None:
    data = bytearray(zipped({"a.txt": "Text."}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    members = Members(bytes(data), "a.zip")
    assert members.is_encrypted("a.txt")
    with pytest.raises(ReadError, match=r"a\.zip/a\.txt: It is locked with a password"):
        members.read("a.txt")


@pytest.mark.parametrize("member", ["../a.txt", "/etc/passwd", "C:\\a.txt", "a/../../b", "..\\..\\a", "a\0b"])
def test_names_that_climb_out_are_known(member: str) -> None:
    assert climbs_out(member)


@pytest.mark.parametrize("member", ["a.txt", "a/b.txt", "a..b/c", "...", "ä/ö.txt", "a b/c d.txt"])
def test_honest_names_are_let_through(member: str) -> None:
    assert not climbs_out(member)


def test_broken_archives_raise_nothing_but_our_errors() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"folder/{number}.txt", f"Text number {number}. " * 50)
    for data in mutations(buffer.getvalue(), 300, seed=7):
        try:
            members = Members(data, "a.zip")
            for name in members.names:
                members.read(name)
        except ReadError as error:
            assert "a.zip" in str(error)
