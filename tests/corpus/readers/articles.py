"""What stands in the saved pages of ``pages.py``? Five texts of our own, of shapes that extractors find hard.

The op-ed is the one of ``truce.py``; the others are a report in one-sentence paragraphs, an interview with answers of
one word, a debate with speakers, a note of three paragraphs, and a German column.
"""

from dataclasses import dataclass

from . import truce


@dataclass(frozen=True)
class Article:
    """One text with its paragraphs as a reader should give them, and what its page says of it."""

    name: str
    title: str
    author: str
    date: str
    language: str
    parts: tuple[tuple[str, str], ...]
    publication: str = "The Skardal Courier"

    @property
    def running(self) -> list[tuple[str, str]]:
        """What measures count: body, list and quote."""
        return [part for part in self.parts if part[0] in ("body", "list", "quote")]


def _body(*texts: str) -> tuple[tuple[str, str], ...]:
    return tuple(("body", text) for text in texts)


OPED = Article(
    "oped",
    truce.TITLE,
    truce.AUTHOR,
    truce.DATE,
    "en",
    tuple(
        (kind, text.replace("\u00ad", ""))
        for kind, text in truce.EXPECTED
        if kind not in ("title", "byline", "footnote", "table", "caption")
    ),
)

REPORT = Article(
    "report",
    "Ferry service halted after lock gate fails",
    "Tomas Reed",
    "2020-11-03",
    "en",
    _body(
        "The ferry between the two banks of the Skar was halted on Tuesday after a gate of the lower lock failed.",
        "No one was hurt.",
        "The harbour office said the gate had been due for repair in the spring.",
        "“We heard a crack, and then the water simply went,” said Ida Holm, who was waiting on the quay.",
        "About 300 passengers had to walk to the bridge.",
        "Engineers from the capital are expected today.",
        "It is the third failure this year.",
        "The opposition called on the harbour master to resign.",
        "He declined.",
        "“I did not build the lock, and I am not going to leave it broken,” he told reporters at the customs house.",
        "A spokeswoman for the ministry said that money for a new gate had been set aside two years ago, but that the "
        "two towns had never agreed which of them should order it.",
        "Fishing boats can still pass at high tide.",
        "The ferrymen have offered to carry the sick in their own boats free of charge until the gate is mended.",
        "Schools on the lower bank will remain open.",
    ),
)

INTERVIEW = Article(
    "interview",
    "“Nobody asked the herring”",
    "Mirja Saar",
    "2019-06-21",
    "en",
    _body(
        "Olga Brandt has counted fish for forty years. We met her on the pier, where she still goes every morning, to "
        "ask what the quarrel between the two towns looks like from the water.",
        "Are there fewer herring than when you began?",
        "Yes.",
        "Many fewer?",
        "When I began I could not count them. Now I can. That is your answer, I suppose, and you may print it.",
        "Whose fault is it?",
        "You want a name. I do not have one. The upper town built the weir, the lower town bought the big boats, and "
        "both of them sent their old engines to the bottom of the bay when they were done with them.",
        "Did anyone warn them?",
        "I did. In 1987, in 1994, and in a letter to both mayors that was returned because the stamp had the wrong "
        "king on it.",
        "What should happen now?",
        "Leave the bay alone for two summers. I know what that costs. My brother has a boat. But two summers are a "
        "short time for people and a long time for herring.",
        "And if they do not agree?",
        "Then they will agree later, about an empty bay.",
        "Are you hopeful?",
        "No.",
        "Why do you still come here every morning?",
        "Somebody has to be able to say how it was.",
    ),
)

DEBATE = Article(
    "debate",
    "Harbour Police (Pay and Duties)",
    "",
    "2018-02-07",
    "en",
    _body(
        "The Speaker: Order. We come to the question on the pay of the harbour police, on which I have selected the "
        "amendment in the name of the honourable member for the Lower Lock.",
        "Ms Arden (Lower Lock): I beg to move the amendment. My constituents have paid for these officers since 1962 "
        "and have yet to meet one who could tell them from whom he takes his orders.",
        "Mr Quill (Upper Town): Will the honourable lady give way?",
        "Ms Arden: I will not.",
        "Several members: Shame!",
        "Ms Arden: They may shout. The officers were on the bridge on the morning of the funeral, and it was they who "
        "brought the loudspeaker. We have asked four times who signed the order. Four times we were sent the tide "
        "tables.",
        "The Minister for Waters (Dr Falk): The tide tables were sent in error, and I have apologised for it in this "
        "House. As for the order, it was signed by nobody, because no order was needed: the duties of the harbour "
        "police include the reading out of notices.",
        "Ms Arden: At six in the morning?",
        "Dr Falk: At any hour.",
        "Mr Quill: The Minister is right, and I regret to say so. But if anybody may read out anything at any hour in "
        "any street, then this House should not be surprised that people throw things from their windows.",
        "The Speaker: The question is that the amendment be made. As many as are of that opinion say aye.",
        "Hon. Members: Aye.",
    ),
)

NOTE = Article(
    "note",
    "Correction",
    "The editors",
    "2021-03-20",
    "en",
    _body(
        "In last Sunday’s column the bridge of Skardal was said to have been closed since 1998.",
        "It was closed in 1989.",
        "We are sorry for the error.",
    ),
)

KOLUMNE = Article(
    "kolumne",
    "Die Brücke gehört niemandem",
    "Jörg Übelacker",
    "2021-04-02",
    "de",
    (
        *_body(
            "Wer in Skardal über die Brücke geht, überquert mehr als einen Fluß. Er wechselt die Zeitung, den Bäcker "
            "und, wenn er nicht aufpaßt, auch die Meinung.",
            "Das ist nicht neu. Neu ist, daß man es wieder darf.",
            "Die Bürgermeister beider Städte nennen das „Normalität“. Ein großes Wort für eine Planke, auf der noch im "
            "Februar Sandsäcke lagen.",
        ),
        ("heading", "Was fehlt"),
        *_body(
            "Es fehlt jemand, der die Kosten trägt. Die obere Stadt verweist auf den Vertrag von 1962, die untere auf "
            "die Flut, und beide verweisen auf die Hauptstadt, die auf niemanden verweist, weil sie nicht antwortet.",
            "Man könnte die Brücke verkaufen. Man könnte sie auch denen geben, die sie jeden Tag benutzen: den "
            "Schülern, den Fährleuten, den Frauen mit den Fischkörben.",
        ),
        ("quote", "Eine Brücke hat zwei Enden, aber sie hat keine Seiten."),
        *_body(
            "So sagte es mein Großvater, der an ihr mitgebaut hat und an keinem ihrer Enden wohnen wollte.",
            "Vielleicht war das klug.",
        ),
    ),
    "Skardaler Bote",
)

ARTICLES = (OPED, REPORT, INTERVIEW, DEBATE, NOTE, KOLUMNE)
