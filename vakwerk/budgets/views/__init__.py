"""Pages of budgets by pupils: what everybody reads, what civil servants divide and check, what schools plan."""
