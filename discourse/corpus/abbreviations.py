"""Which full stops end no sentence? The abbreviations of the editorial page, and the words that begin a sentence.

nupunkt's own model was trained on law and administration. Among its 5,869 abbreviations are *cancer*, *civilization*,
*dumb*, *hard*, *life* and *West* (a sentence that ends in one of them is run into the next), and among its sentence
starters *Secretary* and *Senator* (``the U.S. Secretary of State`` is torn apart). These lists take their place.
Letters with dots between them (``U.S.``, ``e.g.``, ``F.B.I.``) need no list, and an initial never ends a sentence
before a name.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Before a capital letter these never end a sentence.
TITLES = _words(
    "mr mrs ms mx dr drs prof rev hon messrs mme mlle gen lt col maj capt cmdr adm brig sgt cpl pvt gov sen sens rep "
    "reps supt insp det amb pres st ste mt"
)
LINKS = _words("ie i.e eg e.g cf viz vs v approx ca aka nb")

# Before a capital letter these end a sentence only if the next word is a sentence starter.
NAMES = _words("jr sr esq inc ltd co corp bros plc cie univ dept assn inst govt intl natl")
PLACES = _words(
    "ave blvd rd hwy ft ariz calif colo conn fla ga kan ky md mich minn mont neb nev okla tenn tex va vt wis wyo"
)
DATES = _words("jan feb apr jun jul aug sep sept oct nov dec mon tue tues thu thurs fri")
LEARNED = _words("al ibid cit ed eds trans ph.d m.sc b.sc d.phil ll.b ll.m")
MEASURES = _words("lb lbs oz hr hrs")

# Before a capital letter these end a sentence, before a small one they do not.
OFTEN_LAST = frozenset(["etc"])

ABBREVIATIONS = TITLES | LINKS | NAMES | PLACES | DATES | LEARNED | MEASURES | OFTEN_LAST

# Abbreviations before a figure only ("No. 5"); elsewhere most of them are ordinary words.
BEFORE_FIGURES = _words("no nos nr p pp fig figs vol vols ch chap art arts sec secs par para pt eq ex app mar est c")

# Written with a capital after an abbreviation, these begin a new sentence.
STARTERS = _words(
    "the a an this that these those such both each every all some many most few several one no not nobody nothing "
    "i you he she it we they his her its our their my your there here "
    "who what when where why how which while whether if although though because since unless until once as so but yet "
    "in on at to by for from with without under over after before during despite among between against about like "
    "now then today yesterday meanwhile instead still even only just perhaps maybe also again however moreover "
    "therefore thus indeed finally according is are was were do does did has have had can could would should "
    "let thanks thank yes"
)
