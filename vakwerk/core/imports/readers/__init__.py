"""From the bytes of an upload to rows of text, whatever program made the file."""

from vakwerk.core.imports.readers.reading import read
from vakwerk.core.imports.readers.sheet import ReadError, Sheet

__all__ = ["ReadError", "Sheet", "read"]
