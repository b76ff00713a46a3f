"""Reading codes and numbers as people type them."""

import re
import unicodedata


def plain(typed: str) -> str:
    """Leave out blanks, dots and dashes, write digits of any script as 0-9, and letters as capitals."""
    kept = re.sub(r"[\s.\-‐‑–—]", "", typed)
    return "".join(str(unicodedata.digit(sign, sign)) for sign in kept).upper()
