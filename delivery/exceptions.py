from dataclasses import dataclass


@dataclass
class MethodUnavailable(Exception):
    """The chosen way of delivery does not serve this address with these goods."""

    code: str
