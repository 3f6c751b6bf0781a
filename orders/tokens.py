"""Random names of orders: one for people to read aloud, one that opens the order's page."""

import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
NUMBER_LENGTH = 10  # 50 random bits: not guessable, unlike Oscar's 100000 + basket id


def new_number() -> str:
    return "".join(secrets.choice(CROCKFORD) for _ in range(NUMBER_LENGTH))


def new_public_token() -> str:
    """128 random bits; whoever has it sees the order."""
    return secrets.token_urlsafe(16)
