"""Look-up codes: LN- (DEMO- for invented goods), 8 characters of Crockford base32 and a check.

They are the shop's own, short enough to type from a label; the official product code and decision
number stand beside them as text and are never derived from them.
"""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECK_ALPHABET = ALPHABET + "*~$=U"  # Crockford's 37 check symbols
_MISREAD = str.maketrans("OIL", "011")
_SHAPE = re.compile(r"^(LN|DEMO)-?([0-9A-HJKMNP-TV-Z]{8})([0-9A-Z*~$=])$")


def check_character(body: str) -> str:
    value = 0
    for char in body:
        value = value * 32 + ALPHABET.index(char)
    return CHECK_ALPHABET[value % 37]


def new_code(*, is_demo: bool) -> str:
    """A random code such as LN-7K3M9Q2XD; one whose check is a punctuation mark is passed over."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(8))
        check = check_character(body)
        if check in ALPHABET:
            return f"{'DEMO' if is_demo else 'LN'}-{body}{check}"


def normalise(typed: str) -> str | None:
    """The code that was meant, or None when it cannot be one of ours.

    Case and spaces are ignored, O reads as 0, I and L as 1; a wrong check character gives None.
    """
    compact = re.sub(r"[\s\-–—]+", "", typed).upper()
    for prefix in ("DEMO", "LN"):
        if compact.startswith(prefix):
            found = _SHAPE.match(prefix + compact[len(prefix) :].translate(_MISREAD))
            if found and check_character(found[2]) == found[3]:
                return f"{prefix}-{found[2]}{found[3]}"
    return None
