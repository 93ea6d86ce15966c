"""Tables in and out: CSV and XLSX, read without trusting them and written whole or not at all."""

from .outputs import Outputs
from .reading import Row, Table, read_table

__all__ = ["Outputs", "Row", "Table", "read_table"]
