"""A codebook says what the analyst wrote, or says in which line something is wrong."""

import dataclasses
import hashlib
import tomllib

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse import Actor, Codebook, CodebookError, Theme
from discourse.shipped import shipped
from discourse.toml_lines import toml_lines

SUMMIT = """\
title = "Summit"     # two delegations
language = "en"

[[actor]]
id = "north"
label = "Northern League"
group = "parties"
names = ["Northern League", "League"]   # [[actor]] in a comment is not an actor
patterns = ['League (?:leaders?|men)']
except = ["League of Nations"]

[[actor]]
id = "un"
names = [
    "UN",

    "United Nations",   # spelled out
]

[[theme]]
id = "violence"
terms = ["bomb*", "war"]
"""
SHIPPED = sorted(shipped("data/codebooks").glob("*.toml"))


def error_in(text: str, source: str = "summit.toml") -> str:
    with pytest.raises(CodebookError) as caught:
        Codebook.from_toml(text, source=source)
    return str(caught.value)


# Reading


def test_a_codebook_holds_what_its_file_says() -> None:
    book = Codebook.from_toml(SUMMIT, source="summit.toml")
    assert (book.title, book.language, book.source) == ("Summit", "en", "summit.toml")
    assert book.actors == (
        Actor(
            "north",
            "Northern League",
            "parties",
            ("Northern League", "League"),
            ("League (?:leaders?|men)",),
            ("League of Nations",),
        ),
        Actor("un", "un", "actors", ("UN", "United Nations"), (), ()),
    )
    assert book.themes == (Theme("violence", "violence", ("bomb*", "war")),)


def test_label_is_the_id_and_group_is_actors_where_none_is_given() -> None:
    actor = Codebook.from_toml('[[actor]]\nid = "un"\nnames = ["UN"]').actor("un")
    assert (actor.label, actor.group) == ("un", "actors")


def test_groups_and_labels_keep_the_order_of_the_file() -> None:
    book = Codebook(
        "order",
        actors=[
            Actor("z", group="two", names=["Z"]),
            Actor("b", group="one", names=["B"]),
            Actor("a", group="two", names=["A"]),
        ],
    )
    assert book.groups == {"two": ("z", "a"), "one": ("b",)}
    assert list(book.groups) == ["two", "one"]
    assert list(book.labels) == ["z", "b", "a"]


def test_the_table_has_one_row_for_each_entry() -> None:
    table = Codebook.from_toml(SUMMIT).table
    assert list(table.columns) == ["actor", "label", "group", "kind", "entry"]
    assert table.query("actor == 'north'")[["kind", "entry"]].to_numpy().tolist() == [
        ["name", "Northern League"],
        ["name", "League"],
        ["pattern", "League (?:leaders?|men)"],
        ["except", "League of Nations"],
    ]
    assert isinstance(table.index, pd.RangeIndex)


def test_a_file_and_its_digest(tmp_path) -> None:
    path = tmp_path / "summit.toml"
    path.write_bytes(SUMMIT.encode())
    book = Codebook.read(path)
    assert book.source == str(path)
    assert book.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert book == Codebook.from_toml(SUMMIT)


def test_a_file_from_windows_reads_the_same(tmp_path) -> None:
    path = tmp_path / "summit.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SUMMIT.replace("\n", "\r\n").encode())
    assert Codebook.read(path) == Codebook.from_toml(SUMMIT)


def test_without_a_title_the_file_name_is_the_title(tmp_path) -> None:
    path = tmp_path / "my-book.toml"
    path.write_text('[[actor]]\nid = "un"\nnames = ["UN"]')
    assert Codebook.read(path).title == "my-book"


def test_an_unknown_actor_is_asked_for() -> None:
    with pytest.raises(CodebookError, match=r'there is no actor "nort".*Did you mean "north"'):
        Codebook.from_toml(SUMMIT).actor("nort")


def test_a_page_shows_names_as_they_are_typed() -> None:
    page = Codebook("x", actors=[Actor("b", names=["<b>Bold & Co</b>"])])._repr_html_()
    assert "&lt;b&gt;Bold &amp; Co&lt;/b&gt;" in page
    assert "<b>" not in page


# Writing


def test_an_unedited_codebook_keeps_its_comments() -> None:
    assert Codebook.from_toml(SUMMIT).to_toml() == SUMMIT


def test_an_edited_codebook_writes_the_edit_and_gets_its_own_digest() -> None:
    book = Codebook.from_toml(SUMMIT)
    edited = dataclasses.replace(book, actors=(*book.actors, Actor("eu", names=["EU"])))
    assert 'names = ["EU"]' in edited.to_toml()
    assert Codebook.from_toml(edited.to_toml()) == edited
    assert edited.sha256 == hashlib.sha256(edited.to_toml().encode()).hexdigest() != book.sha256


words = st.text(min_size=1, max_size=12).filter(lambda s: s.strip() and any(c.isalnum() for c in s))


