"""The rules as files, to keep, to bring to a notary, to read in other software, and to found with elsewhere.

Promises: a file says which version it is, its digest and that it is a concept; the JSON is byte for byte what
the digest was taken of; reading such a file back gives an equal charter, or says what is wrong with it.
"""

from samenspel.rooms.statute.exports.akoma import write_akn
from samenspel.rooms.statute.exports.document import Document, document
from samenspel.rooms.statute.exports.interchange import BadFileError, read_json, write_json
from samenspel.rooms.statute.exports.pdf import write_pdf
from samenspel.rooms.statute.exports.word import write_docx

__all__ = [
    "BadFileError",
    "Document",
    "document",
    "read_json",
    "write_akn",
    "write_docx",
    "write_json",
    "write_pdf",
]
