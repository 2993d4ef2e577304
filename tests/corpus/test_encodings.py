"""Do the bytes of a file become the characters its author wrote, and is every guess told?"""

import codecs
import random
import re
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from discourse import from_text, read
from discourse.corpus.encodings import WINDOWS, characters, decode, unified
from discourse.corpus.legacy_encodings import legacy_encoding
from discourse.corpus.paragraphs import is_blank
from discourse.corpus.readers.tally import Tally
from discourse.errors import DiscourseError, DiscourseWarning, ReadError

from .any_text import any_text

WESTERN = "Russia’s “moderate” fighters – they said – don’t exist. Nobody in Zürich paid €5 for that…"

# One sentence of our own each, and the encodings its readers used before Unicode.
SENTENCES = {
    "The envoy’s “truce” lasted – nobody was surprised – one day.": ["cp1252", "mac_roman"],
    "Le cessez-le-feu a été rompu dès le premier jour, déplore l’émissaire à Genève.": ["cp1252", "mac_roman"],
    "Die Waffenruhe wurde gebrochen, erklärte der Außenminister; über Gründe schwieg er.": [
        "cp1252",
        "mac_roman",
        "cp850",
    ],
    "La tregua duró un día; nadie creyó que la oposición volvería a la mesa de negociación.": ["cp1252", "mac_roman"],
    "A trégua não durou: a oposição não voltará às negociações, disse o porta-voz.": ["cp1252", "cp850"],
    "Vapenvilan bröts redan första dagen, säger sändebudet som återvänder på lördag.": ["cp1252", "mac_roman"],
    "Rozejm złamano już pierwszego dnia, a opozycja zapowiedziała, że nie wróci do rozmów.": ["cp1250", "iso8859-2"],
    "Příměří bylo porušeno hned první den a opozice se k jednání již nevrátí.": ["cp1250", "iso8859-2"],
    "A fegyverszünetet már az első napon megszegték, közölte a különmegbízott.": ["cp1250"],
    "Ateşkes daha ilk gün bozuldu; muhalefet görüşmelere dönmeyeceğini açıkladı.": ["cp1254"],
    "Перемирие было нарушено в первый же день, заявил посланник в Женеве.": ["cp1251", "koi8-r", "iso8859-5", "cp866"],
    "Перемир’я було порушено вже першого дня, і опозиція не повернеться до переговорів.": ["cp1251"],
    "Η εκεχειρία παραβιάστηκε από την πρώτη κιόλας ημέρα, δήλωσε ο απεσταλμένος.": ["cp1253", "iso8859-7"],
    "انتهكت الهدنة منذ اليوم الأول كما قال المبعوث في جنيف": ["cp1256"],
    "הפסקת האש הופרה כבר ביום הראשון, אמר השליח בז'נבה.": ["cp1255"],
    "停戦は初日に破られたと、特使はジュネーブで語った。": ["cp932", "euc-jp", "iso2022_jp"],
    "停火协议在第一天就遭到破坏，特使在日内瓦表示。": ["gb18030"],
    "停火協議在第一天就遭到破壞，特使在日內瓦表示。": ["big5"],
    "휴전은 첫날부터 깨졌다고 특사가 제네바에서 말했다.": ["cp949"],
}


@given(any_text.filter(lambda text: not is_blank(text)))
@pytest.mark.filterwarnings("ignore::discourse.errors.DiscourseWarning")
def test_a_text_is_stored_as_it_is_but_for_its_line_ends(text: str) -> None:
    stored = from_text(text).text()
    ends = "\r\n|[\r\n\v\u2028]" + ("" if re.search("[\x80-\x84\x86-\x9f]", text) else "|\x85")
    assert stored.split("\n") == re.split(ends, text.removeprefix("\ufeff").replace("\u2029", "\n\n"))
    assert unified(stored.removeprefix("\ufeff")) == stored.removeprefix("\ufeff")


