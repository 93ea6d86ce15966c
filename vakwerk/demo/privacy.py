"""The demo room keeps nothing about anybody: its people are fictitious and stand in the rooms they belong to."""

PERSONAL: dict[str, dict[str, object]] = {}
NOT_PERSONAL = {"demo.World"}
