"""Tables in and out: CSV and XLSX, read without trusting them and written whole or not at all."""

from .outputs import Outputs, Page
from .reading import Row, Table, read_table, sheet_names

__all__ = ["Outputs", "Page", "Row", "Table", "read_table", "sheet_names"]
