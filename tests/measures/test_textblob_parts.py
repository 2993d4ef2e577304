"""TextBlob's lexicon is loaded without TextBlob's other needs, and in nobody's way."""

import subprocess
import sys

from textblob import _text
from textblob.en import sentiment

from discourse.measures.textblob_parts import textblob_parts


def _said(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_text_is_scored_without_nltk_and_without_the_statistics_of_scipy() -> None:
    program = (
        "import sys; from discourse.measures.instruments import get_instrument; "
        "get_instrument('textblob').score('A good truce.'); "
        "print(sorted({'textblob', 'nltk', 'scipy.stats'} & set(sys.modules)))"
    )
    assert _said(program) == "[]"


def test_whoever_imports_textblob_afterwards_has_all_of_it() -> None:
    program = (
        "from discourse.measures.instruments import get_instrument; "
        "mine = get_instrument('textblob').score('Not a very good truce.'); "
        "from textblob import TextBlob; his = tuple(TextBlob('Not a very good truce.').sentiment); "
        "print(mine == his)"
    )
    assert _said(program) == "True"


def test_the_parts_are_textblobs_own() -> None:
    rules, english = textblob_parts()
    assert rules.__file__ == _text.__file__
    assert rules.EMOTICONS == _text.EMOTICONS
    english.sentiment.load()
    sentiment.load()
    assert dict(dict.items(english.sentiment)) == dict(dict.items(sentiment))
    assert english.sentiment is not sentiment, "what is changed in one must not change the other"
