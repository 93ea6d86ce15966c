"""Pages of the ledger: what everybody reads, and what civil servants do."""
