"""Dated legal values and the formulas that use them: history, source, status, and a second pair of eyes.

Everybody reads; an administrator proposes a value and another one confirms it. It never invents a value.
"""
