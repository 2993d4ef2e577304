"""What are the paragraphs of the one text that stands in ``files/truce.*`` in every format?

An op-ed of our own about a place that does not exist. ``make_files.py`` writes the files from it.
"""

TITLE = "A truce is not yet a peace"
BYLINE = "By Zoé Weiß-Łukowska"
AUTHOR = "Zoé Weiß-Łukowska"
DATE = "2021-03-14"
LANGUAGE = "en"
NOTE_MARK = "*1*"  # where the number of the footnote stands in the paragraph that it belongs to

PARTS = [
    ("title", TITLE),
    ("byline", BYLINE),
    (
        "body",
        "For eleven days now nobody has been shot at on the bridge of Skardal. The bakers on both banks of the river "
        "have opened their shutters, the ferry runs again every forty minutes, and the mayors of the upper and the "
        "lower town have been photographed shaking hands in front of the customs house. “We have our peace,” one of "
        "them told the evening news. He has nothing of the kind.",
    ),
    (
        "body",
        "What he has is a truce – a well-meant, badly drafted, three-page truce – and the difference may cost lives "
        "before the summer is over. A truce stops the shooting. A peace removes the reasons for it. Those who confuse "
        "the two will probably be surprised when the shooting starts again, and they’ll call the surprise "
        "a betrayal.",
    ),
    (
        "body",
        "I have spent most of the past nine winters in rooms where people who hated each other were asked to sign "
        "a piece of paper. Some of those papers held; most did not. Experience doesn’t make anyone a prophet, but it "
        "does teach one to ask who is missing from the picture.",
    ),
    ("heading", "Who was not in the room"),
    (
        "body",
        "The dockers were not in the room, although the quarrel began with their wages. The fishing families from the "
        "Großer Sund were not there either – nor were the Łomnica refugees, who have been living in the grain sheds "
        "since the flood. It seems that nobody had invited them. Perhaps nobody dared.",
    ),
    (
        "body",
        "Instead, the text was written by two lawyers, one retired general and a so-called “council of the "
        "neighbours”, which met twice, in a café, and kept no minutes." + NOTE_MARK + " The general is an honourable "
        "man. The lawyers are clever. But an agreement among people who do not bear its costs is a wish, not "
        "a contract.",
    ),
    (
        "body",
        "The three questions that matter most were left open, and each of them can bring the guns back to the bridge "
        "within a week:",
    ),
    ("list", "Who pays the harbour police, and to whom do they answer?"),
    ("list", "What happens to the grain sheds when the families have moved out?"),
    ("list", "When – if ever – will the toll on the lower lock be lifted?"),
    (
        "body",
        "Ask the mayor of the upper town, and he says that these are “technical matters”. Ask his colleague across "
        "the water, and she says they were settled long ago. They can’t both be right; it is quite possible that "
        "neither of them is.",
    ),
    (
        "quote",
        "We did not fight over the toll. We fought because we were told about the toll from a loudspeaker, in our own "
        "street, on the morning of a funeral.",
    ),
    (
        "body",
        "That is how one of the dockers put it to me. He is fifty-eight years old, a widower, and no friend of "
        "violence. What he wants is not money. He wants to be asked, and he wants the asking to be written "
        "down—a modest wish, and a dangerous one to ignore.",
    ),
    ("heading", "What a peace would take"),
    (
        "body",
        "The figures of the harbour office, incomplete as they are, show how little time is left. Trade fell by more "
        "than half between the autumn and the spring, while the number of armed guards on the quays almost doubled. "
        "No town of 14\u00a0000 people can live like that for long.",
    ),
    ("table", "Season\tShips\tGuards"),
    ("table", "Autumn\t212\t34"),
    ("table", "Winter\t147\t58"),
    ("table", "Spring\t96\t65"),
    ("caption", "The bridge of Skardal, seen from the lower lock."),
    (
        "body",
        "A real settlement must begin with a list of the people who can break it. Every one of them should sit at the "
        "table, however unpleasant their company. It must then say who decides when the signatories disagree, because "
        "disagree they will. And it should be published – in full, in both languages, on every door.",
    ),
    (
        "body",
        "Some will object that such talks take months, and that a counter\u00adproductive debate could undo the calm. "
        "The objection is serious. Calm is precious, and I would not risk it lightly. Yet calm without an agreement is "
        "merely the time that each side needs to re-arm.",
    ),
    (
        "body",
        "There is, it must be said, reason for hope. The schools on the two banks have exchanged their pupils for "
        "a day, the first such visit since 1998. The ferrymen, who used to quarrel about everything, now share one "
        "timetable. And on Sunday somebody – nobody knows who – hung a wreath on the middle of the bridge, exactly "
        "where the boundary runs.",
    ),
    (
        "body",
        "None of this will last by itself. The mayors should go back into the room, open the door, and let the others "
        "in. They have perhaps until the herring season, when the boats go out and tempers run short. After that, "
        "I fear, we shall be counting days again.",
    ),
    ("footnote", "The owner of the café remembers three meetings; the council itself has declined to comment."),
]

# What a reader makes of it: the number of the footnote is taken out of the paragraph.
EXPECTED = [(kind, text.replace(NOTE_MARK, "")) for kind, text in PARTS]
RUNNING = [(kind, text) for kind, text in EXPECTED if kind in ("body", "list", "quote")]
