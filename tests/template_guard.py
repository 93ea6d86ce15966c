"""Makes an undefined template variable a failed test.

Django asks `string_if_invalid` what to print for a variable that does not exist, but not inside `{% if %}`. With a
value set it also stops applying filters; `|default` and its kin are the honest way to say "may be absent", so they
are let through.
"""

from __future__ import annotations

from typing import Any

from django.template.base import FilterExpression

FORGIVING = {"default", "default_if_none", "yesno"}


class UndefinedVariable(str):
    """Django formats this with the name of the variable; then we fail."""

    __slots__ = ()

    def __new__(cls) -> UndefinedVariable:
        return super().__new__(cls, "undefined: %s")

    def __mod__(self, variable: Any) -> str:
        raise AssertionError(f"The template uses {str(variable)!r}, which nobody defined.")


def forgive_default_filter() -> None:
    original = FilterExpression.resolve

    def resolve(self: FilterExpression, context: Any, ignore_failures: bool = False) -> Any:
        if not self.filters or self.filters[0][0].__name__ not in FORGIVING:
            return original(self, context, ignore_failures)
        engine = context.template.engine
        kept, engine.string_if_invalid = engine.string_if_invalid, ""
        try:
            return original(self, context, ignore_failures)
        finally:
            engine.string_if_invalid = kept

    FilterExpression.resolve = resolve
