"""Calls for proposals: built, applied to, judged, decided, paid and settled; contests and their results.

Civil servants build, partners apply, a jury scores, a person decides with reasons. No code runs that an editor typed.
"""
