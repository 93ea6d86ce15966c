"""Which fictitious world this database holds."""

from __future__ import annotations

from django.db import models


class World(models.Model):
    """One row when a world is loaded: the same size, seed and version make the same world."""

    size = models.CharField(max_length=12)
    seed = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField()
    school_year = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.size} ({self.seed})"
