"""How is the researcher told of something, with the line of their own code that led to it?"""

import sys
import warnings
from pathlib import Path

from .errors import DiscourseWarning

_PACKAGE = str(Path(__file__).parent)


def warn(message: str) -> None:
    """Warn with a :class:`DiscourseWarning` that points to the nearest call from outside this package."""
    frame, level = sys._getframe(1), 2
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        frame, level = frame.f_back, level + 1
    warnings.warn(message, DiscourseWarning, stacklevel=level)
