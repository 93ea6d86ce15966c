"""Commands for who builds Vakwerk: data made from sources, and simulations whose figures stand in docs/."""