@given(any_text)
def test_utf_8_comes_back_as_it_was_written(text: str) -> None:
    controls = re.compile("[\x00-\x08\x0e-\x1b\x1c-\x1f\x7f]")
    plain = "A text begins. " + controls.sub("", text)
    assert decode(plain.encode("utf-8"), "a.txt") == (unified(plain), "utf-8")
    assert decode(codecs.BOM_UTF8 + plain.encode("utf-8"), "a.txt") == (unified(plain), "utf-8-sig")
    assert decode(plain.encode("utf-16"), "a.txt") == (unified(plain), "utf-16")
    assert decode(plain.encode("utf-32"), "a.txt") == (unified(plain), "utf-32")


@pytest.mark.parametrize("text", [WESTERN, *SENTENCES], ids=lambda text: text[:12])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_two_and_four_byte_unicode_without_a_mark_is_recognised(text: str, encoding: str) -> None:
    text = f"2016\n\n{text}\n"
    tally = Tally()
    assert decode(text.encode(encoding), "a.txt", None, tally) == (text, encoding)
    assert [(note.action, note.what) for note in tally.notes()] == [("assumed", f"the encoding {encoding}")]
    assert decode(text.encode(encoding), "a.txt", encoding) == (text, encoding)


@pytest.mark.parametrize(
    "text", [WESTERN, "Russia’s war.", "It cost £5.", "Él dijo que no… “mañana” será otro día. ¿Qué?", "naïve", "café"]
)
def test_the_marks_of_windows_are_recognised(text: str) -> None:
    with pytest.warns(DiscourseWarning, match="not UTF-8; read as cp1252"):
        assert decode(text.encode("cp1252"), "a.txt") == (text, "cp1252")


@pytest.mark.parametrize(
    ("text", "encoding"), [(text, encoding) for text, encodings in SENTENCES.items() for encoding in encodings]
)
def test_the_encodings_before_unicode_are_recognised_from_one_sentence(text: str, encoding: str) -> None:
    tally = Tally()
    decoded, used = decode(text.encode(encoding), "a.txt", tally=tally)
    assert decoded == text
    assert tally.notes()[0].what == f"the encoding {used}"


def test_a_long_text_is_recognised_by_its_few_letters_beyond_ascii() -> None:
    text = "The truce holds, they say.\n" * 20_000 + "Rozejm złamano już pierwszego dnia, a opozycja nie wróci.\n"
    assert decode(text.encode("cp1250"), "a.txt", tally=Tally()) == (text, "cp1250")
    one_line = text.replace("\n", " ")
    assert legacy_encoding(one_line.encode("cp1250")) == "cp1250"


def test_what_was_assumed_stands_in_the_documents_and_in_the_report(tmp_path: Path) -> None:
    names = [f"{name}.txt" for name in "abcdefg"]
    for name in names:
        (tmp_path / name).write_bytes(f"{name}: {WESTERN}".encode("cp1252"))
    with pytest.warns(DiscourseWarning) as caught:
        corpus = read(tmp_path)
    assert len(caught) == 1
    assert "e.txt and 2 more: not UTF-8; read as cp1252" in str(caught[0].message)
    assert caught[0].filename == __file__
    assert set(corpus.documents["encoding"]) == {"cp1252"}
    assert set(corpus.report()["notes"]) == {"assumed: the encoding cp1252"}


