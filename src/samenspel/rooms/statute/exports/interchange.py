"""The charter as canonical JSON: the very bytes that its digest was taken of, and back."""

import json

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspel.ground.foundation.canonical import Json, canonical
from samenspel.kernels.statute.charter import Charter, CharterError, from_json
from samenspel.kernels.statute.clause import BadValueError
from samenspel.rooms.statute.exports.document import Document

LARGEST = 1_000_000
"""The largest file that is read, in bytes. A whole charter takes a few thousand."""


class BadFileError(ValueError):
    """A file that is no charter. Its text is for the person who brought the file."""


def write_json(document: Document) -> bytes:
    """The charter as it is stored. The SHA-256 of these bytes is the version's digest."""
    content: Json = document.version.charter.to_json()  # type: ignore[assignment]  # plain JSON values by construction
    return canonical(content).encode()


def read_json(content: bytes) -> Charter:
    """Read a charter from a file, in any spelling of JSON. Raises BadFileError."""
    if len(content) > LARGEST:
        raise BadFileError(_("This file is too large to be the rules of a collective."))
    try:
        raw = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        raise BadFileError(_("This file is not text. Bring the file that ends in .json.")) from error
    except json.JSONDecodeError as error:
        message = _("This file is not JSON: line %(line)s, place %(place)s.")
        raise BadFileError(message % {"line": error.lineno, "place": error.colno}) from error
    except RecursionError as error:
        raise BadFileError(_("This file is not a charter.")) from error
    try:
        return from_json(raw)
    except CharterError as error:
        raise BadFileError(error.words.en if get_language() == "en" else error.words.nl) from error
    except BadValueError as error:
        words = error.words.en if get_language() == "en" else error.words.nl
        raise BadFileError(f"{error.clause}.{error.parameter}: {words}") from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a name that stands twice: nobody could tell which of the two counts."""
    result = dict(pairs)
    if len(result) < len(pairs):
        twice = next(name for name, _value in pairs if [other for other, _ in pairs].count(name) > 1)
        raise BadFileError(_("“%(name)s” stands twice in this file.") % {"name": twice})
    return result
