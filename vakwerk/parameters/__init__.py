"""Dated legal values as data: name, unit, values from a date with a source each, status and owner; and cases.

One YAML file per subject, `cases/` beside them. `loading` reads them into the types of `engines.rules`; it computes
nothing. A value that no source gives stands here without a value, with the place where it was looked for.
"""
