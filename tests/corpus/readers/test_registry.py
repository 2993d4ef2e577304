"""Is the right reader chosen, can one be added from outside, and can none do harm?"""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

import discourse
from discourse import (
    DiscourseError,
    Document,
    Note,
    Reader,
    ReadError,
    Source,
    Unread,
    document_of_parts,
    formats,
    read,
    register_reader,
    unregister_reader,
)
from discourse.corpus.readers import registry
from discourse.corpus.readers.registry import documents_of, reader_for, readers, suffixes

from .fuzzing import zipped
from .make_files import FILES

PROSE = b"It holds, they said."


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    registered = dict(registry._registered)
    yield
    registry._registered.clear()
    registry._registered.update(registered)


def mine(read, **more) -> Reader:  # type: ignore[no-untyped-def]
    return Reader("mine", "my own format", (".mine",), read, **more)


def chosen(data: bytes, name: str) -> str:
    return reader_for(Source(name, data)).name


# Which reader


@pytest.mark.parametrize("file", sorted(FILES.iterdir()), ids=lambda file: file.name)
def test_content_comes_before_name(file: Path) -> None:
    told_by_name_only = (".csv", ".md", ".txt")
    own = chosen(file.read_bytes(), file.name)
    if file.suffix not in told_by_name_only or own == "nexis":
        for name in ("renamed.txt", "renamed.docx", "renamed.zip", "renamed"):
            if not (own == "doc" or name.endswith(file.suffix)):
                assert chosen(file.read_bytes(), name) == own
    assert own == chosen(file.read_bytes(), file.name.upper())


def test_another_ending_is_noticed() -> None:
    [document] = documents_of(Source("a.txt", (FILES / "truce.docx").read_bytes()))
    assert isinstance(document, Document)
    assert document.metadata["format"] == "docx"
    assert Note("noticed", "ending .txt though the content is Word") in document.file_notes


def test_a_file_without_an_ending_is_plain_text_and_an_unknown_one_is_refused_with_those_that_are_read() -> None:
    assert chosen(PROSE, "README") == "txt"
    with pytest.raises(
        ReadError, match=r"a\.pages: Files of the kind \.pages are not read.*\.docx.*\.pdf|\.pdf.*\.docx"
    ):
        documents_of(Source("a.pages", PROSE))


def test_each_ending_belongs_to_one_reader() -> None:
    endings = [suffix for reader in readers() for suffix in reader.suffixes]
    assert len(endings) == len(set(endings))
    assert len({reader.name for reader in readers()}) == len(readers())


# What comes back


def test_documents_carry_their_file_and_format() -> None:
    [document] = documents_of(Source("sub/a.txt", PROSE))
    assert isinstance(document, Document)
    assert (document.source, document.file, document.title) == ("sub/a.txt", "sub/a.txt", "a")
    assert document.metadata == {"format": "txt", "encoding": "utf-8"}


def test_a_column_named_for_what_is_no_table_is_an_error() -> None:
    for name in ("a.txt", "a.md", "a.html"):
        with pytest.raises(ReadError, match=rf'{name}: text="body" names a column, and this is no table but'):
            documents_of(Source(name, PROSE, text="body"))


# Readers from outside


def test_a_reader_from_outside_reads_its_own_format(tmp_path: Path) -> None:
    def shouted(source: Source) -> list[Document]:
        document = document_of_parts(
            [("heading", "Loud"), ("body", source.data.decode("utf-8").upper())],
            source.name,
            metadata={"author": "Zoë"},
            notes=[Note("left out", "whispers", 2, "psst")],
        )
        assert document is not None
        return [document]

    register_reader(mine(shouted, keeps="everything, louder"))
    file = tmp_path / "a.mine"
    file.write_bytes(b"It holds.")
    corpus = read(file)
    assert corpus.text() == "Loud\n\nIT HOLDS."
    assert corpus.documents["format"].tolist() == ["mine"]
    assert corpus.paragraphs["kind"].tolist() == ["heading", "body"]
    assert corpus.report()["left_out"].tolist() == ["whispers (2, such as “psst”)"]
    assert formats().iloc[0][["format", "endings", "keeps"]].tolist() == ["mine", ".mine", "everything, louder"]
    assert len(read(tmp_path)) == 1
    unregister_reader("mine")
    with pytest.raises(ReadError, match=r"\.mine are not read"):
        read(file)