@given(st.lists(words, min_size=1, max_size=6, unique_by=lambda s: " ".join(s.split())), words, words)
def test_whatever_is_written_reads_back_the_same(names: list[str], title: str, group: str) -> None:
    actors = []
    for number, name in enumerate(names):
        actors.append(
            Actor(
                f"a{number}", f"{number} {name}", group, [f"{number} {name}"], [r"\bx\d", "'\\d\"\t"], ["not " + name]
            )
        )
    book = Codebook(title, actors=actors, themes=[Theme("t", terms=names)])
    assert Codebook.from_toml(book.to_toml(), source="x") == book


# Errors: the file, the line, the actor, what to do


def test_toml_that_is_broken() -> None:
    message = error_in('[[actor]]\nid = "un"\nnames = ["UN"\n\n[[theme]]\n')
    assert message.startswith("summit.toml, line ")
    assert "actor 'un'" in message
    assert "missing quotation mark, comma or bracket" in message


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("names = [“US”]", "straight quotation marks"),
        (r'patterns = ["US\w+"]', "single quotes"),
        ('names = ["US", ', "missing quotation mark, comma or bracket"),
    ],
)
def test_broken_toml_comes_with_advice(line: str, advice: str) -> None:
    message = error_in(f'title = "t"\n[[actor]]\nid = "us"\n{line}')
    assert "summit.toml, line 4, actor 'us': it is not valid TOML" in message
    assert advice in message


@pytest.mark.parametrize(
    ("edit", "line", "whose", "what"),
    [
        (
            ('label = "Northern', 'lable = "Northern'),
            6,
            "actor 'north'",
            'the key "lable" is unknown. Did you mean "label"?',
        ),
        (('language = "en"', 'langage = "en"'), 2, "", 'the key "langage" is unknown. Did you mean "language"?'),
        (
            ('terms = ["bomb*"', 'term = ["bomb*"'),
            22,
            "theme 'violence'",
            'the key "term" is unknown. Did you mean "terms"?',
        ),
        (('id = "un"', 'id = "north"'), 13, "actor 'north'", 'the id "north" is used by two actors'),
        (('id = "un"', 'label = "un"'), 12, "actor no. 2", "this actor has no id"),
        (('id = "un"', 'id = ""'), 13, "actor no. 2", "id is empty"),
        (('id = "un"', "id = 7"), 13, "actor no. 2", "id is a number: 7"),
        (
            ('id = "un"', 'id = "un"\nlabel = "Northern League"'),
            14,
            "actor 'un'",
            'the label "Northern League" is used by two actors',
        ),
        (
            ('"United Nations",', '"League",'),
            17,
            "actor 'un'",
            'the name "League" is claimed by two actors: "north" and "un"',
        ),
        (('"United Nations",', '" ",'), 17, "actor 'un'", "an entry of names is empty"),
        (('"United Nations",', "12,"), 17, "actor 'un'", "an entry of names is a number: 12"),
        (('"United Nations",', '"–",'), 17, "actor 'un'", "has no letter or digit"),
        (
            ('names = ["Northern League", "League"]', 'names = "League"'),
            8,
            "actor 'north'",
            'Put it in square brackets: names = ["League"]',
        ),
        (
            ('names = ["Northern League", "League"]', "names = true"),
            8,
            "actor 'north'",
            "names is true or false, not a list",
        ),
        (
            ("(?:leaders?|men)", "(?:leaders?|men"),
            9,
            "actor 'north'",
            "missing ), unterminated subpattern at character 8",
        ),
        (("'League (?:leaders?|men)'", "'(?:League)?'"), 9, "actor 'north'", "matches even where there is nothing"),
        (("'League (?:leaders?|men)'", r'"\bLeague"'), 9, "actor 'north'", "TOML reads \\b as a backspace"),
        (('"League of Nations"', '"League"'), 8, "actor 'north'", "also in except"),
        (('terms = ["bomb*", "war"]', "terms = []"), 20, "theme 'violence'", "this theme has no terms"),
        (('terms = ["bomb*", "war"]', "terms = ['/war(/']"), 22, "theme 'violence'", "is not a regular expression"),
        (("[[theme]]", "[theme]"), 20, "", "Write two brackets on each side: [[theme]]"),
    ],
)
def test_a_flaw_is_told_with_file_line_and_actor(edit: tuple[str, str], line: int, whose: str, what: str) -> None:
    assert edit[0] in SUMMIT
    message = error_in(SUMMIT.replace(*edit, 1))
    place = f"summit.toml, line {line}" + (f", {whose}" if whose else "") + ": "
    assert message.startswith(place), message
    assert what in message


def test_a_misspelt_header_is_told_with_its_line() -> None:
    message = error_in('title = "x"\n[[actors]]\nid = "un"')
    assert message.startswith('summit.toml, line 2: the key "actors" is unknown. Did you mean "actor"?')


