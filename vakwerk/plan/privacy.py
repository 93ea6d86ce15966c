"""The plan holds no personal data: the ministers are named in their office, in a public paper."""

PERSONAL: dict[str, dict[str, object]] = {}
NOT_PERSONAL: set[str] = set()