def test_a_reader_from_outside_is_asked_first() -> None:
    register_reader(mine(lambda source: [Document("Mine.")], recognises=lambda source: source.head.startswith(b"It")))
    assert chosen(PROSE, "a.txt") == "mine"
    register_reader(Reader("txt", "my own text", (".txt",), lambda source: [Document("Mine.")]), replace=True)
    assert [part.text for part in documents_of(Source("a.txt", b"One."))] == ["Mine."]  # type: ignore[union-attr]
    unregister_reader("txt")
    assert [part.text for part in documents_of(Source("a.txt", b"One."))] == ["One."]  # type: ignore[union-attr]


def test_a_name_is_not_taken_by_mistake() -> None:
    with pytest.raises(DiscourseError, match='There is a reader called "txt" already'):
        register_reader(Reader("txt", "my own text", (".txt",), lambda source: []))
    with pytest.raises(DiscourseError, match="A Reader was expected, not str"):
        register_reader("txt")  # type: ignore[arg-type]
    with pytest.raises(DiscourseError, match='No reader called "none"'):
        unregister_reader("none")


@pytest.mark.parametrize("error", [ValueError("odd\nsecond line"), KeyError("x"), RecursionError(), AssertionError()])
def test_errors_of_a_library_become_one_that_names_the_file(error: Exception) -> None:
    def fail(source: Source) -> list[Document]:
        raise error

    register_reader(mine(fail))
    with pytest.raises(
        ReadError, match=rf"a\.mine: It cannot be read as my own format.*{type(error).__name__}"
    ) as raised:
        documents_of(Source("a.mine", PROSE))
    assert "second line" not in str(raised.value)
    assert raised.value.do


@pytest.mark.parametrize("error", [MemoryError(), KeyboardInterrupt(), SystemExit()])
def test_what_is_no_fault_of_the_file_passes_through(error: BaseException) -> None:
    def fail(source: Source) -> list[Document]:
        raise error

    register_reader(mine(fail))
    with pytest.raises(type(error)):
        documents_of(Source("a.mine", PROSE))


def test_a_reader_that_asks_wrongly_whether_a_file_is_its_own_names_the_file() -> None:
    register_reader(mine(lambda source: [], recognises=lambda source: source.data[10_000] == 0))
    with pytest.raises(ReadError, match=r"a\.txt: Whether it is my own format cannot be told \(IndexError"):
        documents_of(Source("a.txt", PROSE))


def test_what_has_nothing_to_be_seen_is_an_error() -> None:
    register_reader(mine(lambda source: [Document(" \n"), Document("\u200b")]))
    with pytest.raises(ReadError, match=r"a\.mine: There is no text in it"):
        documents_of(Source("a.mine", PROSE))
    register_reader(mine(lambda source: [Unread(source.name, "Page 1 is torn.")]), replace=True)
    with pytest.raises(ReadError, match=r"Nothing in it can be read\. a\.mine: Page 1 is torn\."):
        documents_of(Source("a.mine", PROSE))


# The table of formats


def test_every_format_says_what_it_keeps_and_leaves_out() -> None:
    table = formats()
    assert table["format"].is_unique
    assert not (table["keeps"].eq("") | table["leaves_out"].eq("") | table["label"].eq("")).any()
    assert {ending for row in table["endings"] for ending in row.split(", ") if ending} == set(suffixes())
    assert "doc" not in set(table["format"])


def test_the_libraries_of_the_table_are_dependencies_of_the_package() -> None:
    import tomllib

    declared = tomllib.loads((Path(discourse.__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    names = {line.split(">")[0].split("[")[0].lower() for line in declared["project"]["dependencies"]}
    libraries = {one for cell in formats()["library"] for one in cell.replace(";", ",").split(", ") if one}
    assert {one.lower() for one in libraries if "Python" not in one} <= names


def test_archives_are_asked_after_the_formats_that_are_zips_too() -> None:
    assert chosen((FILES / "speeches.xlsx").read_bytes(), "a.zip") == "xlsx"
    assert chosen(zipped({"a.txt": "One."}), "a") == "zip"
    assert chosen(gzip.compress(b"One."), "a.txt") == "gz"
    assert chosen(io.BytesIO(zipped({})).getvalue(), "a") == "zip"
