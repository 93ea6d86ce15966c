"""The government's plan itself: actions, amounts exactly as printed, promised outcomes.

Everybody reads. It never pro-rates an amount and never adds what the paper does not add."""
