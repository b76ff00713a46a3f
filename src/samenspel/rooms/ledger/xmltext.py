"""Texts as XML 1.0 takes them, for the files that go to a bank, an accountant or a customer."""

import re

_OUTSIDE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is not a Char in XML 1.0 §2.2, such as the soft line break of a word processor."""


def storable(text: str) -> str:
    """A text in which signs that XML does not know are spaces, so that one remark never spoils the books of a year."""
    return _OUTSIDE.sub(" ", text)
