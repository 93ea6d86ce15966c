"""Erasing somebody: the row, everything that goes with it, and the keys of the audit log."""

from __future__ import annotations

from collections import defaultdict

from django.db import router, transaction
from django.db.models import Model
from django.db.models.deletion import Collector

from vakwerk.core import audit
from vakwerk.core.audit.models import AuditKey
from vakwerk.core.viewer import Viewer


@transaction.atomic
def erase(viewer: Viewer | None, instance: Model, *, reason: str) -> int:
    """Deletes the object with all that hangs on it; returns the number of rows.

    The audit entries about all of them stay and become anonymous. ProtectedError when something may not go.
    """
    keys = _keys_of_everything_deleted_with(instance)
    subject = (instance._meta.label_lower, instance.pk)
    rows, _ = instance.delete()
    audit.record(viewer, "core.erase", subject=subject, reason=reason)
    for kind, objects in keys.items():
        AuditKey.objects.filter(kind=kind, object_id__in=objects).delete()
    return rows


def _keys_of_everything_deleted_with(instance: Model) -> dict[str, list[str]]:
    collector = Collector(using=router.db_for_write(type(instance), instance=instance), origin=instance)
    collector.collect([instance])
    keys: dict[str, list[str]] = defaultdict(list)
    for model, instances in collector.data.items():
        keys[model._meta.label_lower] += [str(each.pk) for each in instances]
    for queryset in collector.fast_deletes:
        keys[queryset.model._meta.label_lower] += [str(pk) for pk in queryset.values_list("pk", flat=True)]
    return keys
