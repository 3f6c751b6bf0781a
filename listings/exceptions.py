"""What can go wrong at a maker's desk and on the staff's side of it."""


class ListingError(Exception):
    """Base of the errors below."""


class WrongState(ListingError):
    """The submission may not move from where it stands to where it was to go."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(f"a submission cannot move from {old} to {new}")
        self.old = old
        self.new = new


class SeenIsStale(ListingError):
    """The submission or its product changed after the page was shown to whoever decides."""


class BasedOnOldVersion(ListingError):
    """The product changed after the draft was begun, and nobody accepted that yet."""


class ScanMissing(ListingError):
    """A certificate is named, and no scan of it is there."""


class TooManyFiles(ListingError):
    """A submission holds as many files as it may."""


class BadUpload(ListingError):
    """A file that is not what it must be; the argument is a sentence for the maker."""

    @property
    def sentence(self) -> str:
        return str(self.args[0])


class NoSuchAccount(ListingError):
    """Nobody has an account with this e-mail address."""
