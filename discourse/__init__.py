"""A research workbook for discourse analysis: paragraph by paragraph, with the evidence behind every number.

``import discourse as dc`` is light: each name loads its module when it is first used.
The names are listed, with their modules, in ``__init__.pyi``.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
