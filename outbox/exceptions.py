class UnknownTopic(Exception):
    """No package registered a handler for the topic."""


class Postponed(Exception):
    """A handler asks to be called again later; it is not counted as an error of ours."""
