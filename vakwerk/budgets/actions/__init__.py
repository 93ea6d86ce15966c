"""Writes of budgets by pupils: `rounds` and `checks` by civil servants, `schools` and `claims` by schools."""
