"""Interests of a child, measured with their uncertainty, and the report on them.

Children and whoever they show it to. Nobody joins it: results travel with the child, or not at all."""
