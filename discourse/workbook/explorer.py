"""How does a researcher look into a text? The explorer: the text on the left, what is measured on the right."""

from __future__ import annotations

import html
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import ipywidgets as W

from ..codebook import Codebook
from ..corpus.corpus import Corpus
from ..corpus.narrowing import kind_counts
from ..corpus.paragraphs import RUNNING
from ..corpus.readers.registry import suffixes
from ..errors import DiscourseError, DiscourseWarning
from .actors_tab import ActorsTab
from .analysis import Analysis, kinds_code
from .choices import Choice, codebook_choices, text_choices, uploaded_codebook
from .collocates_tab import CollocatesTab
from .concordance_tab import ConcordanceTab
from .dispersion_tab import DispersionTab
from .export_panel import ExportPanel
from .intake_panel import IntakePanel
from .keyness_tab import KeynessTab
from .reader_pane import ReaderPane
from .sentiment_tab import SentimentTab
from .snapshot import Snapshot
from .state import State
from .tab import Tab, dropdown, styled
from .terms_tab import TermsTab
from .views import Upload
from .warm import load_later

_TABS = (SentimentTab, TermsTab, ActorsTab, ConcordanceTab, KeynessTab, CollocatesTab, DispersionTab)
_MANY = 20  # from so many texts on they can be searched by their title


def explore(corpus: Corpus | None = None, codebook: Codebook | None = None) -> Explorer:
    """Open the explorer: read a text beside its sentiment, its terms, its actors and its concordance.

    Choose a paragraph by click or arrow key, and every figure marks it; choose a word in a table, and the text shows
    it. Whatever is on the screen can be exported at the size and in the formats of a journal.

    Parameters
    ----------
    corpus : Corpus, optional
        Its documents can be chosen above the text, followed by the shipped samples. Without it: the samples.
    codebook : Codebook, optional
        Actors to mark and count. Without it: the shipped codebooks can be chosen.

    Returns
    -------
    Explorer
        A widget; the last line of a cell shows it.

    >>> explorer = explore()
    >>> explorer.state.analysis.title
    'State of the Union 2016'
    """
    return Explorer(corpus, codebook)


