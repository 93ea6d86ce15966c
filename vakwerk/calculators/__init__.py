"""Public calculators: the dated rules as a form, an answer in plain words and the steps that led to it.

Everybody enters without an account. Nothing that is typed is kept.
"""
