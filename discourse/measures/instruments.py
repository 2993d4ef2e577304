"""Which instruments can score how favourable a passage is, and how does one add one's own?

An instrument gives a polarity to a passage and can show the words that made it. Two are registered:
``"textblob"`` and ``"vader"``. Any object with the attributes of :class:`Instrument` will do as a third.
"""

from __future__ import annotations

from typing import Any, ClassVar

from ..errors import DiscourseError
from .instrument import Evidence, Instrument
from .instrument_lexicon import lexicon_instrument
from .instrument_textblob import TextBlobInstrument
from .instrument_vader import VaderInstrument

__all__ = [
    "Evidence",
    "Instrument",
    "get_instrument",
    "instruments",
    "lexicon_instrument",
    "register_instrument",
]


class _Registry:
    instruments: ClassVar[dict[str, Any]] = {}


def register_instrument(instrument: Any) -> Any:
    """Make an instrument available under its name, in code and in the explorer.

    Parameters
    ----------
    instrument : Instrument
        An object with the attributes and methods of :class:`Instrument`. One of the same name is replaced.

    Returns
    -------
    Instrument
        The same object.

    Raises
    ------
    DiscourseError
        If an attribute or method is missing or of the wrong kind.

    >>> register_instrument(lexicon_instrument({"truce": 0.6, "siege": -0.8}, name="siege")).name
    'siege'
    """
    _Registry.instruments[_checked(instrument).name] = instrument
    return instrument


def get_instrument(instrument: Any) -> Any:
    """Return a registered instrument by its name; an instrument itself is handed back.

    Raises
    ------
    DiscourseError
        If no instrument of this name is registered, or the object is no instrument.

    >>> get_instrument("vader").title
    'VADER'
    """
    if not isinstance(instrument, str):
        return _checked(instrument)
    if instrument not in _Registry.instruments:
        raise DiscourseError(
            f'There is no instrument "{instrument}".',
            do=f"Registered: {', '.join(instruments())}. Add your own with register_instrument(…).",
        )
    return _Registry.instruments[instrument]


def instruments() -> list[str]:
    """Return the names of the registered instruments, in the order they were registered.

    >>> instruments()[:2]
    ['textblob', 'vader']
    """
    return list(_Registry.instruments)


def _checked(instrument: Any) -> Any:
    if isinstance(instrument, type):
        raise DiscourseError(
            f"{instrument.__name__} is a class, not an instrument.", do=f"Make one first: {instrument.__name__}()."
        )
    wanted = {"name": str, "title": str, "has_subjectivity": bool, "passage": str, "scale": str, "version": str}
    wrong = [name for name, kind in wanted.items() if not isinstance(getattr(instrument, name, None), kind)]
    wrong += [f"{name}(text)" for name in ("score", "evidence") if not callable(getattr(instrument, name, None))]
    if wrong:
        raise DiscourseError(
            f"{instrument!r} is no instrument: it lacks {', '.join(wrong)}.",
            do="Subclass discourse.measures.instruments.Instrument, or use lexicon_instrument(…).",
        )
    if not instrument.name or not instrument.title:
        raise DiscourseError(f"{instrument!r} has no name or no title.", do="Give it both.")
    if instrument.passage not in ("whole", "sentences"):
        raise DiscourseError(
            f'The instrument "{instrument.name}" has passage={instrument.passage!r}.',
            do='It is either "whole" or "sentences".',
        )
    return instrument


register_instrument(TextBlobInstrument())
register_instrument(VaderInstrument())