class Explorer(W.VBox):
    """See :func:`explore`.

    Attributes
    ----------
    state : State
        What is shown: ``state.analysis`` (its tables), ``state.paragraph`` (the chosen one).
    last_error : Exception or None
        The last thing that went wrong, for whoever wants its traceback; the widget says it in words.
    """

    def __init__(self, corpus: Corpus | None = None, codebook: Codebook | None = None) -> None:
        self.last_error: Exception | None = None
        self.state = State()
        self._setting = self._handling = False
        self._message = W.HTML()
        self._texts = text_choices(corpus)
        self._books = codebook_choices(codebook)
        text, book = self._texts[0], self._first_book(corpus, codebook)

        self._code = styled(W.HTML(), "dw-code")
        self.reader = ReaderPane(self.state)
        self._tabs: list[Tab] = [kind(self.state, self.guarded) for kind in _TABS]
        bodies, titles = [tab.body for tab in self._tabs], [tab.title for tab in self._tabs]
        self.tab_bar = W.Tab(bodies, titles=titles, selected_index=0)
        self.export = ExportPanel(self)
        self.snapshot = Snapshot(self)
        left = styled(W.Box([self.reader.view]), "dw-left")
        right = styled(W.Box([styled(self.tab_bar, "dw-tabs")]), "dw-right")
        top = self._top(text, book)
        self.panes = styled(W.Box([left, right]), "dw-panes")
        self.intake = IntakePanel(self.guarded, self._take_in, lambda opened: self._show_panes(not opened))
        parts = [top, self._message, self.intake.view, self.export.panel, self._code, self.panes, self.snapshot.hider()]
        super().__init__(parts)
        styled(self, "dw-explorer")

        self._code.layout.display = "none"
        self._load(text, book)
        self.tab_bar.observe(self.guarded(lambda change: self._enter()), "selected_index")
        self.state.observe(self.guarded(lambda change: self._redraw()), ["paragraph", "query"])
        self.reader.view.observe(self.guarded(lambda change: self._choose_kinds(change["new"])), "counted")
        self._enter()

    def _first_book(self, corpus: Corpus | None, codebook: Codebook | None) -> Choice:
        if codebook is not None:
            return self._books[0]
        wanted = self._texts[0].codebook if corpus is None else None
        return next((book for book in self._books if wanted and book.codebook == wanted), self._books[-1])

    def _top(self, text: Choice, book: Choice) -> W.HBox:
        self.text = dropdown("Text", _labelled(self._texts), text)
        self.codebook = dropdown("Codebook", _labelled(self._books), book)
        self.find = W.Text(placeholder="find a text", continuous_update=False, tooltip="Part of the title of a text")
        styled(self.find, "dw-tight").layout.width = "100px"
        self.upload = Upload(tip="Texts in any format, several at once, or a codebook (.toml); or drop them here")
        self.range = W.IntRangeSlider(
            description="Paragraphs",
            min=1,
            max=1,
            value=(1, 1),
            continuous_update=False,
            style={"description_width": "initial"},
        )
        styled(self.range, "dw-tight").layout.width = "225px"
        self.show_code = W.ToggleButton(description="Show code", tooltip="The lines of Python that make this figure")
        self.text.observe(self.guarded(lambda change: self._choose_text(change["new"])), "value")
        self.codebook.observe(self.guarded(lambda change: self._choose_book(change["new"])), "value")
        self.range.observe(self.guarded(lambda change: self._choose_range(*change["new"])), "value")
        self.find.observe(self.guarded(lambda change: self._offer(change["new"])), "value")
        self.upload.observe(self.guarded(lambda change: self._take(change["new"])), "arrived")
        self.upload.observe(self.guarded(lambda change: self.say(change["new"], "problem")), "problem")
        self.show_code.observe(self.guarded(lambda change: self._write_code()), "value")
        spring = styled(W.Box(), "dw-spring")
        self.find.layout.display = "" if len(self._texts) >= _MANY else "none"
        chosen = [self.text, self.find, self.codebook, self.upload, self.range]
        return styled(W.HBox([*chosen, spring, self.show_code, self.export.button]), "dw-top")

    # Texts and codebooks

    def _load(self, text: Choice, book: Choice) -> None:
        self.state.texts, self.state.text = tuple(self._texts), text
        self._show(Analysis(text.load(), book.load()))

    def _show(self, whole: Analysis) -> None:
        """Show a text from its first paragraph to its last."""
        numbers = list(whole.spans)
        if not numbers:
            raise DiscourseError("The text has no paragraph to show.", where=whole.title, do="Choose another text.")
        with self._quietly():
            self.range.max = max(numbers[-1], self.range.max)
            self.range.value = (numbers[0], numbers[-1])
            self.range.min, self.range.max = numbers[0], numbers[-1]
        self.state.whole = whole
        self.state.paragraph = 0  # one of the text before means nothing here
        self._focus(whole)

    def _focus(self, analysis: Analysis) -> None:
        """Show an analysis; what it warns of is said in place."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", DiscourseWarning)
            if self.state.paragraph not in analysis.spans:
                self.state.paragraph = 0  # no paragraph is chosen while the texts change hands
            self.state.span = None
            self.state.analysis = analysis
            if not self.state.paragraph:
                self.state.paragraph = min(analysis.counted or analysis.spans)
        said = [str(warning.message) for warning in caught if issubclass(warning.category, DiscourseWarning)]
        if said:
            self.say(said[0], "problem")
        self._redraw()

    def _choose_text(self, choice: Choice) -> None:
        book = self.codebook.value
        fitting = next((one for one in self._books if choice.codebook and one.codebook == choice.codebook), None)
        if fitting is not None and book in [*self._books[-1:], *(one for one in self._books if one.codebook)]:
            book = fitting  # a sample comes with its own codebook, unless the researcher brought one
        with self._quietly():
            self.codebook.value = book
        self._load(choice, book)

    def _choose_book(self, choice: Choice) -> None:
        whole = self.state.whole.with_codebook(choice.load())
        self.state.whole = whole
        self._focus(whole.part(*self.range.value))

    def _choose_range(self, first: int, last: int) -> None:
        self._focus(self.state.whole.part(first, last))

    def _choose_kinds(self, kinds: list[str]) -> None:
        whole: Analysis = self.state.whole
        there = kind_counts(whole.shown.paragraphs["kind"])
        running = [kind for kind in there if kind in RUNNING]
        if not kinds and running:
            self.reader.show_kinds()
            raise DiscourseError("Some kind of paragraph must count.", do="Tick one before you take the last away.")
        chosen = None if sorted(kinds) == sorted(running) else tuple(kind for kind in there if kind in kinds)
        if chosen != whole.kinds:
            self.state.whole = whole.with_kinds(chosen)
            self._focus(self.state.whole.part(*self.range.value))

    def _take(self, files: Any) -> None:
        """Show uploaded texts before they are taken in, and take in a codebook; what was on the screen stays."""
        books = [(name, data) for name, data in files if name.lower().endswith(".toml")]
        texts = tuple((name, data) for name, data in files if (name, data) not in books)
        with self._quietly():
            self.upload.arrived = ()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", DiscourseWarning)
            for name, data in books:
                choice = uploaded_codebook(name, data)
                self._books.insert(0, choice)
                with self._quietly():
                    self.codebook.options = _labelled(self._books)
                    self.codebook.value = choice
                self._choose_book(choice)
        if books:
            read = f"{', '.join(name for name, _ in books)} was read."
            self.say(" ".join([read, *(str(warning.message) for warning in caught)]), "done")
        if texts:
            self.intake.open(texts)

    def _take_in(self, choices: list[Choice], warned: list[str]) -> None:
        """Make uploaded texts choosable, and show the first of them."""
        self._texts[:0] = choices
        with self._quietly():
            self.find.value = ""
            self._offer("")
            self.text.value = choices[0]
        self._load(choices[0], self.codebook.value)
        many = f"{len(choices):,} texts were taken in; choose one above." if len(choices) > 1 else ""
        one = f"{choices[0].label.removesuffix(' (uploaded)')} was taken in."
        self.say(" ".join([many or one, *warned[:3]]), "done")

    def _offer(self, wanted: str) -> None:
        """Offer the texts whose title holds certain words; a single one is shown at once."""
        words = wanted.casefold().split()
        found = [choice for choice in self._texts if all(word in choice.label.casefold() for word in words)]
        self.find.layout.display = "" if len(self._texts) >= _MANY else "none"
        if not found:
            raise DiscourseError(f"No title holds “{wanted.strip()}”.", do="Search for a part of the title.")
        before = self.text.value
        with self._quietly():
            shown = found if before in found or not words else [before, *found]
            self.text.options = _labelled(shown)
            self.text.value = before
        if words and len(found) == 1 and found[0] is not before:
            self.text.value = found[0]

    def _show_panes(self, shown: bool) -> None:
        self.panes.layout.display = "" if shown else "none"

    # Drawing

    @property
    def tab(self) -> Tab:
        """The tab on the screen."""
        return self._tabs[self.tab_bar.selected_index or 0]

    @property
    def tabs(self) -> list[Tab]:
        """All tabs, with their controls."""
        for tab in self._tabs:
            tab.make()
        return self._tabs

    def _enter(self) -> None:
        for tab in self._tabs:
            if tab is not self.tab:
                tab.leave()
        self.tab.enter()
        self._after()

    def _redraw(self) -> None:
        if not self.state.paragraph:
            return
        for tab in self._tabs:
            tab.refresh()
        self._after()

    def _after(self) -> None:
        self._write_code()
        self.snapshot.later()

    def _write_code(self) -> None:
        self._code.layout.display = "" if self.show_code.value else "none"
        if self.show_code.value:
            self._code.value = f"<pre>{html.escape(self.code())}</pre>"

    def code(self) -> str:
        """Return the lines of Python that make the figures on the screen."""
        first, last = self.range.value
        whole = self.state.analysis is self.state.whole
        lines = [
            "import discourse as dc",
            f"corpus = {self.text.value.code}"
            + ("" if whole else f".part({first}, {last})")
            + kinds_code(self.state.analysis.kinds),
        ]
        drawings = self.tab.drawings()
        if any("codebook" in drawing.code for drawing in drawings):
            lines.append(f"codebook = {self.codebook.value.code}")
        for drawing in drawings:
            lines += [
                drawing.code,
                f'dc.save_figure(ax, "{drawing.name}", preset="{self.export.preset.value}", data=table)',
            ]
        return "\n".join(lines)

    # Saying

    def say(self, text: str, kind: str = "done") -> None:
        """Say something in place, ``"done"`` or ``"problem"``; an empty text takes it away."""
        role = "alert" if kind == "problem" else "status"
        shown = f'<div class="dw-message dw-message-{kind}" role="{role}">{html.escape(text)}</div>'
        self._message.value = shown if text else ""

    def guarded(self, handler: Callable[..., Any], *, quiet: bool = False) -> Callable[..., None]:
        """Wrap a handler so that an error becomes a message in place, and the widget lives on.

        What was said before is taken away when the researcher does the next thing; a `quiet` handler, which
        nobody called for (a change of width), leaves it.
        """

        @wraps(handler)
        def handle(*given: Any) -> None:
            if self._setting:
                return
            outermost, self._handling = not self._handling, True
            if outermost and not quiet:
                self.say("")
            try:
                handler(*given)
            except DiscourseError as error:
                self.last_error = error
                self.say(str(error), "problem")
            except Exception as error:
                self.last_error = error
                self.say(
                    f"Something went wrong that should not ({type(error).__name__}: {error}). "
                    "What you see still stands. Please report it; explorer.last_error holds the details.",
                    "problem",
                )
            finally:
                if outermost:
                    self._handling = False

        return handle

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Set controls without their handlers running."""
        before, self._setting = self._setting, True
        try:
            yield
        finally:
            self._setting = before

    def _ipython_display_(self, **kwargs: Any) -> None:
        from IPython.display import display

        display(self._repr_mimebundle_(**kwargs), raw=True)
        self.snapshot.display()
        load_later(self._accept_formats)

    def _accept_formats(self) -> None:
        """Let the dialog of files offer what can be read; asking every reader takes a moment."""
        self.upload.accept = ",".join([*suffixes(), ".toml"])


def _labelled(choices: list[Choice]) -> list[tuple[str, Choice]]:
    return [(choice.label, choice) for choice in choices]
