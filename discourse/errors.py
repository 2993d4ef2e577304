"""The one family of errors this package raises: what was found, where, and what to do."""


class DiscourseError(ValueError):
    """An error written for the researcher.

    Parameters
    ----------
    what : str
        What was found, in a plain sentence.
    where : str, optional
        The file, line, paragraph or actor it was found in.
    do : str, optional
        What to do about it.
    """

    def __init__(self, what: str, *, where: str | None = None, do: str | None = None) -> None:
        self.what, self.where, self.do = what, where, do
        super().__init__(f"{where}: {what}" if where else what)

    def __str__(self) -> str:
        message = f"{self.where}: {self.what}" if self.where else self.what
        return f"{message} {self.do}" if self.do else message


class ReadError(DiscourseError):
    """A text that cannot be read."""


class CodebookError(DiscourseError):
    """A codebook that cannot be used."""


class QueryError(DiscourseError):
    """A search query that cannot be run."""


class DiscourseWarning(UserWarning):
    """Something the researcher should know, though the work goes on."""
