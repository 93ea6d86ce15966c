"""Budgets that go by a key: who is eligible, the share of each school to the cent, plan, evidence and recovery.

Everybody can recount a share. An unsourced key is a parameter and says so.
"""