def test_an_empty_actor() -> None:
    message = error_in(SUMMIT + '\n[[actor]]\nid = "nobody"\n')
    assert message.startswith("summit.toml, line 24, actor 'nobody': this actor has no names and no patterns.")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Afra’a", "Afra'a"), ("Al-Nusra", "Al‑Nusra"), ("Erdoğan", "Erdog\u0306an"), ("Free  Army", "Free\u00a0Army")],
)
def test_two_spellings_of_one_name_belong_to_one_actor(one: str, other: str) -> None:
    with pytest.raises(CodebookError, match="claimed by two actors"):
        Codebook("x", actors=[Actor("a", names=[one]), Actor("b", names=[other])])
    assert Codebook("x", actors=[Actor("a", names=[one, other])]).actor("a").names == (one, other)


def test_names_in_capitals_are_other_names() -> None:
    assert len(Codebook("x", actors=[Actor("a", names=["ALL"]), Actor("b", names=["all"])]).actors) == 2


def test_a_text_in_place_of_a_list_is_caught_in_python_too() -> None:
    with pytest.raises(CodebookError, match="names is a text, not a list"):
        Actor("us", names="US")  # type: ignore[arg-type]


def test_nothing_in_it() -> None:
    assert "no actor and no theme" in error_in("")


def test_a_missing_file_names_its_neighbour(tmp_path) -> None:
    (tmp_path / "syria.toml").write_text(SUMMIT)
    with pytest.raises(CodebookError, match=r'no such file. Did you mean "syria.toml"'):
        Codebook.read(tmp_path / "siria.toml")


def test_a_folder_is_no_codebook(tmp_path) -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        Codebook.read(tmp_path)


def test_a_file_in_another_encoding_names_the_line(tmp_path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes('title = "x"\n[[actor]]\nid = "é"\n'.encode("latin-1"))
    with pytest.raises(CodebookError, match=r"latin.toml, line 3: it is not a text in UTF-8.*save it"):
        Codebook.read(path)


def test_a_picture_is_no_codebook(tmp_path) -> None:
    path = tmp_path / "picture.toml"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    with pytest.raises(CodebookError, match="not a text in UTF-8"):
        Codebook.read(path)


# Lines


def paths(value: object, here: tuple = ()) -> set[tuple]:
    """Every table, key and item of what tomllib read, as a path."""
    if isinstance(value, dict):
        inner = [paths(v, (*here, k)) for k, v in value.items()]
    elif isinstance(value, list):
        inner = [paths(v, (*here, n)) for n, v in enumerate(value)]
    else:
        inner = []
    return {here}.union(*inner)


TRICKY = (
    r'''
# [[actor]]
title = "a # [[actor]] \" [[actor]]"   # "
"quoted key" = 1.5
[[actor]]   # first
names = [ # [[actor]]
  "x", """
[[actor]]
id = "no"
"quoted" """",
  'y', [1, [2,
  1979-05-27 07:32:00]],
]
inline = {a = 1, b = [1,
2]}
[actor.sub]
key = {}
[[actor.alias]]
q = '''
    + "'''\n[[actor]]\n''''"
    + """
[[actor.alias]]
q = []
[[actor]]
id = "second"
"""
)


@pytest.mark.parametrize("text", [TRICKY, SUMMIT, *(path.read_text("utf-8") for path in SHIPPED)])
def test_every_key_has_a_line(text: str) -> None:
    expected = paths(tomllib.loads(text)) - {(), ("actor",), ("theme",), ("actor", 0, "alias")}
    assert set(toml_lines(text)) == expected


def test_lines_are_not_led_astray_by_strings_and_comments() -> None:
    lines, shown = toml_lines(TRICKY), TRICKY.split("\n")
    assert shown[lines["actor", 0] - 1] == "[[actor]]   # first"
    assert shown[lines["actor", 1] - 1 + 1] == 'id = "second"'
    assert shown[lines["actor", 0, "names", 2] - 1].startswith("  'y'")
    assert shown[lines["actor", 0, "alias", 1, "q"] - 1] == "q = []"


@given(st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=4), st.text("\n #\t", max_size=6))
def test_the_line_of_a_name_holds_the_name(lists: list[list[str]], _gap: str) -> None:
    actors = [Actor(f"a{n}", names=[f"{n}.{i} {w}" * 9 for i, w in enumerate(names)]) for n, names in enumerate(lists)]
    text = Codebook("x", actors=actors).to_toml()
    lines, shown = toml_lines(text), text.split("\n")
    for number, actor in enumerate(actors):
        assert shown[lines["actor", number, "id"] - 1] == f'id = "{actor.id}"'
        for place in range(len(actor.names)):
            assert f"{number}.{place} " in shown[lines["actor", number, "names", place] - 1]


# What ships


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_codebook_is_sound_and_teaches(path) -> None:
    book = Codebook.read(path)
    assert book.actors and book.themes
    assert book.title != path.stem
    assert sum(line.startswith("#") for line in path.read_text("utf-8").split("\n")) >= 5
    assert dataclasses.replace(book, source="elsewhere").sha256 == book.sha256


def test_three_codebooks_ship() -> None:
    assert [path.stem for path in SHIPPED] == ["pier-nine", "syria-2016", "us-politics"]
