"""Imports of CSV and XLSX files."""
