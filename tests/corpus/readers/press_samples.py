"""Which articles stand in the synthetic exports of newspaper databases in ``files/``? Invented ones, of our own.

``make_office_files.py`` lays them out as Nexis Uni, LexisNexis and Factiva do.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    title: str
    publication: str
    date: str  # ISO 8601
    printed_date: str  # as Nexis prints it
    factiva_date: str
    author: str
    section: str
    page: str
    language: str
    language_name: str
    words: int
    number: str
    body: tuple[str, ...]
    edition: str = ""
    standfirst: str = ""
    caption: str = ""


PIECES = (
    Piece(
        title="Herring fleet stays in port as “quiet” talks fail",
        publication="The Skardal Courier",
        date="2021-03-15",
        printed_date="March 15, 2021 Monday",
        factiva_date="15 March 2021",
        author="Ines Okafor-Lund",
        section="HARBOUR; Pg. 3",
        page="3",
        language="en",
        language_name="English",
        words=1041,
        number="SKCOUR0020210315eh3f0000a",
        edition="Late Edition",
        standfirst="Skippers say they were not asked; the mayor says they were not in.",
        caption="PHOTO: Nets drying on the lower quay (Photograph by Tom Brandt)",
        body=(
            "SKARDAL — The herring fleet did not leave the harbour on Monday. Forty-one boats lay at the quay, and "
            "their skippers stood beside them, “waiting for a letter that nobody will write”, as one of them put it.",
            "Body searches at the lower gate, which had been promised to end in February, went on through the morning. "
            "A spokeswoman for the harbour office called them routine.",
            "Talks between the two mayors broke up after twenty minutes. Length: unknown, said the minutes, and no "
            "more. Both sides claim to have left the room first.",
        ),
    ),
    Piece(
        title="Der Frieden von Skardal bleibt vorläufig",
        publication="Großer Sund Anzeiger",
        date="2021-03-16",
        printed_date="Dienstag 16. März 2021",
        factiva_date="16 März 2021",
        author="Jörg Weißenfels",
        section="POLITIK; S. 1",
        page="1",
        language="de",
        language_name="German",
        words=388,
        number="GRSUND0020210316eh3g0000b",
        body=(
            "Die Boote liegen noch immer im Hafen, und niemand weiß, wer sie hinausschicken darf. Zwei Städte, ein "
            "Fluss, drei Verträge: So lässt sich die Lage beschreiben.",
            "„Wir haben nichts unterschrieben“, sagte der Sprecher der Fischer am Dienstag.",
        ),
    ),
    Piece(
        title="Who speaks for the grain sheds?",
        publication="Łomnica Weekly",
        date="2021-03-19",
        printed_date="March 19, 2021",
        factiva_date="19 March 2021",
        author="",
        section="Letters",
        page="12",
        language="en",
        language_name="English",
        words=96,
        number="LOMWK00020210319eh3j0000c",
        body=(
            "Sir, — Your report counts the guards and the ships. It does not count us. We are two hundred and six, and "
            "we live behind the customs house.",
            "Update: since this was written the sheds have been given a door.",
        ),
    ),
)
