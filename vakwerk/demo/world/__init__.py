"""Makes the fictitious world: deterministic by seed and size, all or nothing."""
