"""Is the language of a text recognised where nobody states it, left open where it is uncertain, and never overruled?"""

import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from discourse import Corpus, from_frame, from_text, read, sample
from discourse.corpus.languages import language_name, recognised_language

# The same few sentences of our own, about as long as the beginning of an article.
# fmt: off
PASSAGES = {
    "en": "The truce lasted for one day, and nobody in the town was surprised. It had been signed by a lake.",
    "fr": "La trêve n’a duré qu’un jour, et personne dans la ville n’en fut surpris. On l’avait signée près d’un lac.",
    "de": "Die Waffenruhe dauerte einen Tag, und niemand in der Stadt war überrascht. Man hatte sie am See signiert.",
    "es": "La tregua duró un solo día y nadie en la ciudad se sorprendió. La habían firmado junto a un lago.",
    "pt": "A trégua durou um dia e ninguém na cidade ficou surpreendido. Foi assinada num hotel à beira de um lago.",
    "it": "La tregua è durata un giorno e nessuno in città ne è rimasto sorpreso. Era stata firmata sul lago.",
    "nl": "Het bestand duurde één dag en niemand in de stad was verrast. Het was getekend in een hotel aan een meer.",
    "sv": "Vapenvilan varade en dag och ingen i staden blev förvånad. Den hade undertecknats på ett hotell vid en sjö.",
    "pl": "Rozejm trwał jeden dzień i nikt w mieście nie był zaskoczony. Podpisano go w hotelu nad jeziorem.",
    "cs": "Příměří trvalo jeden den a nikdo ve městě nebyl překvapen. Podepsali je v hotelu u jezera.",
    "ru": "Перемирие продлилось один день, и никто в городе не удивился. Его подписали в гостинице у озера.",
    "uk": "Перемир’я тривало один день, і ніхто в місті не здивувався. Його підписали в готелі біля озера.",
    "el": "Η εκεχειρία κράτησε μία μέρα και κανείς στην πόλη δεν ξαφνιάστηκε. Υπογράφτηκε σε ένα ξενοδοχείο.",
    "tr": "Ateşkes bir gün sürdü ve şehirde kimse şaşırmadı. Göl kıyısındaki bir otelde imzalanmıştı.",
    "ar": "استمرت الهدنة يوما واحدا ولم يتفاجأ أحد في المدينة. وقعت في فندق على ضفاف بحيرة.",
    "he": "הפסקת האש נמשכה יום אחד, ואיש בעיר לא הופתע. היא נחתמה במלון על שפת אגם.",
    "zh": "停火只持续了一天，城里没有人感到惊讶。协议是在湖边的一家旅馆里签署的。",
    "ja": "停戦は一日しか続かず、町では誰も驚かなかった。湖畔のホテルで調印されたものだった。",
    "ko": "휴전은 하루밖에 가지 않았고, 도시에서 놀란 사람은 아무도 없었다. 호숫가의 호텔에서 서명되었다.",
}
# fmt: on


@pytest.mark.parametrize("tag", PASSAGES)
def test_two_sentences_are_enough(tag: str) -> None:
    assert recognised_language(PASSAGES[tag]) == tag
    assert from_text(PASSAGES[tag]).documents["language"].tolist() == [tag]


@pytest.mark.parametrize(
    "text", ["One.", "Truce", "Genève", "1914 1918 1939 1945 " * 20, "Aleppo, Damascus, Homs", "…"]
)
def test_too_little_text_has_no_language(text: str) -> None:
    assert recognised_language(text) is None
    assert from_text(f"{text} a").documents["language"].isna().tolist() == [True]


def test_what_is_stated_is_believed(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(PASSAGES["fr"], encoding="utf-8")
    assert read(file, language="oc").documents["language"].tolist() == ["oc"]
    assert read(file, language="oc").report()["language"].tolist() == ["oc"]
    assert read(file).report()["language"].tolist() == ["fr (recognised)"]
    frame = pd.DataFrame({"text": [PASSAGES["fr"], PASSAGES["de"], "Hm."], "language": ["ca", None, None]})
    languages = from_frame(frame).documents["language"]
    assert languages.tolist()[:2] == ["ca", "de"]
    assert languages.isna().tolist() == [False, False, True]


def test_the_running_text_decides_not_what_stands_around_it(tmp_path: Path) -> None:
    heading = "A heading in English that is of the kind which the editors have put in front of it"
    (tmp_path / "a.md").write_text(f"# {heading}\n\n{PASSAGES['de']}", encoding="utf-8")
    assert read(tmp_path / "a.md").documents["language"].tolist() == ["de"]


def test_texts_can_be_chosen_by_the_language_recognised(tmp_path: Path) -> None:
    for tag in ("en", "fr", "de"):
        (tmp_path / f"{tag}.txt").write_text(PASSAGES[tag], encoding="utf-8")
    corpus = read(tmp_path)
    assert corpus.where(language="fr").documents["title"].tolist() == ["fr"]
    assert corpus[[2, 0]].documents["language"].tolist() == ["fr", "de"]


def test_a_saved_corpus_keeps_what_was_recognised(tmp_path: Path) -> None:
    corpus = from_frame(pd.DataFrame({"text": [PASSAGES["fr"], "Hm.", "Yes."], "language": [None, None, "en"]}))
    corpus.save(tmp_path / "kept")  # before anyone asked for the languages
    again = Corpus.open(tmp_path / "kept")
    pd.testing.assert_frame_equal(again.documents, corpus.documents)
    assert again.report()["language"].tolist() == ["fr (recognised), en"]


def test_every_address_of_a_president_is_english_without_the_model() -> None:
    # In a process of its own: here the model may be loaded already.
    code = (
        "import sys; from discourse import sample; from discourse.corpus.languages import recognised_language;"
        "corpus = sample('sotu');"
        "assert {recognised_language(corpus.text(doc)) for doc in range(len(corpus))} == {'en'};"
        "assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_reading_alone_recognises_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PASSAGES["fr"], encoding="utf-8")
    reading = f"from discourse import read; read({str(tmp_path / 'a.txt')!r}).paragraphs"
    code = f"import sys; {reading}; assert 'py3langid' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_thousands_of_short_texts_take_seconds_at_most() -> None:
    texts = [f"{number}. {PASSAGES[tag]}" for number in range(100) for tag in PASSAGES]
    begun = time.process_time()
    corpus = from_frame(pd.DataFrame({"text": texts}))
    assert corpus.documents["language"].tolist() == list(PASSAGES) * 100
    assert time.process_time() - begun < 6


def test_a_language_is_written_out() -> None:
    assert [language_name(tag) for tag in ("fr", "pt_BR", "EN-gb", "zz")] == [
        "French (fr)",
        "Portuguese (pt)",
        "English (en)",
        "zz",
    ]


def test_shipped_examples_are_english() -> None:
    assert set(sample("sotu").documents["language"]) == {"en"}