def test_a_named_encoding_is_believed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Ł5".encode("cp1250"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        corpus = read(file, encoding="cp1250")
    assert (corpus.text(), corpus.documents["encoding"].tolist()) == ("Ł5", ["cp1250"])
    assert corpus.report()["notes"].tolist() == [""]


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "base64", "hex", "utf\x008", "", 5])
def test_an_unknown_encoding_is_named(encoding: object) -> None:
    with pytest.raises(ReadError, match="There is no text encoding called"):
        decode(b"One.", "a.txt", encoding)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"One.\ncaf\xe9", "utf-8", r"do not fit the encoding utf-8.*byte 8 \(line 2: “caf"),
        (b"\xff\xfea", "utf-16", "do not fit"),
        (codecs.BOM_UTF8 + b"\xff", None, "do not fit"),
        (WESTERN.encode("utf-16"), "cp1252", "zero characters"),
        (b"%PDF-1.7 one", None, "a PDF"),
        (b"%PDF-1.7 one", "latin-1", "a PDF"),
        (b"PK\x03\x04", None, "Word"),
        (b"{\\rtf1 One}", None, "RTF"),
        (b"One\x00Two", None, "zero bytes"),
        (b"One\x00Two\x00Three four", None, "zero bytes"),
        (bytes(range(1, 32)) * 9, None, "control characters"),
        (bytes(range(256)) * 9, None, "zero bytes"),
    ],
)
def test_what_is_no_text_is_told_apart(data: bytes, encoding: str | None, message: str) -> None:
    with pytest.raises(ReadError, match=message) as raised:
        decode(data, "speech.txt", encoding)
    assert "speech.txt" in str(raised.value)
    assert raised.value.do


# Broken bytes


def test_a_broken_byte_in_utf_8_stands_as_a_mark_and_is_told_with_its_line(tmp_path: Path) -> None:
    data = "Été à Genève.\nNach Zürich".encode() + b"\xfc, sagt er.\n" + "Très bien.".encode()
    tally = Tally()
    assert decode(data, "a.txt", None, tally) == ("Été à Genève.\nNach Zürich�, sagt er.\nTrès bien.", "utf-8")
    (note,) = tally.notes()
    assert (note.action, note.count, note.example) == ("noticed", 1, "line 2: Nach Zürich�, sagt er.")
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.warns(DiscourseWarning, match=r"1 broken byte, which stands as � .*line 2: Nach Zürich") as caught:
        read(tmp_path / "a.txt")
    assert len(caught) == 1


def test_a_letter_cut_off_at_the_end_of_a_file_is_a_broken_byte() -> None:
    assert decode("The envoy’s café".encode()[:-1], "a.txt", tally=Tally()) == ("The envoy’s caf�", "utf-8")


def test_a_researcher_who_names_utf_8_hears_of_broken_bytes() -> None:
    with pytest.raises(ReadError, match="Leave encoding out"):
        decode("Été à Genève".encode() + b"\xe9.", "a.txt", "utf-8")


# Line ends and controls


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\x85", "\u2028"])
def test_every_kind_of_line_end_is_one_line_end(end: str) -> None:
    assert unified(f"One.{end}Two.") == "One.\nTwo."
    assert len(from_text(f"One.{end}{end}Two.").paragraphs) == 2


def test_an_ellipsis_of_windows_read_as_latin_1_ends_no_line() -> None:
    data = "“So…” she said".encode("cp1252")
    tally = Tally()
    text, _ = decode(data, "a.txt", "latin-1", tally)
    assert "\n" not in text
    assert [(note.what, note.count) for note in tally.notes()] == [(WINDOWS, 3)]


# Anything at all


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
@pytest.mark.filterwarnings("ignore::discourse.errors.DiscourseWarning")
def test_random_bytes_become_a_text_or_an_error_of_ours(data: bytes) -> None:
    try:
        text, encoding = characters(data, "a.txt")
    except DiscourseError:
        return
    assert isinstance(text, str)
    assert codecs.lookup(encoding)
    text.encode("utf-8")


@pytest.mark.filterwarnings("ignore::discourse.errors.DiscourseWarning")
def test_mutated_texts_become_a_text_or_an_error_of_ours() -> None:
    chance = random.Random(3)
    originals = [text.encode(encoding) for text, encodings in SENTENCES.items() for encoding in [*encodings, "utf-16"]]
    for _ in range(400):
        data = bytearray(chance.choice(originals) * 3)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        del data[chance.randrange(len(data)) :]
        try:
            characters(bytes(data), "a.txt")
        except DiscourseError as error:
            assert error.do
